// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "integration/claudetestbase.h"

using namespace Qt::StringLiterals;

namespace podium::test
{

using domain::Approval;

void ClaudeTestBase::initTestCase()
{
    if (qEnvironmentVariableIntValue("PODIUM_SKIP_CLAUDE") == 1)
        QSKIP("PODIUM_SKIP_CLAUDE=1");
    const QString fault = ClaudeFixture::fault();
    QVERIFY2(fault.isEmpty(), qPrintable(fault));
}

void ClaudeTestBase::init()
{
    m_fixture = std::make_unique<ClaudeFixture>();
}

void ClaudeTestBase::cleanup()
{
    if (QTest::currentTestFailed())
        qInfo().noquote() << m_fixture->sink.story();
    const domain::ProcessIdentity process = m_fixture->sink.process();
    const bool ended = !m_fixture->sink.outcomes().isEmpty();
    const QString folder = m_fixture->path({});
    m_fixture.reset();
    if (ended && process.pid > 0)
        QTRY_COMPARE(ClaudeFixture::processesWith(folder), QList<qint64>()); // Nothing is left behind.
}

void ClaudeTestBase::decide(Approval::State state, const QJsonObject &answer)
{
    Approval decided = m_fixture->sink.approvals().last();
    decided.state = state;
    decided.answer = answer;
    m_fixture->runner().answer({decided.run, decided.task, decided.attempt}, decided);
}

} // namespace podium::test
