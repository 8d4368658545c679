// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace
{

constexpr int LimitMs = 60'000;

struct Outcome
{
    int code = -1;
    QByteArray out;
    QByteArray err;
    QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
};

} // namespace

/// Worktrees and their review with the real program, supervisor and git.
class TestReviewCommands : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_environment = QProcessEnvironment::systemEnvironment();
        m_environment.insert(u"PODIUM_DATA_FOLDER"_s, m_folder->filePath(u"data"_s));
        m_environment.insert(u"XDG_CONFIG_HOME"_s, m_folder->filePath(u"config"_s));
        m_environment.insert(u"HOME"_s, m_folder->path()); // Tasks see it, and so its git configuration.
        m_environment.insert(u"GIT_CONFIG_NOSYSTEM"_s, u"1"_s);
        write(u".gitconfig"_s, "[user]\n name = T\n email = t@example.org\n[init]\n defaultBranch = main\n");
        QVERIFY(QDir(m_folder->path()).mkpath(u"repo"_s));
        git({u"init"_s, u"-q"_s});
        write(u"repo/f"_s, "a\nb\nc\n");
        git({u"add"_s, u"."_s});
        git({u"commit"_s, u"-qm"_s, u"first"_s});
    }
    void cleanup()
    {
        m_background.reset();
        m_folder.reset();
    }

    void twoTasksOneConflictOneMergeOneDiscard()
    {
        write(u"two.yaml"_s, "name: two\ntasks:\n"
                             "  - {id: one, workspace: worktree, run: \"sed -i s/b/ONE/ f; git commit -qam one\"}\n"
                             "  - {id: two, workspace: worktree, run: \"sed -i s/b/TWO/ f; echo new > new\"}\n");
        const Outcome run = ctl({u"run"_s, m_folder->filePath(u"two.yaml"_s), u"--json"_s});
        QVERIFY2(run.code == 0, run.err + run.out);
        QVERIFY(run.out.contains("task.prepared"));
        const QString id = QString::fromUtf8(ctl({u"runs"_s, u"-q"_s}).out.trimmed());
        QCOMPARE(git({u"status"_s, u"--porcelain"_s}), QByteArray());

        const QJsonArray branches = ctl({u"review"_s, u"list"_s, u"--json"_s}).json()[u"branches"_s].toArray();
        QCOMPARE(branches.size(), 2);
        for (const QJsonValue &branch : branches) {
            QCOMPARE(branch[u"clashes"_s].toArray().size(), 1);
            QVERIFY(branch[u"conflicts"_s].toArray().isEmpty());
            QCOMPARE(branch[u"task_state"_s].toString(), u"SUCCESS"_s);
        }
        QVERIFY(ctl({u"review"_s, u"diff"_s, id, u"two"_s}).out.contains("+new"));
        const Outcome merged = ctl({u"review"_s, u"merge"_s, id, u"one"_s, u"--test"_s, u"grep -q ONE f"_s});
        QVERIFY2(merged.code == 0, merged.err);
        QCOMPARE(read(u"repo/f"_s), QByteArray("a\nONE\nc\n"));

        const Outcome list = ctl({u"review"_s, u"list"_s});
        QVERIFY2(list.out.contains("conflicts with main: f"), list.out);
        const Outcome refused = ctl({u"review"_s, u"merge"_s, id, u"two"_s, u"--commit"_s});
        QCOMPARE(refused.code, 3);
        QVERIFY2(refused.err.contains("conflicts with main"), refused.err);

        const QJsonObject discarded = ctl({u"review"_s, u"discard"_s, id, u"two"_s, u"--json"_s}).json();
        const QString restore = discarded[u"restore"_s].toString();
        QVERIFY2(!restore.isEmpty(), "nothing was saved");
        QCOMPARE(ctl({u"review"_s, u"list"_s, u"-q"_s}).out, QByteArray());
        QVERIFY(!QFileInfo::exists(m_folder->filePath(u"data/worktrees/"_s + id + u"/two"_s)));
        QProcess shell; // The command is meant to be copied into one.
        shell.setProcessEnvironment(m_environment);
        shell.start(u"/bin/sh"_s, {u"-c"_s, restore});
        QVERIFY(shell.waitForFinished(LimitMs));
        QCOMPARE(shell.exitCode(), 0);
        QCOMPARE(git({u"show"_s, discarded[u"branch"_s].toString() + u":new"_s}), QByteArray("new\n"));
    }

    void killedInTheMiddleAndTheWorktreeDeletedTheRunGoesOn()
    {
        QCOMPARE(::mkfifo(qPrintable(m_folder->filePath(u"gate"_s)), 0600), 0);
        write(u"gate.yaml"_s, "name: gate\ntasks:\n  - id: one\n    workspace: worktree\n    run: |\n"
                              "      echo kept > kept; git add kept; git commit -qm kept; echo ready > '" +
                                  m_folder->filePath(u"ready"_s).toUtf8() + "'; read line < '" +
                                  m_folder->filePath(u"gate"_s).toUtf8() +
                                  "'\n  - id: two\n    depends_on: [one]\n    workspace: "
                                  "{branch: \"podium/{{ run.id }}/one\"}\n    output: text\n    run: cat kept f\n");
        m_background = std::make_unique<QProcess>();
        m_background->setProcessEnvironment(m_environment);
        m_background->setWorkingDirectory(m_folder->filePath(u"repo"_s));
        m_background->start(program(), {u"run"_s, m_folder->filePath(u"gate.yaml"_s)}, QIODevice::ReadOnly);
        QTRY_VERIFY_WITH_TIMEOUT(QFileInfo::exists(m_folder->filePath(u"ready"_s)), LimitMs);
        ::kill(pid_t(m_background->processId()), SIGKILL);
        QVERIFY(m_background->waitForFinished(LimitMs));
        const QString id = QString::fromUtf8(ctl({u"runs"_s, u"-q"_s}).out.trimmed());
        QDir worktree(m_folder->filePath(u"data/worktrees/"_s + id + u"/one"_s));
        QVERIFY(QFileInfo::exists(worktree.filePath(u"kept"_s)));
        QVERIFY(worktree.removeRecursively());
        const int gate = ::open(qPrintable(m_folder->filePath(u"gate"_s)), O_WRONLY);
        QVERIFY(gate >= 0);
        QCOMPARE(::write(gate, "go\n", 3), ssize_t(3));
        ::close(gate);
        const Outcome resumed = ctl({u"resume"_s, id});
        QVERIFY2(resumed.code == 0, resumed.err + resumed.out);
        // The second task works on the branch of the first, in a worktree that was made again.
        const QJsonObject shown = ctl({u"show"_s, id, u"--task"_s, u"two"_s, u"--json"_s}).json();
        QCOMPARE(shown[u"tasks"_s].toArray().first()[u"result"_s].toString(), u"kept\na\nb\nc"_s);
        QCOMPARE(ctl({u"review"_s, u"merge"_s, id, u"two"_s}).code, 0);
        QCOMPARE(read(u"repo/kept"_s), QByteArray("kept\n"));
    }

    void aFolderWithoutARepositoryFailsTheTaskWithAReason()
    {
        write(u"none.yaml"_s, "name: none\ntasks:\n  - {id: one, workspace: {kind: worktree, path: ..}, run: x}\n");
        const Outcome run = ctl({u"run"_s, m_folder->filePath(u"none.yaml"_s)});
        QCOMPARE(run.code, 1);
        QVERIFY2((run.out + run.err).contains("not a git repository"), run.out + run.err);
        QCOMPARE(ctl({u"review"_s, u"merge"_s, QString::fromUtf8(ctl({u"runs"_s, u"-q"_s}).out.trimmed())}).code, 3);
    }

private:
    static QString program() { return QStringLiteral(PODIUM_BINARY_DIR "/bin/podiumctl"); }

    Outcome execute(const QString &command, const QStringList &arguments) const
    {
        QProcess process;
        process.setProcessEnvironment(m_environment);
        process.setWorkingDirectory(m_folder->filePath(u"repo"_s));
        process.start(command, arguments, QIODevice::ReadOnly);
        if (!process.waitForFinished(LimitMs))
            return {};
        return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
    }
    Outcome ctl(const QStringList &arguments) const { return execute(program(), arguments); }
    QByteArray git(const QStringList &arguments) const
    {
        const Outcome done = execute(u"git"_s, arguments);
        if (done.code != 0)
            qFatal("git %s: %s", qPrintable(arguments.join(u' ')), done.err.constData());
        return done.out;
    }
    void write(const QString &name, const QByteArray &content) const
    {
        QFile file(m_folder->filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    QByteArray read(const QString &name) const
    {
        QFile file(m_folder->filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QProcess> m_background;
    QProcessEnvironment m_environment;
};

QTEST_GUILESS_MAIN(TestReviewCommands)
#include "tst_reviewcommands.moc"
