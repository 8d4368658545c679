// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "integration/claudefixture.h"

#include <QTest>

#include <memory>

namespace podium::test
{

inline constexpr int Patience = 60'000; ///< Milliseconds; two cores may be shared with much else.

/// What tests with the real Claude Code program share: a fixture per test, and that nothing is left behind by one.
class ClaudeTestBase : public QObject
{
    Q_OBJECT
protected Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

protected:
    void add(const QString &text) { m_fixture->api.add(ApiTurn::say(text)); }
    void use(const QString &tool, const QJsonObject &input) { m_fixture->api.add(ApiTurn::use(tool, input)); }
    void start(const QString &prompt) { m_fixture->startRunner().start(m_fixture->request(prompt)); }
    domain::AttemptOutcome outcome() const { return m_fixture->sink.outcomes().value(0); }
    void decide(domain::Approval::State state, const QJsonObject &answer = {});
    std::unique_ptr<ClaudeFixture> m_fixture;
};

} // namespace podium::test

#define WAIT_FOR(condition)                                                                                            \
    if (!QTest::qWaitFor([&] { return bool(condition); }, podium::test::Patience))                                     \
    QFAIL(qPrintable(QStringLiteral("waited in vain for " #condition "\n") + m_fixture->sink.story()))
#define FINISHED() WAIT_FOR(!m_fixture->sink.outcomes().isEmpty())
