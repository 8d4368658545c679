// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// What survives when the program, its supervisor or Podium itself goes away.
#include "integration/claudetesthead.h"

using namespace Qt::StringLiterals;
using namespace podium;
using namespace podium::test;
namespace attemptfiles = podium::agents::attemptfiles;
using domain::Activity;
using domain::Approval;
using Status = domain::AttemptOutcome::Status;

class TestClaudeRestart : public ClaudeTestBase
{
    Q_OBJECT
private Q_SLOTS:
    void killedProcessIsInterruptedAndItsSessionResumed();
    void killedAgentAsksTheSameRequestAgain();
    void killedSupervisorTakesNothingThatWasDone();
    void taskInTheBackgroundThatStaysSilentFailsTheAttempt();
    void agentEndsWhatRunsInTheBackgroundWhenItIsAsked();
    void agentKilledWhileItsBackgroundWorksIsInterrupted();
    void sessionThatIsGoneIsBegunAnew();
    void usedUpShareIsFollowedByALargerOneInTheSameSession();
    void restartedPodiumGoesOnWhereItWas();
    void resultThatCameWhilePodiumWasAwayIsTaken();
    void answerIsNotAskedForAgainAfterARestart();

private:
    /// Whose agent starts something in the background that does not end. `wait`: how long it may be silent.
    engine::AttemptRequest withServer(const QString &wait);
};

void TestClaudeRestart::killedProcessIsInterruptedAndItsSessionResumed()
{
    const QString marker = m_fixture->path(u"marker"_s);
    use(u"Bash"_s, {{u"command"_s, u"tail -f /dev/null --pid=$$ "_s + marker}, {u"description"_s, u"t"_s}});
    engine::AttemptRequest request = m_fixture->request(u"Build the thing."_s);
    QFile file(marker);
    QVERIFY(file.open(QIODevice::WriteOnly));
    request.agent->options = {
        {u"policy"_s, QJsonArray{QJsonObject{{u"tools"_s, QJsonArray{u"Bash"_s}}, {u"decide"_s, u"allow"_s}}}}};
    m_fixture->startRunner().start(request);
    WAIT_FOR(!ClaudeFixture::processesWith(u"--pid="_s).isEmpty() && m_fixture->sink.process().pid > 0);
    QCOMPARE(::kill(pid_t(m_fixture->sink.process().pid), SIGKILL), 0);
    FINISHED();
    QCOMPARE(int(outcome().status), int(Status::Interrupted));
    QVERIFY(!outcome().session.isEmpty());
    QVERIFY(m_fixture->sink.activities().contains(Activity::ProcessGone));
    QTRY_VERIFY(ClaudeFixture::processesWith(marker).isEmpty()); // Its tool went with it.

    add(u"It is built."_s);
    engine::AttemptRequest again = m_fixture->request(u"Build the thing."_s, 2);
    again.session = outcome().session;
    m_fixture->runner().start(again);
    WAIT_FOR(m_fixture->sink.outcomes().size() == 2);
    const domain::AttemptOutcome second = m_fixture->sink.outcomes().at(1);
    QCOMPARE(int(second.status), int(Status::Succeeded));
    QCOMPARE(second.session, outcome().session);
    const ApiRequest last = m_fixture->api.requests().last();
    QVERIFY(last.lastUserText().contains(u"You were interrupted"_s));
    QVERIFY(last.firstUserText().contains(u"Build the thing."_s)); // The conversation of the first attempt.
    QVERIFY(last.assistantMessages() >= 1);
    // The dollars of the first attempt are not charged twice.
    QCOMPARE(second.usage.inputTokens.value_or(0), 100);
}

void TestClaudeRestart::killedAgentAsksTheSameRequestAgain()
{
    const auto touch = [this](const QString &name) {
        use(u"Bash"_s, {{u"command"_s, u"touch "_s + name}, {u"description"_s, u"t"_s}});
    };
    touch(u"asked"_s);
    start(u"make it"_s);
    WAIT_FOR(m_fixture->sink.approvals().size() == 1 && m_fixture->sink.process().pid > 0);
    const Approval before = m_fixture->sink.approvals().first();
    QCOMPARE(::kill(pid_t(m_fixture->sink.process().pid), SIGKILL), 0);
    FINISHED();
    QCOMPARE(int(outcome().status), int(Status::Interrupted));
    QVERIFY(m_fixture->sink.withdrawn().isEmpty());

    touch(u"asked"_s);
    touch(u"asked"_s);
    add(u"done"_s);
    engine::AttemptRequest again = m_fixture->request(u"make it"_s, 2);
    again.session = outcome().session;
    m_fixture->runner().start(again);
    WAIT_FOR(m_fixture->sink.approvals().size() == 2);
    const Approval asked = m_fixture->sink.approvals().last();
    QCOMPARE(asked.id, before.id);
    QCOMPARE(asked.digest, before.digest);
    decide(Approval::State::Approved);
    WAIT_FOR(m_fixture->sink.approvals().size() == 3); // What has run and is asked again is asked anew.
    QVERIFY(m_fixture->sink.approvals().last().id != before.id);
    decide(Approval::State::Denied);
    WAIT_FOR(m_fixture->sink.outcomes().size() == 2);
    QCOMPARE(int(m_fixture->sink.outcomes().at(1).status), int(Status::Succeeded));
    QVERIFY(QFile::exists(m_fixture->workspace() + u"/asked"_s));
}

void TestClaudeRestart::killedSupervisorTakesNothingThatWasDone()
{
    m_fixture->api.add(ApiTurn::say(u"never"_s).held());
    start(u"go"_s);
    WAIT_FOR(m_fixture->api.held() == 1);
    const QList<qint64> supervisors = m_fixture->supervisors();
    QCOMPARE(supervisors.size(), 1);
    QCOMPARE(::kill(pid_t(supervisors.first()), SIGKILL), 0);
    FINISHED();
    QCOMPARE(int(outcome().status), int(Status::Interrupted));
    QVERIFY(!outcome().session.isEmpty()); // Its conversation can be resumed.
}

engine::AttemptRequest TestClaudeRestart::withServer(const QString &wait)
{
    m_fixture->settings.exitGraceMs = 500;
    m_fixture->makeGate();
    use(u"Bash"_s,
        {{u"command"_s, u"read line < go"_s}, {u"description"_s, u"server"_s}, {u"run_in_background"_s, true}});
    add(u"The server runs."_s);
    engine::AttemptRequest request = m_fixture->request(u"go"_s);
    request.agent->options = {
        {u"background_wait"_s, wait},
        {u"policy"_s, QJsonArray{QJsonObject{{u"tools"_s, QJsonArray{u"Bash"_s}}, {u"decide"_s, u"allow"_s}}}}};
    return request;
}

void TestClaudeRestart::taskInTheBackgroundThatStaysSilentFailsTheAttempt()
{
    const engine::AttemptRequest request = withServer(u"100ms"_s);
    add(u"It has to run."_s);
    m_fixture->startRunner().start(request);
    FINISHED();
    QCOMPARE(int(outcome().status), int(Status::Failed));
    QCOMPARE(outcome().errorClass, u"background_silent"_s);
    QVERIFY(outcome().retryable);
    QVERIFY2(outcome().error.contains(u"server"_s), qPrintable(outcome().error));
    const QString told = m_fixture->api.requests().last().lastUserText();
    QVERIFY2(told.contains(u"Still running in the background: server"_s), qPrintable(told));
    QCOMPARE(m_fixture->sink.log().filter(u"the agent is asked about it"_s).size(), 1);
}

void TestClaudeRestart::agentEndsWhatRunsInTheBackgroundWhenItIsAsked()
{
    const engine::AttemptRequest request = withServer(u"5s"_s);
    use(u"Bash"_s, {{u"command"_s, u"echo stop | tee go"_s}, {u"description"_s, u"stop it"_s}});
    m_fixture->api.add(ApiTurn::say(u"The server worked."_s).forever());
    m_fixture->startRunner().start(request);
    FINISHED();
    QCOMPARE(int(outcome().status), int(Status::Succeeded));
    QCOMPARE(outcome().result.toString(), u"The server worked."_s);
}

void TestClaudeRestart::agentKilledWhileItsBackgroundWorksIsInterrupted()
{
    m_fixture->startRunner().start(withServer(u"1h"_s));
    WAIT_FOR(m_fixture->sink.log().contains(u"agent: The server runs."_s));
    WAIT_FOR(m_fixture->sink.activities().last() == Activity::Idle);
    QCOMPARE(::kill(pid_t(m_fixture->sink.process().pid), SIGKILL), 0);
    FINISHED();
    QCOMPARE(int(outcome().status), int(Status::Interrupted)); // What was begun was not finished.
    QVERIFY(!outcome().session.isEmpty());
}

void TestClaudeRestart::sessionThatIsGoneIsBegunAnew()
{
    add(u"done"_s);
    engine::AttemptRequest request = m_fixture->request(u"Build the thing."_s);
    request.session = u"0b5d4938-fd84-4594-a4ef-91ccbff75b28"_s;
    m_fixture->startRunner().start(request);
    FINISHED();
    QCOMPARE(int(outcome().status), int(Status::Succeeded));
    QCOMPARE(outcome().session, request.session);
    QVERIFY(!m_fixture->sink.log().filter(u"is not known any more"_s).isEmpty());
    QVERIFY(!m_fixture->api.requests().first().lastUserText().contains(u"interrupted"_s));
}

void TestClaudeRestart::usedUpShareIsFollowedByALargerOneInTheSameSession()
{
    ApiTurn dear =
        ApiTurn::use(u"Read"_s, {{u"file_path"_s, m_fixture->request({}).attemptFolder + u"/context/task.json"_s}});
    dear.inputTokens = 100'000;
    m_fixture->api.add(dear);
    ApiTurn cheap = ApiTurn::say(u"done"_s);
    cheap.inputTokens = 1000;
    m_fixture->api.add(cheap);
    engine::AttemptRequest first = m_fixture->request(u"Build the thing."_s);
    first.cap.usd = 0.01;
    m_fixture->startRunner().start(first);
    FINISHED();
    const domain::AttemptOutcome spent = outcome();
    QCOMPARE(spent.errorClass, u"max_budget"_s);
    QVERIFY(!spent.session.isEmpty());
    QVERIFY2(spent.usage.usd && *spent.usage.usd > 0.01, qPrintable(QString::number(spent.usage.usd.value_or(-1))));

    // Its share is for what it does itself: what the session has cost before is not counted again.
    engine::AttemptRequest second = m_fixture->request(u"Build the thing."_s, 2);
    second.session = spent.session;
    second.cap.usd = 0.02;
    m_fixture->runner().start(second);
    WAIT_FOR(m_fixture->sink.outcomes().size() == 2);
    const domain::AttemptOutcome done = m_fixture->sink.outcomes().at(1);
    QCOMPARE(int(done.status), int(Status::Succeeded));
    QCOMPARE(done.session, spent.session);
    QVERIFY2(done.usage.usd && *done.usage.usd < *spent.usage.usd / 10,
             qPrintable(QString::number(done.usage.usd.value_or(-1))));
}

void TestClaudeRestart::restartedPodiumGoesOnWhereItWas()
{
    use(u"Bash"_s, {{u"command"_s, u"touch asked"_s}, {u"description"_s, u"t"_s}});
    add(u"done"_s);
    engine::AttemptRequest request = m_fixture->request(u"make it"_s);
    request.spec.workspace.kind = domain::WorkspacePolicy::Kind::Scratch;
    m_fixture->startRunner().start(request);
    WAIT_FOR(m_fixture->sink.approvals().size() == 1);
    const qint64 pid = m_fixture->sink.process().pid;
    m_fixture->startRunner().attach(request); // The runner before was detached.
    WAIT_FOR(m_fixture->sink.approvals().size() == 2);
    QCOMPARE(m_fixture->sink.approvals().at(1).id, m_fixture->sink.approvals().at(0).id); // One request.
    decide(Approval::State::Approved);
    FINISHED();
    QCOMPARE(int(outcome().status), int(Status::Succeeded));
    QCOMPARE(m_fixture->sink.process().pid, pid);
    QVERIFY(QFile::exists(request.attemptFolder + u"/workspace/asked"_s));
    QCOMPARE(m_fixture->sink.log().count(u"tool: Bash: touch asked"_s), 1);
    QCOMPARE(m_fixture->api.requests().size(), 2); // Nothing was asked of the model twice.
}

void TestClaudeRestart::resultThatCameWhilePodiumWasAwayIsTaken()
{
    m_fixture->api.add(ApiTurn::say(u"done alone"_s).held());
    start(u"go"_s);
    WAIT_FOR(m_fixture->api.held() == 1);
    m_fixture->stopRunner();
    m_fixture->api.release();
    QFile spool(m_fixture->request({}).attemptFolder + u"/spool/stdout"_s);
    QVERIFY(spool.open(QIODevice::ReadOnly));
    WAIT_FOR(spool.seek(0) && spool.readAll().contains("done alone"));
    QVERIFY(m_fixture->sink.outcomes().isEmpty());
    m_fixture->startRunner().attach(m_fixture->request(u"go"_s));
    FINISHED();
    QCOMPARE(int(outcome().status), int(Status::Succeeded));
    QCOMPARE(outcome().result.toString(), u"done alone"_s);
    QCOMPARE(m_fixture->api.requests().size(), 1);
}

void TestClaudeRestart::answerIsNotAskedForAgainAfterARestart()
{
    const QString marker = m_fixture->path(u"marker"_s);
    m_fixture->makeGate();
    use(u"Bash"_s, {{u"command"_s, u"read line < go; touch made #"_s + marker}, {u"description"_s, u"t"_s}});
    add(u"done"_s);
    start(u"make it"_s);
    WAIT_FOR(m_fixture->sink.approvals().size() == 1);
    decide(Approval::State::Approved);
    WAIT_FOR(!ClaudeFixture::processesWith(marker).isEmpty());
    m_fixture->startRunner().attach(m_fixture->request(u"make it"_s));
    WAIT_FOR(m_fixture->sink.activities().size() > 1 && m_fixture->sink.activities().last() == Activity::ToolRunning);
    m_fixture->openGate();
    FINISHED();
    QCOMPARE(int(outcome().status), int(Status::Succeeded));
    QCOMPARE(m_fixture->sink.approvals().size(), 1);
    QVERIFY(QFile::exists(m_fixture->workspace() + u"/made"_s));
}

QTEST_GUILESS_MAIN(TestClaudeRestart)
#include "tst_clauderestart.moc"
