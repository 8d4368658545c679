// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "integration/messages/messagestestbase.h"

using namespace Qt::StringLiterals;
using namespace podium::agents;

namespace podium::test
{

namespace
{

AgentTool tool(const QString &name, AgentTool::Consent consent, std::function<ToolAnswer(const ToolCall &)> handler)
{
    AgentTool out;
    out.name = name;
    out.description = u"For the test."_s;
    out.inputSchema = {{u"type"_s, u"object"_s}};
    out.consent = consent;
    out.handler = std::move(handler);
    return out;
}

} // namespace

void MessagesTestBase::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_api = std::make_unique<MessagesApi>();
    QVERIFY(m_api->listen());
    m_sink = std::make_unique<RecordingSink>();
    m_settings = {};
    m_settings.url = m_api->url();
    m_settings.pauseMs = 1;
    m_settings.tools.clock = &m_clock;
    m_dropped = 0;
    m_slow = 0;
    m_settings.tools.more = {
        tool(u"multiply"_s, AgentTool::Consent::Given,
             [](const ToolCall &call) {
                 return answered(
                     QJsonValue(call.arguments.value(u"a"_s).toInt() * call.arguments.value(u"b"_s).toInt()));
             }),
        tool(u"drop"_s, AgentTool::Consent::Asked,
             [this](const ToolCall &call) {
                 ++m_dropped;
                 return answered(QJsonValue(u"dropped "_s + call.arguments.value(u"what"_s).toString()));
             }),
        tool(u"slow"_s, AgentTool::Consent::Given, [this](const ToolCall &) {
            ++m_slow;
            auto promise = std::make_shared<QPromise<Result<QJsonValue>>>();
            promise->start();
            m_open = promise;
            return promise->future();
        })};
    qputenv("ANTHROPIC_API_KEY", key());
    qunsetenv("ANTHROPIC_AUTH_TOKEN");
}

engine::AttemptRequest MessagesTestBase::request(int attempt) const
{
    engine::AttemptRequest out;
    out.key = {u"run-1"_s, 2, attempt};
    out.taskKey = u"sum"_s;
    out.workflowName = u"Sums"_s;
    out.attemptFolder = m_dir->filePath(u"runs/run-1/2-%1"_s.arg(attempt));
    out.workingDirectory = m_dir->path();
    out.claimedMs = m_clock.nowMs();
    out.spec.type = u"agent"_s;
    out.spec.prompt = u"Add 20 and 22."_s;
    domain::Agent agent;
    agent.name = u"ada"_s;
    agent.role = u"calculator"_s;
    agent.runner = u"messages"_s;
    agent.model = model();
    out.agent = agent;
    return out;
}

MessagesRunner &MessagesTestBase::startRunner()
{
    stopRunner();
    m_runner = std::make_unique<MessagesRunner>(MessagesPorts{*m_sink, *m_sink, m_clock}, m_settings, 1000);
    m_thread = std::make_unique<RunnerThread>(*m_runner);
    return *m_runner;
}

void MessagesTestBase::stopRunner()
{
    if (m_runner)
        m_runner->detach();
    m_thread.reset();
    m_runner.reset();
}

void MessagesTestBase::restart()
{
    stopRunner();
    m_sink = std::make_unique<RecordingSink>();
    startRunner();
}

QByteArray MessagesTestBase::kept() const
{
    QFile file(request().attemptFolder + u"/conversation.json"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void MessagesTestBase::decide(domain::Approval::State state, const QJsonObject &answer)
{
    domain::Approval decided = m_sink->approvals().constLast();
    decided.state = state;
    decided.decidedBy = u"bob"_s;
    decided.answer = answer;
    m_runner->answer(request().key, decided);
}

} // namespace podium::test
