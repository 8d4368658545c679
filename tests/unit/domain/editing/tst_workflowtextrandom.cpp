// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/definition/editing/edithistory.h"
#include "domain/definition/editing/workflowtext.h"
#include "domain/definition/templates.h"
#include "domain/definition/workflowloader.h"

#include <QDir>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QRandomGenerator>
#include <QTest>

using namespace podium;
using namespace podium::domain;
using namespace Qt::StringLiterals;

class tst_WorkflowTextRandom : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void randomEditsCanBeTakenBack_data();
    void randomEditsCanBeTakenBack();
    void thousandTasksAreEditedAtOnce();
};

void tst_WorkflowTextRandom::randomEditsCanBeTakenBack_data()
{
    QTest::addColumn<QByteArray>("source");
    const QStringList names = templateNames();
    for (const QString &name : names)
        QTest::newRow(qPrintable(name)) << templateSource(name).value();
    QDirIterator files(QStringLiteral(PODIUM_SOURCE_DIR "/resources/examples"), {u"*.yaml"_s, u"*.yml"_s, u"*.json"_s},
                       QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QTest::newRow(qPrintable(file.fileName())) << file.readAll();
    }
}

/// Whatever is done: every text loads as well as the one before, all steps back give the first bytes, and all steps
/// forward the last.
void tst_WorkflowTextRandom::randomEditsCanBeTakenBack()
{
    QFETCH(QByteArray, source);
    int refused = 0;
    int done = 0;
    for (quint32 seed = 1; seed <= 6; ++seed) {
        QRandomGenerator random(seed);
        WorkflowText text(source);
        EditHistory history;
        bool loaded = true;
        const QStringList types{u"agent"_s, u"shell"_s, u"noop"_s, u"human"_s, u"decision"_s, u"simulated"_s};
        const QJsonArray values{u"plain"_s,        u"with: colon"_s, u"two\nlines\n"_s,
                                u"  lead\nline"_s, u"ünï # c"_s,     u"\"q\" 'p'"_s};
        for (int step = 0; step < 30; ++step) {
            const QList<TaskSpec> tasks = text.snapshot()->workflow().tasks;
            const auto any = [&] {
                return tasks.isEmpty() ? QString() : tasks.at(random.bounded(int(tasks.size()))).id;
            };
            const QByteArray before = text.text();
            QString id = u"t"_s;
            QStringList ids;
            Result<TextEdits> edits;
            const int kind = random.bounded(10);
            switch (kind) {
            case 0:
                edits = text.addTask(types.at(random.bounded(int(types.size()))), {}, &id, QPointF(step, step));
                break;
            case 1:
                if (tasks.size() < 3)
                    continue;
                edits = text.removeTasks({any()});
                break;
            case 2:
                edits = text.renameTask(any(), u"r"_s + QString::number(step));
                break;
            case 3:
                edits = text.connectTasks(any(), any());
                break;
            case 4: {
                const TaskSpec &task = tasks.at(random.bounded(int(tasks.size())));
                if (task.dependsOn.isEmpty())
                    continue;
                edits = text.disconnectTasks({{task.dependsOn.first(), task.id}});
                break;
            }
            case 5:
                edits = text.setField({any()}, {u"title"_s}, values.at(random.bounded(int(values.size()))));
                break;
            case 6:
                edits = text.setField({any()}, valuePath(u"environment/X"_s),
                                      values.at(random.bounded(int(values.size()))));
                break;
            case 7:
                edits = text.setPositions({{any(), QPointF(random.bounded(500), random.bounded(500))}});
                break;
            case 8:
                edits = text.pasteTasks(text.copyTasks({any()}), {5, 5}, &ids);
                break;
            default:
                edits = text.setField({any()}, {u"timeout"_s},
                                      random.bounded(2) ? QJsonValue(u"5m"_s) : QJsonValue(QJsonValue::Undefined));
                break;
            }
            if (!edits) {
                ++refused;
                QCOMPARE(text.text(), before);
                continue;
            }
            ++done;
            QByteArray again = before;
            apply(*edits, again);
            QCOMPARE(again, text.text());
            QVERIFY2(SyntaxTree::read(again), again.constData());
            // What takes tasks or order away may leave expressions behind that miss them; nothing else may.
            const bool loads = loadWorkflow(again, u"x.yaml"_s).workflow != nullptr;
            QVERIFY2(loads || !loaded || kind == 1 || kind == 4 || kind == 8, again.constData());
            loaded = loads;
            history.add({u"Step"_s, *edits, {}});
        }
        const QByteArray last = text.text();
        QByteArray now = last;
        while (history.canUndo())
            apply(history.undo(), now);
        QCOMPARE(now, source);
        while (history.canRedo())
            apply(history.redo(), now);
        QCOMPARE(now, last);
        // The first comment of the file was nobody's to change.
        QCOMPARE(last.left(last.indexOf('\n')), source.left(source.indexOf('\n')));
    }
    qInfo("%d edits done, %d refused", done, refused);
    QVERIFY(done > 5 * refused);
}

void tst_WorkflowTextRandom::thousandTasksAreEditedAtOnce()
{
    QByteArray source = "name: big\ntasks:\n";
    for (int i = 0; i < 1000; ++i) {
        source +=
            "  # " + QByteArray::number(i) + "\n  - id: t" + QByteArray::number(i) +
            "\n    type: agent\n    prompt: |\n      Do {{ inputs.topic }} well.\n      And again.\n    timeout: 5m\n";
        if (i > 1)
            source += "    depends_on: [t" + QByteArray::number(i / 2) + ", t" + QByteArray::number(i - 1) + "]\n";
    }
    WorkflowText text(source);
    QVERIFY(text.snapshot());
    QBENCHMARK_ONCE
    {
        QVERIFY(text.setField({u"t500"_s}, {u"title"_s}, u"x"_s));
    }
    QElapsedTimer clock;
    clock.start();
    QVERIFY(text.setField({u"t500"_s}, {u"title"_s}, u"y"_s));
    const qint64 field = clock.restart();
    QHash<QString, QPointF> places;
    for (int i = 0; i < 1000; ++i)
        places.insert(u't' + QString::number(i), QPointF(i, i));
    QVERIFY(text.setPositions(places));
    const qint64 place = clock.restart();
    QVERIFY(text.renameTask(u"t1"_s, u"first"_s));
    const qint64 rename = clock.restart();
    QVERIFY(WorkflowSnapshot::read(text.text()));
    const qint64 read = clock.restart();
    loadWorkflow(text.text(), u"x.yaml"_s);
    qInfo("1,000 tasks: field %lld ms, places %lld ms, rename %lld ms, read %lld ms, load %lld ms", field, place,
          rename, read, clock.elapsed());
}

QTEST_APPLESS_MAIN(tst_WorkflowTextRandom)
#include "tst_workflowtextrandom.moc"
