// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "integration/proof/claudectlfixture.h"

#include "integration/claudefixture.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTest>

namespace podium::test
{

void ClaudeCtlFixture::begin()
{
    CtlFixture::begin();
    m_api = std::make_unique<MessagesApi>();
    if (!m_api->listen() || !QDir().mkpath(path("home")))
        qFatal("no loopback, or no folder");
    for (const char *name :
         {"DISABLE_TELEMETRY", "DISABLE_ERROR_REPORTING", "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC"})
        setVariable(QLatin1String(name), QStringLiteral("1"));
    setVariable(QStringLiteral("PODIUM_CLAUDE"), ClaudeFixture::program());
    setVariable(QStringLiteral("HOME"), path("home"));
    setVariable(QStringLiteral("CLAUDE_CONFIG_DIR"), path("home/.claude"));
    setVariable(QStringLiteral("ANTHROPIC_BASE_URL"), m_api->url());
    setVariable(QStringLiteral("ANTHROPIC_API_KEY"), QStringLiteral("key-of-the-test"));
    setVariable(QStringLiteral("CLAUDE_CODE_OAUTH_TOKEN"), QString());
}

void ClaudeCtlFixture::end()
{
    CtlFixture::end();
    m_api.reset();
}

int ClaudeCtlFixture::finish(QProcess *process) const
{
    const bool ended = QTest::qWaitFor([process] { return process->state() == QProcess::NotRunning; }, 4 * LimitMs);
    if (ended && process->exitStatus() == QProcess::NormalExit)
        return process->exitCode();
    qWarning("podiumctl %s:\n%s", ended ? "crashed" : "did not end", process->readAllStandardError().constData());
    return -1;
}

Outcome ClaudeCtlFixture::call(const QStringList &arguments)
{
    QProcess *process = start(arguments);
    Outcome out;
    out.code = finish(process);
    out.out = process->readAllStandardOutput();
    out.err = process->readAllStandardError();
    return out;
}

QString ClaudeCtlFixture::newestRun() const
{
    return QString::fromUtf8(ctl({"runs", "-q", "--limit", "1"}).out.trimmed());
}

QJsonObject ClaudeCtlFixture::task(const QString &run, const QString &key) const
{
    const QJsonArray tasks = shown(run).value(QStringLiteral("tasks")).toArray();
    for (const QJsonValue &value : tasks) {
        if (value[QStringLiteral("key")] == key)
            return value.toObject();
    }
    return {};
}

QString ClaudeCtlFixture::waitForRequest(const QProcess *run) const
{
    QString request;
    const auto asked = [&] {
        request = QString::fromUtf8(ctl({"approvals", "-q"}).out).section(u'\n', 0, 0);
        return !request.isEmpty() || run->state() == QProcess::NotRunning;
    };
    return QTest::qWaitFor(asked, 2 * LimitMs) ? request : QString();
}

void ClaudeCtlFixture::wrap(const QByteArray &script)
{
    QFile file(path("claude"));
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate))
        qFatal("no script");
    file.write("#!/bin/sh\nCLAUDE='" + ClaudeFixture::program().toUtf8() +
               "'\n[ \"$1\" = --version ] && exec \"$CLAUDE\" --version\necho $$ $PODIUM_ATTEMPT_FOLDER >> '" +
               path("pids").toUtf8() + "'\n" + script + "\n");
    file.close();
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    setVariable(QStringLiteral("PODIUM_CLAUDE"), path("claude"));
}

QList<qint64> ClaudeCtlFixture::pids(int task) const
{
    QFile file(path("pids"));
    QList<qint64> out;
    if (file.open(QIODevice::ReadOnly)) {
        for (const QByteArray &line : file.readAll().split('\n')) {
            if (!line.isEmpty() && (task < 0 || line.contains('/' + QByteArray::number(task) + '-')))
                out.append(line.split(' ').first().toLongLong());
        }
    }
    return out;
}

} // namespace podium::test
