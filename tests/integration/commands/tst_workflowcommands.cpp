// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "integration/ctlfixture.h"

#include <QFile>
#include <QJsonArray>
#include <QTest>

using namespace podium::test;

/// The library of workflows on the command line, with the real program: `workflows` and `try`.
class TestWorkflowCommands : public QObject, private CtlFixture
{
    Q_OBJECT

private:
    static QByteArray build(const QByteArray &greeting)
    {
        return "name: build # kept\ninputs:\n  who: world\ntasks:\n  - {id: a, run: 'echo one', output: text}\n  - id: "
               "b\n    "
               "depends_on: "
               "[a]\n    run: 'echo " +
               greeting + " {{ inputs.who }} {{ tasks.a.result }}'\n";
    }

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }

    void whatNeedsAnotherFileIsRefused()
    {
        write("child", "name: child\ntasks: [{id: c, run: 'true'}]\n");
        const QString parent = write("parent", "name: parent\ntasks:\n  - {id: a, run: 'true'}\n"
                                               "  - {id: sub, uses: ./child.yaml}\n");
        QCOMPARE(ctl({"validate", parent}).code, 0);
        const Outcome refused = ctl({"workflows", "save", parent});
        QCOMPARE(refused.code, 3);
        QVERIFY2(refused.err.contains("line 4 uses another file") && refused.err.contains("workflow:"), refused.err);
        QCOMPARE(ctl({"workflows", "-q"}).out, "");
        // What it says to do.
        const QString whole = write("whole", "name: whole\ntasks:\n"
                                             "  - {id: sub, workflow: {tasks: [{id: c, run: 'true'}]}}\n");
        QCOMPARE(ctl({"workflows", "save", whole}).code, 0);
        QVERIFY(QFile::remove(whole));
        QCOMPARE(ctl({"run", "whole"}).code, 0);
    }

    void everySaveIsAVersionThatCanBeComparedAndRestored()
    {
        QVERIFY(ctl({"workflows"}).out.contains("The library is empty"));
        const QByteArray first = build("hello");
        Outcome done = ctl({"workflows", "save", write("build", first), "-m", "The first"});
        QVERIFY2(done.code == 0, done.err);
        QCOMPARE(done.out, "build, version 1\n");
        QVERIFY(ctl({"workflows", "save", write("build", first)}).out.contains("version 1"));
        QVERIFY(ctl({"workflows", "save", write("build", build("good day") + "  - {id: c, run: 'true'}\n")})
                    .out.contains("version 2"));
        QCOMPARE(ctl({"workflows", "-q"}).out, "build\n");
        const QByteArray versions = ctl({"workflows", "versions", "build"}).out;
        QVERIFY2(versions.contains("The first") && versions.indexOf("\n2 ") < versions.indexOf("\n1 "), versions);

        const QByteArray diff = ctl({"workflows", "diff", "build"}).out;
        QVERIFY2(diff.contains("Version 1 → 2") && diff.contains("+ added c") && diff.contains("~ changed b"), diff);
        QVERIFY2(diff.contains("echo hello") && diff.contains("echo good day"), diff);
        QVERIFY(ctl({"workflows", "diff", "build", "2", "2"}).out.contains("They mean the same"));
        QCOMPARE(ctl({"workflows", "diff", "build", "1", "9"}).code, 3);

        QVERIFY(ctl({"workflows", "restore", "build", "1"}).out.contains("version 3"));
        QCOMPARE(ctl({"workflows", "show", "build"}).out, first); // Byte for byte.
        QCOMPARE(ctl({"workflows", "export", "build", "2", "-o", path("out.yaml")}).code, 0);
        QFile file(path("out.yaml"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().contains("good day"));
        QCOMPARE(ctl({"workflows", "export", "build", "-o", path("out.yaml")}).code, 3); // Never over another file.

        done = ctl({"workflows", "save", write("build", build("late")), "--base", "2"});
        QVERIFY2(done.code == 3 && done.err.contains("version 3"), done.err);
    }

    void aNameOfTheLibraryRunsAndComesBackWhenRemoved()
    {
        QCOMPARE(ctl({"workflows", "import", write("build", build("hello"))}).code, 0);
        QFile::remove(path("build.yaml"));
        const Outcome run = ctl({"run", "build", "--input", "who=ann"});
        QVERIFY2(run.code == 0, run.err);
        QVERIFY(ctl({"logs", waitForRun()}).out.contains("hello ann one"));
        QCOMPARE(ctl({"graph", "build"}).code, 0);
        QVERIFY(ctl({"simulate", "build"}).code == 0);

        const Outcome removed = ctl({"workflows", "remove", "build"});
        QVERIFY2(removed.code == 0 && removed.out.contains("restore build 1"), removed.out);
        QVERIFY(ctl({"run", "build"}).code != 0);
        const Outcome show = ctl({"workflows", "show", "build"});
        QVERIFY2(show.code == 3 && show.err.contains("restore build 1"), show.err);
        QCOMPARE(ctl({"workflows", "restore", "build", "1"}).code, 0);
        QCOMPARE(ctl({"run", "build", "-q"}).code, 0);
    }

    void whatHasErrorsIsKeptAndSaysSo()
    {
        const Outcome done = ctl({"workflows", "save", write("wrong", "name: wrong\ntasks:\n  - {id: a, runn: x}\n")});
        QVERIFY2(done.code == 0 && done.out.contains("error"), done.out + done.err);
        QVERIFY(ctl({"workflows"}).out.contains("error"));
        QCOMPARE(ctl({"workflows", "save", write("broken", "name: [")}).code, 3);
        QCOMPARE(ctl({"workflows", "save", write("fine", build("x")), "--name", "../up"}).code, 3);
        const Outcome typo = ctl({"workflows", "show", "wrogn"});
        QVERIFY2(typo.code == 3 && typo.err.contains("wrong"), typo.err);
    }

    void oneTaskIsTriedAloneWithGivenResults()
    {
        const QString file = write("build", build("hello"));
        const Outcome tried = ctl({"try", file, "b", "--input", "who=ann", "--result", "a=given"});
        QVERIFY2(tried.code == 0, tried.err);
        const QByteArray log = ctl({"logs", waitForRun()}).out;
        QVERIFY2(log.contains("hello ann given") && !log.contains("one"), log);
        const Outcome data = ctl({"try", file, "b", "--input", "who=ann", "--result", "a={{ inputs.who }}"});
        QVERIFY2(data.code == 0, data.err);
        const QByteArray dataLog = ctl({"logs", waitForRun()}).out;
        QVERIFY2(dataLog.contains("hello ann {{ inputs.who }}"), dataLog);
        QCOMPARE(ctl({"try", file, "nobody"}).code, 3);
    }
};

QTEST_GUILESS_MAIN(TestWorkflowCommands)
#include "tst_workflowcommands.moc"
