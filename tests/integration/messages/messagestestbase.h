// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agents/messages/messagesrunner.h"
#include "agents/process/runnerthread.h"
#include "integration/claudefixture.h"

#include <QFile>
#include <QJsonObject>
#include <QPromise>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <functional>
#include <memory>

namespace podium::test
{

inline constexpr int MessagesLimitMs = 30'000;

/// A scripted Messages API on loopback, the runner in its thread, and three tools: `multiply` needs no leave, `drop`
/// does, `slow` never answers.
class MessagesTestBase : public QObject
{
    Q_OBJECT
protected Q_SLOTS:
    void init();
    void cleanup() { stopRunner(); }

protected:
    static QString model() { return QStringLiteral("claude-sonnet-4-5"); }
    static QByteArray key() { return "sk-of-the-test"; }

    engine::AttemptRequest request(int attempt = 1) const;
    agents::MessagesRunner &startRunner();
    /// As if Podium were ended.
    void stopRunner();
    /// And started again, with nothing reported yet.
    void restart();
    domain::AttemptOutcome outcome() const { return m_sink->outcomes().value(0); }
    QJsonObject body(int index) const { return m_api->requests().value(index).body; }
    QByteArray kept() const;
    void decide(domain::Approval::State state, const QJsonObject &answer = {});

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<MessagesApi> m_api;
    std::unique_ptr<RecordingSink> m_sink;
    SystemClock m_clock;
    agents::MessagesSettings m_settings;
    std::unique_ptr<agents::MessagesRunner> m_runner;
    std::unique_ptr<agents::RunnerThread> m_thread;
    std::atomic_int m_dropped = 0; ///< Calls of `drop`.
    std::atomic_int m_slow = 0;
    std::shared_ptr<QPromise<Result<QJsonValue>>> m_open; ///< Of the call of `slow`.
};

} // namespace podium::test

#define WAIT_FOR(condition)                                                                                            \
    if (!QTest::qWaitFor([&] { return bool(condition); }, podium::test::MessagesLimitMs))                              \
    QFAIL(qPrintable(QStringLiteral("waited in vain for " #condition "\n") + m_sink->story()))
#define FINISHED() WAIT_FOR(!m_sink->outcomes().isEmpty())
