// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/definition/workflowloader.h"
#include "domain/policy/outlook.h"

#include <QTest>

using namespace podium;
using namespace podium::domain;
using namespace Qt::StringLiterals;

namespace
{

Outlook outlookOfText(const QByteArray &tasks)
{
    const LoadResult loaded = loadWorkflow("name: t\n" + tasks, u"t.yaml"_s);
    if (!loaded.workflow)
        qWarning("%s", qPrintable(loaded.diagnostics.first().text()));
    return loaded.workflow ? outlookOf(*loaded.workflow) : Outlook();
}

QStringList tasksOf(const Outlook &outlook, const QString &code)
{
    for (const Outlook::Reason &reason : outlook.reasons) {
        if (reason.code == code)
            return reason.tasks;
    }
    return {};
}

} // namespace

class TestOutlook : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingIsDoneByMilestones()
    {
        const Outlook outlook = outlookOfText("tasks:\n  - {id: a, type: noop}\n");
        QCOMPARE(outlook.risk, Risk::Low);
        QVERIFY(outlook.reasons.isEmpty() && outlook.inPlace.isEmpty() && outlook.people.isEmpty());
    }

    void whatMayRunTogetherInOneFolderIsSaid()
    {
        const QByteArray two = "tasks:\n  - {id: a, run: x}\n  - {id: b, run: y}\n";
        QCOMPARE(tasksOf(outlookOfText(two), u"same-folder"_s), QStringList({u"a"_s, u"b"_s}));
        QCOMPARE(outlookOfText(two).risk, Risk::High);
        // One after the other, never two at once, or each in a place of its own: nothing to say.
        const QByteArray chain = "tasks:\n  - {id: a, run: x}\n  - {id: b, run: y, depends_on: [a]}\n";
        QVERIFY(tasksOf(outlookOfText(chain), u"same-folder"_s).isEmpty());
        QVERIFY(tasksOf(outlookOfText("max_parallel: 1\n" + two), u"same-folder"_s).isEmpty());
        const QByteArray trees =
            "tasks:\n  - {id: a, run: x, workspace: worktree}\n  - {id: b, run: y, workspace: scratch}\n";
        const Outlook apart = outlookOfText(trees);
        QVERIFY(tasksOf(apart, u"same-folder"_s).isEmpty());
        QCOMPARE(apart.branches, QStringList{u"a"_s});
        QVERIFY(apart.inPlace.isEmpty());
        QCOMPARE(tasksOf(outlookOfText("tasks:\n  - {id: a, run: x, foreach: [1, 2]}\n"), u"same-folder"_s),
                 QStringList{u"a"_s});
    }

    void agentsRolesBudgetsAndPeopleAreCounted()
    {
        const QByteArray tasks = "tasks:\n  - {id: a, prompt: do, role: tester}\n"
                                 "  - {id: b, prompt: do, role: tester, depends_on: [a], budget: {usd: 1}}\n"
                                 "  - {id: c, type: noop, gate: Really, depends_on: [b]}\n";
        const Outlook outlook = outlookOfText(tasks);
        QCOMPARE(outlook.agentTasks, QStringList({u"a"_s, u"b"_s}));
        QCOMPARE(outlook.roles, QStringList{u"tester"_s});
        QCOMPARE(outlook.people, QStringList{u"c"_s});
        QCOMPARE(tasksOf(outlook, u"no-budget"_s), QStringList{u"a"_s});
        // A budget of the run limits all of them.
        QVERIFY(tasksOf(outlookOfText("budget: {usd: 2}\n" + tasks), u"no-budget"_s).isEmpty());
        QCOMPARE(outlookOfText("budget: {usd: 2}\n" + tasks).risk, Risk::Medium);
    }
};

QTEST_APPLESS_MAIN(TestOutlook)
#include "tst_outlook.moc"
