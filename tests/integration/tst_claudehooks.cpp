// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// Hooks of agents, called by the real Claude Code program.
#include "integration/claudetesthead.h"

#include <QMutex>
#include <QPromise>

using namespace Qt::StringLiterals;
using namespace podium;
using namespace podium::test;
using agents::HookAnswer;
using agents::HookEvent;
using domain::Approval;
using Status = domain::AttemptOutcome::Status;

class TestClaudeHooks : public ClaudeTestBase
{
    Q_OBJECT

    engine::AttemptRequest requestWith(const QJsonArray &hooks, const QJsonArray &policy = {})
    {
        engine::AttemptRequest request = m_fixture->request(u"go"_s);
        request.agent->options = {{u"hooks"_s, hooks}};
        if (!policy.isEmpty())
            request.agent->options.insert(u"policy"_s, policy);
        return request;
    }
    void startWith(const QJsonArray &hooks, const QJsonArray &policy = {})
    {
        m_fixture->startRunner().start(requestWith(hooks, policy));
    }
    void bash(const QString &command) { use(u"Bash"_s, {{u"command"_s, command}, {u"description"_s, u"d"_s}}); }
    QString told(int index) const { return m_fixture->api.requests().value(index).lastUserText(); }
    QString all(int index) const
    {
        return QString::fromUtf8(canonicalJson(m_fixture->api.requests().value(index).body));
    }
    static QJsonArray allowShell()
    {
        return {QJsonObject{{u"tools"_s, QJsonArray{u"Bash"_s, u"Write"_s}}, {u"decide"_s, u"allow"_s}}};
    }

private Q_SLOTS:
    void callIsBlockedWithAReason()
    {
        bash(u"touch forbidden"_s);
        bash(u"touch fine"_s);
        add(u"done"_s);
        startWith({QJsonObject{{u"name"_s, u"keep out"_s},
                               {u"event"_s, u"PreToolUse"_s},
                               {u"matcher"_s, u"Bash"_s},
                               {u"input"_s, u"*forbidden*"_s},
                               {u"do"_s, u"block"_s},
                               {u"text"_s, u"That file is not yours."_s}}},
                  allowShell());
        FINISHED();
        QCOMPARE(int(outcome().status), int(Status::Succeeded));
        QVERIFY2(told(1).contains(u"That file is not yours."_s), qPrintable(told(1)));
        QVERIFY(!QFile::exists(m_fixture->workspace() + u"/forbidden"_s));
        QVERIFY(QFile::exists(m_fixture->workspace() + u"/fine"_s));
        QCOMPARE(m_fixture->sink.log().filter(u"Hook \"keep out\" blocks PreToolUse Bash: touch forbidden"_s).size(),
                 1);
    }

    void personIsAskedAlsoWhereARuleWouldAllow()
    {
        bash(u"touch asked"_s);
        add(u"done"_s);
        startWith({QJsonObject{{u"event"_s, u"PreToolUse"_s},
                               {u"matcher"_s, u"Bash"_s},
                               {u"do"_s, u"ask"_s},
                               {u"text"_s, u"every command"_s}}},
                  allowShell());
        WAIT_FOR(m_fixture->sink.approvals().size() == 1);
        QVERIFY2(m_fixture->sink.approvals().first().reason.contains(u"every command"_s),
                 qPrintable(m_fixture->sink.approvals().first().reason));
        decide(Approval::State::Approved);
        FINISHED();
        QVERIFY(QFile::exists(m_fixture->workspace() + u"/asked"_s));
    }

    void callIsAllowedUnlessAGuardSaysOtherwise()
    {
        bash(u"touch allowed"_s);
        use(u"Write"_s,
            {{u"file_path"_s, m_fixture->workspace() + u"/.claude/settings.json"_s}, {u"content"_s, u"{}"_s}});
        add(u"done"_s);
        startWith({QJsonObject{{u"event"_s, u"PreToolUse"_s}, {u"do"_s, u"allow"_s}}});
        WAIT_FOR(m_fixture->sink.approvals().size() == 1);
        QVERIFY(QFile::exists(m_fixture->workspace() + u"/allowed"_s));
        QVERIFY2(m_fixture->sink.approvals().first().title.contains(u".claude"_s),
                 qPrintable(m_fixture->sink.approvals().first().title));
        decide(Approval::State::Denied);
        FINISHED();
        QCOMPARE(m_fixture->sink.approvals().size(), 1);
    }

    void agentIsToldMore()
    {
        bash(u"true"_s);
        add(u"done"_s);
        startWith(
            {QJsonObject{
                 {u"event"_s, u"UserPromptSubmit"_s}, {u"do"_s, u"context"_s}, {u"text"_s, u"The moon is full."_s}},
             QJsonObject{{u"event"_s, u"PostToolUse"_s}, {u"do"_s, u"context"_s}, {u"text"_s, u"Mind the gap."_s}}},
            allowShell());
        FINISHED();
        QVERIFY(all(0).contains(u"The moon is full."_s));
        QVERIFY(!all(0).contains(u"Mind the gap."_s));
        QVERIFY(all(1).contains(u"Mind the gap."_s));
    }

    void commandIsRunWithTheEventAtHand()
    {
        bash(u"touch made"_s);
        bash(u"touch again"_s);
        add(u"done"_s);
        startWith({QJsonObject{{u"event"_s, u"PostToolUse"_s},
                               {u"matcher"_s, u"Bash"_s},
                               {u"do"_s, u"run"_s},
                               {u"command"_s, u"echo \"$PODIUM_HOOK_EVENT $PODIUM_HOOK_ABOUT\" >> seen; "
                                              "grep -q '\"tool_name\":\"Bash\"' \"$PODIUM_HOOK_INPUT\" && "
                                              "! test -e again && echo all is well"_s}}},
                  allowShell());
        FINISHED();
        QCOMPARE(int(outcome().status), int(Status::Succeeded));
        QFile seen(m_fixture->workspace() + u"/seen"_s);
        QVERIFY(seen.open(QIODevice::ReadOnly));
        QCOMPARE(seen.readAll(), "PostToolUse touch made\nPostToolUse touch again\n");
        QVERIFY(all(1).contains(u"all is well"_s));
        QVERIFY2(all(2).contains(u"ended with 1"_s), qPrintable(told(2))); // Its failure reaches the agent.
    }

    void turnDoesNotEndBeforeTheTestsHaveRun()
    {
        add(u"I think it works."_s);
        bash(u"./test --all"_s);
        add(u"Now it is tested."_s);
        QFile script(m_fixture->workspace() + u"/test"_s);
        QVERIFY(script.open(QIODevice::WriteOnly));
        script.write("#!/bin/sh\n");
        script.setPermissions(script.permissions() | QFile::ExeOwner);
        script.close();
        startWith({QJsonObject{{u"name"_s, u"tests"_s},
                               {u"event"_s, u"Stop"_s},
                               {u"do"_s, u"require"_s},
                               {u"command"_s, u"./test*"_s},
                               {u"text"_s, u"Run ./test before you end."_s}}},
                  allowShell());
        FINISHED();
        QCOMPARE(int(outcome().status), int(Status::Succeeded));
        QCOMPARE(outcome().result.toString(), u"Now it is tested."_s);
        QVERIFY2(told(1).contains(u"Run ./test before you end."_s), qPrintable(told(1)));
    }

    void testsOfBeforeTheLastChangeDoNotCount()
    {
        bash(u"true test"_s);
        use(u"Write"_s, {{u"file_path"_s, m_fixture->workspace() + u"/code"_s}, {u"content"_s, u"x"_s}});
        add(u"Ready."_s);
        bash(u"true test"_s);
        use(u"Write"_s, {{u"file_path"_s, agents::attemptfiles::resultFile(m_fixture->request({}).attemptFolder)},
                         {u"content"_s, u"{\"success\": true}"_s}});
        add(u"Ready indeed."_s);
        startWith({QJsonObject{{u"event"_s, u"Stop"_s}, {u"do"_s, u"require"_s}, {u"command"_s, u"*test"_s}}},
                  allowShell());
        FINISHED();
        QCOMPARE(int(outcome().status), int(Status::Succeeded));
        QCOMPARE(m_fixture->sink.log().filter(u"blocks Stop"_s).size(), 1);
        QVERIFY2(told(3).contains(u"*test"_s), qPrintable(told(3)));
    }

    void changeMadeByACommandCounts()
    {
        bash(u"true test"_s);
        bash(u"printf changed > code"_s);
        add(u"Ready."_s);
        bash(u"true test"_s);
        bash(u"cat code; touch .hidden-cache"_s);
        add(u"Ready indeed."_s);
        startWith({QJsonObject{{u"event"_s, u"Stop"_s}, {u"do"_s, u"require"_s}, {u"command"_s, u"*test"_s}}},
                  allowShell());
        FINISHED();
        QCOMPARE(int(outcome().status), int(Status::Succeeded));
        QCOMPARE(outcome().result.toString(), u"Ready indeed."_s);
        QCOMPARE(m_fixture->sink.log().filter(u"blocks Stop"_s).size(), 1);
        QVERIFY2(told(3).contains(u"*test"_s), qPrintable(told(3)));
    }

    void commandInTheBackgroundHasNotSucceeded()
    {
        m_fixture->makeGate();
        use(u"Bash"_s, {{u"command"_s, u"read line < go; true test"_s},
                        {u"description"_s, u"d"_s},
                        {u"run_in_background"_s, true}});
        add(u"Ready."_s);
        bash(u"true test"_s);
        m_fixture->api.add(ApiTurn::say(u"Ready indeed."_s).forever());
        startWith({QJsonObject{{u"event"_s, u"Stop"_s}, {u"do"_s, u"require"_s}, {u"command"_s, u"*test"_s}}},
                  allowShell());
        WAIT_FOR(m_fixture->sink.log().filter(u"blocks Stop"_s).size() == 1);
        m_fixture->openGate();
        FINISHED();
        QCOMPARE(int(outcome().status), int(Status::Succeeded));
        QCOMPARE(m_fixture->sink.log().filter(u"blocks Stop"_s).size(), 1);
    }

    void gateThatIsNeverMetFailsTheAttempt()
    {
        m_fixture->api.add(ApiTurn::say(u"I will not."_s).forever());
        startWith({QJsonObject{{u"name"_s, u"tests"_s},
                               {u"event"_s, u"Stop"_s},
                               {u"do"_s, u"require"_s},
                               {u"command"_s, u"ctest*"_s},
                               {u"times"_s, 2}}});
        FINISHED();
        QCOMPARE(int(outcome().status), int(Status::Failed));
        QCOMPARE(outcome().errorClass, u"quality_gate"_s);
        QVERIFY(outcome().retryable);
        QVERIFY2(outcome().error.contains(u"tests"_s) && outcome().error.contains(u"ctest*"_s),
                 qPrintable(outcome().error));
        QCOMPARE(m_fixture->api.requests().size(), 3);
    }

    void commandAtTheEndIsAGateToo()
    {
        add(u"Ready."_s);
        bash(u"touch proof"_s);
        add(u"Ready now."_s);
        startWith({QJsonObject{{u"event"_s, u"Stop"_s}, {u"do"_s, u"run"_s}, {u"command"_s, u"test -e proof"_s}}},
                  allowShell());
        FINISHED();
        QCOMPARE(int(outcome().status), int(Status::Succeeded));
        QCOMPARE(outcome().result.toString(), u"Ready now."_s);
    }

    void everyEventIsAcceptedAndRecorded()
    {
        bash(u"false"_s);
        bash(u"true"_s);
        add(u"done"_s);
        startWith({QJsonObject{{u"name"_s, u"audit"_s}, {u"event"_s, u"*"_s}, {u"do"_s, u"record"_s}}}, allowShell());
        FINISHED();
        QCOMPARE(int(outcome().status), int(Status::Succeeded));
        const QString log = m_fixture->sink.log().filter(u"Hook \"audit\""_s).join(u'\n');
        for (const QString &event : {u"UserPromptSubmit"_s, u"PreToolUse Bash: true"_s, u"PostToolUse Bash: true"_s,
                                     u"PostToolUseFailure Bash: false"_s, u"PostToolBatch"_s, u"Stop"_s})
            QVERIFY2(log.contains(event), qPrintable(log));
        QVERIFY(m_fixture->sink.log().filter(u"refused"_s).isEmpty());
    }

    void commandIsRunAtEveryEvent()
    {
        bash(u"true"_s);
        add(u"done"_s);
        startWith({QJsonObject{{u"name"_s, u"audit"_s},
                               {u"event"_s, u"*"_s},
                               {u"do"_s, u"run"_s},
                               {u"command"_s, u"echo \"$PODIUM_HOOK_EVENT\" >> events"_s}}},
                  allowShell());
        FINISHED();
        QCOMPARE(int(outcome().status), int(Status::Succeeded));
        QFile events(m_fixture->workspace() + u"/events"_s);
        QVERIFY(events.open(QIODevice::ReadOnly));
        const QStringList seen = QString::fromUtf8(events.readAll()).split(u'\n');
        for (const QString &event : {u"SessionStart"_s, u"UserPromptSubmit"_s, u"PreToolUse"_s, u"PostToolUse"_s,
                                     u"PostToolBatch"_s, u"Stop"_s, u"SessionEnd"_s})
            QVERIFY2(seen.contains(event), qPrintable(seen.join(u' ')));
    }

    void otherPointsThanCallsAreBlocked()
    {
        bash(u"touch asked"_s);
        add(u"done"_s);
        const auto block = [](const QString &event) {
            return QJsonObject{
                {u"name"_s, event}, {u"event"_s, event}, {u"do"_s, u"block"_s}, {u"text"_s, u"Not now."_s}};
        };
        startWith({block(u"PermissionRequest"_s)});
        FINISHED();
        QCOMPARE(int(outcome().status), int(Status::Succeeded));
        QCOMPARE(m_fixture->sink.withdrawn().size(), m_fixture->sink.approvals().size()); // Nobody needs to decide.
        QVERIFY(!QFile::exists(m_fixture->workspace() + u"/asked"_s));
        QVERIFY2(told(1).contains(u"Not now."_s), qPrintable(told(1)));
    }

    void promptIsBlocked()
    {
        startWith({QJsonObject{
            {u"event"_s, u"UserPromptSubmit"_s}, {u"do"_s, u"block"_s}, {u"text"_s, u"Not on a Sunday."_s}}});
        FINISHED();
        QVERIFY(m_fixture->api.requests().isEmpty());
        QCOMPARE(int(outcome().status), int(Status::Failed));
        QCOMPARE(outcome().errorClass, u"prompt_blocked"_s);
        QVERIFY2(outcome().error.contains(u"Not on a Sunday."_s), qPrintable(outcome().error));
    }

    void batchOfCallsIsTheLast()
    {
        bash(u"touch first"_s);
        add(u"never said"_s);
        startWith(
            {QJsonObject{{u"event"_s, u"PostToolBatch"_s}, {u"do"_s, u"block"_s}, {u"text"_s, u"That is enough."_s}}},
            allowShell());
        FINISHED();
        QVERIFY(QFile::exists(m_fixture->workspace() + u"/first"_s));
        QCOMPARE(m_fixture->api.requests().size(), 1);
    }

    void hooksOfTheTaskComeAfterThoseOfTheAgent()
    {
        bash(u"true"_s);
        add(u"done"_s);
        engine::AttemptRequest request =
            requestWith({QJsonObject{{u"name"_s, u"first"_s}, {u"event"_s, u"PreToolUse"_s}, {u"do"_s, u"record"_s}}},
                        allowShell());
        request.spec.hooks = {
            QJsonObject{{u"name"_s, u"second"_s}, {u"event"_s, u"PreToolUse"_s}, {u"do"_s, u"record"_s}}};
        m_fixture->startRunner().start(request);
        FINISHED();
        const QStringList log = m_fixture->sink.log().filter(u"Hook "_s);
        QCOMPARE(log.size(), 2);
        QVERIFY(log.first().contains(u"first"_s) && log.last().contains(u"second"_s));
    }

    void beginAndEndOfASessionHaveHooks()
    {
        add(u"done"_s);
        QMutex mutex;
        QStringList natively;
        agents::HookHandler handler;
        handler.rule.event = u"*"_s;
        handler.handle = [&](const HookEvent &event) {
            if (event.event.startsWith(u"Se"_s)) {
                const QMutexLocker lock(&mutex);
                natively.append(
                    event.event + u' ' + event.subject + u' ' +
                    (event.input.value(u"cwd"_s).toString() == m_fixture->workspace() ? u"here"_s : u"?"_s));
            }
            QPromise<HookAnswer> promise;
            promise.start();
            HookAnswer answer;
            if (event.event.startsWith(u"Se"_s))
                answer.context = u"It is said natively at %1."_s.arg(event.event);
            promise.addResult(answer);
            promise.finish();
            return promise.future();
        };
        agents::HookHandler setUp = handler;
        setUp.rule.event = u"Setup"_s;
        m_fixture->settings.hooks = {handler, setUp};
        const auto hook = [](const QString &name, const QString &event, const QString &does, const QString &with) {
            QJsonObject out{{u"name"_s, name}, {u"event"_s, event}, {u"do"_s, does}};
            if (!with.isEmpty())
                out.insert(does == u"run"_s ? u"command"_s : u"text"_s, with);
            return out;
        };
        startWith({hook(u"first"_s, u"SessionStart"_s, u"run"_s, u"echo \"it's $PODIUM_HOOK_EVENT\" | tee started"_s),
                   hook(u"hint"_s, u"SessionStart"_s, u"context"_s, u"Mind the 'gap'."_s),
                   hook(u"set"_s, u"Setup"_s, u"run"_s, u"touch set-up"_s),
                   hook(u"bye"_s, u"SessionEnd"_s, u"run"_s, u"cp \"$PODIUM_HOOK_INPUT\" ended; echo tidied; exit 3"_s),
                   hook(u"noted"_s, u"SessionEnd"_s, u"record"_s, {})});
        FINISHED();
        QCOMPARE(int(outcome().status), int(Status::Succeeded));
        QVERIFY(all(0).contains(u"it's SessionStart"_s));
        QVERIFY(all(0).contains(u"Mind the 'gap'."_s));
        const QString place = m_fixture->workspace();
        QVERIFY(QFile::exists(place + u"/started"_s) && QFile::exists(place + u"/set-up"_s));
        QFile ended(place + u"/ended"_s);
        QVERIFY(ended.open(QIODevice::ReadOnly) && ended.readAll().contains("SessionEnd"));
        const QString log = m_fixture->sink.log().join(u'\n');
        for (const QString &line :
             {u"Hook SessionStart:startup ended with 0. it's SessionStart"_s, u"Hook Setup:init ended with 0"_s,
              u"Hook \"bye\" (SessionEnd) ended with 3. tidied"_s, u"Hook \"noted\" (SessionEnd) ended with 0"_s})
            QVERIFY2(log.contains(line), qPrintable(log));
        const QMutexLocker lock(&mutex);
        natively.sort();
        QCOMPARE(natively.size(), 3);
        QVERIFY2(natively.at(0).startsWith(u"SessionEnd "_s) && natively.at(0).endsWith(u" here"_s),
                 qPrintable(natively.at(0)));
        QCOMPARE(natively.mid(1), (QStringList{u"SessionStart startup here"_s, u"Setup init here"_s}));
        QVERIFY(all(0).contains(u"It is said natively at SessionStart."_s));
    }

    void aHookMakesTheAgentsOwnWorktree()
    {
        use(u"EnterWorktree"_s, {{u"name"_s, u"aside"_s}});
        add(u"done"_s);
        startWith({QJsonObject{{u"event"_s, u"WorktreeCreate"_s},
                               {u"do"_s, u"run"_s},
                               {u"command"_s, u"echo making; mkdir -p made && realpath made"_s}},
                   QJsonObject{{u"name"_s, u"shown"_s}, {u"event"_s, u"MessageDisplay"_s}, {u"do"_s, u"record"_s}},
                   QJsonObject{{u"name"_s, u"all"_s}, {u"event"_s, u"*"_s}, {u"do"_s, u"record"_s}}},
                  {QJsonObject{{u"tools"_s, QJsonArray{u"EnterWorktree"_s}}, {u"decide"_s, u"allow"_s}}});
        FINISHED();
        QCOMPARE(int(outcome().status), int(Status::Succeeded));
        QVERIFY2(told(1).contains(m_fixture->workspace() + u"/made"_s), qPrintable(told(1)));
        QVERIFY(!m_fixture->sink.log().filter(u"\"shown\" (record): MessageDisplay"_s).isEmpty());
        QVERIFY(m_fixture->sink.log().filter(u"\"all\" (record): MessageDisplay"_s).isEmpty());
    }

    void hookInCppDecidesInItsOwnTime()
    {
        auto promise = std::make_shared<QPromise<HookAnswer>>();
        std::atomic<bool> called = false;
        agents::HookHandler handler;
        handler.rule.name = u"native"_s;
        handler.rule.event = u"PreToolUse"_s;
        handler.handle = [&](const HookEvent &event) {
            promise->start();
            called = event.about == u"touch one"_s;
            return promise->future();
        };
        m_fixture->settings.hooks = {handler};
        bash(u"touch one"_s);
        add(u"done"_s);
        startWith({}, allowShell());
        WAIT_FOR(called.load());
        HookAnswer answer;
        answer.updatedInput = {{u"command"_s, u"touch two"_s}, {u"description"_s, u"d"_s}};
        promise->addResult(answer);
        promise->finish();
        FINISHED();
        QVERIFY(QFile::exists(m_fixture->workspace() + u"/two"_s));
        QVERIFY(!QFile::exists(m_fixture->workspace() + u"/one"_s));
    }

    void gateGoesOnAfterARestart()
    {
        m_fixture->makeGate();
        bash(u"true test"_s);
        bash(u"read line < go"_s);
        add(u"Ready."_s);
        const QJsonArray hooks{
            QJsonObject{{u"event"_s, u"Stop"_s}, {u"do"_s, u"require"_s}, {u"command"_s, u"*test"_s}}};
        startWith(hooks, allowShell());
        WAIT_FOR(!m_fixture->sink.log().filter(u"read line"_s).isEmpty());
        m_fixture->startRunner().attach(requestWith(hooks, allowShell()));
        m_fixture->openGate();
        FINISHED();
        QCOMPARE(int(outcome().status), int(Status::Succeeded));
        QVERIFY(m_fixture->sink.log().filter(u"blocks"_s).isEmpty()); // What had succeeded is still known.
    }

    void mistakeInAHookIsAnErrorOfTheConfiguration()
    {
        startWith({QJsonObject{{u"event"_s, u"Stop"_s}, {u"do"_s, u"allow"_s}}});
        FINISHED();
        QCOMPARE(outcome().errorClass, u"config"_s);
        QVERIFY2(outcome().error.contains(u"options.hooks[0]"_s), qPrintable(outcome().error));
    }
};

QTEST_GUILESS_MAIN(TestClaudeHooks)
#include "tst_claudehooks.moc"
