// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/definition/editing/workflowdiff.h"
#include "domain/definition/workflowloader.h"
#include "domain/expression/template.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace podium;
using namespace podium::domain;
using namespace Qt::StringLiterals;

namespace
{

QJsonObject diffOf(const QByteArray &before, const QByteArray &after)
{
    const auto a = WorkflowSnapshot::read(before);
    const auto b = WorkflowSnapshot::read(after);
    return a && b ? workflowDiff(*a, *b) : QJsonObject();
}

QStringList idsOf(const QJsonObject &diff, const QString &key)
{
    QStringList out;
    const QJsonArray tasks = diff.value(key).toArray();
    for (const QJsonValue &task : tasks)
        out += task[u"id"].toString();
    return out;
}

const QByteArray Build = "name: build\ntitle: Build\ninputs:\n  target: app\ntasks:\n"
                         "  - {id: make, run: 'make {{ inputs.target }}'}\n"
                         "  - {id: test, run: 'make test', depends_on: [make]}\n"
                         "  - {id: ship, run: 'ship {{ tasks.test.result.stdout }}', depends_on: [test]}\n";

} // namespace

class TestWorkflowDiff : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tasksAreAddedRemovedAndChanged()
    {
        QByteArray after = Build;
        after.replace("'make test'", "'make check', timeout: 5m");
        after.replace("id: ship", "id: publish");
        const QJsonObject diff = diffOf(Build, after);
        QCOMPARE(idsOf(diff, u"added"_s), QStringList{u"publish"_s});
        QCOMPARE(idsOf(diff, u"removed"_s), QStringList{u"ship"_s});
        QCOMPARE(idsOf(diff, u"changed"_s), QStringList{u"test"_s});
        QVERIFY(!diff.value(u"same").toBool());
        QHash<QString, QJsonObject> fields;
        const QJsonArray changed = diff[u"changed"].toArray().first()[u"fields"].toArray();
        for (const QJsonValue &field : changed)
            fields.insert(field[u"field"].toString(), field.toObject());
        QCOMPARE(fields.size(), 2);
        QCOMPARE(fields[u"run"_s].value(u"before").toString(), u"make test"_s);
        QCOMPARE(fields[u"run"_s].value(u"after").toString(), u"make check"_s);
        QVERIFY(!fields[u"timeout"_s].contains(u"before"));
    }

    void spellingOrderAndCommentsDoNotCount()
    {
        QByteArray after = Build;
        after.replace("name: build\n", "# a remark\nname: build\n");
        after.replace("{id: make, run: 'make {{ inputs.target }}'}",
                      "run: make {{ inputs.target }}  # as before\n    id: make\n    type: shell");
        after += "x-podium:\n  positions:\n    make: [1, 2]\n";
        const QJsonObject diff = diffOf(Build, after);
        QVERIFY2(diff.value(u"same").toBool(), QJsonDocument(diff).toJson());
    }

    void theWorkflowsOwnFieldsAreCompared()
    {
        QByteArray after = Build;
        after.replace("title: Build", "title: Build all");
        const QJsonObject diff = diffOf(Build, after);
        QVERIFY(idsOf(diff, u"changed"_s).isEmpty());
        QCOMPARE(diff[u"workflow"].toArray().size(), 1);
        QCOMPARE(diff[u"workflow"].toArray().first()[u"field"].toString(), u"title"_s);
    }

    void oneTaskAloneIsAWorkflowThatCanBeRun()
    {
        const LoadResult whole = loadWorkflow(Build, u"build.yaml"_s);
        QVERIFY(whole.workflow);
        const auto alone = trialOf(*whole.workflow, u"ship"_s, {{u"test"_s, QJsonObject{{u"stdout"_s, u"fine"_s}}}});
        QVERIFY2(alone, qPrintable(alone ? QString() : alone.error().text()));
        const LoadResult loaded = loadDefinition(*alone);
        QVERIFY2(loaded.workflow,
                 qPrintable(loaded.diagnostics.isEmpty() ? QString() : loaded.diagnostics.first().text()));
        QCOMPARE(loaded.workflow->name, u"build-try"_s); // Its times are not those of "build".
        QStringList simulated;
        for (const TaskSpec &task : loaded.workflow->tasks) {
            if (task.type == u"simulated"_s)
                simulated += task.id;
        }
        QCOMPARE(simulated, QStringList({u"make"_s, u"test"_s}));
        QCOMPARE(loaded.workflow->tasks.last().id, u"ship"_s);
        QCOMPARE(loaded.workflow->inputs.size(), whole.workflow->inputs.size());
        // What comes after the task is left out.
        const auto first = trialOf(*whole.workflow, u"make"_s, {});
        QCOMPARE(first->value(u"tasks").toArray().size(), 1);
    }

    void aGivenResultIsDataAndNoTemplate()
    {
        const LoadResult whole = loadWorkflow(Build, u"build.yaml"_s);
        const QJsonObject given{{u"out"_s, u"{{ inputs.secret }} and {{{ {{"_s},
                                {u"list"_s, QJsonArray{u"{{ nope"_s, 1, true, QJsonValue()}}};
        const auto alone = trialOf(*whole.workflow, u"ship"_s, {{u"test"_s, given}});
        QVERIFY(alone);
        const LoadResult loaded = loadDefinition(*alone);
        QVERIFY2(loaded.workflow,
                 qPrintable(loaded.diagnostics.isEmpty() ? QString() : loaded.diagnostics.first().text()));
        const TaskSpec &test = loaded.workflow->tasks.at(loaded.workflow->indexOf(u"test"_s));
        const auto result = fillTemplates(test.simulate, MapScope());
        QVERIFY2(result, qPrintable(result ? QString() : result.error().text()));
        QCOMPARE(result->toObject().value(u"result").toObject(), given);
    }

    void aTaskThatThereIsNotIsNamed()
    {
        const LoadResult whole = loadWorkflow(Build, u"build.yaml"_s);
        const auto alone = trialOf(*whole.workflow, u"shipp"_s, {});
        QVERIFY(!alone);
        QVERIFY2(alone.error().text().contains(u"ship"_s), qPrintable(alone.error().text()));
    }
};

QTEST_APPLESS_MAIN(TestWorkflowDiff)
#include "tst_workflowdiff.moc"
