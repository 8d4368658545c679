// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agents/claude/claudemessage.h"
#include "domain/attempt.h"

#include <QByteArray>
#include <QString>

namespace podium::agents
{

/// Why an attempt of Claude Code failed, in the terms of the engine.
struct ClaudeFailure
{
    QString errorClass; ///< "auth", "rate_limit", "overloaded", "billing", "model_not_found", "prompt_too_long", …
    QString error;      ///< For a person.
    bool retryable = true;
    qint64 resetsAtMs = 0;    ///< rate_limit: when the limit ends; 0 = not known.
    bool sessionGone = false; ///< The session cannot be resumed.
};

/// What is known of a turn besides its result line.
struct TurnContext
{
    QString apiError;      ///< `error` of the last synthetic assistant message.
    qint64 resetsAtMs = 0; ///< Of the limit that refused the last request.
};

/// True for every turn that did not do its work, whatever its subtype says.
bool isFailure(const claude::TurnResult &result);

/// Sorts a failed turn into a class.
ClaudeFailure classifyResult(const claude::TurnResult &result, const TurnContext &context);

/// Sorts a process that ended without any result: `errorOutput` is the end of its standard error.
ClaudeFailure classifyExit(const QString &errorOutput, bool turnStarted, const QString &howItEnded);

/// The API refuses our credentials.
ClaudeFailure authFailure(const QString &detail);

} // namespace podium::agents
