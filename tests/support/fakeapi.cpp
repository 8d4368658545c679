// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "support/messagesapi.h"

#include "base/json.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>

#include <cstdio>

/// A scripted Messages API as a program: prints its address on the first line of standard output, then one line of
/// JSON per request. For demonstrations and chaos tests.
int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Answers the Messages API from a script."));
    parser.addHelpOption();
    const QCommandLineOption port(QStringLiteral("port"), QStringLiteral("Port on 127.0.0.1 (0: any free one)."),
                                  QStringLiteral("number"), QStringLiteral("0"));
    const QCommandLineOption quiet(QStringLiteral("quiet"), QStringLiteral("Do not print requests."));
    const QCommandLineOption full(QStringLiteral("full"), QStringLiteral("Print whole request bodies."));
    parser.addOptions({port, quiet, full});
    parser.addPositionalArgument(QStringLiteral("script"), QStringLiteral("JSON file with turns and conversations."));
    parser.process(app);
    if (parser.positionalArguments().size() != 1)
        parser.showHelp(2);

    QFile file(parser.positionalArguments().constFirst());
    if (!file.open(QIODevice::ReadOnly)) {
        std::fprintf(stderr, "%s: %s\n", qPrintable(file.fileName()), qPrintable(file.errorString()));
        return 2;
    }
    podium::test::MessagesApi api;
    const podium::Result<QJsonValue> script = podium::parseJson(file.readAll());
    const podium::Result<void> loaded =
        script ? api.load(script->toObject()) : podium::Result<void>(tl::unexpected(script.error()));
    const podium::Result<void> listening = loaded ? api.listen(parser.value(port).toUShort()) : loaded;
    if (!listening) {
        std::fprintf(stderr, "%s\n", qPrintable(listening.error().text()));
        return 2;
    }
    std::printf("%s\n", qPrintable(api.url()));
    std::fflush(stdout);
    if (!parser.isSet(quiet)) {
        QObject::connect(&api, &podium::test::MessagesApi::requestReceived, &app, [&](int index) {
            const podium::test::ApiRequest &request = api.requests().at(index);
            QJsonObject line{{QStringLiteral("model"), request.body.value(QStringLiteral("model"))},
                             {QStringLiteral("step"), request.assistantMessages()},
                             {QStringLiteral("last"), request.lastUserText().left(200)}};
            if (parser.isSet(full))
                line.insert(QStringLiteral("body"), request.body);
            std::printf("%s\n", podium::canonicalJson(line).constData());
            std::fflush(stdout);
        });
    }
    return QCoreApplication::exec();
}
