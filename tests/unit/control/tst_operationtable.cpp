// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "control/admission.h"
#include "control/cli/argumentvalue.h"
#include "control/operation.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

using namespace podium;
using namespace podium::control;

class TestOperationTable : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void namesRestPathsAndCommandWordsAreUnique()
    {
        QSet<QString> names;
        QSet<QString> routes;
        QSet<QString> words;
        for (const Operation &op : operations()) {
            QVERIFY2(!names.contains(op.name), qPrintable(op.name));
            names += op.name;
            // Two paths that differ only in the names of their parameters are the same route.
            QString path = op.path;
            path.replace(QRegularExpression(QStringLiteral("\\{[^}]*\\}")), QStringLiteral("{}"));
            const QString route = op.method + u' ' + path;
            QVERIFY2(!routes.contains(route), qPrintable(route));
            routes += route;
            for (const CliForm &form : op.cli) {
                QVERIFY2(!words.contains(form.words), qPrintable(form.words));
                words += form.words;
            }
        }
    }

    void everyRowIsComplete()
    {
        for (const Operation &op : operations()) {
            QVERIFY2(!op.summary.isEmpty() && !op.summary.endsWith(u'.'), qPrintable(op.name));
            QVERIFY2(op.permission.contains(u':'), qPrintable(op.name));
            QVERIFY2(op.path.startsWith(QLatin1String("/api/v1/")), qPrintable(op.name));
            QVERIFY2(QStringList({QStringLiteral("GET"), QStringLiteral("POST"), QStringLiteral("PUT"),
                                  QStringLiteral("DELETE")})
                         .contains(op.method),
                     qPrintable(op.name));
            QVERIFY2(!op.cli.isEmpty(), qPrintable(op.name));
            QVERIFY2(!op.response.isEmpty(), qPrintable(op.name));
            for (const Field &field : op.request + op.response)
                QVERIFY2(!field.description.isEmpty(), qPrintable(op.name + u' ' + field.name));
            // A GET changes nothing, so it must not need the writer.
            if (op.method == QLatin1String("GET"))
                QVERIFY2(op.reach != Reach::Write && op.reach != Reach::Alone, qPrintable(op.name));
        }
    }

    void pathParametersAreRequiredFields()
    {
        static const QRegularExpression parameter(QStringLiteral("\\{([^}]*)\\}"));
        for (const Operation &op : operations()) {
            auto it = parameter.globalMatch(op.path);
            while (it.hasNext()) {
                const Field *field = op.field(it.next().captured(1));
                QVERIFY2(field && field->isRequired, qPrintable(op.name + u' ' + op.path));
            }
        }
    }

    void everyWordOfTheCommandLineLeadsToAField()
    {
        for (const Operation &op : operations()) {
            for (const CliForm &form : op.cli) {
                QVERIFY2(!form.presentation.isEmpty(), qPrintable(form.words));
                QVERIFY2(!form.examples.isEmpty(), qPrintable(form.words));
                QSet<QString> options;
                QSet<QChar> letters;
                for (const GlobalOption &global : globalOptions()) {
                    options += global.name;
                    if (!global.letter.isNull())
                        letters += global.letter;
                }
                for (const CliArgument &argument : form.positionals + form.options) {
                    const QString what = form.words + u' ' + argument.name;
                    QVERIFY2(argument.property.startsWith(u'@') || op.field(argument.property), qPrintable(what));
                    QVERIFY2(!argumentHelp(argument, op).isEmpty(), qPrintable(what));
                }
                for (const CliArgument &option : form.options) {
                    QVERIFY2(!options.contains(option.name), qPrintable(form.words + u' ' + option.name));
                    options += option.name;
                    QVERIFY2(takesValue(option) == !option.valueName.isEmpty(),
                             qPrintable(form.words + u' ' + option.name));
                    if (!option.letter.isNull()) {
                        QVERIFY2(!letters.contains(option.letter), qPrintable(form.words + u' ' + option.letter));
                        letters += option.letter;
                    }
                }
                for (auto it = form.fixed.begin(); it != form.fixed.end(); ++it)
                    QVERIFY2(op.field(it.key()), qPrintable(form.words + u' ' + it.key()));
            }
        }
    }

    void everyExampleIsAcceptedByTheParser()
    {
        CommandLineSurroundings around;
        around.currentDirectory = QStringLiteral("/tmp");
        around.exists = [](const QString &) { return true; };
        around.readFile = [](const QString &) -> Result<QByteArray> { return QByteArray("{}"); };
        for (const Operation &op : operations()) {
            for (const CliForm &form : op.cli) {
                for (const QString &example : form.examples) {
                    QString line = example.section(QStringLiteral(" | "), 0, 0).section(QStringLiteral(" && "), 0, 0);
                    line = line.section(QStringLiteral(" > "), 0, 0).section(QStringLiteral(" < "), 0, 0);
                    line.replace(u'\'', u'"');
                    QStringList words;
                    bool quoted = false;
                    QString word;
                    for (const QChar c : line + u' ') {
                        if (c == u'"')
                            quoted = !quoted;
                        else if (c == u' ' && !quoted)
                            words += std::exchange(word, QString());
                        else
                            word += c;
                    }
                    const auto parsed = parseCommandLine(words, around);
                    QVERIFY2(parsed, qPrintable(example + u'\n' + (parsed ? QString() : parsed.error().text())));
                    const bool isBare = !form.bare.isEmpty() && line == form.words;
                    QVERIFY2(isBare || parsed->operation == &op, qPrintable(example));
                    QVERIFY2(isBare || parsed->form == &form || parsed->form->presentation == form.presentation,
                             qPrintable(example));
                    const auto valid = validate(parsed->operation->request, parsed->params);
                    QVERIFY2(valid, qPrintable(example + u'\n' + (valid ? QString() : valid.error().text())));
                }
            }
        }
    }

    void whatACommandWithoutWordsStandsForIsAnotherCommand()
    {
        qsizetype found = 0;
        for (const Operation &op : operations()) {
            for (const CliForm &form : op.cli) {
                if (form.bare.isEmpty())
                    continue;
                ++found;
                QVERIFY2(form.positionals.value(0).required, qPrintable(form.words));
                const auto parsed =
                    parseCommandLine(form.words.split(u' ') + QStringList{QStringLiteral("--json")}, {});
                QVERIFY2(parsed, qPrintable(parsed ? QString() : parsed.error().text()));
                QVERIFY2(parsed->form != &form && parsed->json, qPrintable(form.words));
                QVERIFY(parsed->form->words == form.bare.section(u' ', 0, 0));
            }
        }
        QVERIFY(found > 0);
        QVERIFY(parseCommandLine({QStringLiteral("resume"), QStringLiteral("--plain")}, {}));
        const auto all = parseCommandLine({QStringLiteral("resume")}, {});
        QCOMPARE(all->operation->name, QStringLiteral("engine.serve"));
        QCOMPARE(all->params.value(QStringLiteral("idle_exit_ms")).toInteger(-1), 0);
    }

    void aWrongFieldIsNamedWithWhatWasMeant()
    {
        const auto result = admit({QStringLiteral("run.list"), {{QStringLiteral("limti"), 5}}, {}});
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::InvalidArgument);
        QCOMPARE(result.error().where, QStringLiteral("limti"));
        QCOMPARE(result.error().hint, QStringLiteral("Did you mean \"limit\"?"));
    }

    void wrongValuesAreExplained_data()
    {
        QTest::addColumn<QString>("operation");
        QTest::addColumn<QByteArray>("params");
        QTest::addColumn<QString>("where");
        QTest::newRow("type") << "run.list" << QByteArray(R"({"limit":"5"})") << "limit";
        QTest::newRow("range") << "run.list" << QByteArray(R"({"limit":0})") << "limit";
        QTest::newRow("fraction") << "run.list" << QByteArray(R"({"limit":1.5})") << "limit";
        QTest::newRow("large fraction") << "log.page" << QByteArray(R"({"from_ms":1795320300000.5})") << "from_ms";
        QTest::newRow("large range") << "log.page" << QByteArray(R"({"from_ms":-1795320300000})") << "from_ms";
        QTest::newRow("choice in a list") << "run.list" << QByteArray(R"({"states":["PENDING","DONE"]})") << "states/1";
        QTest::newRow("missing") << "run.show" << QByteArray("{}") << "run";
        QTest::newRow("null") << "run.show" << QByteArray(R"({"run":null})") << "run";
        QTest::newRow("object") << "run.submit" << QByteArray(R"({"inputs":[1]})") << "inputs";
        QTest::newRow("too long") << "run.show" << QByteArray("{\"run\":\"") + QByteArray(300, 'x') + "\"}"
                                  << "run";
    }
    void wrongValuesAreExplained()
    {
        QFETCH(QString, operation);
        QFETCH(QByteArray, params);
        QFETCH(QString, where);
        const auto result = admit({operation, QJsonDocument::fromJson(params).object(), {}});
        QVERIFY(!result);
        QCOMPARE(result.error().where, where);
        QVERIFY(!result.error().message.isEmpty());
    }

    void momentsInMillisecondsAreWholeNumbers()
    {
        constexpr qint64 Moment = 1'795'320'300'000;
        const auto result = admit({QStringLiteral("log.page"), {{QStringLiteral("from_ms"), Moment}}, {}});
        QVERIFY2(result, qPrintable(result ? QString() : result.error().text()));
        QCOMPARE(result->params.value(QStringLiteral("from_ms")).toInteger(), Moment);
    }

    void defaultsAreFilledIn()
    {
        const auto result = admit({QStringLiteral("run.list"), {}, {}});
        QVERIFY(result);
        QCOMPARE(result->params.value(QStringLiteral("limit")).toInt(), 50);
    }

    void permissionsAreExactOrByArea()
    {
        Principal reader{QStringLiteral("eve"), {QStringLiteral("run:read")}, false};
        QVERIFY(admit({QStringLiteral("run.list"), {}, reader}));
        const auto refused =
            admit({QStringLiteral("run.cancel"), {{QStringLiteral("run"), QStringLiteral("x")}}, reader});
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::PermissionDenied);
        reader.permissions = {QStringLiteral("run:*")};
        QVERIFY(admit({QStringLiteral("run.cancel"), {{QStringLiteral("run"), QStringLiteral("x")}}, reader}));
        QVERIFY(!admit({QStringLiteral("doctor"), {}, reader}));
    }

    void onlyLocalCallersMayNameFiles()
    {
        const Principal remote{QStringLiteral("bob"), {QStringLiteral("*")}, false};
        const auto refused = admit(
            {QStringLiteral("workflow.validate"), {{QStringLiteral("file"), QStringLiteral("/etc/passwd")}}, remote});
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::PermissionDenied);
    }

    void onlyLocalCallersMaySpeakForOthers()
    {
        const QJsonObject params{{QStringLiteral("approval"), QStringLiteral("x")},
                                 {QStringLiteral("approve"), true},
                                 {QStringLiteral("as"), QStringLiteral("anna")}};
        QVERIFY(admit({QStringLiteral("approval.decide"), params, {}}));
        const Principal remote{QStringLiteral("bob"), {QStringLiteral("*")}, false};
        const auto refused = admit({QStringLiteral("approval.decide"), params, remote});
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::PermissionDenied);
    }

    void anUnknownOperationIsNotFoundWithASuggestion()
    {
        const auto result = admit({QStringLiteral("run.sumbit"), {}, {}});
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::NotFound);
        QVERIFY(result.error().hint.contains(QLatin1String("run.submit")));
    }
};

QTEST_GUILESS_MAIN(TestOperationTable)
#include "tst_operationtable.moc"
