// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// What the Claude Code CLI says, line by line, into the parser and the session behind it. Whatever it says, what Podium
// says in return are whole lines of JSON, each request gets at most one answer, and nothing is spent backwards.
// The recordings of tests/data/claude are inputs as they are: of their lines the CLI's part is taken.
#include "agents/claude/session/claudesession.h"
#include "base/json.h"
#include "fuzz/fuzzing.h"

#include <QSet>

using namespace podium;
using namespace podium::agents;
using namespace Qt::StringLiterals;

namespace
{

/// A session, and the person and process around it.
class Player
{
public:
    Player() : m_session(setup()) { take(m_session.open(u"role"_s, {{u"type"_s, u"object"_s}}, u"do it"_s)); }

    void hear(const QByteArray &line)
    {
        const Result<claude::Message> message = claude::parseLine(line);
        if (!message)
            return;
        take(m_session.feed(*message));
        const domain::Usage usage = m_session.usage();
        FUZZ_REQUIRE(usage.inputTokens.value_or(0) >= 0 && usage.outputTokens.value_or(0) >= 0);
        FUZZ_REQUIRE(usage.usd.value_or(0) >= 0);
        (void)m_session.failure();
        (void)m_session.activityDetail();
        if (m_session.isQuiet())
            FUZZ_REQUIRE(m_session.waitsForBackground() && m_session.result());
    }

    /// What the person does about it; which of the possible things, the line decides.
    void react(const QByteArray &line)
    {
        for (domain::Approval approval : std::exchange(m_asked, {})) {
            const int choice = qChecksum(line) % 4;
            approval.state = choice == 0   ? domain::Approval::State::Denied
                             : choice == 1 ? domain::Approval::State::Expired
                                           : domain::Approval::State::Approved;
            approval.answer = {{u"message"_s, u"no"_s}, {u"interrupt"_s, choice == 3}, {u"mode"_s, u"acceptEdits"_s}};
            take(m_session.answer(approval));
        }
        if (line.size() % 64 == 63)
            take(m_session.interrupt());
        if (line.size() % 64 == 62)
            take(m_session.say(u"and then"_s));
    }

    void end()
    {
        take(m_session.caughtUp());
        m_session.stopWaiting();
    }

private:
    static ClaudeSession::Setup setup()
    {
        ClaudeSession::Setup out;
        out.key = {u"run"_s, 3, 1};
        out.scene = {u"/nowhere/ws"_s, u"/nowhere/a/output"_s, u"/nowhere/a/temp"_s, u"/nowhere/a"_s, u"default"_s};
        return out;
    }

    void take(const ClaudeStep &step)
    {
        for (const ClaudeWrite &write : step.writes) {
            FUZZ_REQUIRE(write.line.indexOf('\n') == write.line.size() - 1);
            const Result<QJsonValue> said = parseJson(write.line);
            FUZZ_REQUIRE(said && said->isObject());
            if (write.kind == ClaudeWrite::Kind::Answer)
                FUZZ_REQUIRE(said->toObject().value("response"_L1).toObject().value("request_id"_L1).toString() ==
                             write.id);
        }
        m_asked += step.asked;
    }

    ClaudeSession m_session;
    QList<domain::Approval> m_asked;
};

/// The CLI's line, also from a line of a recording; empty for what somebody else said there.
QByteArray spoken(const QByteArray &line)
{
    if (!line.startsWith("{\"t\":"))
        return line;
    const QJsonObject recorded = parseJson(line).value_or(QJsonValue()).toObject();
    const QJsonValue said = recorded.value("line"_L1);
    if (recorded.value("dir"_L1).toString() != u"out")
        return {};
    return said.isString() ? said.toString().toUtf8() : canonicalJson(said);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    Player player;
    for (const QByteArray &line : QByteArray(reinterpret_cast<const char *>(data), qsizetype(size)).split('\n')) {
        const QByteArray said = spoken(line);
        player.hear(said);
        player.react(said);
    }
    player.end();
    return 0;
}
