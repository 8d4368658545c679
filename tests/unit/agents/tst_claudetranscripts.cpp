// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// Conversations recorded with the real CLI are played to the parser and the session; the end states are asserted.
#include "agents/claude/session/claudesession.h"
#include "agents/claude/session/claudewire.h"

#include "base/json.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace podium;
using namespace podium::agents;

namespace
{

/// What a recording came to.
struct Played
{
    QStringList turns; ///< Of each turn: "ok: <text>", or the class of its failure.
    QStringList asked; ///< Titles of the approvals.
    int withdrawn = 0;
    int answers = 0; ///< Given by the policy.
    int interrupts = 0;
    QStringList errors;
    std::optional<int> exitCode;
    QString errorOutput;
    bool quiet = false;
    std::unique_ptr<ClaudeSession> session;
};

QStringList recordings()
{
    const QDir folder(QStringLiteral(PODIUM_TEST_DATA "/claude"));
    QStringList out;
    for (const QString &file : folder.entryList({u"*.jsonl"_s}, QDir::Files))
        out.append(file.chopped(6));
    return out;
}

QList<QJsonObject> recording(const QString &name)
{
    QFile file(QStringLiteral(PODIUM_TEST_DATA "/claude/") + name + u".jsonl"_s);
    QList<QJsonObject> out;
    if (!file.open(QIODevice::ReadOnly))
        return out;
    while (!file.atEnd()) {
        const QByteArray line = file.readLine();
        if (const Result<QJsonValue> value = parseJson(line); value && value->isObject())
            out.append(value->toObject());
    }
    return out;
}

Played play(const QString &name, const QString &mode = u"default"_s)
{
    Played out;
    ClaudeSession::Setup setup;
    setup.key = {u"run"_s, 0, 1};
    setup.scene = {u"/nowhere/ws"_s, u"/nowhere/attempt/output"_s, u"/nowhere/attempt/temp"_s, u"/nowhere/attempt"_s,
                   mode};
    out.session = std::make_unique<ClaudeSession>(setup);
    ClaudeSession &session = *out.session;
    session.caughtUp();
    for (const QJsonObject &entry : recording(name)) {
        const QString direction = entry.value("dir"_L1).toString();
        const QJsonValue line = entry.value("line"_L1);
        if (direction == u"err")
            out.errorOutput += line.toString() + u'\n';
        if (direction == u"note" && line.toString().startsWith(u"exit code "))
            out.exitCode = line.toString().mid(10).toInt();
        if (direction == u"in" && line["type"_L1] == "user"_L1 && line["uuid"_L1].isString())
            session.remember({ClaudeWrite::Kind::Message, line["uuid"_L1].toString(), {}});
        if (direction != u"out")
            continue;
        const Result<claude::Message> message = claude::parseLine(canonicalJson(line));
        if (!message) {
            out.errors.append(message.error().text());
            continue;
        }
        const ClaudeStep step = session.feed(*message);
        for (const domain::Approval &approval : step.asked)
            out.asked.append(approval.title);
        out.withdrawn += int(step.withdrawn.size());
        for (const ClaudeWrite &write : step.writes) {
            out.answers += write.kind == ClaudeWrite::Kind::Answer;
            out.interrupts += write.line.contains("\"interrupt\"");
        }
        if (const auto *result = std::get_if<claude::TurnResult>(&message->body)) {
            const std::optional<ClaudeFailure> failure = session.failure();
            out.turns.append(failure ? failure->errorClass : u"ok: "_s + result->text);
        }
    }
    out.quiet = session.isQuiet();
    return out;
}

} // namespace

class TestClaudeTranscripts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void recordedConversationEndsAsItDid_data();
    void recordedConversationEndsAsItDid();
    void everyRecordingHasItsEnd();
    void everyRecordedShapeIsParsed();
    void ourLinesHaveTheShapeOfTheOfficialHost();
    void wrongCredentialsInterruptAtOnceAndOnce();
    void startupFailuresAreTakenFromStandardError_data();
    void startupFailuresAreTakenFromStandardError();
    void limitOfASubscriptionSaysWhenItEnds();
    void structuredOutputIsTakenWhereItIs();
    void playingAgainAfterARestartAsksNothingTwice();
    void clearedConversationGetsItsNewSession();
};

void TestClaudeTranscripts::recordedConversationEndsAsItDid_data()
{
    QTest::addColumn<QStringList>("turns");
    QTest::addColumn<QStringList>("asked");
    QTest::addColumn<bool>("quiet");
    QTest::addColumn<double>("usd");
    QTest::addColumn<int>("exitCode");
    QTest::newRow("01-oneshot-text") << QStringList{u"ok: Hi from fake"_s} << QStringList{} << true << 0.0008 << 0;
    QTest::newRow("02-initialize-and-two-turns")
        << QStringList{u"ok: first reply"_s, u"ok: second reply"_s} << QStringList{} << true << 0.0016 << 0;
    QTest::newRow("03-perm-allow") << QStringList{u"ok: written"_s} << QStringList{u"Write: $W/ws/perm/a.txt"_s} << true
                                   << 0.0016 << 0;
    QTest::newRow("04-perm-deny") << QStringList{u"ok: understood"_s} << QStringList{u"Write: $W/ws/perm/denied.txt"_s}
                                  << true << 0.0016 << 0;
    QTest::newRow("05-perm-deny-interrupt")
        << QStringList{u"aborted"_s, u"ok: yes alive"_s} << QStringList{u"Bash: touch zz"_s} << true << 0.0016 << 0;
    QTest::newRow("06-perm-updated-input-and-permissions")
        << QStringList{u"ok: ok"_s} << QStringList{u"Bash: python3 -c 'open(\"orig.txt\",\"w\")'"_s} << true << 0.0024
        << 0;
    QTest::newRow("08-perm-host-error") << QStringList{u"ok: ok"_s} << QStringList{u"Bash: touch x1"_s} << true
                                        << 0.0016 << 0;
    QTest::newRow("09-noprompt-autodeny") << QStringList{u"ok: ok"_s} << QStringList{} << true << 0.0016 << 0;
    QTest::newRow("11-sdk-mcp") << QStringList{u"ok: mcp done"_s} << QStringList{} << true << 0.0024 << 0;
    QTest::newRow("12-partial-messages") << QStringList{u"ok: bye"_s} << QStringList{} << true << 0.0016 << 0;
    QTest::newRow("13-interrupt-midstream-queue")
        << QStringList{u"aborted"_s, u"ok: answer to queued one"_s} << QStringList{} << true << 0.00168 << 0;
    QTest::newRow("14-interrupt-during-tool-cancel-queued")
        << QStringList{u"aborted"_s, u"ok: alive after"_s} << QStringList{u"Bash: timeout 30 tail -f /dev/null"_s}
        << true << 0.0016 << 0;
    QTest::newRow("15-interrupt-while-permission-pending")
        << QStringList{u"aborted"_s} << QStringList{u"Bash: touch q"_s} << true << 0.0008 << 1;
    QTest::newRow("17-message-folded-into-running-turn")
        << QStringList{u"ok: first program done"_s} << QStringList{u"Bash: timeout 2 tail -f /dev/null"_s} << true
        << 0.0016 << 0;
    QTest::newRow("17b-message-priority-now")
        << QStringList{u"ok: "_s, u"ok: urgent reply"_s} << QStringList{u"Bash: timeout 30 tail -f /dev/null"_s} << true
        << 0.0016 << 0;
    QTest::newRow("17c-cancel-async-message")
        << QStringList{u"ok: first program done"_s} << QStringList{u"Bash: timeout 3 tail -f /dev/null"_s} << true
        << 0.0016 << 0;
    QTest::newRow("19b-bad-json") << QStringList{} << QStringList{} << false << -1.0 << 1;
    QTest::newRow("20-mode-bypass-root-refused") << QStringList{} << QStringList{} << false << -1.0 << 1;
    QTest::newRow("21-max-turns") << QStringList{u"max_turns"_s, u"ok: second turn ok"_s} << QStringList{} << true
                                  << 0.0024 << 0;
    QTest::newRow("22-max-budget") << QStringList{u"max_budget"_s, u"max_budget"_s} << QStringList{} << true << 0.06
                                   << 1;
    QTest::newRow("23-json-schema-ok") << QStringList{u"ok: {\"name\":\"bob\",\"n\":3}"_s} << QStringList{} << true
                                       << 0.0008 << 0;
    QTest::newRow("23c-json-schema-text-only")
        << QStringList{u"ok: still no"_s} << QStringList{} << true << 0.0016 << 0;
    QTest::newRow("23d-json-schema-always-invalid")
        << QStringList{u"structured_output"_s} << QStringList{} << true << 0.004 << 1;
    QTest::newRow("25b-429-forever-max2")
        << QStringList{u"rate_limit"_s, u"ok: recovered"_s} << QStringList{} << true << 0.0008 << 0;
    QTest::newRow("25c2-529-default-retries-full") << QStringList{u"overloaded"_s} << QStringList{} << true << 0.0 << 1;
    QTest::newRow("25d2-403") << QStringList{u"auth"_s, u"ok: recovered"_s} << QStringList{} << true << 0.0008 << 0;
    QTest::newRow("25d3-401-oneshot") << QStringList{u"auth"_s} << QStringList{} << true << 0.0 << 1;
    QTest::newRow("26a-partial-stream-reset-mid")
        << QStringList{u"ok: after mid reset"_s} << QStringList{} << true << 0.00102 << 0;
    QTest::newRow("26b-partial-sse-error-nonstreaming-fallback")
        << QStringList{u"ok: after sse"_s} << QStringList{} << true << 0.0008 << 0;
    QTest::newRow("27-session-state-events")
        << QStringList{u"ok: ok"_s} << QStringList{u"Bash: touch abc"_s} << true << 0.0016 << 0;
    QTest::newRow("28b-bad-resume") << QStringList{u"session_not_found"_s} << QStringList{} << true << 0.0 << 1;
    QTest::newRow("28g-bypass-root") << QStringList{u"startup"_s} << QStringList{} << true << 0.0 << 1;
    QTest::newRow("30a2-resume-after-sigkill-midstream")
        << QStringList{u"ok: resumed fine"_s} << QStringList{} << true << 0.0008 << 0;
    QTest::newRow("30b-sigkill-during-tool")
        << QStringList{} << QStringList{u"Bash: timeout 40 tail -f /dev/null"_s} << false << -1.0 << -9;
    QTest::newRow("30b2-resume-after-sigkill-during-tool")
        << QStringList{u"ok: resumed fine"_s} << QStringList{} << true << 0.0008 << 0;
    QTest::newRow("30d-resume-interrupted-turn-env")
        << QStringList{u"ok: continued automatically"_s} << QStringList{u"Bash: timeout 40 tail -f /dev/null"_s} << true
        << 0.0016 << 0;
    QTest::newRow("31a-sigint-during-tool")
        << QStringList{u"aborted"_s} << QStringList{u"Bash: timeout 40 tail -f /dev/null"_s} << true << 0.0008 << 0;
    QTest::newRow("33a-subagent-foreground")
        << QStringList{u"ok: main done"_s} << QStringList{u"Bash: touch from-sub"_s} << true << 0.00164 << 0;
    QTest::newRow("33c-subagent-background")
        << QStringList{u"ok: main continues"_s, u"ok: main saw notification"_s}
        << QStringList{u"Bash: timeout 2 tail -f /dev/null"_s} << true << 0.00244 << 0;
    QTest::newRow("33e-stop-task-background-agent")
        << QStringList{u"ok: main continues"_s, u"ok: main saw stop"_s}
        << QStringList{u"Bash: timeout 30 tail -f /dev/null"_s} << true << 0.00242 << 0;
    QTest::newRow("34a-background-bash") << QStringList{u"ok: started"_s, u"ok: notified"_s}
                                         << QStringList{u"Bash: timeout 2 tail -f /dev/null; echo bgdone"_s} << true
                                         << 0.0024 << 0;
    QTest::newRow("35a-ask-user-question")
        << QStringList{u"ok: got it"_s} << QStringList{u"Which color?"_s} << true << 0.0016 << 0;
    QTest::newRow("35b-plan-exitplanmode")
        << QStringList{u"ok: implemented"_s} << QStringList{u"May the plan be carried out?"_s} << true << 0.0024 << 0;
    QTest::newRow("36f-plan-with-plan-file") << QStringList{u"ok: thinking"_s, u"ok: done planning"_s}
                                             << QStringList{u"Plan: The plan …"_s} << true << 0.0032 << 0;
    QTest::newRow("37a-autocompact") << QStringList{u"ok: r1"_s, u"ok: r2"_s} << QStringList{} << true << 3.9316 << 0;
    QTest::newRow("37d-ratelimit-headers-oauth")
        << QStringList{u"ok: r1"_s, u"rate_limit"_s} << QStringList{} << true << 0.0004 << 1;
    QTest::newRow("01b-oneshot-json") << QStringList{u"ok: Hi from fake"_s} << QStringList{} << true << 0.0008 << 0;
    QTest::newRow("10-hooks") << QStringList{u"ok: tests run, finished"_s} << QStringList{} << true << 0.0048 << 0;
    QTest::newRow("11b-sdk-mcp-initialize-only")
        << QStringList{u"ok: mcp done"_s} << QStringList{u"mcp__farm__add: {\"a\":1,\"b\":1}"_s} << true << 0.0016 << 0;
    QTest::newRow("18-control-battery") << QStringList{u"ok: hi"_s} << QStringList{} << true << 0.0008 << 1;
    QTest::newRow("32g-concurrent-resume-1")
        << QStringList{u"ok: from c1"_s, u"ok: from c1b"_s} << QStringList{} << true << 0.0064 << 0;
    QTest::newRow("35c-shell-hooks-settings") << QStringList{u"ok: ok"_s} << QStringList{} << true << 0.0016 << 0;
    QTest::newRow("35d-file-checkpoint-rewind")
        << QStringList{u"ok: w1"_s, u"ok: w2"_s} << QStringList{} << true << 0.0048 << 0;
    QTest::newRow("36a-stdio-mcp") << QStringList{u"ok: ok"_s} << QStringList{u"mcp__echo__echo: {\"s\":\"hello\"}"_s}
                                   << true << 0.0016 << 0;
    QTest::newRow("36c-permission-prompt-tool-mcp") << QStringList{u"ok: ok"_s} << QStringList{} << true << 0.0024 << 0;
    QTest::newRow("36d-elicitation") << QStringList{u"ok: ok"_s} << QStringList{u"Your name?"_s} << true << 0.0016 << 0;
    QTest::newRow("50b-sdk-mcp-slow-tool-200s") << QStringList{u"ok: after"_s} << QStringList{} << true << 0.0016 << 0;
    QTest::newRow("50c-hook-unanswered") << QStringList{u"ok: after"_s} << QStringList{} << true << 0.0016 << 0;
    QTest::newRow("51c-resume-interrupted-turn-after-rounds")
        << QStringList{u"ok: finished after resume"_s} << QStringList{u"Bash: timeout 40 tail -f /dev/null"_s} << true
        << 0.0016 << 0;
    QTest::newRow("53b-rewind-conversation")
        << QStringList{u"ok: r1"_s, u"ok: r2"_s, u"ok: r3"_s} << QStringList{} << true << 0.0024 << 0;
    QTest::newRow("52b-parallel-tools-out-of-order-answers")
        << QStringList{u"ok: all"_s} << QStringList{u"Bash: touch p0"_s, u"Bash: touch p1"_s, u"Bash: touch p2"_s}
        << true << 0.0016 << 0;
    QTest::newRow("54a-interrupt-during-retry-backoff")
        << QStringList{u"auth"_s, u"auth"_s} << QStringList{} << true << 0.0008 << 0;
}

void TestClaudeTranscripts::recordedConversationEndsAsItDid()
{
    QFETCH(QStringList, turns);
    QFETCH(QStringList, asked);
    QFETCH(bool, quiet);
    QFETCH(double, usd);
    QFETCH(int, exitCode);
    const Played played = play(QString::fromLatin1(QTest::currentDataTag()));
    QCOMPARE(played.errors, QStringList());
    QCOMPARE(played.turns, turns);
    QCOMPARE(played.asked, asked);
    QCOMPARE(played.quiet, quiet);
    // The recordings cut the usage; the cost is what the session's total gave.
    QCOMPARE(qRound(played.session->usage().usd.value_or(-1.0) * 1e6), qRound(usd * 1e6));
    QCOMPARE(played.exitCode.value_or(-1), exitCode);
    // A tool call that has its result, or whose turn is over, is no longer a question to anybody.
    if (quiet)
        QCOMPARE(played.withdrawn, int(asked.size()));
}

void TestClaudeTranscripts::everyRecordingHasItsEnd()
{
    // A recording that nobody plays proves nothing. Two have tests of their own.
    QSet<QString> played{u"35e-slash-commands-compact"_s, u"60-official-ts-sdk-0.3.329-stdin"_s};
    QFile self(QStringLiteral(PODIUM_TEST_DATA "/../unit/agents/tst_claudetranscripts.cpp"));
    QVERIFY(self.open(QIODevice::ReadOnly));
    static const QRegularExpression s_row(uR"re(newRow\("([0-9a-z.-]+)"\))re"_s,
                                          QRegularExpression::CaseInsensitiveOption);
    for (auto it = s_row.globalMatch(QString::fromUtf8(self.readAll())); it.hasNext();)
        played.insert(it.next().captured(1));
    for (const QString &name : recordings())
        QVERIFY2(played.contains(name), qPrintable(name));
}

void TestClaudeTranscripts::ourLinesHaveTheShapeOfTheOfficialHost()
{
    // What the official SDK wrote, by the way it answers: which keys its lines have, to any depth that is a shape.
    QFile file(QStringLiteral(PODIUM_TEST_DATA "/claude/60-official-ts-sdk-0.3.329-stdin.jsonl"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QList<QJsonObject> theirs;
    while (!file.atEnd())
        theirs.append(parseJson(file.readLine())->toObject());
    QCOMPARE(theirs.size(), 6);
    const auto ours = [](const QByteArray &line) { return parseJson(line.trimmed())->toObject(); };

    const QJsonObject initialize =
        ours(claude::requestLine(u"1"_s, {{u"subtype"_s, u"initialize"_s}, {u"hooks"_s, QJsonObject()}}));
    QCOMPARE(initialize.keys(), theirs.at(0).keys());
    const QJsonObject message = ours(claude::messageLine(u"1"_s, u"go"_s));
    QStringList keys = theirs.at(1).keys();
    keys += {u"client_composed"_s, u"uuid"_s}; // Text runs no commands of the program; it takes each message once.
    keys.sort();
    QCOMPARE(message.keys(), keys);
    QCOMPARE(message["message"_L1]["role"_L1], theirs.at(1)["message"_L1]["role"_L1]);
    QCOMPARE(message["session_id"_L1], theirs.at(1)["session_id"_L1]);
    for (qsizetype i = 2; i < theirs.size(); ++i) {
        const QJsonObject answer = theirs.at(i)["response"_L1].toObject();
        // The line itself, but for the order of keys.
        QCOMPARE(ours(claude::answerLine(answer["request_id"_L1].toString(), answer["response"_L1].toObject())),
                 theirs.at(i));
    }
}

void TestClaudeTranscripts::everyRecordedShapeIsParsed()
{
    int lines = 0;
    QSet<size_t> kinds;
    QCOMPARE(recordings().size(), 64);
    for (const QString &name : recordings()) {
        for (const QJsonObject &entry : recording(name)) {
            if (entry.value("dir"_L1) != "out"_L1)
                continue;
            const QByteArray line = canonicalJson(entry.value("line"_L1));
            const Result<claude::Message> message = claude::parseLine(line);
            QVERIFY2(message.has_value(), line.constData());
            kinds.insert(message->body.index());
            ++lines;
        }
    }
    QVERIFY(lines > 500);
    QVERIFY2(kinds.size() >= 15, qPrintable(QString::number(kinds.size())));
}

void TestClaudeTranscripts::wrongCredentialsInterruptAtOnceAndOnce()
{
    const Played played = play(u"54a-interrupt-during-retry-backoff"_s);
    QCOMPARE(played.interrupts, 1); // Three retries were recorded before the host of the recording gave up.
    const std::optional<ClaudeFailure> failure = played.session->failure();
    QVERIFY(failure.has_value());
    QCOMPARE(failure->errorClass, u"auth"_s);
    QVERIFY(!failure->retryable);
}

void TestClaudeTranscripts::startupFailuresAreTakenFromStandardError_data()
{
    QTest::addColumn<QString>("said");
    QTest::addColumn<bool>("turnStarted");
    QTest::addColumn<QString>("errorClass");
    QTest::addColumn<bool>("retryable");
    QTest::newRow("bad option") << u"error: unknown option '--x'"_s << false << u"startup"_s << false;
    QTest::newRow("id in use") << u"Error: Session ID 1 is already in use."_s << false << u"session_in_use"_s << false;
    QTest::newRow("unknown session") << u"No conversation found with session ID: 1"_s << false << u"session_not_found"_s
                                     << true;
    QTest::newRow("silent") << QString() << false << u"startup"_s << false;
    QTest::newRow("in the middle") << u"Illegal instruction"_s << true << u"process_died"_s << true;
    QTest::newRow("recorded root") << play(u"20-mode-bypass-root-refused"_s).errorOutput << false << u"startup"_s
                                   << false;
}

void TestClaudeTranscripts::startupFailuresAreTakenFromStandardError()
{
    QFETCH(QString, said);
    QFETCH(bool, turnStarted);
    QFETCH(QString, errorClass);
    QFETCH(bool, retryable);
    const ClaudeFailure failure = classifyExit(said, turnStarted, u"exit code 1"_s);
    QCOMPARE(failure.errorClass, errorClass);
    QCOMPARE(failure.retryable, retryable);
    QVERIFY(failure.error.contains(said.trimmed()));
}

void TestClaudeTranscripts::limitOfASubscriptionSaysWhenItEnds()
{
    const std::optional<ClaudeFailure> failure = play(u"37d-ratelimit-headers-oauth"_s).session->failure();
    QVERIFY(failure.has_value());
    QCOMPARE(failure->resetsAtMs, 1795233886000LL);
    QVERIFY(failure->error.contains(u"5-hour limit"));
}

void TestClaudeTranscripts::structuredOutputIsTakenWhereItIs()
{
    const Played good = play(u"23-json-schema-ok"_s);
    QCOMPARE(good.session->result()->structuredOutput.toObject(), (QJsonObject{{u"name"_s, u"bob"_s}, {u"n"_s, 3}}));
    QVERIFY(play(u"23c-json-schema-text-only"_s).session->result()->structuredOutput.isUndefined());
}

void TestClaudeTranscripts::playingAgainAfterARestartAsksNothingTwice()
{
    ClaudeSession::Setup setup;
    setup.key = {u"run"_s, 0, 1};
    setup.scene.mode = u"default"_s;
    ClaudeSession session(setup);
    for (const QJsonObject &entry : recording(u"30b-sigkill-during-tool"_s)) {
        if (entry.value("dir"_L1) != "out"_L1)
            continue;
        const ClaudeStep step = session.feed(*claude::parseLine(canonicalJson(entry.value("line"_L1))));
        QVERIFY(step.asked.isEmpty() && step.writes.isEmpty());
    }
    const ClaudeStep step = session.caughtUp();
    QCOMPARE(step.asked.size(), 1); // Still open: asked now, once.
    QCOMPARE(session.caughtUp().asked.size(), 0);
}

void TestClaudeTranscripts::clearedConversationGetsItsNewSession()
{
    const QList<QJsonObject> lines = recording(u"35e-slash-commands-compact"_s);
    QString last;
    for (const QJsonObject &entry : lines) {
        const QString session = entry.value("line"_L1)["session_id"_L1].toString();
        if (entry.value("dir"_L1) == "out"_L1 && !session.isEmpty())
            last = session;
    }
    QVERIFY(!last.isEmpty());
    QCOMPARE(play(u"35e-slash-commands-compact"_s).session->session(), last);
}

QTEST_GUILESS_MAIN(TestClaudeTranscripts)
#include "tst_claudetranscripts.moc"
