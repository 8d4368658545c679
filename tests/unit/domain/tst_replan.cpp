// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/definition/workflowloader.h"
#include "domain/planner/replan.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace podium;
using namespace podium::domain;

namespace
{

const PlanLimits s_limits{6, {u"code_generation"_s}};

WorkflowPtr shop()
{
    return loadWorkflow("name: shop\noutputs: {said: '{{ tasks.ship.result }}'}\ntasks:\n"
                        "  - {id: look, prompt: Look around}\n"
                        "  - {id: build, prompt: Build it, depends_on: [look]}\n"
                        "  - {id: check, run: make check, depends_on: [build]}\n"
                        "  - {id: ship, prompt: Ship it, depends_on: [check]}\n",
                        u"shop.yaml"_s)
        .workflow;
}

QJsonObject answer(const QJsonArray &tasks)
{
    return {{u"summary"_s, u"It went wrong."_s}, {u"tasks"_s, tasks}};
}

Result<Replan> replan(const QJsonArray &tasks)
{
    return replanned(*shop(), {u"look"_s}, u"A {{ shop }}"_s, answer(tasks), s_limits);
}

QStringList told(const Replan &plan)
{
    QStringList out;
    for (const QJsonValue &change : plan.changes)
        out += change["change"_L1].toString() + u' ' + change["task"_L1].toString();
    return out;
}

} // namespace

class TestReplan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void remainderIsAddedToRemovedFromAndChanged()
    {
        const Result<Replan> plan =
            replan({QJsonObject{{u"id"_s, u"build"_s}, {u"description"_s, u"Build it of brick"_s}},
                    QJsonObject{{u"id"_s, u"paint"_s},
                                {u"title"_s, u"Paint"_s},
                                {u"description"_s, u"Paint {{ it }}"_s},
                                {u"capabilities"_s, QJsonArray{u"code_generation"_s}},
                                {u"depends_on"_s, QJsonArray{u"look"_s, u"build"_s}}},
                    QJsonObject{{u"id"_s, u"check"_s}}});
        QVERIFY2(plan, qPrintable(plan ? QString() : plan.error().text()));
        QCOMPARE(told(*plan), (QStringList{u"changed build"_s, u"added paint"_s, u"removed ship"_s, u"removed "_s}));
        QCOMPARE(plan->kept, QStringList{u"look"_s});
        QCOMPARE(plan->unchanged, QStringList{u"check"_s});
        const QJsonArray fields = plan->changes.first()["fields"_L1].toArray();
        QCOMPARE(fields.size(), 1);
        QCOMPARE(fields.first()["field"_L1].toString(), u"prompt"_s);
        QCOMPARE(fields.first()["before"_L1].toString(), u"Build it"_s);
        QVERIFY(fields.first()["after"_L1].toString().startsWith(u"Build it of brick"));
        QCOMPARE(plan->workflow->tasks.size(), 4);
        QVERIFY(!plan->workflow->definition.contains("outputs"_L1)); // It was made of what goes.
        // Braces of a goal or description are text.
        QVERIFY(plan->workflow->tasks.at(2).prompt.contains(u"{{{{ it }}"));
    }

    void whatIsDoneIsTheSameToTheLetter()
    {
        const Result<Replan> plan = replan({QJsonObject{{u"id"_s, u"look"_s}}, QJsonObject{{u"id"_s, u"build"_s}}});
        QVERIFY(plan);
        const auto first = [](const QJsonObject &definition) { return definition.value("tasks"_L1).toArray().first(); };
        QCOMPARE(first(plan->workflow->definition), first(shop()->definition));
    }

    void samePlanHasNoChangesAndAnotherAnotherDigest()
    {
        const QJsonArray all{QJsonObject{{u"id"_s, u"build"_s}}, QJsonObject{{u"id"_s, u"check"_s}},
                             QJsonObject{{u"id"_s, u"ship"_s}, {u"depends_on"_s, QJsonArray{u"check"_s}}}};
        const Result<Replan> same = replan(all);
        QVERIFY(same);
        QVERIFY(same->changes.isEmpty());
        QVERIFY(same->workflow->definition.contains("outputs"_L1));
        QCOMPARE(replan(all)->digest, same->digest);
        QVERIFY(replan({all.at(0)})->digest != same->digest);
    }

    void wrongAnswersAreRefused_data()
    {
        QTest::addColumn<QJsonArray>("tasks");
        QTest::addColumn<QString>("why");
        const auto row = [](const char *name, const QJsonArray &tasks, const QString &why) {
            QTest::newRow(name) << tasks << why;
        };
        const QJsonObject build{{u"id"_s, u"build"_s}};
        row("done", {QJsonObject{{u"id"_s, u"look"_s}, {u"description"_s, u"again"_s}}}, u"is done already"_s);
        row("twice", {build, build}, u"is there twice"_s);
        row("empty", {QJsonObject{{u"id"_s, u"new"_s}}}, u"has no description"_s);
        row("shell", {build, QJsonObject{{u"id"_s, u"check"_s}, {u"description"_s, u"rm -rf"_s}}},
            u"no task of an agent"_s);
        row("unknown", {QJsonObject{{u"id"_s, u"check"_s}}}, u"build"_s); // It depends on what goes.
        row("cycle",
            {QJsonObject{{u"id"_s, u"build"_s}, {u"depends_on"_s, QJsonArray{u"check"_s}}},
             QJsonObject{{u"id"_s, u"check"_s}}},
            u"build"_s);
        row("capability",
            {QJsonObject{{u"id"_s, u"new"_s}, {u"description"_s, u"x"_s}, {u"capabilities"_s, QJsonArray{u"magic"_s}}}},
            u"capabilities"_s);
        row("id", {QJsonObject{{u"id"_s, u"../x"_s}, {u"description"_s, u"x"_s}}}, u"id"_s);
    }

    void wrongAnswersAreRefused()
    {
        QFETCH(QJsonArray, tasks);
        QFETCH(QString, why);
        const Result<Replan> plan = replan(tasks);
        QVERIFY(!plan);
        QVERIFY2(plan.error().message.contains(why), qPrintable(plan.error().text()));
    }

    void replannersOwnWorkflowLoads()
    {
        const WorkflowPtr workflow = replannerWorkflow(u"shop-1"_s, s_limits);
        QVERIFY(workflow);
        QCOMPARE(workflow->name, replannerName());
        QCOMPARE(workflow->inputs.size(), 4);
    }
};

QTEST_GUILESS_MAIN(TestReplan)
#include "tst_replan.moc"
