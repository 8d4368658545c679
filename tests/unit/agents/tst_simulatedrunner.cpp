// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/process/runnerthread.h"
#include "agents/simulated/simulatedrunner.h"
#include "agents/simulated/simulatedscript.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMutex>
#include <QTest>

#include <atomic>

using namespace podium;
using domain::AttemptKey;
using domain::AttemptOutcome;
using Status = AttemptOutcome::Status;

namespace
{

constexpr int LongMs = 20'000;

class Engine : public engine::IAttemptSink, public engine::ILogSink
{
public:
    void attemptStarted(const AttemptKey &, const domain::ProcessIdentity &, const QString &) override { ++started; }
    void attemptActivity(const AttemptKey &, domain::Activity activity, const QString &) override
    {
        const QMutexLocker lock(&mutex);
        activities.append(activity);
    }
    void attemptHeartbeat(const AttemptKey &, const engine::TreeStats &) override { ++beats; }
    void attemptUsage(const AttemptKey &, const domain::Usage &usage) override
    {
        const QMutexLocker lock(&mutex);
        usages.append(usage);
    }
    void approvalRequested(const AttemptKey &, const domain::Approval &approval) override
    {
        const QMutexLocker lock(&mutex);
        approvals.append(approval);
    }
    void approvalWithdrawn(const AttemptKey &, const QString &) override { ++withdrawn; }
    void attemptFinished(const AttemptKey &key, const AttemptOutcome &outcome) override
    {
        const QMutexLocker lock(&mutex);
        outcomes.insert(key, outcome);
        ++finished;
    }
    void append(const QList<engine::LogLine> &lines) override
    {
        const QMutexLocker lock(&mutex);
        for (const engine::LogLine &line : lines)
            texts.append(line.stream + u':' + line.text);
    }
    qsizetype pendingBytes() const override { return 0; }

    template<typename T> T safe(const T &member) const
    {
        const QMutexLocker lock(&mutex);
        return member;
    }

    mutable QMutex mutex;
    std::atomic<int> started = 0;
    std::atomic<int> beats = 0;
    std::atomic<int> withdrawn = 0;
    std::atomic<int> finished = 0;
    QHash<AttemptKey, AttemptOutcome> outcomes;
    QList<domain::Approval> approvals;
    QList<domain::Usage> usages;
    QList<domain::Activity> activities;
    QStringList texts;
};

QJsonObject json(const char *text)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(text, &error);
    if (error.error != QJsonParseError::NoError)
        qFatal("%s in %s", qPrintable(error.errorString()), text);
    return document.object();
}

engine::AttemptRequest make(int task, const char *script, int attempt = 1)
{
    engine::AttemptRequest request;
    request.key = {QStringLiteral("run"), task, attempt};
    request.taskKey = QStringLiteral("task%1").arg(task);
    request.spec.type = QStringLiteral("simulated");
    request.spec.simulate = json(script);
    request.claimedMs = SystemClock().nowMs();
    return request;
}

} // namespace

class TestSimulatedRunner : public QObject
{
    Q_OBJECT

private:
    AttemptOutcome outcomeOf(const engine::AttemptRequest &request)
    {
        const int before = m_engine->finished;
        m_runner->start(request);
        const bool ended = QTest::qWaitFor([&] { return m_engine->finished > before; }, LongMs);
        return ended ? m_engine->safe(m_engine->outcomes).value(request.key) : AttemptOutcome();
    }

    SystemClock m_clock;
    std::unique_ptr<Engine> m_engine;
    std::unique_ptr<agents::SimulatedRunner> m_runner;
    std::unique_ptr<agents::RunnerThread> m_thread;

private Q_SLOTS:
    void init()
    {
        m_engine = std::make_unique<Engine>();
        m_runner = std::make_unique<agents::SimulatedRunner>(*m_engine, *m_engine, m_clock, 10);
        m_thread = std::make_unique<agents::RunnerThread>(*m_runner);
    }
    void cleanup()
    {
        m_runner->detach();
        m_thread.reset();
        m_runner.reset();
        m_engine.reset();
    }

    void anEmptyScriptSucceedsAtOnce()
    {
        const AttemptOutcome outcome = outcomeOf(make(0, "{}"));
        QCOMPARE(outcome.status, Status::Succeeded);
        QVERIFY(outcome.result.isNull());
    }

    void aScriptIsPlayedInItsOrder()
    {
        const AttemptOutcome outcome = outcomeOf(make(0, R"({"steps": [
            {"log": "hello"}, {"activity": "tool_running"}, {"delay": "20ms"},
            {"usage": {"usd": 0.5, "input_tokens": 10}}, {"usage": {"usd": 0.25, "output_tokens": 3}},
            {"log": "bad", "stream": "stderr"}], "result": {"done": [1, 2]}})"));
        QCOMPARE(outcome.status, Status::Succeeded);
        QCOMPARE(outcome.result, QJsonValue(json(R"({"done": [1, 2]})")));
        QCOMPARE(m_engine->safe(m_engine->texts),
                 (QStringList{QStringLiteral("stdout:hello"), QStringLiteral("stderr:bad")}));
        QCOMPARE(m_engine->safe(m_engine->activities), QList{domain::Activity::ToolRunning});
        // Usage is cumulative, and what was never told stays unknown.
        QCOMPARE(m_engine->safe(m_engine->usages).last().usd, std::optional<double>(0.75));
        QCOMPARE(outcome.usage.inputTokens, std::optional<qint64>(10));
        QCOMPARE(outcome.usage.outputTokens, std::optional<qint64>(3));
        QVERIFY(!m_engine->safe(m_engine->usages).first().outputTokens.has_value());
    }

    void failuresHappenToTheFirstTriesOnly()
    {
        const char script[] = R"({"steps": [{"fail": {"error": "no", "class": "network", "times": 2}}], "result": 1})";
        const AttemptOutcome first = outcomeOf(make(0, script, 1));
        QCOMPARE(first.status, Status::Failed);
        QCOMPARE(first.errorClass, QStringLiteral("network"));
        QCOMPARE(first.error, QStringLiteral("no"));
        QVERIFY(first.retryable);
        QCOMPARE(outcomeOf(make(0, script, 2)).status, Status::Failed);
        QCOMPARE(outcomeOf(make(0, script, 3)).status, Status::Succeeded);
        const char always[] = R"({"steps": [{"fail": {"retryable": false}}]})";
        QCOMPARE(outcomeOf(make(1, always, 7)).status, Status::Failed);
        QVERIFY(!outcomeOf(make(1, always, 8)).retryable);
    }

    void aLimitParksOnceAndCountsNoTry()
    {
        const char script[] =
            R"({"steps": [{"limit": {"until_ms_from_now": 5000}}, {"fail": {"times": 1}}], "result": "ok"})";
        const AttemptOutcome parked = outcomeOf(make(0, script, 1));
        QCOMPARE(parked.status, Status::Parked);
        QVERIFY(parked.parkedUntilMs > m_clock.nowMs() + 1000);
        QCOMPARE(outcomeOf(make(0, script, 2)).status, Status::Failed);
        QCOMPARE(outcomeOf(make(0, script, 3)).status, Status::Succeeded);
    }

    void aQuestionWaitsForItsAnswer()
    {
        const engine::AttemptRequest request = make(0, R"({"steps": [
            {"ask": {"title": "May I?", "risk": "high", "subject": {"command": "rm"}}}], "result": "yes"})");
        m_runner->start(request);
        QTRY_COMPARE_WITH_TIMEOUT(m_engine->safe(m_engine->approvals).size(), 1, LongMs);
        domain::Approval approval = m_engine->safe(m_engine->approvals).first();
        QCOMPARE(approval.title, QStringLiteral("May I?"));
        QCOMPARE(approval.risk, domain::Risk::High);
        QCOMPARE(approval.subject.value(u"command").toString(), QStringLiteral("rm"));
        // It lives while it waits, and an answer to something else is not its answer.
        QTRY_VERIFY_WITH_TIMEOUT(m_engine->beats > 0, LongMs);
        domain::Approval other = approval;
        other.id = QStringLiteral("other");
        other.state = domain::Approval::State::Approved;
        m_runner->answer(request.key, other);
        approval.state = domain::Approval::State::Approved;
        QCOMPARE(m_engine->finished, 0);
        m_runner->answer(request.key, approval);
        QTRY_COMPARE_WITH_TIMEOUT(m_engine->finished, 1, LongMs);
        QCOMPARE(m_engine->outcomes.value(request.key).result, QJsonValue(QStringLiteral("yes")));
        QCOMPARE(m_engine->withdrawn, 0);
    }

    void aDenialFails()
    {
        const engine::AttemptRequest request = make(0, R"({"steps": [{"ask": {}}]})");
        m_runner->start(request);
        QTRY_COMPARE_WITH_TIMEOUT(m_engine->safe(m_engine->approvals).size(), 1, LongMs);
        domain::Approval denied = m_engine->safe(m_engine->approvals).first();
        denied.state = domain::Approval::State::Denied;
        m_runner->answer(request.key, denied);
        QTRY_COMPARE_WITH_TIMEOUT(m_engine->finished, 1, LongMs);
        QCOMPARE(m_engine->outcomes.value(request.key).errorClass, QStringLiteral("denied"));
    }

    void stoppingWithdrawsTheQuestion()
    {
        const engine::AttemptRequest request = make(0, R"({"steps": [{"ask": {}}]})");
        m_runner->start(request);
        QTRY_COMPARE_WITH_TIMEOUT(m_engine->safe(m_engine->approvals).size(), 1, LongMs);
        m_runner->stop(request.key, engine::StopMode::Graceful, 1000);
        QTRY_COMPARE_WITH_TIMEOUT(m_engine->finished, 1, LongMs);
        QCOMPARE(m_engine->outcomes.value(request.key).status, Status::Cancelled);
        QCOMPARE(m_engine->withdrawn, 1);
    }

    void attachingGoesOnWithTheTimeThatIsLeft()
    {
        // An hour is over: everything is due, and what was logged before is not logged again.
        engine::AttemptRequest request = make(0, R"({"steps": [
            {"log": "long ago"}, {"delay": "59m"}, {"log": "also"}, {"delay": "500s"}], "result": 1})");
        request.claimedMs -= 3600 * 1000;
        m_runner->attach(request);
        QTRY_COMPARE_WITH_TIMEOUT(m_engine->started, 1, LongMs);
        m_runner->stop(request.key, engine::StopMode::Kill, 0);
        QTRY_COMPARE_WITH_TIMEOUT(m_engine->finished, 1, LongMs);
        QCOMPARE(m_engine->outcomes.value(request.key).status, Status::Cancelled);
        QCOMPARE(m_engine->safe(m_engine->texts), QStringList());
        engine::AttemptRequest over = make(1, R"({"steps": [{"delay": "59m"}], "result": 1})");
        over.claimedMs -= 3600 * 1000;
        m_runner->attach(over);
        QTRY_COMPARE_WITH_TIMEOUT(m_engine->finished, 2, LongMs);
        QCOMPARE(m_engine->outcomes.value(over.key).status, Status::Succeeded);
    }

    void thousandsWaitAtOnce()
    {
        for (int i = 0; i < 5000; ++i)
            m_runner->start(make(i, R"({"steps": [{"delay": "50ms"}], "result": 1})"));
        QTRY_COMPARE_WITH_TIMEOUT(m_engine->finished, 5000, LongMs);
        QCOMPARE(m_engine->safe(m_engine->outcomes).size(), 5000);
    }

    void agentsWithoutAScriptDoSomethingPlausible()
    {
        engine::AttemptRequest request = make(0, "{}");
        request.spec.type = QStringLiteral("agent");
        request.spec.title = QStringLiteral("Write the notes");
        request.spec.outputSchema = json(R"({"type": "object", "properties": {
            "files": {"type": "array", "items": {"type": "string"}, "minItems": 2}, "ok": {"type": "boolean"}}})");
        const AttemptOutcome outcome = outcomeOf(request);
        QCOMPARE(outcome.status, Status::Succeeded);
        QCOMPARE(outcome.result.toObject().value(u"files").toArray().size(), 2);
        QVERIFY(outcome.result.toObject().value(u"ok").isBool());
        QVERIFY(m_engine->safe(m_engine->texts).join(u'\n').contains(QStringLiteral("Write the notes")));
        QVERIFY(outcome.usage.inputTokens.has_value());
    }

    void aWrongScriptSaysWhere_data()
    {
        QTest::addColumn<QByteArray>("script");
        QTest::addColumn<QString>("said");
        QTest::newRow("duration") << QByteArray(R"({"steps": [{"log": "x"}, {"delay": "soon"}]})")
                                  << QStringLiteral("steps/1");
        QTest::newRow("step") << QByteArray(R"({"steps": [{"dealy": 1}]})") << QStringLiteral("delay, log");
        QTest::newRow("risk") << QByteArray(R"({"steps": [{"ask": {"risk": "huge"}}]})") << QStringLiteral("huge");
        QTest::newRow("activity") << QByteArray(R"({"steps": [{"activity": "napping"}]})") << QStringLiteral("napping");
    }
    void aWrongScriptSaysWhere()
    {
        QFETCH(QByteArray, script);
        QFETCH(QString, said);
        const AttemptOutcome outcome = outcomeOf(make(0, script.constData()));
        QCOMPARE(outcome.status, Status::Failed);
        QVERIFY(!outcome.retryable);
        QVERIFY2(outcome.error.contains(said), qPrintable(outcome.error));
    }

    void durationsAreReadInAllUnits()
    {
        QCOMPARE(*agents::simulatedDuration(0.25), 250);
        QCOMPARE(*agents::simulatedDuration(QStringLiteral("1.5s")), 1500);
        QCOMPARE(*agents::simulatedDuration(QStringLiteral("2 m")), 120'000);
        QCOMPARE(*agents::simulatedDuration(QStringLiteral("1h30m")), 5'400'000);
        QCOMPARE(*agents::simulatedDuration(QStringLiteral("1 sec")), 1000);
        QVERIFY(!agents::simulatedDuration(-1).has_value());
        QVERIFY(!agents::simulatedDuration(QStringLiteral("99999h")).has_value());
        QVERIFY(!agents::simulatedDuration(QJsonValue()).has_value());
    }

    void emptyScriptsCostLittle()
    {
        QBENCHMARK_ONCE
        {
            const int before = m_engine->finished;
            for (int i = 0; i < 100'000; ++i)
                m_runner->start(make(i, "{}"));
            QVERIFY(QTest::qWaitFor([&] { return m_engine->finished == before + 100'000; }, LongMs));
        }
    }
};

QTEST_GUILESS_MAIN(TestSimulatedRunner)
#include "tst_simulatedrunner.moc"
