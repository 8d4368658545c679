// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agents/claude/claudemessage.h"
#include "agents/claude/claudepolicy.h"
#include "domain/approval.h"
#include "domain/attempt.h"

#include <QJsonObject>
#include <QString>

namespace podium::agents
{

/// True for a call that asks a person something instead of doing something.
bool isQuestion(const claude::PermissionRequest &request);

/// One line for lists and logs: "Bash: make test".
QString toolSummary(const QString &tool, const QJsonObject &input);

/// The approval that a person decides on: subject {tool, input, cwd}. The same request gives the same approval.
domain::Approval approvalFor(const claude::PermissionRequest &request, const PermissionDecision &decision,
                             const domain::AttemptKey &key, const PermissionScene &scene);

/// What the CLI is told. Approved: `answer.updated_input` replaces the input; questions take `answer.answers` (question
/// → option, or a list of options), or the answer itself; `answer.mode` is the mode after plan mode. Denied:
/// `answer.message` (or reason, comment) is told to the agent, `answer.interrupt` ends the turn.
QJsonObject replyFor(const claude::PermissionRequest &request, const domain::Approval &decided);

QJsonObject allowReply(const QJsonObject &input);
QJsonObject denyReply(const QString &message, bool interrupt = false);

} // namespace podium::agents
