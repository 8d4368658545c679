// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/definition/workflowloader.h"
#include "domain/planner/goalplan.h"

#include <QJsonArray>
#include <QTest>

using namespace podium::domain;

namespace
{

QJsonObject subtask(const QString &title, const QJsonArray &dependencies = {}, const QJsonArray &capabilities = {})
{
    return {{"title", title},
            {"description", "Do it: " + title},
            {"capabilities", capabilities},
            {"dependencies", dependencies},
            {"priority", 7},
            {"estimated_minutes", 1.5}};
}

QJsonObject plan(const QJsonArray &tasks)
{
    return {{"subtasks", tasks}};
}

const PlanLimits s_limits{4, {QStringLiteral("web_scraping"), QStringLiteral("code_generation")}};
const QString s_goal = QStringLiteral("Build a shop: fast & \"safe\"\nwith {{ braces }}");

} // namespace

class GoalPlanTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void planBecomesAWorkflowThatLoads()
    {
        const GoalPlan made = goalPlan(
            s_goal,
            plan({subtask("Back end", {}, {"code_generation"}), subtask("Front end"), subtask("Back end", {0, 1, 1})}),
            s_limits);
        QVERIFY2(!made.fallback, qPrintable(made.reason));
        const LoadResult loaded = loadWorkflow(made.yaml, QStringLiteral("x.yaml"));
        QVERIFY2(loaded.workflow && loaded.diagnostics.isEmpty(), made.yaml);
        QCOMPARE(loaded.workflow->tasks.size(), 3);
        const TaskSpec &last = loaded.workflow->tasks.at(2);
        QCOMPARE(last.id, QStringLiteral("back-end-2"));
        QCOMPARE(last.dependsOn, QStringList({"back-end", "front-end"}));
        QCOMPARE(last.priority, 7);
        QCOMPARE(loaded.workflow->tasks.at(0).capabilities, QStringList{"code_generation"});
        QVERIFY(loaded.workflow->title.contains("\"safe\""));
    }

    void estimateMayBeLeftOut()
    {
        QJsonObject task = subtask("Back end");
        task.remove("estimated_minutes");
        const GoalPlan made = goalPlan(s_goal, plan({task, subtask("Front end")}), s_limits);
        QVERIFY2(!made.fallback, qPrintable(made.reason));
        const LoadResult loaded = loadWorkflow(made.yaml, QStringLiteral("x.yaml"));
        QVERIFY2(loaded.workflow, made.yaml);
        QVERIFY(!loaded.workflow->tasks.at(0).estimate.durationMs);
        QCOMPARE(loaded.workflow->tasks.at(1).estimate.durationMs, 90'000);
    }

    void promptsKeepTheirLines_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("lines") << "first\n\n  indented: yes\n- last # no comment";
        QTest::newRow("control") << "bell\x07 and\ttab";
        QTest::newRow("space first") << "x:\n  y";
        QTest::newRow("quotes") << "'a' \"b\" \\ %";
        QTest::newRow("trailing") << "a \nb  ";
        QTest::newRow("unicode") << QString::fromUtf8("日本 ✓ \xF0\x9F\x98\x80");
    }
    void promptsKeepTheirLines()
    {
        QFETCH(QString, text);
        QJsonObject task = subtask("a");
        task["description"] = text;
        const GoalPlan made = goalPlan("g", plan({task}), s_limits);
        QVERIFY2(!made.fallback, qPrintable(made.reason));
        QCOMPARE(made.workflow->tasks.first().prompt, text.trimmed() + QStringLiteral("\n\nThis is a part of: g"));
    }

    void textOfTheGoalIsNeverAnExpression()
    {
        const GoalPlan made = goalPlan(s_goal, plan({subtask("{{ inputs.nothing }}")}), s_limits);
        QVERIFY2(!made.fallback, qPrintable(made.reason)); // An expression over an unknown input would not load.
        QVERIFY(plannerWorkflow(s_goal, s_limits) != nullptr);
        const GoalPlan single = singleTaskPlan(s_goal, QStringLiteral("no\nplanner"));
        QVERIFY(single.workflow);
        QCOMPARE(single.workflow->tasks.size(), 1);
    }

    void planThatIsNoneBecomesOneTaskWithTheReason_data()
    {
        QTest::addColumn<QJsonValue>("answer");
        QTest::addColumn<QString>("reason");
        QTest::newRow("text") << QJsonValue("I cannot") << "does not fit";
        QTest::newRow("nothing") << QJsonValue() << "does not fit";
        QTest::newRow("empty") << QJsonValue(plan({})) << "does not fit";
        QTest::newRow("too many") << QJsonValue(
                                         plan({subtask("a"), subtask("b"), subtask("c"), subtask("d"), subtask("e")}))
                                  << "does not fit";
        QTest::newRow("unknown capability") << QJsonValue(plan({subtask("a", {}, {"telepathy"})})) << "does not fit";
        QTest::newRow("cycle") << QJsonValue(plan({subtask("a", {1}), subtask("b", {0})})) << "wait for each other";
        QTest::newRow("itself") << QJsonValue(plan({subtask("a", {0})})) << "itself";
        QTest::newRow("dangling") << QJsonValue(plan({subtask("a", {3})})) << "not there";
    }
    void planThatIsNoneBecomesOneTaskWithTheReason()
    {
        QFETCH(QJsonValue, answer);
        QFETCH(QString, reason);
        const GoalPlan made = goalPlan(s_goal, answer, s_limits);
        QVERIFY(made.fallback);
        QVERIFY2(made.reason.contains(reason), qPrintable(made.reason));
        QVERIFY(made.yaml.startsWith("# One task"));
        const LoadResult loaded = loadWorkflow(made.yaml, QStringLiteral("x.yaml"));
        QVERIFY2(loaded.workflow, made.yaml);
        QCOMPARE(loaded.workflow->tasks.size(), 1);
    }

    void plannerAsksForTheSchemaThatIsChecked()
    {
        const WorkflowPtr workflow = plannerWorkflow(s_goal, s_limits, QStringLiteral("opus"));
        QVERIFY(workflow);
        QCOMPARE(workflow->tasks.size(), 1);
        QCOMPARE(workflow->tasks.first().outputSchema, planSchema(s_limits));
        QCOMPARE(workflow->tasks.first().model, QStringLiteral("opus"));
        QCOMPARE(workflow->tasks.first().type, QStringLiteral("agent"));
    }
};

QTEST_GUILESS_MAIN(GoalPlanTest)
#include "tst_goalplan.moc"
