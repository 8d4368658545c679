// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/policy/budgetledger.h"

#include <QDateTime>
#include <QTest>

#include <numeric>

using namespace podium::domain;

namespace
{

Budget usd(double amount)
{
    Budget out;
    out.usd = amount;
    return out;
}

Payer agentTask(const QString &run = QStringLiteral("r"))
{
    Payer out;
    out.run = run;
    out.workflow = QStringLiteral("nightly");
    out.agent = QStringLiteral("coder");
    out.team = QStringLiteral("default");
    out.mayCost = true;
    return out;
}

AttemptKey key(int task, const QString &run = QStringLiteral("r"))
{
    return {run, task, 1};
}

Spending bill(double amount, qint64 tokens = 0)
{
    Usage used;
    used.usd = amount;
    used.inputTokens = tokens;
    return spendingOf(used, {}, 1000, true);
}

} // namespace

class BudgetLedgerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void subagentsAreCountedDownAndRefuseNothing()
    {
        BudgetLedger ledger;
        Budget limit;
        limit.agents = 3;
        ledger.setLimits({{BudgetLevel::Workflow, QStringLiteral("nightly"), limit}}, 1);
        const BudgetLedger::Verdict first = ledger.ask(agentTask(), m_now);
        QCOMPARE(first.cap.agents, std::optional<int>(3));
        ledger.reserve(key(1), agentTask(), first.cap);
        QVERIFY(ledger.ask(agentTask(), m_now).ok);
        QCOMPARE(ledger.ask(agentTask(), m_now).cap.agents, std::optional<int>(0));
        Usage used;
        used.usd = 0;
        used.subagents = 2;
        ledger.settle(key(1), spendingOf(used, first.cap, 1000, true), m_now);
        QCOMPARE(ledger.ask(agentTask(), m_now).cap.agents, std::optional<int>(1));
    }

    void anUnknownCostIsBoundedByTheCapAndElseByTheEstimate()
    {
        Usage used;
        used.estimatedUsd = 0.4;
        QCOMPARE(spendingOf(used, usd(2), 1000, true).usdAtMost, 2.0);
        QCOMPARE(spendingOf(used, {}, 1000, true).usdAtMost, 0.4);
        QCOMPARE(spendingOf(used, {}, 1000, true).unknownCosts, 1);
        used.usd = 0.3; // What was reported wins; the estimate is kept beside it.
        QCOMPARE(spendingOf(used, usd(2), 1000, true).usdAtMost, 0.0);
        QCOMPARE(spendingOf(used, usd(2), 1000, true).usd, 0.3);
        QCOMPARE(spendingOf(used, usd(2), 1000, true).estimatedUsd, 0.4);
    }

    void nothingIsLimitedWithoutLimits()
    {
        const BudgetLedger ledger;
        const BudgetLedger::Verdict verdict = ledger.ask(agentTask(), m_now);
        QVERIFY(verdict.ok);
        QVERIFY(!verdict.cap.usd);
    }

    void reservationsOfAttemptsThatRunTogetherCannotExceedTheLimit_data()
    {
        QTest::addColumn<int>("level");
        QTest::addColumn<QString>("name");
        for (const BudgetLevel level :
             {BudgetLevel::Workflow, BudgetLevel::Agent, BudgetLevel::Team, BudgetLevel::Day}) {
            const QMap<BudgetLevel, QString> names{{BudgetLevel::Workflow, QStringLiteral("nightly")},
                                                   {BudgetLevel::Agent, QStringLiteral("coder")},
                                                   {BudgetLevel::Team, QStringLiteral("default")}};
            QTest::newRow(qPrintable(budgetLevelName(level))) << int(level) << names.value(level);
            if (level != BudgetLevel::Day)
                QTest::newRow(qPrintable(budgetLevelName(level) + QStringLiteral(" *")))
                    << int(level) << QStringLiteral("*");
        }
    }
    void reservationsOfAttemptsThatRunTogetherCannotExceedTheLimit()
    {
        QFETCH(int, level);
        QFETCH(QString, name);
        BudgetLedger ledger;
        ledger.setLimits({{BudgetLevel(level), name, usd(2.5)}}, 1.0);
        double reserved = 0;
        int started = 0;
        BudgetLedger::Verdict verdict;
        while ((verdict = ledger.ask(agentTask(), m_now)).ok) {
            QVERIFY(started < 10);
            reserved += *verdict.cap.usd;
            ledger.reserve(key(started++), agentTask(), verdict.cap);
        }
        QCOMPARE(started, 3); // 1 + 1 + what is left
        QCOMPARE(reserved, 2.5);
        QVERIFY(!verdict.forGood); // They may spend less than that.
        QVERIFY(verdict.why.contains(QStringLiteral("reserved")));
        QVERIFY(!verdict.cap.usd);

        ledger.settle(key(0), bill(0.25), m_now);
        verdict = ledger.ask(agentTask(), m_now);
        QVERIFY(verdict.ok);
        QCOMPARE(*verdict.cap.usd, 0.75);
        ledger.settle(key(1), bill(1.25), m_now);
        ledger.settle(key(2), bill(1.5), m_now); // Overshot.
        verdict = ledger.ask(agentTask(), m_now);
        QVERIFY(!verdict.ok);
        QVERIFY(verdict.forGood);
        QVERIFY2(verdict.why.contains(QStringLiteral("$2.50")) && verdict.why.contains(QStringLiteral("$3.00")),
                 qPrintable(verdict.why));
        // The next day begins anew.
        QVERIFY(ledger.ask(agentTask(), BudgetLedger::nextDayMs(m_now)).ok);
    }

    void ownLimitsGoBeforeThoseOfEach()
    {
        BudgetLedger ledger;
        ledger.setLimits({{BudgetLevel::Agent, QStringLiteral("*"), usd(0.5)},
                          {BudgetLevel::Agent, QStringLiteral("coder"), usd(4)}},
                         10.0);
        QCOMPARE(*ledger.ask(agentTask(), m_now).cap.usd, 4.0);
        Payer other = agentTask();
        other.agent = QStringLiteral("tester");
        QCOMPARE(*ledger.ask(other, m_now).cap.usd, 0.5);
        // Each agent has an account of its own.
        ledger.reserve(key(0), other, usd(0.5));
        QVERIFY(!ledger.ask(other, m_now).ok);
        QVERIFY(ledger.ask(agentTask(), m_now).ok);
    }

    void unknownCostIsTakenForWhatItMayHaveBeen()
    {
        BudgetLedger ledger;
        ledger.setLimits({{BudgetLevel::Day, {}, usd(2)}}, 1.0);
        const Budget cap = ledger.ask(agentTask(), m_now).cap;
        ledger.reserve(key(0), agentTask(), cap);
        const Spending lost = spendingOf({}, cap, 0, true);
        QCOMPARE(lost.unknownCosts, 1);
        QCOMPARE(lost.usd, 0.0);
        QCOMPARE(lost.usdAtMost, 1.0);
        ledger.settle(key(0), lost, m_now);
        QCOMPARE(*ledger.ask(agentTask(), m_now).cap.usd, 1.0);
        ledger.reserve(key(1), agentTask(), usd(1));
        ledger.settle(key(1), lost, m_now);
        QVERIFY(!ledger.ask(agentTask(), m_now).ok);
    }

    void freeTasksAreNotRefusedForMoney()
    {
        BudgetLedger ledger;
        ledger.setLimits({{BudgetLevel::Day, {}, usd(0)}}, 1.0);
        QVERIFY(!ledger.ask(agentTask(), m_now).ok);
        Payer shell = agentTask();
        shell.agent.clear();
        shell.mayCost = false;
        QVERIFY(ledger.ask(shell, m_now).ok);
        Budget attempts;
        attempts.attempts = 1;
        shell.runBudget = attempts;
        QVERIFY(ledger.ask(shell, m_now).ok);
        shell.runSpent.attempts = 1;
        QVERIFY(!ledger.ask(shell, m_now).ok);
    }

    void simulationsCostNobodyAnything()
    {
        BudgetLedger ledger;
        ledger.setLimits({{BudgetLevel::Day, {}, usd(0)}}, 1.0);
        Payer simulated = agentTask();
        simulated.simulated = true;
        QVERIFY(ledger.ask(simulated, m_now).ok);
        ledger.reserve(key(0), simulated, {});
        ledger.settle(key(0), bill(5), m_now);
        QCOMPARE(ledger.accounts(m_now).size(), 1); // The limit's.
        QCOMPARE(ledger.accounts(m_now).first().spent.usd, 0.0);
    }

    void runAndTaskAreLimitedOverTheirLife()
    {
        const BudgetLedger ledger;
        Payer payer = agentTask();
        payer.runBudget.usd = 5;
        payer.runBudget.tokens = 1000;
        payer.runSpent = bill(2, 400);
        QCOMPARE(*ledger.ask(payer, m_now).cap.usd, 1.0); // A share.
        QCOMPARE(*ledger.ask(payer, m_now).cap.tokens, 600);
        payer.taskBudget.usd = 4;
        QCOMPARE(*ledger.ask(payer, m_now).cap.usd, 3.0); // Its own budget is its share.
        payer.taskSpent = bill(4);
        const BudgetLedger::Verdict verdict = ledger.ask(payer, m_now);
        QVERIFY(!verdict.ok && verdict.forGood);
        QCOMPARE(int(verdict.level), int(BudgetLevel::Task));
        payer = agentTask();
        payer.runBudget.wallMs = 60'000;
        payer.runStartedMs = m_now - 59'000;
        QCOMPARE(*ledger.ask(payer, m_now).cap.wallMs, 1000);
        QVERIFY(!ledger.ask(payer, m_now + 1000).ok);
    }

    void tokensAreSharedAndTimeIsNotReserved()
    {
        BudgetLedger ledger;
        Budget day;
        day.tokens = 100'000;
        day.wallMs = 3'600'000;
        ledger.setLimits({{BudgetLevel::Day, {}, day}}, 1.0);
        QList<qint64> shares;
        for (int i = 0; i < 20; ++i) {
            const BudgetLedger::Verdict verdict = ledger.ask(agentTask(), m_now);
            if (!verdict.ok) {
                QVERIFY(verdict.why.contains(QStringLiteral("tokens")) && !verdict.forGood);
                break;
            }
            QCOMPARE(*verdict.cap.wallMs, 3'600'000);
            shares += *verdict.cap.tokens;
            ledger.reserve(key(i), agentTask(), verdict.cap);
        }
        QCOMPARE(shares.first(), 25'000);
        QVERIFY(shares.size() > 4);
        QCOMPARE(std::accumulate(shares.begin(), shares.end(), qint64(0)), 100'000); // Together no more than there is.
        Payer shortOfIt = agentTask();
        shortOfIt.lastCap.tokens = 25'000;
        for (int i = 0; i < 20; ++i)
            ledger.settle(key(i), bill(0, 1000), m_now);
        QCOMPARE(*ledger.ask(shortOfIt, m_now).cap.tokens, 50'000);
    }

    void shareThatFellShortIsDoubled()
    {
        const BudgetLedger ledger;
        Payer payer = agentTask();
        payer.runBudget.usd = 10;
        payer.lastCap.usd = 1;
        QCOMPARE(*ledger.ask(payer, m_now).cap.usd, 2.0);
        payer.lastCap.usd = 8;
        QCOMPARE(*ledger.ask(payer, m_now).cap.usd, 10.0);
    }

    void settlingTwiceOrUnknownChangesNothing()
    {
        BudgetLedger ledger;
        ledger.setLimits({{BudgetLevel::Day, {}, usd(2)}}, 1.0);
        ledger.reserve(key(0), agentTask(), usd(1));
        ledger.reserve(key(0), agentTask(), usd(1));
        ledger.settle(key(0), bill(0.5), m_now);
        ledger.settle(key(0), bill(0.5), m_now);
        ledger.settle(key(9), bill(0.5), m_now);
        const QList<BudgetLedger::Account> accounts = ledger.accounts(m_now);
        QCOMPARE(accounts.last().level, BudgetLevel::Day);
        QCOMPARE(accounts.last().spent.usd, 0.5);
        QCOMPARE(accounts.last().reserved.usd, 0.0);
    }

    void budgetsSurviveJson()
    {
        Budget budget = usd(1.5);
        budget.tokens = 7;
        budget.wallMs = 8;
        budget.attempts = 9;
        const Budget back = budgetFromJson(toJson(budget));
        QCOMPARE(toJson(back), toJson(budget));
        QCOMPARE(toJson(budgetFromJson({})), QJsonObject());
    }

private:
    const qint64 m_now = QDateTime(QDate(2026, 5, 4), QTime(12, 0)).toMSecsSinceEpoch();
};

QTEST_GUILESS_MAIN(BudgetLedgerTest)
#include "tst_budgetledger.moc"
