// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "control/local/doctor.h"

#include "agents/claude/claudeprobe.h"
#include "agents/messages/messagesoptions.h"
#include "agents/process/supervisorclient.h"
#include "control/local/localhost.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>
#include <QStorageInfo>

namespace podium::control
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Doctor)
};

constexpr int ProgramMs = 5000;
constexpr qint64 LowDiskBytes = 1024LL * 1024 * 1024;
constexpr qint64 NoDiskBytes = 50LL * 1024 * 1024;

QJsonObject check(const QString &name, const char *state, const QString &found, const QString &hint = {})
{
    return {{QStringLiteral("name"), name},
            {QStringLiteral("state"), QLatin1StringView(state)},
            {QStringLiteral("found"), found},
            {QStringLiteral("hint"), hint}};
}

/// First line that the program says about its version; empty if it does not run.
QString versionOf(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.start(program, arguments, QIODevice::ReadOnly);
    if (!process.waitForFinished(ProgramMs)) {
        process.kill();
        process.waitForFinished(ProgramMs);
        return {};
    }
    if (process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0)
        return {};
    return QString::fromUtf8(process.readAllStandardOutput()).section(u'\n', 0, 0).trimmed();
}

QJsonObject tool(const QString &name, const QStringList &arguments, const char *absent, const QString &hint)
{
    const QString program = QStandardPaths::findExecutable(name);
    if (program.isEmpty())
        return check(name, absent, Text::tr("not found"), hint);
    const QString version = versionOf(program, arguments);
    if (version.isEmpty())
        return check(name, "warning", Text::tr("%1 does not run").arg(program), hint);
    return check(name, "ok", QStringLiteral("%1 (%2)").arg(version, program));
}

QJsonObject claude(const Settings &settings)
{
    agents::ClaudeSettings options;
    options.program = settings.text(QStringLiteral("claude.program"));
    const agents::ClaudeProbe probe = agents::claudeProbe(options, QProcessEnvironment::systemEnvironment());
    const QString name = QStringLiteral("claude");
    if (probe.program.isEmpty())
        return check(name, "optional", Text::tr("not found: agent tasks cannot run, all others can"), probe.hint);
    const QString found = Text::tr("%1 (%2), login: %3")
                              .arg(probe.version.isEmpty() ? Text::tr("unknown version") : probe.version, probe.program,
                                   probe.login.isEmpty() ? Text::tr("none") : probe.login);
    if (!probe.usable())
        return check(name, "warning", found + QStringLiteral("; ") + probe.problem, probe.hint);
    return check(name, "ok", found);
}

QJsonObject messagesApi(const Settings &settings)
{
    const QString name = QStringLiteral("messages");
    const QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    QString url = settings.text(QStringLiteral("messages.url"));
    if (url.isEmpty())
        url = environment.value(QStringLiteral("ANTHROPIC_BASE_URL"), QStringLiteral("https://api.anthropic.com"));
    const QString login = agents::messagesLogin(environment);
    if (login.isEmpty())
        return check(name, "optional", Text::tr("no key for %1 in the environment").arg(url),
                     Text::tr("Only needed for agents with the runner messages that name no credential (messages.md)"));
    return check(name, "ok", Text::tr("%1, with %2").arg(url, login));
}

QJsonObject containers()
{
    const QString name = QStringLiteral("containers");
    for (const QString &engine : {QStringLiteral("podman"), QStringLiteral("docker")}) {
        const QString program = QStandardPaths::findExecutable(engine);
        if (program.isEmpty())
            continue;
        const QString version = versionOf(program, {QStringLiteral("--version")});
        if (!version.isEmpty())
            return check(name, "ok", QStringLiteral("%1 (%2)").arg(version, program));
    }
    return check(name, "optional", Text::tr("neither podman nor docker was found"),
                 Text::tr("Only needed to isolate agents in containers: apt install podman"));
}

QJsonObject supervisor(const Settings &settings)
{
    const QString configured = settings.text(QStringLiteral("supervisor.program"));
    const QString program = configured.isEmpty() ? agents::SupervisorClient::supervisorProgram() : configured;
    if (QFileInfo(program).isExecutable())
        return check(QStringLiteral("supervisor"), "ok", program);
    return check(QStringLiteral("supervisor"), "missing", Text::tr("not found: %1").arg(program),
                 Text::tr("Install the whole of Podium, or set supervisor.program"));
}

QJsonObject dataFolder(const Settings &settings)
{
    const QString name = QStringLiteral("data");
    const QString folder = settings.text(QStringLiteral("data_folder"));
    // The nearest folder that exists tells about disk and permission.
    QString existing = folder;
    while (!QFileInfo::exists(existing) && existing != QFileInfo(existing).path())
        existing = QFileInfo(existing).path();
    if (!QFileInfo(existing).isDir() || !QFileInfo(existing).isWritable()) {
        return check(name, "missing", Text::tr("%1 cannot be written").arg(existing),
                     Text::tr("Choose another folder with --data-folder"));
    }
    const qint64 free = QStorageInfo(existing).bytesAvailable();
    const QString found = Text::tr("%1, %2 MiB free").arg(folder).arg(free / (1024 * 1024));
    if (free < NoDiskBytes)
        return check(name, "missing", found, Text::tr("Free some space"));
    return check(name, free < LowDiskBytes ? "warning" : "ok", found,
                 free < LowDiskBytes ? Text::tr("Space is low") : QString());
}

QJsonObject database(const Settings &settings)
{
    const QString name = QStringLiteral("database");
    const QString url = LocalHost::databaseUrl(settings);
    const auto parsed = storage::DatabaseUrl::parse(url);
    if (!parsed)
        return check(name, "missing", parsed.error().text());
    const Result<int> version = storage::storedVersion(url);
    if (version && *version == 0)
        return check(name, "ok", Text::tr("%1 (will be filled by the first command)").arg(parsed->display()));
    if (version && *version < storage::currentVersion()) {
        return check(name, "ok",
                     Text::tr("%1 (of version %2; a backup is made, then it is brought to version %3)")
                         .arg(parsed->display())
                         .arg(*version)
                         .arg(storage::currentVersion()));
    }
    storage::RunQueries queries(url);
    QFuture<Result<QList<engine::RunRow>>> runs = queries.listRuns({}, 1);
    runs.waitForFinished();
    if (const auto result = runs.result(); !result) {
        const Error &error = result.error();
        return check(name, "missing", QStringLiteral("%1: %2").arg(error.where, error.message), error.hint);
    }
    return check(name, "ok", parsed->display());
}

} // namespace

QJsonObject examine(const Settings &settings)
{
    const QJsonArray checks{
        dataFolder(settings),
        database(settings),
        supervisor(settings),
        claude(settings),
        messagesApi(settings),
        tool(QStringLiteral("git"), {QStringLiteral("--version")}, "warning",
             Text::tr("Needed for tasks that work in git worktrees: apt install git")),
        tool(QStringLiteral("tmux"), {QStringLiteral("-V")}, "optional",
             Text::tr("Only needed to take over an agent's terminal: apt install tmux")),
        containers(),
    };
    bool ready = true;
    for (const QJsonValue &entry : checks)
        ready = ready && entry[QStringLiteral("state")].toString() != QLatin1StringView("missing");
    return {{QStringLiteral("checks"), checks}, {QStringLiteral("ready"), ready}};
}

} // namespace podium::control
