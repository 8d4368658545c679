// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agents/claude/session/claudestep.h"

#include <QHash>
#include <QJsonObject>
#include <QSet>
#include <QString>

namespace podium::agents
{

/// Answers to requests of the CLI: each request gets one, also across a restart of Podium. While what was said before a
/// restart is played, nothing is answered.
class ClaudeAnswers
{
public:
    /// An answer that an earlier process of Podium has written.
    void remember(const ClaudeWrite &written) { m_remembered.insert(written.id, written); }
    bool isLive() const { return m_live; }
    /// From now on answers are given; what was remembered can be repeated until it is forgotten.
    void goLive() { m_live = true; }
    void forget();

    bool isGiven(const QString &requestId) const;
    /// What was remembered for a request; empty if nothing.
    QJsonObject given(const QString &requestId) const;
    /// Says what was remembered once more, in case it never arrived; false if there is nothing.
    bool repeat(const QString &requestId, ClaudeStep *step) const;
    /// Kept in the journal.
    void give(const QString &requestId, const QJsonObject &response, ClaudeStep *step);
    /// Not kept: it would be made again just so.
    void giveLightly(const QString &requestId, const QJsonObject &response, ClaudeStep *step) const;
    void refuse(const QString &requestId, const QString &error, ClaudeStep *step) const;

private:
    bool m_live = false;
    QHash<QString, ClaudeWrite> m_remembered; ///< By request id.
    QSet<QString> m_given;
};

} // namespace podium::agents
