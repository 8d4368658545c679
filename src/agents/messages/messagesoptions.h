// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agents/claude/claudepolicy.h"
#include "agents/tools/toolset.h"
#include "base/error.h"
#include "domain/policy/prices.h"
#include "engine/ports/iagentrunner.h"
#include "engine/ports/icredentials.h"

#include <QByteArray>
#include <QList>
#include <QPair>
#include <QProcessEnvironment>
#include <QString>
#include <QUrl>

#include <optional>

namespace podium::agents
{

/// Configuration of the runner `messages`; times in milliseconds.
struct MessagesSettings
{
    QString url;                          ///< Empty: ANTHROPIC_BASE_URL, then the public API.
    QString model;                        ///< For agents and tasks that name none.
    int retries = 10;                     ///< Of a request that was refused for the moment; see MessagesFailure.
    int overloadedRetries = 2;            ///< Of one that was refused because the API is overloaded.
    qint64 pauseMs = 500;                 ///< Before the first retry; doubles each time.
    qint64 longestPauseMs = 60'000;       ///< Whoever is asked to wait longer parks the task.
    qint64 rateLimitPauseMs = 5 * 60'000; ///< For a rate limit that does not say when it ends.
    qint64 silenceMs = 10 * 60'000;       ///< Without a byte of the answer for this long, the connection is given up.
    ToolPorts tools;                      ///< Of Podium's own tools.
    QList<domain::RiskRule> riskRules;    ///< Of the configuration.
    domain::PriceTable prices = domain::PriceTable::builtIn();
    const engine::ICredentials *credentials = nullptr; ///< For agents that name one.
};

/// An agent's options for this runner, checked.
struct MessagesOptions
{
    QUrl endpoint;
    QPair<QByteArray, QByteArray> login; ///< Header and value.
    QString secret;                      ///< Not to be shown.
    QString model;
    int maxTokens = 8192; ///< Of one answer.
    int maxTurns = 50;    ///< Answers in one attempt.
    std::optional<double> temperature;
    ClaudePolicy policy;
    ToolRegistry tools;
};

/// Where requests go, for an address of the API with or without its path.
QUrl messagesEndpoint(const QString &url);
/// Whether a key is in sight that needs no credential: what it is called, or empty.
QString messagesLogin(const QProcessEnvironment &environment);

/// What can be said of an agent's options before there is a task, an account and tools for it.
Result<void> checkMessagesOptions(const engine::AttemptRequest &request);

/// `options` of the agent: credential, max_tokens, max_turns, temperature, policy, tools. Unknown keys, wrong types and
/// whatever else the task asks of a runner that this one cannot do (worktrees, hooks, other programs) are errors.
Result<MessagesOptions> messagesOptions(const engine::AttemptRequest &request, const MessagesSettings &settings,
                                        const QProcessEnvironment &environment);

} // namespace podium::agents
