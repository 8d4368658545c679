// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/claude/session/claudeanswers.h"

#include "agents/claude/session/claudewire.h"
#include "base/json.h"

namespace podium::agents
{

void ClaudeAnswers::forget()
{
    for (auto it = m_remembered.cbegin(); it != m_remembered.cend(); ++it)
        m_given.insert(it.key());
    m_remembered.clear();
}

bool ClaudeAnswers::isGiven(const QString &requestId) const
{
    return m_given.contains(requestId) || m_remembered.contains(requestId);
}

QJsonObject ClaudeAnswers::given(const QString &requestId) const
{
    const Result<QJsonValue> line = parseJson(m_remembered.value(requestId).line);
    return line ? (*line)[QLatin1StringView("response")][QLatin1StringView("response")].toObject() : QJsonObject();
}

bool ClaudeAnswers::repeat(const QString &requestId, ClaudeStep *step) const
{
    const auto it = m_remembered.constFind(requestId);
    if (it == m_remembered.constEnd())
        return false;
    step->writes.append(*it);
    return true;
}

void ClaudeAnswers::give(const QString &requestId, const QJsonObject &response, ClaudeStep *step)
{
    m_given.insert(requestId);
    step->writes.append({ClaudeWrite::Kind::Answer, requestId, claude::answerLine(requestId, response)});
}

void ClaudeAnswers::giveLightly(const QString &requestId, const QJsonObject &response, ClaudeStep *step) const
{
    step->writes.append({ClaudeWrite::Kind::Request, requestId, claude::answerLine(requestId, response)});
}

void ClaudeAnswers::refuse(const QString &requestId, const QString &error, ClaudeStep *step) const
{
    step->writes.append({ClaudeWrite::Kind::Request, requestId, claude::errorLine(requestId, error)});
}

} // namespace podium::agents
