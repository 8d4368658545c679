// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "integration/ctlfixture.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace podium::test
{

void CtlFixture::begin()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_variables.clear();
}

void CtlFixture::end()
{
    m_background.clear(); // QProcess ends what still runs.
    // What goes on without podiumctl does so by design: supervisors and tasks that name this folder.
    const QByteArray folder = m_folder->path().toUtf8();
    const QStringList processes = QDir(QStringLiteral("/proc")).entryList(QDir::Dirs);
    for (const QString &pid : processes) {
        QFile command(QStringLiteral("/proc/%1/cmdline").arg(pid));
        if (pid.toInt() > 0 && command.open(QIODevice::ReadOnly) && command.readAll().contains(folder))
            ::kill(pid.toInt(), SIGKILL);
    }
    m_folder.reset();
}

QProcessEnvironment CtlFixture::environment() const
{
    QProcessEnvironment out = QProcessEnvironment::systemEnvironment();
    const QStringList names = out.keys();
    for (const QString &name : names) {
        if (name.startsWith(QStringLiteral("PODIUM_")))
            out.remove(name); // The tests' own variables, which podiumctl does not know.
    }
    out.insert(QStringLiteral("PODIUM_DATA_FOLDER"), path("data"));
    out.insert(QStringLiteral("XDG_CONFIG_HOME"), path("config"));
    out.insert(QStringLiteral("PODIUM_ENGINE_STOP_GRACE"), QStringLiteral("1s"));
    out.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
    for (auto it = m_variables.begin(); it != m_variables.end(); ++it)
        out.insert(it.key(), it.value());
    return out;
}

void CtlFixture::prepare(QProcess &process) const
{
    process.setProcessEnvironment(environment());
    process.setWorkingDirectory(m_folder->path());
}

QProcess *CtlFixture::start(const QStringList &arguments)
{
    m_background.push_back(std::make_unique<QProcess>());
    QProcess *process = m_background.back().get();
    prepare(*process);
    process->start(program(), arguments, QIODevice::ReadOnly);
    return process;
}

Outcome CtlFixture::execute(const QString &file, const QStringList &arguments) const
{
    QProcess process;
    prepare(process);
    process.start(file, arguments, QIODevice::ReadOnly);
    if (!process.waitForFinished(LimitMs))
        return {};
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1, process.readAllStandardOutput(),
            process.readAllStandardError()};
}

QString CtlFixture::waitForRun() const
{
    QString run;
    const bool found = QTest::qWaitFor(
        [&] {
            run = QString::fromUtf8(ctl({"runs", "-q", "--limit", "1"}).out.trimmed());
            return !run.isEmpty();
        },
        LimitMs);
    return found ? run : QString();
}

QString CtlFixture::state(const QString &run) const
{
    return ctl({"show", run, "--json"}).json()[QStringLiteral("run")][QStringLiteral("state")].toString();
}

bool CtlFixture::waitForLine(QProcess *process, const QByteArray &text)
{
    QByteArray said;
    return QTest::qWaitFor([&] { return (said += process->readAllStandardError()).contains(text); }, LimitMs);
}

QString CtlFixture::write(const char *name, const QByteArray &yaml) const
{
    const QString file = path(name) + QStringLiteral(".yaml");
    QFile out(file);
    if (out.open(QIODevice::WriteOnly))
        out.write(yaml);
    return file;
}

QString CtlFixture::gate() const
{
    if (!QFile::exists(path("gate")))
        QProcess::execute(QStringLiteral("mkfifo"), {path("gate")});
    return write("gate-flow", "name: gate\ntasks:\n  - id: a\n    run: |\n      echo x >> '" +
                                  path("started").toUtf8() + "'\n      echo waiting\n      read line < '" +
                                  path("gate").toUtf8() +
                                  "'\n      echo through\n  - {id: b, depends_on: [a], run: 'true'}\n");
}

void CtlFixture::openGate() const
{
    // Without a reader a pipe cannot be opened so: the task may not be there yet.
    int pipe = -1;
    QTRY_VERIFY_WITH_TIMEOUT((pipe = ::open(QFile::encodeName(path("gate")).constData(), O_WRONLY | O_NONBLOCK)) >= 0,
                             LimitMs);
    QCOMPARE(::write(pipe, "go\n", 3), ssize_t(3));
    ::close(pipe);
}

QByteArray CtlFixture::stubborn() const
{
    return "name: stubborn\ntasks:\n  - id: a\n    run: |\n      trap '' TERM INT\n      echo x >> '" +
           path("started").toUtf8() +
           "'\n      while :; do read -t 1 x < /dev/zero || true; done\n    interpreter: [/bin/bash, -c]\n";
}

QString CtlFixture::form() const
{
    return write("form", "name: form\ntasks:\n  - id: ask\n    type: human\n    message: Say\n"
                         "    form: {type: object, properties: {count: {type: integer}}, required: [count]}\n");
}

qsizetype CtlFixture::lines(const char *name) const
{
    QFile file(path(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll().count('\n') : 0;
}

} // namespace podium::test
