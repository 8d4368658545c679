// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// What people say to, and ask of, sessions of the real Claude Code program.
#include "agents/claude/claudejournal.h"
#include "agents/claude/claudetranscript.h"
#include "integration/claudetesthead.h"

#include <QProcess>

using namespace Qt::StringLiterals;
using namespace podium;
using namespace podium::test;
using domain::AttemptOutcome;
using engine::SessionRequest;
using Status = AttemptOutcome::Status;
using Verb = SessionRequest::Verb;

class TestClaudeTalk : public ClaudeTestBase
{
    Q_OBJECT

    engine::AttemptRequest m_request;

    void begin(bool stays, const QString &prompt = u"go"_s)
    {
        m_request = m_fixture->request(prompt);
        m_request.spec.conversation.stays = stays;
        m_request.agent->permissionMode = u"acceptEdits"_s;
        m_fixture->startRunner().start(m_request);
    }
    /// The attempt that follows the one that has ended.
    void goOn(const QStringList &messages)
    {
        const AttemptOutcome before = m_fixture->sink.outcomes().last();
        const domain::Conversation conversation = m_request.spec.conversation;
        m_request = m_fixture->request(m_request.spec.prompt, m_request.key.attempt + 1);
        m_request.spec.conversation = conversation;
        m_request.session = before.session;
        m_request.continues = true;
        m_request.messages = messages;
        m_fixture->runner().start(m_request);
    }
    void say(const QString &text)
    {
        m_request.messages += text;
        m_fixture->runner().send(m_request.key, text);
    }
    Result<QJsonObject> ask(Verb verb, const QString &value = {}, bool dryRun = false)
    {
        const QFuture<Result<QJsonObject>> answer = m_fixture->runner().ask(m_request.key, {verb, value, dryRun});
        if (!QTest::qWaitFor([&] { return answer.isFinished(); }, Patience))
            return fail(ErrorCode::Timeout, u"no answer"_s);
        return answer.result();
    }
    bool rests() const
    {
        return m_fixture->sink.activities().value(m_fixture->sink.activities().size() - 1) ==
               domain::Activity::WaitingForPerson;
    }
    QString lastTold() const { return m_fixture->api.requests().last().lastUserText(); }
    QString file(const QString &name) const { return m_fixture->workspace() + u'/' + name; }
    QByteArray contents(const QString &name) const
    {
        QFile read(file(name));
        return read.open(QIODevice::ReadOnly) ? read.readAll() : QByteArray("none");
    }
    void write(const QString &name, const QString &text)
    {
        use(u"Write"_s, {{u"file_path"_s, file(name)}, {u"content"_s, text}});
    }
    /// Ids of the messages that people can go back to.
    QStringList said() const
    {
        agents::ClaudeJournal journal(m_request.attemptFolder + u"/claude.journal"_s);
        journal.load();
        QStringList out;
        for (const agents::ClaudeWrite &write : journal.writes()) {
            if (write.kind == agents::ClaudeWrite::Kind::Message)
                out += write.id;
        }
        return out;
    }

private Q_SLOTS:
    void stoppedByAPersonItWaitsForTheNextMessage()
    {
        m_fixture->makeGate(); // Which nobody opens.
        use(u"Bash"_s, {{u"command"_s, u"mkdir started; read line < go"_s}, {u"description"_s, u"d"_s}});
        add(u"Now blue."_s);
        m_request = m_fixture->request(u"paint"_s);
        m_request.agent->options = {
            {u"policy"_s, QJsonArray{QJsonObject{{u"tools"_s, QJsonArray{u"Bash"_s}}, {u"decide"_s, u"allow"_s}}}}};
        m_fixture->startRunner().start(m_request);
        WAIT_FOR(QFile::exists(file(u"started"_s)));
        const Result<QJsonObject> stopped = ask(Verb::Interrupt);
        QVERIFY2(stopped, qPrintable(stopped ? QString() : stopped.error().text()));
        QVERIFY(stopped->value(u"interrupted"_s).toBool());
        WAIT_FOR(rests());
        QVERIFY(m_fixture->sink.outcomes().isEmpty()); // The task is not over.
        QVERIFY(!ask(Verb::Interrupt)->value(u"interrupted"_s).toBool());
        say(u"Take blue instead"_s);
        FINISHED();
        QCOMPARE(int(outcome().status), int(Status::Succeeded));
        QCOMPARE(outcome().result.toString(), u"Now blue."_s);
        QCOMPARE(outcome().messages, 1);
        QVERIFY2(lastTold().contains(u"Take blue instead"_s), qPrintable(lastTold()));
    }

    void stoppedByAPersonItStillWaitsAfterARestart()
    {
        m_fixture->api.add(ApiTurn::say(u"never heard"_s).held());
        add(u"Here I am."_s);
        begin(false);
        WAIT_FOR(m_fixture->api.held() == 1);
        QVERIFY(ask(Verb::Interrupt));
        WAIT_FOR(rests());
        m_fixture->startRunner().attach(m_request);
        WAIT_FOR(m_fixture->sink.activities().count(domain::Activity::WaitingForPerson) >= 2);
        QVERIFY(m_fixture->sink.outcomes().isEmpty());
        m_fixture->startRunner().attach(m_request);
        const Result<QJsonObject> early = ask(Verb::SetPermissionMode, u"plan"_s); // Before all was read again.
        QVERIFY2(early, qPrintable(early ? QString() : early.error().text()));
        // Sent while nobody ran the engine: the request has it.
        m_request.messages += u"Still there?"_s;
        m_fixture->startRunner().attach(m_request);
        FINISHED();
        QCOMPARE(outcome().result.toString(), u"Here I am."_s);
        QVERIFY(lastTold().contains(u"Still there?"_s));
        QCOMPARE(outcome().messages, 1);
    }

    void modelAndPermissionModeOfARunningSessionAreChanged()
    {
        m_fixture->api.add(ApiTurn::say(u"One."_s).forever());
        begin(true);
        WAIT_FOR(rests());
        const Result<QJsonObject> model = ask(Verb::SetModel, u"claude-sonnet-5"_s);
        QVERIFY2(model, qPrintable(model ? QString() : model.error().text()));
        QVERIFY(ask(Verb::SetPermissionMode, u"plan"_s));
        const Result<QJsonObject> refused = ask(Verb::SetPermissionMode, u"bypassPermissions"_s);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Conflict);
        const qsizetype before = m_fixture->sink.activities().count(domain::Activity::WaitingForPerson);
        say(u"Again"_s);
        WAIT_FOR(lastTold().contains(u"Again"_s));
        QCOMPARE(m_fixture->api.requests().last().body.value(u"model"_s).toString(), u"claude-sonnet-5"_s);
        WAIT_FOR(m_fixture->sink.activities().count(domain::Activity::WaitingForPerson) > before && rests());
        QVERIFY(ask(Verb::End));
        FINISHED();
        QCOMPARE(int(outcome().status), int(Status::Succeeded));
        QCOMPARE(outcome().result.toString(), u"One."_s);
        QVERIFY(!m_fixture->sink.log().filter(u"sets the permission mode to plan"_s).isEmpty());
    }

    void filesAreSetBackToWhatTheyWereBeforeAMessage()
    {
        write(u"a.txt"_s, u"one\n"_s);
        add(u"made"_s);
        write(u"a.txt"_s, u"two\n"_s);
        write(u"b.txt"_s, u"new\n"_s);
        add(u"changed"_s);
        begin(true);
        WAIT_FOR(rests());
        const qsizetype before = m_fixture->sink.activities().count(domain::Activity::WaitingForPerson);
        say(u"Change it"_s);
        WAIT_FOR(contents(u"b.txt"_s) == "new\n");
        WAIT_FOR(m_fixture->sink.activities().count(domain::Activity::WaitingForPerson) > before && rests());
        const QStringList messages = said();
        QCOMPARE(messages.size(), 2);
        const Result<QJsonObject> tried = ask(Verb::RewindFiles, messages.last(), true);
        QVERIFY2(tried, qPrintable(tried ? QString() : tried.error().text()));
        QCOMPARE(tried->value(u"files"_s).toArray().size(), 2);
        QCOMPARE(contents(u"a.txt"_s), QByteArray("two\n"));
        QVERIFY(ask(Verb::RewindFiles, messages.last()));
        QCOMPARE(contents(u"a.txt"_s), QByteArray("one\n"));
        QCOMPARE(contents(u"b.txt"_s), QByteArray("none"));
        QVERIFY(!ask(Verb::RewindFiles, QUuid::createUuid().toString(QUuid::WithoutBraces)));
        QVERIFY(ask(Verb::End));
        FINISHED();
    }

    void conversationThatRestsGivesItsProcessBackAndGoesOnWithAMessage()
    {
        m_fixture->settings.hibernateAfterMs = 300;
        m_fixture->api.addConversation(u"Remember seven"_s, {ApiTurn::say(u"I shall."_s), ApiTurn::say(u"Seven."_s)});
        begin(true, u"Remember seven"_s);
        FINISHED();
        QCOMPARE(int(outcome().status), int(Status::Parked));
        QCOMPARE(outcome().errorClass, QString(AttemptOutcome::Hibernating));
        QCOMPARE(outcome().parkedUntilMs, AttemptOutcome::Forever);
        QCOMPARE(ClaudeFixture::processesWith(outcome().session), QList<qint64>());
        goOn({u"What was it?"_s});
        WAIT_FOR(m_fixture->sink.outcomes().size() == 2);
        const AttemptOutcome second = m_fixture->sink.outcomes().last();
        QCOMPARE(second.session, outcome().session);
        QCOMPARE(int(second.status), int(Status::Parked)); // It rests again.
        QCOMPARE(second.messages, 1);
        QCOMPARE(lastTold().count(u"What was it?"_s), 1);
        QVERIFY(!lastTold().contains(u"interrupted"_s));
        QCOMPARE(m_fixture->api.requests().last().assistantMessages(), 1); // The same conversation.
        QVERIFY(!m_fixture->sink.log().filter(u"Seven."_s).isEmpty());
        QVERIFY(second.usage.usd && *second.usage.usd > 0 && *second.usage.usd < 0.01); // What it cost itself.
    }

    void messageThatComesWhenItIsAboutToRestIsForTheNextAttempt()
    {
        m_fixture->settings.hibernateAfterMs = 1;
        m_fixture->makeGate();
        add(u"Done."_s);
        m_request = m_fixture->request(u"go"_s);
        m_request.spec.conversation.stays = true;
        m_request.spec.hooks = {QJsonObject{
            {u"event"_s, u"SessionEnd"_s}, {u"do"_s, u"run"_s}, {u"command"_s, u"echo > leaving; read line < go"_s}}};
        m_fixture->startRunner().start(m_request);
        WAIT_FOR(QFile::exists(file(u"leaving"_s)));
        m_fixture->runner().send(m_request.key, u"too late"_s);
        QVERIFY(!ask(Verb::Interrupt)); // Too late for that as well.
        m_fixture->openGate();
        FINISHED();
        QCOMPARE(outcome().messages, 0);
        QCOMPARE(int(outcome().status), int(Status::Parked));
    }

    void lostWhileItRestedItIsAsGoodAsHibernating()
    {
        add(u"Waiting."_s);
        begin(true);
        WAIT_FOR(rests());
        ::kill(pid_t(m_fixture->sink.process().pid), SIGKILL);
        FINISHED();
        QCOMPARE(int(outcome().status), int(Status::Parked));
        QCOMPARE(outcome().errorClass, QString(AttemptOutcome::Hibernating));
    }

    void turnThatFailedCanBeAskedForAgainButNotWithoutALogin()
    {
        const auto rested = [this] { return m_fixture->sink.activities().count(domain::Activity::WaitingForPerson); };
        ApiTurn odd = ApiTurn::fail(404, u"not_found_error"_s, u"odd"_s).forever();
        odd.when = [](const ApiRequest &request) {
            return request.lastUserText().contains(u"oddly"_s) && !request.lastUserText().contains(u"Again"_s);
        };
        m_fixture->api.add(odd);
        add(u"Better."_s);
        m_fixture->api.add(ApiTurn::fail(403, u"permission_error"_s, u"no"_s));
        begin(true, u"Do it oddly"_s);
        WAIT_FOR(rested() == 1);
        say(u"Again"_s);
        WAIT_FOR(rested() == 2);
        QVERIFY(!m_fixture->sink.log().filter(u"Better."_s).isEmpty());
        say(u"And again"_s);
        FINISHED();
        QCOMPARE(int(outcome().status), int(Status::Failed));
        QCOMPARE(outcome().errorClass, u"auth"_s);
    }

    void sessionIsHandedOverInTheMiddleOfATurn()
    {
        m_fixture->api.add(ApiTurn::say(u"never heard"_s).held());
        add(u"On my own again."_s);
        begin(false);
        WAIT_FOR(m_fixture->api.held() == 1);
        const qint64 process = m_fixture->sink.process().pid;
        QVERIFY(ask(Verb::HandOver));
        QVERIFY(!QFile::exists(u"/proc/%1"_s.arg(process)));
        FINISHED();
        QCOMPARE(int(outcome().status), int(Status::Parked));
        QCOMPARE(outcome().errorClass, QString(AttemptOutcome::HandedOver));
        QCOMPARE(outcome().parkedUntilMs, AttemptOutcome::Forever);
        goOn({}); // Given back.
        WAIT_FOR(m_fixture->sink.outcomes().size() == 2);
        QCOMPARE(m_fixture->sink.outcomes().last().result.toString(), u"On my own again."_s);
        QVERIFY2(lastTold().contains(u"A person has gone on"_s), qPrintable(lastTold()));
    }

    void sessionThatSomebodyElseHasOpenIsNotResumed()
    {
        m_fixture->settings.hibernateAfterMs = 1;
        m_fixture->settings.busyPauseMs = 1'000;
        m_fixture->api.add(ApiTurn::say(u"Yes."_s).forever());
        begin(true);
        FINISHED();
        // Anybody's program, e.g. a person's in a terminal.
        QProcess other;
        other.setWorkingDirectory(m_fixture->workspace());
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"CLAUDE_CONFIG_DIR"_s, m_fixture->configFolder());
        other.setProcessEnvironment(environment);
        other.start(ClaudeFixture::program(), {u"-p"_s, u"--verbose"_s, u"--output-format=stream-json"_s,
                                               u"--input-format=stream-json"_s, u"--resume="_s + outcome().session});
        QVERIFY(other.waitForStarted());
        other.write("{\"type\":\"control_request\",\"request_id\":\"1\",\"request\":{\"subtype\":\"initialize\"}}\n");
        WAIT_FOR(agents::sessionHolder(m_fixture->configFolder(), outcome().session) == other.processId());
        goOn({u"And now?"_s});
        WAIT_FOR(m_fixture->sink.outcomes().size() == 2);
        const AttemptOutcome refused = m_fixture->sink.outcomes().last();
        QCOMPARE(refused.errorClass, u"session_busy"_s);
        QCOMPARE(int(refused.status), int(Status::Parked));
        QVERIFY(refused.parkedUntilMs < AttemptOutcome::Forever && refused.messages == 0);
        QVERIFY2(refused.error.contains(QString::number(other.processId())), qPrintable(refused.error));
        other.closeWriteChannel();
        QVERIFY(other.waitForFinished(Patience));
        QCOMPARE(agents::sessionHolder(m_fixture->configFolder(), outcome().session), 0);
        goOn({u"And now?"_s});
        WAIT_FOR(m_fixture->sink.outcomes().size() == 3);
        QCOMPARE(m_fixture->sink.outcomes().last().errorClass, QString(AttemptOutcome::Hibernating));
    }

    void copyOfASessionGoesOnFromAPoint()
    {
        m_fixture->settings.hibernateAfterMs = 1;
        m_fixture->api.addConversation(u"Count"_s,
                                       {ApiTurn::say(u"one"_s), ApiTurn::say(u"two"_s), ApiTurn::say(u"other two"_s)});
        begin(true, u"Count"_s);
        FINISHED();
        const QString original = outcome().session;
        goOn({u"Further"_s});
        WAIT_FOR(m_fixture->sink.outcomes().size() == 2);
        const Result<agents::TranscriptPage> page =
            agents::readTranscript(m_fixture->request({}, 1).attemptFolder, 0, 100);
        QVERIFY(page);
        QString point;
        for (const QJsonValue &entry : page->entries) {
            if (entry[u"kind"_s].toString() == u"text"_s)
                point = entry[u"message"_s].toString();
        }
        QVERIFY(!point.isEmpty());
        engine::AttemptRequest copy = m_fixture->request(u"Differently"_s, 9);
        copy.spec.conversation = {false, original, point};
        m_fixture->runner().start(copy);
        WAIT_FOR(m_fixture->sink.outcomes().size() == 3);
        const AttemptOutcome copied = m_fixture->sink.outcomes().last();
        QCOMPARE(int(copied.status), int(Status::Succeeded));
        QVERIFY(copied.session != original);
        QCOMPARE(m_fixture->api.requests().last().assistantMessages(), 1); // Without what came after the point.
        QVERIFY(lastTold().contains(u"Differently"_s));
        copy = m_fixture->request(u"Differently"_s, 10);
        copy.spec.conversation.session = QUuid::createUuid().toString(QUuid::WithoutBraces);
        m_fixture->runner().start(copy);
        WAIT_FOR(m_fixture->sink.outcomes().size() == 4);
        QCOMPARE(m_fixture->sink.outcomes().last().errorClass, u"config"_s);
    }
};

QTEST_GUILESS_MAIN(TestClaudeTalk)
#include "tst_claudetalk.moc"
