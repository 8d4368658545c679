// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/attempt.h"
#include "domain/hooks/hookrule.h"

#include <QFuture>
#include <QJsonObject>
#include <QString>

#include <functional>

namespace podium::agents
{

/// The agent's program has come to a point that a hook is about.
struct HookEvent
{
    domain::AttemptKey key;
    QString event;     ///< "PreToolUse"
    QString subject;   ///< The tool's name, the subagent's type …
    QString about;     ///< The command, file, address … of a call.
    QJsonObject input; ///< All that is told about it, as the protocol has it.
};

/// What comes of a hook.
struct HookAnswer
{
    enum class Verdict { None, Block, Ask, Allow };
    Verdict verdict = Verdict::None;
    QString text;             ///< The reason.
    QString context;          ///< Told to the agent besides.
    QJsonObject updatedInput; ///< PreToolUse: the call is made with this instead; empty = as it is.
};

/// A hook in C++: called in the runner's thread, must return at once. After a restart in the middle of it it is called
/// again.
struct HookHandler
{
    domain::HookRule rule; ///< Name, event, matcher and input.
    std::function<QFuture<HookAnswer>(const HookEvent &event)> handle;
};

/// What an agent is told that has not met a quality gate; said to the model, and therefore not translated.
QString gateText(const domain::HookRule &rule);

} // namespace podium::agents
