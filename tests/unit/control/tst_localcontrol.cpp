// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "control/local/handlers/handlers.h"
#include "control/local/localcontrol.h"
#include "control/local/localstream.h"
#include "control/local/logtee.h"
#include "storage/queries.h"
#include "storage/storage.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace podium;
using namespace podium::control;

namespace
{

domain::Event event(qint64 seq, const QString &run = QStringLiteral("r"))
{
    domain::Event out;
    out.seq = seq;
    out.team = QStringLiteral("default");
    out.run = run;
    out.type = domain::EventType::TaskReady;
    return out;
}

domain::Events range(qint64 from, qint64 to)
{
    domain::Events out;
    for (qint64 seq = from; seq <= to; ++seq)
        out += event(seq, seq % 2 ? QStringLiteral("odd") : QStringLiteral("even"));
    return out;
}

/// What a store with these events answers.
EventHistory historyOf(const domain::Events &all, int *asked)
{
    return [all, asked](qint64 since, const QString &run, int limit) {
        ++*asked;
        domain::Events out;
        for (const domain::Event &entry : all) {
            if (entry.seq > since && (run.isEmpty() || entry.run == run) && out.size() < limit)
                out += entry;
        }
        return QtFuture::makeReadyFuture(Result<domain::Events>(out));
    };
}

} // namespace

class TestLocalControl : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyRowHasAHandlerAndEveryHandlerARow()
    {
        QStringList rows;
        for (const Operation &operation : operations())
            rows += operation.name;
        QStringList functions = handlers().keys();
        rows.sort();
        functions.sort();
        QCOMPARE(functions, rows);
    }

    void aStreamReadsHistoryThenGoesOnLiveWithoutAGap()
    {
        auto hub = std::make_shared<EventHub>();
        hub->startAt(1000);
        int asked = 0;
        LocalStream stream(hub, {{}, {}, 0, false}, historyOf(range(1, 1000), &asked));
        QList<qint64> got;
        connect(&stream, &EventStream::events, this, [&](const domain::Events &events) {
            for (const domain::Event &entry : events)
                got += entry.seq;
        });
        QSignalSpy caughtUp(&stream, &EventStream::caughtUp);
        QTRY_COMPARE(caughtUp.size(), 1);
        hub->published(range(1001, 1300));
        QTRY_COMPARE(got.size(), 1300);
        for (qsizetype i = 0; i < got.size(); ++i)
            QCOMPARE(got.at(i), i + 1);
        QVERIFY(asked >= 4);
    }

    void aStreamOfOneRunSkipsTheOthers()
    {
        auto hub = std::make_shared<EventHub>();
        hub->startAt(1000);
        int asked = 0;
        LocalStream stream(hub, {{}, QStringLiteral("odd"), 900, false}, historyOf(range(1, 1000), &asked));
        QList<qint64> got;
        connect(&stream, &EventStream::events, this, [&](const domain::Events &events) {
            for (const domain::Event &entry : events)
                got += entry.seq;
        });
        QSignalSpy caughtUp(&stream, &EventStream::caughtUp);
        QTRY_COMPARE(caughtUp.size(), 1);
        QCOMPARE(got.size(), 50);
        hub->published(range(1001, 1002));
        QTRY_COMPARE(got.size(), 51);
    }

    void aPausedStreamKeepsNothingAndLosesNothing()
    {
        auto hub = std::make_shared<EventHub>();
        int asked = 0;
        LocalStream stream(hub, {{}, {}, -1, false}, historyOf(range(1, 12'000), &asked));
        qsizetype got = 0;
        connect(&stream, &EventStream::events, this, [&](const domain::Events &events) { got += events.size(); });
        QSignalSpy caughtUp(&stream, &EventStream::caughtUp);
        QTRY_COMPARE(caughtUp.size(), 1);
        stream.setPaused(true);
        hub->published(range(1, 12'000)); // More than the hub keeps in memory.
        QCoreApplication::processEvents();
        QCOMPARE(got, 0);
        stream.setPaused(false);
        QTRY_COMPARE(got, 12'000);
        QVERIFY(asked > 0);
    }

    void aStreamWithoutAHistoryFallsBehindWhenItsEventsAreGone()
    {
        auto hub = std::make_shared<EventHub>();
        LocalStream stream(hub, {{}, {}, -1, false}, EventHistory());
        QSignalSpy behind(&stream, &EventStream::fellBehind);
        hub->published(range(1, EventHub::Kept + 1)); // In one go: it could not look in between.
        QTRY_COMPARE(behind.size(), 1);
        QCOMPARE(behind.first().first().toLongLong(), EventHub::Kept + 1);
        QSignalSpy told(&stream, &EventStream::events);
        hub->published(range(EventHub::Kept + 2, EventHub::Kept + 2));
        QTRY_COMPARE(told.size(), 1);
    }

    void aReaderThatIsFarBehindIsToldSo()
    {
        auto hub = std::make_shared<EventHub>();
        int asked = 0;
        LocalStream stream(hub, {{}, {}, -1, false}, historyOf({}, &asked));
        QSignalSpy caughtUp(&stream, &EventStream::caughtUp);
        QTRY_COMPARE(caughtUp.size(), 1);
        stream.setPaused(true);
        QSignalSpy behind(&stream, &EventStream::fellBehind);
        QSignalSpy events(&stream, &EventStream::events);
        hub->published(range(1, LocalStream::MaxLag + 10));
        stream.setPaused(false);
        QTRY_COMPARE(behind.size(), 1);
        QCOMPARE(behind.first().first().toLongLong(), LocalStream::MaxLag + 10);
        QCOMPARE(events.size(), 0);
        hub->published(domain::Events{::event(LocalStream::MaxLag + 11)});
        QTRY_COMPARE(events.size(), 1);
    }

    void linesThatWereLoggedBeforeAnybodyFollowedAreToldToThemToo()
    {
        const QTemporaryDir folder;
        storage::StorageOptions options;
        options.url = folder.filePath(QStringLiteral("podium.db"));
        storage::Storage storage(options);
        QVERIFY(storage.takeOver(QStringLiteral("test")).result());
        auto hub = std::make_shared<EventHub>();
        LogTee tee(storage, hub);
        engine::LogLine line;
        line.key = {QStringLiteral("r"), 0, 1};
        line.stream = QStringLiteral("stdout");
        line.text = QStringLiteral("hello");
        tee.append({line}); // Nobody is told.
        LocalStream stream(hub, {{}, QStringLiteral("r"), -1, true}, EventHistory());
        QSignalSpy grew(&stream, &EventStream::logsGrew);
        tee.followed(QStringLiteral("other"));
        tee.followed(QStringLiteral("r"));
        QTRY_COMPARE(grew.size(), 1);
        storage::RunQueries queries(options.url);
        storage::LogFilter filter;
        filter.run = QStringLiteral("r");
        QCOMPARE(queries.logs(filter).result()->size(), 1);
    }

    void textsBecomeTheDeclaredTypes_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QJsonValue>("value");
        QTest::newRow("integer") << "integer"
                                 << "42" << QJsonValue(42);
        QTest::newRow("not an integer") << "integer"
                                        << "4.5" << QJsonValue(QJsonValue::Undefined);
        QTest::newRow("number") << "number"
                                << "4.5" << QJsonValue(4.5);
        QTest::newRow("infinite") << "number"
                                  << "inf" << QJsonValue(QJsonValue::Undefined);
        QTest::newRow("boolean") << "boolean"
                                 << "Yes" << QJsonValue(true);
        QTest::newRow("not a boolean") << "boolean"
                                       << "maybe" << QJsonValue(QJsonValue::Undefined);
        QTest::newRow("words") << "list"
                               << "a, b" << QJsonValue(QJsonArray{QStringLiteral("a"), QStringLiteral("b")});
        QTest::newRow("JSON list") << "list"
                                   << "[1]" << QJsonValue(QJsonArray{1});
        QTest::newRow("object") << "object"
                                << "{\"a\":1}" << QJsonValue(QJsonObject{{QStringLiteral("a"), 1}});
        QTest::newRow("not an object") << "object"
                                       << "[1]" << QJsonValue(QJsonValue::Undefined);
        QTest::newRow("string") << "string"
                                << "42" << QJsonValue(QStringLiteral("42"));
    }
    void textsBecomeTheDeclaredTypes()
    {
        QFETCH(QString, type);
        QFETCH(QString, text);
        QFETCH(QJsonValue, value);
        const auto typed = typedValue(type, text);
        QCOMPARE(typed.has_value(), !value.isUndefined());
        if (typed)
            QCOMPARE(*typed, value);
    }

    void oneProcessOwnsAndOthersLook()
    {
        QTemporaryDir folder;
        const Settings settings = settingsFor(folder.path());
        auto owner = LocalHost::own(settings, true);
        QVERIFY2(owner, qPrintable(owner ? QString() : owner.error().text()));
        const auto second = LocalHost::own(settings, true);
        QVERIFY(!second);
        QCOMPARE(second.error().code, ErrorCode::Conflict);
        auto looking = LocalHost::look(settings);
        QVERIFY(looking);
        LocalControl control(settings, *looking);
        QVERIFY(wait(control.call({QStringLiteral("run.list"), {}, {}})));
        const auto refused =
            wait(control.call({QStringLiteral("agent.remove"), {{QStringLiteral("name"), QStringLiteral("x")}}, {}}));
        QCOMPARE(refused.error().code, ErrorCode::Unavailable);
        owner = tl::unexpected(Error{});
        QVERIFY(LocalHost::own(settings, false));
    }

    void aRunGoesFromSubmissionThroughAPersonToItsEnd()
    {
        QTemporaryDir folder;
        const Settings settings = settingsFor(folder.path());
        auto host = LocalHost::own(settings, true);
        QVERIFY(host);
        LocalControl control(settings, *host);
        const QString yaml = QStringLiteral(
            "name: form\ninputs:\n  n: {type: integer, required: true}\ntasks:\n  - id: ask\n    type: human\n"
            "    message: Say\n    form: {type: object, properties: {count: {type: integer}}, required: [count]}\n");
        const QJsonObject base{{QStringLiteral("definition"), yaml},
                               {QStringLiteral("working_directory"), folder.path()}};
        const auto submit = [&](const QJsonObject &inputs) {
            QJsonObject params = base;
            params.insert(QStringLiteral("inputs"), inputs);
            return wait(control.call({QStringLiteral("run.submit"), params, {}}));
        };
        QCOMPARE(submit({{QStringLiteral("n"), QStringLiteral("many")}}).error().where, QStringLiteral("inputs/n"));
        QCOMPARE(submit({{QStringLiteral("m"), 1}}).error().where, QStringLiteral("inputs/m"));
        const auto submitted = submit({{QStringLiteral("n"), QStringLiteral("5")}});
        QVERIFY2(submitted, qPrintable(submitted ? QString() : submitted.error().text()));
        const QString run = submitted->value(QStringLiteral("run")).toString();
        const QJsonObject byRun{{QStringLiteral("run"), run}};

        QJsonObject attention = byRun;
        attention.insert(QStringLiteral("attention"), true);
        const auto asked = wait(control.call({QStringLiteral("run.wait"), attention, {}}));
        QVERIFY(asked && asked->value(QStringLiteral("attention")).toBool());
        QJsonObject soon = byRun;
        soon.insert(QStringLiteral("timeout_ms"), 1);
        QCOMPARE(wait(control.call({QStringLiteral("run.wait"), soon, {}})).error().code, ErrorCode::Timeout);

        const auto status = wait(control.call({QStringLiteral("engine.show"), {}, {}}));
        QVERIFY2(status, qPrintable(status ? QString() : status.error().text()));
        QVERIFY(status->value(QStringLiteral("live")).toBool());
        const QJsonValue attempt = status->value(QStringLiteral("attempts")).toArray().first();
        QCOMPARE(attempt[QStringLiteral("key")].toString(), QStringLiteral("ask"));
        QCOMPARE(attempt[QStringLiteral("activity")].toString(), QStringLiteral("waiting_for_person"));
        QJsonObject asJson = byRun;
        asJson.insert(QStringLiteral("format"), QStringLiteral("json"));
        const auto graph = wait(control.call({QStringLiteral("run.graph"), asJson, {}}));
        QVERIFY2(graph, qPrintable(graph ? QString() : graph.error().text()));
        const QJsonObject drawn = graph->value(QStringLiteral("graph")).toObject();
        QCOMPARE(drawn.value(QStringLiteral("tasks")).toArray().first()[QStringLiteral("id")].toString(),
                 QStringLiteral("ask"));

        auto ended = control.call({QStringLiteral("run.wait"), byRun, {}});
        const auto open = wait(control.call({QStringLiteral("approval.list"), byRun, {}}));
        const QJsonObject request = open->value(QStringLiteral("approvals")).toArray().first().toObject();
        QJsonObject decision{{QStringLiteral("approval"), request.value(QStringLiteral("id")).toString().left(8)},
                             {QStringLiteral("approve"), true},
                             {QStringLiteral("digest"), QString(64, u'0')},
                             {QStringLiteral("answer"), QJsonObject{{QStringLiteral("count"), QStringLiteral("3")}}}};
        QVERIFY(!wait(control.call({QStringLiteral("approval.decide"), decision, {}}))); // Another digest was shown.
        decision.insert(QStringLiteral("digest"), request.value(QStringLiteral("digest")));
        const auto decided = wait(control.call({QStringLiteral("approval.decide"), decision, {}}));
        QVERIFY2(decided, qPrintable(decided ? QString() : decided.error().text()));
        const auto end = wait(ended);
        QVERIFY2(end, qPrintable(end ? QString() : end.error().text()));
        QCOMPARE((*end)[QStringLiteral("run")][QStringLiteral("state")].toString(), QStringLiteral("COMPLETED"));

        QJsonObject task = byRun;
        task.insert(QStringLiteral("task"), QStringLiteral("ask"));
        const auto shown = wait(control.call({QStringLiteral("run.show"), task, {}}));
        QCOMPARE(shown->value(QStringLiteral("tasks")).toArray().first()[QStringLiteral("result")],
                 QJsonValue(QJsonObject{{QStringLiteral("count"), 3}}));
        const auto forked = wait(control.call({QStringLiteral("run.fork"), byRun, {}}));
        QVERIFY2(forked, qPrintable(forked ? QString() : forked.error().text()));
        QCOMPARE(forked->value(QStringLiteral("reused")).toArray(), QJsonArray{QStringLiteral("ask")});
    }

    void whoWaitsIsToldThatTheHostCloses()
    {
        QTemporaryDir folder;
        const Settings settings = settingsFor(folder.path());
        auto host = LocalHost::own(settings, true);
        auto control = std::make_unique<LocalControl>(settings, *host);
        const auto submitted = wait(control->call(
            {QStringLiteral("run.submit"),
             {{QStringLiteral("definition"),
               QStringLiteral("name: f\ntasks:\n  - {id: a, type: human, message: x, form: {type: object}}\n")},
              {QStringLiteral("working_directory"), folder.path()}},
             {}}));
        QVERIFY2(submitted, qPrintable(submitted ? QString() : submitted.error().text()));
        auto waiting = control->call(
            {QStringLiteral("run.wait"), {{QStringLiteral("run"), submitted->value(QStringLiteral("run"))}}, {}});
        control.reset();
        host = tl::unexpected(Error{});
        QCOMPARE(wait(waiting).error().code, ErrorCode::Unavailable);
    }

    /// For the sanitizers: the store still writes lines, and would tell of them, while everything else is taken down.
    void aHostMayCloseWhileItsLogGrows()
    {
        QString yaml =
            QStringLiteral("name: chatty\ntasks:\n  - id: talk\n    type: simulated\n    simulate:\n      steps:\n");
        for (int i = 0; i < 300; ++i)
            yaml += QStringLiteral("        - {delay: 1ms}\n        - {log: line %1}\n").arg(i);
        for (int round = 0; round < 10; ++round) {
            QTemporaryDir folder;
            const Settings settings = settingsFor(folder.path());
            auto host = LocalHost::own(settings, true);
            auto control = std::make_unique<LocalControl>(settings, *host);
            auto stream = control->subscribe({{}, {}, -1, true});
            QSignalSpy grew(stream.get(), &EventStream::logsGrew);
            const auto submitted = wait(control->call(
                {QStringLiteral("run.submit"),
                 {{QStringLiteral("definition"), yaml}, {QStringLiteral("working_directory"), folder.path()}},
                 {}}));
            QVERIFY2(submitted, qPrintable(submitted ? QString() : submitted.error().text()));
            QTRY_VERIFY_WITH_TIMEOUT(grew.size() >= 1, 30'000);
            control.reset();
            host = tl::unexpected(Error{});
        }
    }

    void agentsAreChangedAndKept()
    {
        QTemporaryDir folder;
        const Settings settings = settingsFor(folder.path());
        auto host = LocalHost::own(settings, true);
        LocalControl control(settings, *host);
        const auto call = [&](const char *operation, const QJsonObject &params) {
            return wait(control.call({QLatin1String(operation), params, {}}));
        };
        const QString name = QStringLiteral("name");
        QCOMPARE(call("agent.list", {})->value(QStringLiteral("agents")).toArray().size(), 14);
        QCOMPARE(call("agent.set", {{name, QStringLiteral("me")}}).error().where, QStringLiteral("runner"));
        const auto wrong =
            call("agent.set", {{name, QStringLiteral("me")}, {QStringLiteral("runner"), QStringLiteral("simulatd")}});
        QVERIFY2(wrong.error().hint.contains(QLatin1String("simulated")), qPrintable(wrong.error().text()));
        QVERIFY(call("agent.set", {{name, QStringLiteral("me")},
                                   {QStringLiteral("runner"), QStringLiteral("simulated")},
                                   {QStringLiteral("capabilities"), QJsonArray{QStringLiteral("magic")}}}));
        QVERIFY(call("agent.scale", {{name, QStringLiteral("me")}, {QStringLiteral("scale"), 4}}));
        QVERIFY(call("agent.drain", {{name, QStringLiteral("me")}}));
        QJsonObject agent =
            call("agent.show", {{name, QStringLiteral("me")}})->value(QStringLiteral("agent")).toObject();
        QCOMPARE(agent.value(QStringLiteral("scale")).toInt(), 4);
        QVERIFY(agent.value(QStringLiteral("draining")).toBool());
        QCOMPARE(agent.value(QStringLiteral("capabilities")).toArray(), QJsonArray{QStringLiteral("magic")});
        QVERIFY(call("agent.enable", {{name, QStringLiteral("me")}}));
        const auto missing = call("agent.show", {{name, QStringLiteral("testin")}});
        QVERIFY(missing.error().hint.contains(QLatin1String("testing")));
        QVERIFY(call("agent.remove", {{name, QStringLiteral("me")}}));
        QCOMPARE(call("agent.remove", {{name, QStringLiteral("me")}}).error().code, ErrorCode::NotFound);
    }

    void everyChangeLeavesAnEntry()
    {
        QTemporaryDir folder;
        const Settings settings = settingsFor(folder.path());
        auto host = LocalHost::own(settings, true);
        LocalControl control(settings, *host);
        const auto call = [&](const char *operation, const QJsonObject &params, const Principal &who = {}) {
            return wait(control.call({QLatin1String(operation), params, who}));
        };
        const QString name = QStringLiteral("name");
        const QString text(2000, u'x');
        const Principal eve{QStringLiteral("eve"), {QStringLiteral("run:read")}, false};
        const auto run =
            call("run.submit", {{QStringLiteral("definition"), QStringLiteral("tasks: [{id: a}] # ") + text}});
        QVERIFY(run);
        const QString id = run->value(QStringLiteral("run")).toString();
        QVERIFY(call("run.wait", {{QStringLiteral("run"), id}}));
        QVERIFY(call("agent.scale", {{name, QStringLiteral("testing")}, {QStringLiteral("scale"), 2}}));
        QVERIFY(!call("run.pause", {{QStringLiteral("run"), id.left(id.size() - 1)}}));
        QVERIFY(!call("agent.remove", {{name, QStringLiteral("testing")}}, eve));
        QVERIFY(!call("agent.scale", {{QStringLiteral("nmae"), 1}}));
        QVERIFY(call("agent.list", {}));

        const auto trail = call("audit.list", {});
        QVERIFY(trail);
        QStringList lines;
        const QJsonArray entries = trail->value(QStringLiteral("entries")).toArray();
        for (const QJsonValue &entry : entries) {
            lines += QStringList{entry[u"who"].toString(), entry[u"operation"].toString(), entry[u"subject"].toString(),
                                 entry[u"outcome"].toString()}
                         .join(u' ');
            QVERIFY(entry[u"time_ms"].toInteger() > 0);
        }
        QCOMPARE(lines, (QStringList{QStringLiteral("local run.submit %1 ok").arg(id),
                                     QStringLiteral("local agent.scale testing ok"),
                                     QStringLiteral("local run.pause %1 conflict").arg(id.left(id.size() - 1)),
                                     QStringLiteral("eve agent.remove testing permission_denied")}));
        const QString kept = entries.first()[u"data"][u"request"][u"definition"].toString();
        QVERIFY(kept.startsWith(QLatin1String("tasks:")) && kept.size() < 500);
        QCOMPARE(call("audit.list", {{QStringLiteral("who"), QStringLiteral("eve")}})
                     ->value(QStringLiteral("entries"))
                     .toArray()
                     .size(),
                 1);
    }

private:
    static Settings settingsFor(const QString &folder)
    {
        SettingSources sources;
        sources.commandLine.append({QStringLiteral("data_folder"), folder + QStringLiteral("/data")});
        return *Settings::load(sources);
    }
    static Result<QJsonObject> wait(QFuture<Result<QJsonObject>> future)
    {
        if (!QTest::qWaitFor([&] { return future.isFinished(); }, 20'000))
            return fail(ErrorCode::Internal, QStringLiteral("no answer"));
        return future.result();
    }
};

QTEST_GUILESS_MAIN(TestLocalControl)
#include "tst_localcontrol.moc"
