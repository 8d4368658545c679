// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "integration/chaosrun.h"

#include "base/ids.h"
#include "base/json.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>

#include <csignal>

namespace podium::test
{

namespace
{

constexpr int PatienceMs = 120'000;
constexpr int Tasks = 30;
constexpr int RefusedStatus = 3; // Of podiumctl's documented exit codes.
constexpr int UnavailableStatus = 5;

QString program(const char *name)
{
    return QStringLiteral(PODIUM_BINARY_DIR "/bin/") + QLatin1StringView(name);
}

} // namespace

ChaosRun::ChaosRun(quint32 seed, const QString &database)
    // A socket's path may have only some 100 characters: right below /tmp.
    : m_folder(QStringLiteral("/tmp/podium-chaos-XXXXXX")), m_database(database), m_mark(newId())
{
    writeWorkflow(seed);
}

ChaosRun::~ChaosRun()
{
    clearAway();
}

QString ChaosRun::databaseUrl() const
{
    return m_database.isEmpty() ? QStringLiteral("sqlite://%1").arg(m_folder.filePath(QStringLiteral("data/podium.db")))
                                : m_database;
}

void ChaosRun::writeWorkflow(quint32 seed)
{
    QRandomGenerator random(seed);
    const QString journal = m_folder.filePath(QStringLiteral("journal"));
    QJsonArray tasks;
    QString total;
    int sum = 0;
    for (int i = 0; i < Tasks; ++i) {
        const QString id = QStringLiteral("t%1").arg(i);
        QJsonArray dependencies;
        for (int other = qMax(0, i - 8); other < i; ++other) {
            if (random.bounded(4) == 0)
                dependencies.append(QStringLiteral("t%1").arg(other));
        }
        // Every fifth fails its first try, known by the journal: how often it began is part of what is checked.
        const bool flaky = i % 5 == 4;
        const bool grandchild = i % 7 == 3;
        const QString nap = QString::number(random.bounded(5, 400) / 1000.0);
        QString script = QStringLiteral("echo begin %1 >> %2\n").arg(id, journal);
        // A grandchild in a session of its own does the work: the tree must be found, not only the child.
        script +=
            grandchild ? QStringLiteral("setsid sh -c 'sleep %1'\n").arg(nap) : QStringLiteral("sleep %1\n").arg(nap);
        script += QStringLiteral("echo end %1 >> %2\necho %1 has ended\n").arg(id, journal);
        if (flaky)
            script += QStringLiteral("test $(grep -c 'end %1$' %2) -ge 2\n").arg(id, journal);
        script += QStringLiteral("printf '{\"task\": \"%1\", \"number\": %2}\\n'\n").arg(id).arg(i);

        QJsonObject task{{QStringLiteral("id"), id},
                         {QStringLiteral("run"), script},
                         {QStringLiteral("output"), QStringLiteral("json")}};
        if (!dependencies.isEmpty())
            task.insert(QStringLiteral("depends_on"), dependencies);
        if (flaky) {
            task.insert(QStringLiteral("retry"), QJsonObject{{QStringLiteral("attempts"), 2},
                                                             {QStringLiteral("backoff"), QStringLiteral("20ms")}});
        }
        tasks.append(task);
        m_expectation.states.insert(id, QStringLiteral("SUCCESS"));
        m_expectation.starts.insert(id, flaky ? 2 : 1);
        m_expectation.results.insert(id, {{QStringLiteral("task"), id}, {QStringLiteral("number"), i}});
        m_expectation.lines[id] = QStringList(flaky ? 2 : 1, id + QStringLiteral(" has ended"));
        m_expectation.lines[id] += QStringLiteral("{\"task\": \"%1\", \"number\": %2}").arg(id).arg(i);
        total +=
            QStringLiteral("%1tasks.%2.result.number").arg(total.isEmpty() ? QString() : QStringLiteral(" + "), id);
        sum += i;
    }
    const QJsonObject workflow{
        {QStringLiteral("name"), QStringLiteral("chaos")},
        {QStringLiteral("environment"), QJsonObject{{QStringLiteral("CHAOS_MARK"), m_mark}}},
        {QStringLiteral("tasks"), tasks},
        {QStringLiteral("outputs"), QJsonObject{{QStringLiteral("sum"), QStringLiteral("{{ %1 }}").arg(total)}}},
    };
    m_expectation.outputs = {{QStringLiteral("sum"), sum}};
    QFile file(m_folder.filePath(QStringLiteral("chaos.json")));
    if (file.open(QIODevice::WriteOnly))
        file.write(canonicalJson(workflow));
}

void ChaosRun::prepare(QProcess &process) const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    const QStringList names = environment.keys();
    for (const QString &name : names) {
        if (name.startsWith(QStringLiteral("PODIUM_")))
            environment.remove(name); // The test's own variables, which podiumctl does not know.
    }
    environment.insert(QStringLiteral("PODIUM_DATA_FOLDER"), m_folder.filePath(QStringLiteral("data")));
    environment.insert(QStringLiteral("PODIUM_DATABASE"), m_database);
    environment.insert(QStringLiteral("XDG_CONFIG_HOME"), m_folder.filePath(QStringLiteral("config")));
    environment.insert(QStringLiteral("PODIUM_LOG"), QStringLiteral("warning"));
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(m_folder.path());
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.setStandardInputFile(QProcess::nullDevice());
}

/// The id of the one run of the data folder; empty if there is none yet.
Result<QString> ChaosRun::findRun()
{
    QProcess process;
    prepare(process);
    process.setProcessChannelMode(QProcess::SeparateChannels);
    process.start(program("podiumctl"), {QStringLiteral("runs"), QStringLiteral("--json")});
    if (!process.waitForFinished(PatienceMs))
        return fail(ErrorCode::Timeout, QStringLiteral("podiumctl runs does not end"));
    // Killed before the tables were made, or complete: reading is refused, writing goes on where it stopped. If this
    // hid a run, the next one would be the second, and the test would fail at its end.
    if (process.exitCode() == RefusedStatus || process.exitCode() == UnavailableStatus)
        return QString();
    const Result<QJsonValue> answer = parseJson(process.readAllStandardOutput());
    if (process.exitCode() != 0 || !answer) {
        return fail(ErrorCode::Unavailable, QString::fromUtf8(process.readAllStandardError()),
                    QStringLiteral("podiumctl runs"));
    }
    const QJsonArray runs = answer->toObject().value(QStringLiteral("runs")).toArray();
    if (runs.size() > 1)
        return fail(ErrorCode::Internal, QStringLiteral("there are %1 runs instead of one").arg(runs.size()));
    return runs.isEmpty() ? QString() : runs.first().toObject().value(QStringLiteral("id")).toString();
}

Result<bool> ChaosRun::live(int lifeMs)
{
    if (m_run.isEmpty()) {
        // A killed submission either is on disk or never happened.
        const Result<QString> found = QFile::exists(m_folder.filePath(QStringLiteral("data"))) ? findRun() : QString();
        if (!found)
            return tl::unexpected(found.error());
        m_run = *found;
    }
    QProcess process;
    prepare(process);
    if (m_run.isEmpty())
        process.start(program("podiumctl"), {QStringLiteral("run"), m_folder.filePath(QStringLiteral("chaos.json"))});
    else
        process.start(program("podiumctl"), {QStringLiteral("resume"), m_run});
    if (!process.waitForStarted(PatienceMs))
        return fail(ErrorCode::Unavailable, process.errorString(), process.program());
    const bool ended = process.waitForFinished(lifeMs);
    if (!ended) {
        process.kill();
        process.waitForFinished(PatienceMs);
    }
    m_output = process.readAll();
    m_exitCode = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    return ended;
}

QMap<QString, int> ChaosRun::journal(const QString &sort) const
{
    QMap<QString, int> counts;
    QFile file(m_folder.filePath(QStringLiteral("journal")));
    if (!file.open(QIODevice::ReadOnly))
        return counts;
    const QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts);
    for (const QString &line : lines) {
        if (line.section(u' ', 0, 0) == sort)
            ++counts[line.section(u' ', 1)];
    }
    return counts;
}

QStringList ChaosRun::survivors() const
{
    const QByteArray mark = "CHAOS_MARK=" + m_mark.toUtf8();
    QStringList found;
    const QStringList processes = QDir(QStringLiteral("/proc")).entryList(QDir::Dirs);
    for (const QString &pid : processes) {
        QFile environment(QStringLiteral("/proc/%1/environ").arg(pid));
        if (pid.toInt() > 0 && environment.open(QIODevice::ReadOnly) && environment.readAll().contains(mark)) {
            QFile command(QStringLiteral("/proc/%1/cmdline").arg(pid));
            const bool readable = command.open(QIODevice::ReadOnly);
            found += pid + u' ' + (readable ? QString::fromUtf8(command.readAll().replace('\0', ' ')) : QString());
        }
    }
    return found;
}

void ChaosRun::clearAway()
{
    // Only processes that name this folder: the supervisor of it, and a podiumctl that a failed test left.
    const QByteArray folder = m_folder.path().toUtf8();
    const QStringList processes = QDir(QStringLiteral("/proc")).entryList(QDir::Dirs);
    for (const QString &pid : processes) {
        QFile command(QStringLiteral("/proc/%1/cmdline").arg(pid));
        if (pid.toInt() > 0 && command.open(QIODevice::ReadOnly) && command.readAll().contains(folder))
            ::kill(pid.toInt(), SIGKILL);
    }
}

} // namespace podium::test
