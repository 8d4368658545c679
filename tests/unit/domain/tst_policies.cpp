// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/definition/workflowloader.h"
#include "domain/policy/circuitbreaker.h"
#include "domain/policy/placementrule.h"
#include "domain/policy/retry.h"

#include <QTest>

#include <limits>

using namespace podium::domain;
using namespace Qt::StringLiterals;
using State = CircuitBreaker::State;

namespace
{

Agent agent(const QString &name, const QStringList &capabilities, const QString &role = {})
{
    Agent out;
    out.name = name;
    out.role = role;
    out.capabilities = capabilities;
    return out;
}

} // namespace

class TestPolicies : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void delaysGrowUpToTheLimit()
    {
        RetryPolicy policy;
        policy.backoffMs = 1000;
        policy.factor = 3;
        policy.maxBackoffMs = 20'000;
        policy.jitter = 0;
        QCOMPARE(retryDelayMs(policy, 1, u"s"_s), 1000);
        QCOMPARE(retryDelayMs(policy, 2, u"s"_s), 3000);
        QCOMPARE(retryDelayMs(policy, 3, u"s"_s), 9000);
        QCOMPARE(retryDelayMs(policy, 4, u"s"_s), 20'000);
        QCOMPARE(retryDelayMs(policy, std::numeric_limits<int>::max(), u"s"_s), 20'000);
        QCOMPARE(retryDelayMs(policy, 0, u"s"_s), 1000);
        QCOMPARE(retryDelayMs(policy, -5, u"s"_s), 1000);
    }

    void hostileDelaysStayWithinTheirLimits()
    {
        const double infinity = std::numeric_limits<double>::infinity();
        for (const double number : {-infinity, -1e308, -1.0, 0.0, 0.5, 1e308, infinity, std::nan("")}) {
            for (const qint64 ms : {std::numeric_limits<qint64>::min(), qint64(-1), qint64(0), qint64(1),
                                    std::numeric_limits<qint64>::max() / 2}) {
                RetryPolicy policy;
                policy.factor = number;
                policy.jitter = number;
                policy.backoffMs = ms;
                policy.maxBackoffMs = 1'000'000;
                const qint64 delay = retryDelayMs(policy, 50, u"seed"_s);
                QVERIFY2(delay >= 0 && delay <= 1'000'000, qPrintable(u"%1 %2 %3"_s.arg(number).arg(ms).arg(delay)));
            }
        }
    }

    void jitterSpreadsAndRepeats()
    {
        RetryPolicy policy;
        policy.backoffMs = 10'000;
        policy.jitter = 0.2;
        QSet<qint64> delays;
        qint64 least = std::numeric_limits<qint64>::max();
        qint64 most = 0;
        for (int i = 0; i < 500; ++i) {
            const QString seed = u"run/%1/2"_s.arg(i);
            const qint64 delay = retryDelayMs(policy, 1, seed);
            QCOMPARE(retryDelayMs(policy, 1, seed), delay);
            QVERIFY(delay >= 8000 && delay <= 12'000);
            delays.insert(delay);
            least = std::min(least, delay);
            most = std::max(most, delay);
        }
        QVERIFY(delays.size() > 300);
        QVERIFY(least < 8400 && most > 11'600);
    }

    void onlyListedAndRetryableErrorsAreTriedAgain()
    {
        RetryPolicy policy;
        QVERIFY(isRetryable(policy, u"timeout"_s, true));
        QVERIFY(!isRetryable(policy, u"timeout"_s, false));
        policy.on = QStringList{u"timeout"_s};
        QVERIFY(isRetryable(policy, u"timeout"_s, true));
        QVERIFY(!isRetryable(policy, u"exit_code"_s, true));
        QVERIFY(!isRetryable(policy, u"timeout"_s, false));
    }

    void tasksThatNobodyCouldDoAreWarnedOf()
    {
        const QByteArray text("tasks:\n  - {id: a, agent: x, prompt: do}\n  - {id: b, run: x}\n"
                              "  - {id: c, prompt: do, role: testing}\n  - {id: d, prompt: fine}\n");
        Agent agent;
        agent.name = u"y"_s;
        const auto advice = [&agent](const TaskSpec &task) { return PlacementRule(task).whyNone({agent}); };
        const LoadResult result = loadWorkflow(text, u"f.yaml"_s, {}, {}, advice);
        QVERIFY(result.workflow);
        QCOMPARE(result.diagnostics.size(), 2);
        const QString first = result.diagnostics.first().text();
        QVERIFY2(first.startsWith(u"f.yaml:2:20: warning: "_s) && first.contains(u"there is no such agent"_s),
                 qPrintable(first));
        const QString second = result.diagnostics.last().text();
        QVERIFY2(second.startsWith(u"f.yaml:4:31: warning: "_s) && second.contains(u"needs role testing"_s),
                 qPrintable(second));
    }

    void breakerStaysOpenOverARestart()
    {
        CircuitBreaker before({2, 1000});
        before.failed(u"one"_s, 10);
        QCOMPARE(CircuitBreaker::fromJson({2, 1000}, before.toJson(10), 10).stateAt(20), State::Closed);
        before.failed(u"two"_s, 50);
        const QJsonObject record = before.toJson(50);
        CircuitBreaker after = CircuitBreaker::fromJson({2, 1000}, record, 60);
        QCOMPARE(after.stateAt(1049), State::Open);
        QCOMPARE(after.retryAtMs(), 1050);
        QCOMPARE(after.reason(), u"two"_s);
        QVERIFY(after.allows(1050));
        after.started(1050);
        QVERIFY(after.failed(u"three"_s, 1060)); // The one try; it is held back again.
        before.started(1050);
        const CircuitBreaker onTrial = CircuitBreaker::fromJson({2, 1000}, before.toJson(1060), 1060);
        QVERIFY(onTrial.allows(1060)); // The try is made anew.
        QVERIFY(CircuitBreaker::fromJson({0, 1000}, record, 60).allows(60));
    }

    void breakerOpensAfterFailuresInARow()
    {
        CircuitBreaker breaker({3, 1000});
        QVERIFY(!breaker.failed(u"one"_s, 10));
        QVERIFY(!breaker.failed(u"two"_s, 20));
        QVERIFY(!breaker.succeeded()); // starts the count again
        QVERIFY(!breaker.failed(u"one"_s, 30));
        QVERIFY(!breaker.failed(u"two"_s, 40));
        QVERIFY(breaker.reason().isEmpty());
        QVERIFY(breaker.failed(u"three"_s, 50));
        QCOMPARE(breaker.stateAt(50), State::Open);
        QVERIFY(!breaker.allows(1049));
        QCOMPARE(breaker.retryAtMs(), 1050);
        QCOMPARE(breaker.reason(), u"three"_s);
        QVERIFY(!breaker.failed(u"a late one"_s, 60)); // of an attempt that had begun before
        QCOMPARE(breaker.retryAtMs(), 1050);
    }

    void halfOpenBreakerLetsOneTryThrough()
    {
        CircuitBreaker breaker({1, 1000});
        QVERIFY(breaker.failed(u"down"_s, 100));
        QCOMPARE(breaker.stateAt(1100), State::HalfOpen);
        QVERIFY(breaker.allows(1100));
        breaker.started(1100);
        QVERIFY(!breaker.allows(5000));
        breaker.abandoned(); // cancelled: no verdict
        QVERIFY(breaker.allows(5000));
        breaker.started(5000);
        QVERIFY(breaker.failed(u"still down"_s, 6000));
        QCOMPARE(breaker.stateAt(6500), State::Open);
        breaker.started(6500); // of something that was under way: no trial
        QVERIFY(breaker.allows(7000));
        breaker.started(7000);
        QVERIFY(breaker.succeeded());
        QCOMPARE(breaker.stateAt(7000), State::Closed);
        QVERIFY(breaker.reason().isEmpty());
    }

    void breakerWithoutLimitNeverOpens()
    {
        CircuitBreaker breaker({0, 1000});
        for (int i = 0; i < 100; ++i)
            QVERIFY(!breaker.failed(u"x"_s, i));
        QVERIFY(breaker.allows(100));
    }

    void placementNamesWhatIsMissing_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("role");
        QTest::addColumn<QStringList>("capabilities");
        QTest::addColumn<QString>("why");
        QTest::newRow("fits") << QString() << QString() << QStringList{u"code"_s} << QString();
        QTest::newRow("spelling") << QString() << u"Unit Tester"_s << QStringList{u"Web-Scraping"_s} << QString();
        QTest::newRow("capability") << QString() << QString() << QStringList{u"deploy"_s}
                                    << u"needs capability deploy; no enabled agent has it"_s;
        QTest::newRow("together") << QString() << QString() << QStringList{u"code"_s, u"web_scraping"_s}
                                  << u"needs capabilities code, web_scraping together; no enabled agent has them all"_s;
        QTest::newRow("role") << QString() << u"pilot"_s << QStringList()
                              << u"needs role pilot; no enabled agent has it"_s;
        QTest::newRow("role and capability")
            << QString() << u"unit_tester"_s << QStringList{u"code"_s}
            << u"needs role unit_tester with capability code; no enabled agent has both"_s;
        QTest::newRow("unknown name") << u"nobody"_s << QString() << QStringList()
                                      << u"needs agent nobody; there is no such agent"_s;
        QTest::newRow("disabled") << u"off"_s << QString() << QStringList() << u"needs agent off, which is disabled"_s;
        QTest::newRow("draining") << u"leaving"_s << QString() << QStringList()
                                  << u"needs agent leaving, which is draining"_s;
        QTest::newRow("named without capability")
            << u"coder"_s << QString() << QStringList{u"deploy"_s} << u"needs agent coder with deploy; it has code"_s;
    }

    void placementNamesWhatIsMissing()
    {
        QFETCH(QString, name);
        QFETCH(QString, role);
        QFETCH(QStringList, capabilities);
        QFETCH(QString, why);
        QList<Agent> agents{agent(u"coder"_s, {u"code"_s}), agent(u"scraper"_s, {u"web_scraping"_s}, u"unit_tester"_s),
                            agent(u"off"_s, {u"deploy"_s}), agent(u"leaving"_s, {u"deploy"_s})};
        agents[2].enabled = false;
        agents[3].draining = true;
        TaskSpec task;
        task.agent = name;
        task.role = role;
        task.capabilities = capabilities;
        const PlacementRule rule(task);
        QCOMPARE(rule.whyNone(agents), why);
        QCOMPARE(std::any_of(agents.begin(), agents.end(), [&](const Agent &a) { return rule.fits(a); }),
                 why.isEmpty());
    }

    void placementWithoutAgentsSaysSo()
    {
        const TaskSpec task;
        QCOMPARE(PlacementRule(task).whyNone({}), u"needs an agent; none is configured"_s);
        Agent off = agent(u"a"_s, {});
        off.scale = 0;
        QVERIFY(!PlacementRule(task).whyNone({off}).isEmpty());
    }
};

QTEST_APPLESS_MAIN(TestPolicies)
#include "tst_policies.moc"
