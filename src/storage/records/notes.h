// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QString>
#include <QStringList>

namespace podium::storage
{

/// What somebody told somebody, for good.
struct Message
{
    qint64 id = 0; ///< Given by the store.
    qint64 timeMs = 0;
    QString run; ///< Empty = of no run.
    int task = -1;
    QString sender;    ///< Person, agent, "engine".
    QString recipient; ///< Agent, person, task ("<run>/<task>"), or a channel's name.
    QString kind = QStringLiteral("text");
    QString body;
    QJsonObject data;
};

/// Something learned that outlives the run.
struct Knowledge
{
    qint64 id = 0; ///< 0 = new.
    QString topic; ///< "billing", "run/<id>" …: what it is listed under.
    QString title;
    QString body;
    QStringList tags;
    QString source; ///< Where it comes from: a run, file or address.
    QString author;
    qint64 createdMs = 0;
    qint64 updatedMs = 0;
};

/// A question with options that is decided by votes.
struct Decision
{
    QString id;
    QString run;
    int task = -1;
    QString question;
    QStringList options;
    int quorum = 1;
    QString state = QStringLiteral("open"); ///< As an approval's state.
    QString choice;
    qint64 createdMs = 0;
    qint64 decidedMs = 0;
};

struct Vote
{
    QString decision;
    QString voter; ///< One vote each; voting again replaces it.
    QString choice;
    QString reason;
    qint64 timeMs = 0;
};

/// Who did what. Written once, never changed.
struct AuditEntry
{
    qint64 id = 0; ///< Given by the store, gapless from 1.
    qint64 timeMs = 0;
    QString who;
    QString operation; ///< "run.submit" …
    QString subject;   ///< What it was done to.
    QString outcome = QStringLiteral("ok");
    QJsonObject data;
    QString previous; ///< Hash of the entry before; empty for the first one.
    QString hash;     ///< SHA-256 of everything above.

    /// What `hash` has to be.
    QString expectedHash() const;
};

} // namespace podium::storage
