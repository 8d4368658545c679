// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/approval.h"
#include "domain/workflow.h"

#include <QJsonObject>
#include <QStringList>

namespace podium::domain
{

/// What a run will use and touch, as the definition says, sub-workflows included ("parent/child"). Nothing of it is
/// guessed.
struct Outlook
{
    /// Something that is better known before the start.
    struct Reason
    {
        QString code; ///< "same-folder", "no-budget", "shell", "agents"
        Risk level = Risk::Low;
        QString text;
        QStringList tasks;
    };

    QStringList agentTasks;
    QStringList roles;    ///< That they want, each once.
    QStringList branches; ///< Tasks whose files come on a branch of their own, to be reviewed.
    QStringList inPlace;  ///< Tasks that change files where they are: in the run's folder, or one that is named.
    QStringList people;   ///< Tasks that a person has to answer.
    QList<Reason> reasons;
    Risk risk = Risk::Low; ///< Of the gravest reason.
};

Outlook outlookOf(const Workflow &workflow);
QJsonObject toJson(const Outlook &outlook);

} // namespace podium::domain
