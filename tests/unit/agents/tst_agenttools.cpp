// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/tools/mcpserver.h"
#include "agents/tools/toolcalls.h"
#include "base/json.h"

#include <QPromise>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace podium;
using namespace podium::agents;

/// Tools of Podium without an agent's program: registry, protocol, and the life of a call.
class TestAgentTools : public QObject
{
    Q_OBJECT

    using Promise = QPromise<Result<QJsonValue>>;
    std::shared_ptr<Promise> m_promise;

    AgentTool tool(const QString &name = u"count"_s)
    {
        AgentTool out;
        out.name = name;
        out.description = u"Counts."_s;
        out.inputSchema = {{u"type"_s, u"object"_s},
                           {u"properties"_s, QJsonObject{{u"to"_s, QJsonObject{{u"type"_s, u"integer"_s}}}}},
                           {u"required"_s, QJsonArray{u"to"_s}}};
        out.handler = [this](const ToolCall &) {
            m_promise = std::make_shared<Promise>();
            m_promise->start();
            return m_promise->future();
        };
        return out;
    }
    ToolRegistry registry(qint64 timeLimitMs = 60'000)
    {
        ToolRegistry out;
        AgentTool one = tool();
        one.timeLimitMs = timeLimitMs;
        if (!out.add(one))
            qFatal("the tool of the test is refused");
        return out;
    }
    static QJsonObject request(const QString &method, const QJsonObject &params = {})
    {
        return {{u"jsonrpc"_s, u"2.0"_s}, {u"id"_s, 7}, {u"method"_s, method}, {u"params"_s, params}};
    }
    static QJsonObject answer(const ToolRegistry &tools, const QJsonObject &message)
    {
        const McpServer::Reply reply = McpServer(tools).receive(message);
        const auto *out = std::get_if<QJsonObject>(&reply);
        return out ? *out : QJsonObject();
    }
    static ToolCall to(const QJsonValue &number)
    {
        ToolCall out;
        out.arguments = {{u"to"_s, number}};
        return out;
    }
    /// What the only finished() said.
    static Result<QJsonValue> result(QSignalSpy &spy)
    {
        if (!spy.wait(10'000) && spy.isEmpty())
            return fail(ErrorCode::Timeout, u"the test waited in vain"_s);
        return spy.first().at(2).value<Result<QJsonValue>>();
    }

private Q_SLOTS:
    void registryRefusesWhatCannotBeCalled()
    {
        ToolRegistry tools;
        QVERIFY(tools.add(tool()));
        QCOMPARE(int(tools.add(tool()).error().code), int(ErrorCode::Conflict));
        QCOMPARE(int(tools.add(tool(u"two words"_s)).error().code), int(ErrorCode::InvalidArgument));
        AgentTool wrong = tool(u"wrong"_s);
        wrong.inputSchema = {{u"type"_s, u"number of things"_s}};
        QVERIFY(!tools.add(wrong));
        wrong = tool(u"idle"_s);
        wrong.handler = nullptr;
        QVERIFY(!tools.add(wrong));
        QCOMPARE(tools.tools().size(), 1);
    }

    void protocolIsAnswered()
    {
        const ToolRegistry tools = registry();
        QCOMPARE(answer(tools, request(u"ping"_s))["result"_L1].toObject(), QJsonObject());
        QCOMPARE(answer(tools, request(u"resources/list"_s))["error"_L1]["code"_L1].toInt(), -32601);
        QCOMPARE(answer(tools, request(u"tools/call"_s, {{u"name"_s, u"none"_s}}))["error"_L1]["code"_L1].toInt(),
                 -32602);
        const QJsonValue listed = answer(tools, request(u"tools/list"_s))["result"_L1]["tools"_L1][0];
        QCOMPARE(listed["name"_L1].toString(), u"count"_s);
        QCOMPARE(listed["_meta"_L1]["anthropic/alwaysLoad"_L1].toBool(), true);
        const McpServer::Reply call = McpServer(tools).receive(
            request(u"tools/call"_s, {{u"name"_s, u"count"_s}, {u"arguments"_s, QJsonObject{{u"to"_s, 3}}}}));
        QVERIFY(std::holds_alternative<McpServer::Call>(call));
        QCOMPARE(std::get<McpServer::Call>(call).arguments.value("to"_L1).toInt(), 3);
    }

    void wrongArgumentsNeverReachTheHandler()
    {
        ToolCalls calls;
        QSignalSpy finished(&calls, &ToolCalls::finished);
        calls.start(u"1"_s, registry(), u"count"_s, to(u"ten"_s));
        QCOMPARE(int(result(finished).error().code), int(ErrorCode::InvalidArgument));
        QVERIFY(!m_promise);
    }

    void callThatTakesTooLongIsGivenUpAndToldSo()
    {
        ToolCalls calls;
        QSignalSpy finished(&calls, &ToolCalls::finished);
        calls.start(u"1"_s, registry(20), u"count"_s, to(3));
        QCOMPARE(int(result(finished).error().code), int(ErrorCode::Timeout));
        QVERIFY(m_promise->isCanceled());
        QCOMPARE(calls.running(), 0);
    }

    void answerBeyondTheLimitIsRefused()
    {
        ToolCalls calls;
        QSignalSpy finished(&calls, &ToolCalls::finished);
        calls.start(u"1"_s, registry(), u"count"_s, to(3));
        m_promise->addResult(QJsonValue(QString(300'000, u'x')));
        m_promise->finish();
        QCOMPARE(int(result(finished).error().code), int(ErrorCode::Exhausted));
    }

    void cancelledCallSaysNothing()
    {
        ToolCalls calls;
        QSignalSpy finished(&calls, &ToolCalls::finished);
        const ToolRegistry tools = registry();
        calls.start(u"1"_s, tools, u"count"_s, to(3));
        const std::shared_ptr<Promise> first = m_promise;
        calls.cancel(u"1"_s);
        QVERIFY(first->isCanceled());
        first->finish();
        calls.start(u"2"_s, tools, u"count"_s, to(3));
        m_promise->addResult(QJsonValue(3));
        m_promise->finish();
        QCOMPARE(*result(finished), QJsonValue(3));
        QCOMPARE(finished.size(), 1);
        QCOMPARE(finished.first().first().toString(), u"2"_s);
    }

    void handlerThatEndsWithoutAnAnswerIsADefect()
    {
        ToolCalls calls;
        QSignalSpy finished(&calls, &ToolCalls::finished);
        calls.start(u"1"_s, registry(), u"count"_s, to(3));
        m_promise->finish();
        QCOMPARE(int(result(finished).error().code), int(ErrorCode::Internal));
    }

    void cleanup() { m_promise.reset(); }
};

QTEST_GUILESS_MAIN(TestAgentTools)
#include "tst_agenttools.moc"
