// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/approval.h"

#include <QJsonObject>
#include <QString>

#include <optional>

namespace podium::domain
{

/// "Always allow here": what a person has allowed for good in one place. It answers equal requests of low and medium
/// risk; riskier ones are asked each time.
struct Permit
{
    enum class Scope {
        Workflow, ///< Tasks of the workflow of this name.
        Agent,    ///< Tasks of the agent of this name.
        Folder,   ///< Agents that work in this folder or below.
    };
    QString id;
    Scope scope = Scope::Workflow;
    QString place; ///< Name of the workflow or agent, or the folder.
    QString tool;
    QJsonObject input; ///< As permitInput() gives it.
    QString digest;    ///< Of tool and input.
    QString title;     ///< One line for a list.
    QString by;        ///< Who gave it.
    qint64 createdMs = 0;
    QString run; ///< Where it was given.
    QString revokedBy;
    qint64 revokedMs = 0; ///< 0 = in force.
};

QString permitScopeName(Permit::Scope scope); ///< "workflow"
std::optional<Permit::Scope> permitScopeFromName(const QString &name);

/// What of a request counts when it is compared: its input without what the agent says about it.
QJsonObject permitInput(const QJsonObject &subject);
/// The same for equal requests, wherever they are made.
QString permitDigest(const QJsonObject &subject);

/// Whether a request from there may be answered by it.
bool permits(const Permit &permit, const Approval &asked, const QString &workflow, const QString &agent);

QJsonObject toJson(const Permit &permit);
Permit permitFromJson(const QJsonObject &object);

} // namespace podium::domain
