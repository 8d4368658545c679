// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"
#include "domain/approval.h"
#include "domain/attempt.h"
#include "domain/definition/schema/jsonschema.h"

#include <QFuture>
#include <QJsonObject>
#include <QJsonValue>
#include <QList>
#include <QString>

#include <functional>

namespace podium::agents
{

/// One call of a tool of Podium by an agent.
struct ToolCall
{
    domain::AttemptKey key;
    QString taskKey;
    QString attemptFolder; ///< Absolute; what a tool leaves for the agent goes to its output folder.
    QString team;          ///< Of the run; may be empty.
    QString agent;         ///< Name; may be empty.
    QJsonObject arguments;
};

/// What comes of a call. The handler's promise may tell its progress (value, range, text) and has to give up when it is
/// cancelled; an error goes to the model with its code, so that it can tell a wrong argument from a limit.
using ToolAnswer = QFuture<Result<QJsonValue>>;

/// A tool that runs in Podium and that agents call without another process in between. A value.
struct AgentTool
{
    /// Whether a call needs somebody's leave where the rules of the agent say nothing.
    enum class Consent { Given, Asked };

    QString name;        ///< Of letters, digits and "_".
    QString description; ///< For the model, and therefore not translated.
    QJsonObject inputSchema;
    Consent consent = Consent::Asked;
    domain::Risk risk = domain::Risk::Medium;
    bool repeatable = false; ///< Calling it again does no harm: done after a restart in the middle of a call.
    bool readOnly = false;
    qint64 timeLimitMs = 60'000;
    /// Called in the runner's thread with checked arguments; must return at once.
    std::function<ToolAnswer(const ToolCall &call)> handler;
};

/// A call that is answered right away.
ToolAnswer answered(Result<QJsonValue> result);

/// The tools that one agent has. A value; copies are cheap enough for one per attempt.
class ToolRegistry
{
public:
    /// InvalidArgument: a name or schema that is none, or no handler; Conflict: there is one of this name.
    Result<void> add(const AgentTool &tool);
    /// Null if there is none.
    const AgentTool *find(const QString &name) const;
    /// What is wrong with the arguments of a call; InvalidArgument with all findings.
    Result<void> check(const QString &name, const QJsonObject &arguments) const;
    QList<AgentTool> tools() const;
    bool isEmpty() const { return m_entries.isEmpty(); }

private:
    struct Entry
    {
        AgentTool tool;
        domain::JsonSchema schema;
    };
    const Entry *entry(const QString &name) const;
    QList<Entry> m_entries;
};

} // namespace podium::agents
