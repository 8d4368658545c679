// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agents/claude/claudejournal.h"
#include "agents/claude/claudemessage.h"
#include "base/error.h"

#include <QJsonArray>
#include <QString>

namespace podium::agents
{

/// A part of a conversation, in order. An entry has `kind` (told, text, thinking, tool, result, subagent, turn, notice,
/// error, and partial: a piece of a text that follows as a whole), `at` (unique, ascending), `parent` (the call that
/// started the subagent which says it; empty for the agent itself), and what belongs to its kind: `text`, `id`, `tool`,
/// `summary`, `input`, `is_error`, `usage`; `message` is the id of what was said: of a message to the agent, before
/// which files can be set back, or of an answer, up to which a session can be copied. `of_person`: somebody said it in
/// the middle of the session.
struct TranscriptPage
{
    QJsonArray entries;
    qint64 next = 0;   ///< Where to go on.
    bool more = false; ///< There is more already.
};

/// What one line of Claude Code adds to the conversation. `journal` knows what it was told.
QJsonArray transcriptEntries(const claude::Message &message, const QList<ClaudeWrite> &journal);

/// The conversation of the attempt in this folder, from what its process wrote and was told; `since` is the `next` of
/// the page before. Texts over 64 KiB are cut, with a mark. Without a conversation the page is empty. May block for
/// the disk. `pieces`: with what is partial.
Result<TranscriptPage> readTranscript(const QString &attemptFolder, qint64 since, int limit, bool pieces = false);

} // namespace podium::agents
