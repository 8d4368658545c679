// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "integration/claudefixture.h"

#include "base/json.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QMutexLocker>
#include <QSysInfo>

#include <functional>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace podium::test
{

void RecordingSink::attemptStarted(const domain::AttemptKey &, const domain::ProcessIdentity &process, const QString &)
{
    const QMutexLocker lock(&m_mutex);
    m_process = process;
}

void RecordingSink::attemptActivity(const domain::AttemptKey &, domain::Activity activity, const QString &)
{
    const QMutexLocker lock(&m_mutex);
    m_activities.append(activity);
}

void RecordingSink::attemptHeartbeat(const domain::AttemptKey &, const engine::TreeStats &) {}

void RecordingSink::attemptUsage(const domain::AttemptKey &, const domain::Usage &usage)
{
    const QMutexLocker lock(&m_mutex);
    m_usage = usage;
}

void RecordingSink::approvalRequested(const domain::AttemptKey &, const domain::Approval &approval)
{
    const QMutexLocker lock(&m_mutex);
    m_approvals.append(approval);
}

void RecordingSink::approvalWithdrawn(const domain::AttemptKey &, const QString &approvalId)
{
    const QMutexLocker lock(&m_mutex);
    m_withdrawn.append(approvalId);
}

void RecordingSink::attemptFinished(const domain::AttemptKey &, const domain::AttemptOutcome &outcome)
{
    const QMutexLocker lock(&m_mutex);
    m_outcomes.append(outcome);
}

void RecordingSink::append(const QList<engine::LogLine> &lines)
{
    const QMutexLocker lock(&m_mutex);
    m_lines += lines;
}

qint64 RecordingSink::lastOffset(const domain::AttemptKey &key, const QString &stream) const
{
    const QMutexLocker lock(&m_mutex);
    qint64 out = 0;
    for (const engine::LogLine &line : m_lines) {
        if (line.key == key && line.stream == stream)
            out = std::max(out, line.offset);
    }
    return out;
}

QList<domain::AttemptOutcome> RecordingSink::outcomes() const
{
    const QMutexLocker lock(&m_mutex);
    return m_outcomes;
}

QList<domain::Approval> RecordingSink::approvals() const
{
    const QMutexLocker lock(&m_mutex);
    return m_approvals;
}

QStringList RecordingSink::withdrawn() const
{
    const QMutexLocker lock(&m_mutex);
    return m_withdrawn;
}

QList<domain::Activity> RecordingSink::activities() const
{
    const QMutexLocker lock(&m_mutex);
    return m_activities;
}

domain::ProcessIdentity RecordingSink::process() const
{
    const QMutexLocker lock(&m_mutex);
    return m_process;
}

domain::Usage RecordingSink::usage() const
{
    const QMutexLocker lock(&m_mutex);
    return m_usage;
}

QStringList RecordingSink::log() const
{
    const QMutexLocker lock(&m_mutex);
    QStringList out;
    for (const engine::LogLine &line : m_lines)
        out.append(line.stream + QStringLiteral(": ") + line.text);
    return out;
}

QString RecordingSink::story() const
{
    QString out = log().join(u'\n');
    for (const domain::Activity activity : activities())
        out += QStringLiteral("\nactivity ") + domain::activityName(activity);
    for (const domain::Approval &approval : approvals())
        out += QStringLiteral("\nasked ") + QString::fromUtf8(canonicalJson(domain::toJson(approval)));
    for (const domain::AttemptOutcome &outcome : outcomes())
        out += QStringLiteral("\noutcome ") + QString::fromUtf8(canonicalJson(domain::toJson(outcome)));
    return out;
}

ClaudeFixture::ClaudeFixture()
{
    QDir(m_dir.path()).mkpath(QStringLiteral("ws"));
    QDir(m_dir.path()).mkpath(QStringLiteral("home"));
    QDir(m_dir.path()).mkpath(QStringLiteral("data"));
    if (!api.listen())
        qFatal("no port on loopback");
    // What the runner hands on; the network is reached only on loopback.
    for (const char *name :
         {"CLAUDE_CODE_OAUTH_TOKEN", "ANTHROPIC_AUTH_TOKEN", "https_proxy", "http_proxy", "HTTPS_PROXY", "HTTP_PROXY"})
        qunsetenv(name);
    qputenv("HOME", path(QStringLiteral("home")).toLocal8Bit());
    qputenv("CLAUDE_CONFIG_DIR", configFolder().toLocal8Bit());
    qputenv("ANTHROPIC_BASE_URL", api.url().toLocal8Bit());
    qputenv("ANTHROPIC_API_KEY", "key-of-the-test");
    for (const char *name :
         {"DISABLE_TELEMETRY", "DISABLE_ERROR_REPORTING", "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC"})
        qputenv(name, "1");
    settings.program = program();
    m_thread.setObjectName(QStringLiteral("claude"));
}

ClaudeFixture::~ClaudeFixture()
{
    stopRunner();
    if (m_gate >= 0)
        ::close(m_gate);
}

void ClaudeFixture::makeGate()
{
    const QByteArray pipe = QFile::encodeName(workspace() + QStringLiteral("/go"));
    if (::mkfifo(pipe.constData(), 0600) != 0 || (m_gate = ::open(pipe.constData(), O_RDWR | O_CLOEXEC)) < 0)
        qFatal("no named pipe in %s", pipe.constData());
}

void ClaudeFixture::openGate()
{
    if (::write(m_gate, "go\n", 3) != 3)
        qFatal("the named pipe takes nothing");
}

QString ClaudeFixture::program()
{
    const QString given = qEnvironmentVariable("PODIUM_TEST_CLAUDE");
    if (!given.isEmpty())
        return given;
    const QString machine = QSysInfo::currentCpuArchitecture() == QLatin1StringView("arm64") ? QStringLiteral("arm64")
                                                                                             : QStringLiteral("x64");
    return QStringLiteral(PODIUM_SOURCE_DIR "/.cache/tools/node_modules/@anthropic-ai/claude-code-linux-%1/claude")
        .arg(machine);
}

QString ClaudeFixture::fault()
{
    const QFileInfo info(program());
    if (info.isFile() && info.isExecutable())
        return {};
    return QStringLiteral("The real Claude Code program is needed and is not at %1. Run ./dev setup, or set "
                          "PODIUM_TEST_CLAUDE to it; "
                          "PODIUM_SKIP_CLAUDE=1 leaves these tests out.")
        .arg(info.filePath());
}

engine::AttemptRequest ClaudeFixture::request(const QString &prompt, int attempt) const
{
    engine::AttemptRequest out;
    out.key = {QStringLiteral("run-1"), 0, attempt};
    out.taskKey = QStringLiteral("task");
    out.workflowName = QStringLiteral("Test");
    out.runner = QStringLiteral("claude");
    out.spec.id = QStringLiteral("task");
    out.spec.prompt = prompt;
    out.workingDirectory = workspace();
    out.attemptFolder = path(QStringLiteral("attempts/task-%1").arg(attempt));
    domain::Agent agent;
    agent.name = QStringLiteral("ada");
    agent.role = QStringLiteral("backend");
    out.agent = agent;
    return out;
}

agents::ClaudeRunner &ClaudeFixture::startRunner()
{
    stopRunner();
    agents::RunnerContext context{sink,
                                  sink,
                                  sink,
                                  m_clock,
                                  path(QStringLiteral("data")),
                                  QStringLiteral(PODIUM_BINARY_DIR "/bin/podium-supervisor"),
                                  200,
                                  5'000};
    m_runner = std::make_unique<agents::ClaudeRunner>(context, settings);
    m_runner->moveToThread(&m_thread);
    m_thread.start();
    return *m_runner;
}

void ClaudeFixture::stopRunner()
{
    if (!m_runner)
        return;
    m_runner->detach();
    // The object goes in its thread, like everything that belongs to it.
    m_runner.release()->deleteLater();
    m_thread.quit();
    m_thread.wait();
}

namespace
{

QList<qint64> processes(const std::function<bool(const QString &command)> &matches)
{
    QList<qint64> out;
    for (const QString &entry : QDir(QStringLiteral("/proc")).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        bool isNumber = false;
        const qint64 pid = entry.toLongLong(&isNumber);
        QFile file(QStringLiteral("/proc/%1/cmdline").arg(entry));
        if (isNumber && file.open(QIODevice::ReadOnly) && matches(QString::fromLocal8Bit(file.readAll())))
            out.append(pid);
    }
    return out;
}

} // namespace

QList<qint64> ClaudeFixture::processesWith(const QString &text)
{
    return processes([&](const QString &command) {
        return command.contains(text) && !command.contains(QLatin1StringView("podium-supervisor"));
    });
}

QList<qint64> ClaudeFixture::supervisors() const
{
    return processes([this](const QString &command) {
        return command.contains(QLatin1StringView("podium-supervisor")) && command.contains(m_dir.path());
    });
}

} // namespace podium::test
