// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/answers.h"
#include "app/ctl/runtable.h"
#include "app/ctl/terminal.h"

#include <QTemporaryFile>
#include <QTest>

using namespace podium;
using namespace podium::ctl;

namespace
{

QJsonObject task(int index, const char *key, const char *state, const QJsonObject &more = {})
{
    QJsonObject out{{QStringLiteral("index"), index},
                    {QStringLiteral("key"), QLatin1String(key)},
                    {QStringLiteral("state"), QLatin1String(state)}};
    for (auto it = more.begin(); it != more.end(); ++it)
        out.insert(it.key(), it.value());
    return out;
}

QJsonObject answer(const char *state, const QJsonArray &tasks, const QJsonArray &approvals = {})
{
    return {{QStringLiteral("run"), QJsonObject{{QStringLiteral("id"), QStringLiteral("r-1")},
                                                {QStringLiteral("state"), QLatin1String(state)},
                                                {QStringLiteral("tasks_done"), 1},
                                                {QStringLiteral("tasks_total"), tasks.size()},
                                                {QStringLiteral("started_ms"), 1000}}},
            {QStringLiteral("tasks"), tasks},
            {QStringLiteral("approvals"), approvals},
            {QStringLiteral("seq"), 9}};
}

RunView viewOf(const QJsonObject &object)
{
    RunView out;
    out.update(object, true);
    return out;
}

RenderOptions plain(int columns = 80, int rows = 0)
{
    return {columns, rows, false, true, 66'000};
}

} // namespace

class TestRunTable : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatNobodyPaysIsNotToldAsMoney()
    {
        const auto of = [](double usd, double simulated) {
            return QJsonObject{{QStringLiteral("usd"), usd}, {QStringLiteral("simulated_usd"), simulated}};
        };
        QCOMPARE(cost(of(0.25, 0.25)), QStringLiteral("simulated $0.25"));
        QCOMPARE(cost(of(2.25, 0.25)), QStringLiteral("$2.00 + simulated $0.25"));
        QCOMPARE(cost(of(2.25, 0)), QStringLiteral("$2.25"));
        const RunView view = viewOf(answer("IN_PROGRESS", {task(0, "play", "SUCCESS",
                                                                {{QStringLiteral("started_ms"), 1000},
                                                                 {QStringLiteral("finished_ms"), 4000},
                                                                 {QStringLiteral("usage"), of(0.25, 0.25)}})}));
        QVERIFY(renderRun(view, plain()).at(1).contains(QStringLiteral("simulated $0.25")));
    }

    void theTableIsWhatItIs()
    {
        const RunView view = viewOf(
            answer("IN_PROGRESS",
                   {task(0, "fetch", "SUCCESS",
                         {{QStringLiteral("started_ms"), 1000},
                          {QStringLiteral("finished_ms"), 4000},
                          {QStringLiteral("usage"), QJsonObject{{QStringLiteral("usd"), 0.123}}}}),
                    task(1, "build", "RUNNING",
                         {{QStringLiteral("started_ms"), 6000},
                          {QStringLiteral("attempt"), 2},
                          {QStringLiteral("agent"), QStringLiteral("coder")},
                          {QStringLiteral("activity"), QStringLiteral("tool_running")}}),
                    task(2, "deploy", "BLOCKED", {{QStringLiteral("why"), QStringLiteral("build failed\nbadly")}}),
                    task(3, "again", "READY", {{QStringLiteral("not_before_ms"), 71'000}})},
                   {QJsonObject{{QStringLiteral("id"), QStringLiteral("a1")},
                                {QStringLiteral("title"), QStringLiteral("Deploy?")},
                                {QStringLiteral("task"), 2}}}));
        const QStringList expected{
            QStringLiteral("r-1  ▶ IN_PROGRESS  ━━━━────────────  1/4 tasks  1:05  —"),
            QStringLiteral("  ✓ fetch     done          0:03  $0.12"),
            QStringLiteral("  ▶ build     running       1:00  —        try 2, coder, tool running"),
            QStringLiteral("  ▪ deploy    blocked                      build failed badly"),
            QStringLiteral("  ○ again     ready                        again in 0:05"),
            QStringLiteral("◆ Deploy?  podiumctl approve a1"),
        };
        QCOMPARE(renderRun(view, plain()), expected);
    }

    void theHeadingCountsAlsoWhereThereIsLittleRoom()
    {
        QJsonObject many = answer("IN_PROGRESS", {task(0, "a", "RUNNING")});
        QJsonObject run = many.value(QStringLiteral("run")).toObject();
        run.insert(QStringLiteral("id"), QStringLiteral("many-4fh2kq"));
        run.insert(QStringLiteral("tasks_done"), 300);
        run.insert(QStringLiteral("tasks_total"), 301);
        many.insert(QStringLiteral("run"), run);
        const RunView view = viewOf(many);
        const auto heading = [&view](int columns) { return renderRun(view, plain(columns)).first(); };
        QCOMPARE(heading(52), QStringLiteral("many-4fh2kq  ▶ IN_PROGRESS  300/301 tasks  1:05  —"));
        QCOMPARE(heading(48), QStringLiteral("many-4fh2kq  ▶ IN_PROGRESS  300/301 tasks  1:05"));
        QCOMPARE(heading(42), QStringLiteral("many-4fh2kq  ▶ IN_PROGRESS  300/301 tasks"));
        QCOMPARE(heading(40), QStringLiteral("many-4fh2kq  ▶  300/301 tasks"));
    }

    void noLineIsWiderThanTheTerminal()
    {
        QJsonArray tasks;
        for (int i = 0; i < 5; ++i) {
            tasks.append(task(i, "日本語のとても長い名前のタスクです日本語のとても長い名前", "FAILED",
                              {{QStringLiteral("why"), QString(300, u'w')}, {QStringLiteral("started_ms"), 1}}));
        }
        const RunView view = viewOf(answer("FAILED", tasks));
        for (int columns = 10; columns < 120; columns += 7) {
            for (const bool colour : {false, true}) {
                RenderOptions options = plain(columns);
                options.colour = colour;
                const QStringList lines = renderRun(view, options);
                for (const QString &line : lines)
                    QVERIFY2(displayWidth(line) <= columns, qPrintable(line));
            }
        }
    }

    void aLongListShowsWhatMattersAndCountsTheRest()
    {
        QJsonArray tasks;
        for (int i = 0; i < 1000; ++i)
            tasks.append(task(i, qPrintable(QStringLiteral("t%1").arg(i)),
                              i == 700   ? "FAILED"
                              : i == 900 ? "RUNNING"
                                         : "SUCCESS"));
        const QStringList lines = renderRun(viewOf(answer("IN_PROGRESS", tasks)), plain(80, 12));
        QCOMPARE(lines.size(), 10);
        const QString all = lines.join(u'\n');
        QVERIFY(all.contains(QLatin1String("t700")));
        QVERIFY(all.contains(QLatin1String("t900")));
        QVERIFY2(lines.last().contains(QLatin1String("992 more: 992 done")), qPrintable(lines.last()));
    }

    void namesCannotSteerTheTerminal()
    {
        const RunView view = viewOf(
            answer("FAILED",
                   {task(0, "a\x1b[2Jb", "FAILED", {{QStringLiteral("why"), QStringLiteral("x\x1b]0;t\x07y\rz")}})}));
        const QString all = renderRun(view, plain()).join(u'\n') + renderSummary(view, plain()).join(u'\n');
        QVERIFY(!all.contains(u'\x1b'));
        QVERIFY(!all.contains(u'\r'));
        QVERIFY(!all.contains(u'\x07'));
    }

    void onlyWhatEventsTouchedIsAskedForAgain()
    {
        RunView view = viewOf(answer("IN_PROGRESS", {task(0, "a", "RUNNING"), task(1, "b", "PENDING")}));
        bool whole = false;
        view.nextRequest(&whole);
        QVERIFY(whole);
        QVERIFY(!view.isDirty());
        domain::Event event;
        event.type = domain::EventType::TaskSucceeded;
        event.task = 1;
        view.touch(event);
        QVERIFY(view.isDirty());
        QCOMPARE(view.nextRequest(&whole).value(QStringLiteral("tasks")).toArray(), QJsonArray{1});
        QVERIFY(!whole);
        event.type = domain::EventType::TaskExpanded;
        view.touch(event);
        view.nextRequest(&whole);
        QVERIFY(whole);
    }

    void aRunNeedsAPersonOnlyWhenNothingElseMoves()
    {
        const QJsonArray asked{QJsonObject{{QStringLiteral("id"), QStringLiteral("a")}, {QStringLiteral("task"), 1}}};
        QVERIFY(
            !viewOf(answer("IN_PROGRESS", {task(0, "a", "RUNNING"), task(1, "b", "RUNNING")}, asked)).needsPerson());
        QVERIFY(viewOf(answer("IN_PROGRESS", {task(0, "a", "SUCCESS"), task(1, "b", "RUNNING")}, asked)).needsPerson());
        QVERIFY(!viewOf(answer("IN_PROGRESS", {task(0, "a", "READY"), task(1, "b", "BLOCKED")}, asked)).needsPerson());
        QVERIFY(viewOf(answer("IN_PROGRESS", {task(0, "a", "READY",
                                                   {{QStringLiteral("activity"), QStringLiteral("cannot_be_placed")},
                                                    {QStringLiteral("why"), QStringLiteral("no agent")}})}))
                    .needsPerson());
        QVERIFY(viewOf(answer("PAUSED", {task(0, "a", "READY")})).needsPerson());
        QVERIFY(!viewOf(answer("COMPLETED", {task(0, "a", "SUCCESS")}, asked)).needsPerson());
    }

    void unknownCostIsNeverZero()
    {
        QCOMPARE(money(QJsonValue()), QStringLiteral("—"));
        QCOMPARE(money(QJsonValue(QJsonValue::Undefined)), QStringLiteral("—"));
        QCOMPARE(money(0.0), QStringLiteral("$0.00"));
        QCOMPARE(money(0.0042), QStringLiteral("$0.0042"));
    }

    void textIsMeasuredInColumns()
    {
        QCOMPARE(displayWidth(QStringLiteral("日本")), 4);
        QCOMPARE(displayWidth(QStringLiteral("e\u0301")), 1);
        QCOMPARE(displayWidth(QStringLiteral("\x1b[31mred\x1b[0m")), 3);
        QCOMPARE(displayWidth(QStringLiteral("😀")), 2);
        QCOMPARE(elided(QStringLiteral("日本語"), 4), QStringLiteral("日…"));
        QCOMPARE(elided(QStringLiteral("abc"), 3), QStringLiteral("abc"));
        QCOMPARE(duration(3'661'000), QStringLiteral("1:01:01"));
        QCOMPARE(duration(-5), QStringLiteral("0:00"));
    }

    void ofABigRunOnlyWhatChangedIsAskedFor()
    {
        const auto dirty = [](int tasks, int changed) {
            QJsonArray list;
            for (int i = 0; i < tasks; ++i)
                list.append(task(i, QByteArray::number(i).constData(), "PENDING"));
            RunView view = viewOf(answer("IN_PROGRESS", list));
            bool whole = false;
            view.nextRequest(&whole);
            for (int i = 0; i < changed; ++i) {
                domain::Event event;
                event.type = domain::EventType::TaskReady;
                event.task = i;
                view.touch(event);
            }
            const QJsonObject request = view.nextRequest(&whole);
            return whole ? -1 : int(request.value(QStringLiteral("tasks")).toArray().size());
        };
        QCOMPARE(dirty(3, 3), 3);
        QCOMPARE(dirty(600, 501), -1);
        QCOMPARE(dirty(5000, 2000), 2000);
        QCOMPARE(dirty(5000, 2501), -1);
    }

    void whatWasDoneAnewTakesThePlaceOfWhatItReplaces()
    {
        const QJsonObject inSub{{QStringLiteral("parent"), 0}};
        RunView view = viewOf(answer("IN_PROGRESS", {task(0, "s", "RUNNING"), task(1, "s/x", "FAILED", inSub),
                                                     task(2, "s/x", "RUNNING", inSub)}));
        QCOMPARE(view.tasks().keys(), (QList<int>{0, 2}));
        view.update(answer("IN_PROGRESS", {task(1, "s/x", "CANCELLED", inSub)}), false);
        QCOMPARE(view.tasks().keys(), (QList<int>{0, 2}));
        view.update(answer("IN_PROGRESS", {task(3, "s/x", "READY", inSub)}), false);
        QCOMPARE(view.tasks().keys(), (QList<int>{0, 3}));
    }

    void aTaskShowsItsAgentAndWhatItsProcessesUse()
    {
        const RunView view = viewOf(answer("IN_PROGRESS", {task(0, "a", "RUNNING",
                                                                {{QStringLiteral("agent"), QStringLiteral("ann")},
                                                                 {QStringLiteral("started_ms"), 6000},
                                                                 {QStringLiteral("cpu_ms"), 12'000},
                                                                 {QStringLiteral("rss_bytes"), 5 * 1024 * 1024}}),
                                                           task(1, "b", "SUCCESS",
                                                                {{QStringLiteral("agent"), QStringLiteral("bob")},
                                                                 {QStringLiteral("started_ms"), 6000}})}));
        const QStringList lines = renderRun(view, plain(100));
        QVERIFY2(lines.at(1).endsWith(QLatin1String("ann, 0:12 CPU, 5.0 MiB")), qPrintable(lines.at(1)));
        QVERIFY2(lines.at(2).endsWith(QLatin1String("bob")), qPrintable(lines.at(2)));
    }

    void whoNeedsAPersonFollowsTheChanges()
    {
        RunView view = viewOf(answer("IN_PROGRESS", {task(0, "a", "RUNNING"), task(1, "b", "READY")}));
        QVERIFY(!view.needsPerson());
        const QJsonObject stuck{{QStringLiteral("activity"), QStringLiteral("cannot_be_placed")}};
        view.update(answer("IN_PROGRESS", {task(1, "b", "READY", stuck)}), false);
        QVERIFY(!view.needsPerson());
        view.update(answer("IN_PROGRESS", {task(0, "a", "SUCCESS")}), false);
        QVERIFY(view.needsPerson());
        view.update(answer("IN_PROGRESS", {task(1, "b", "SUCCESS")}), false);
        QVERIFY(!view.needsPerson());
    }

    void aTableIsDrawnOverItself()
    {
        QTemporaryFile file;
        QVERIFY(file.open());
        Terminal terminal(file.handle(), QStringLiteral("never"));
        QVERIFY(!terminal.isTerminal());
        terminal.redraw({QStringLiteral("one"), QStringLiteral("two")});
        terminal.redraw({QStringLiteral("three")}, "log\n");
        terminal.settle();
        terminal.redraw({QStringLiteral("new")});
        file.seek(0);
        QCOMPARE(file.readAll(), QByteArray("\x1b[?2026hone\x1b[K\r\ntwo\x1b[K\r\n\x1b[J\x1b[?2026l"
                                            "\x1b[?2026h\r\x1b[2A\x1b[Jlog\nthree\x1b[K\r\n\x1b[J\x1b[?2026l"
                                            "\x1b[?2026hnew\x1b[K\r\n\x1b[J\x1b[?2026l"));
    }
};

QTEST_GUILESS_MAIN(TestRunTable)
#include "tst_runtable.moc"
