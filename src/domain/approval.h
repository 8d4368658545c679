// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonObject>
#include <QString>

#include <optional>

namespace podium::domain
{

enum class Risk { Low, Medium, High, Critical };

QString riskName(Risk risk);
std::optional<Risk> riskFromName(const QString &name);

/// A durable request that needs a person (or voters). Asking twice for the same thing is one request.
struct Approval
{
    enum class Kind {
        Gate,        ///< May this task start?
        Review,      ///< Is this work accepted?
        Form,        ///< A human task: fill in the form.
        Permission,  ///< An agent asks whether it may use a tool.
        Question,    ///< An agent asks something.
        Interrupted, ///< A process was lost; try again, or fail?
        Vote,        ///< A decision with a quorum.
    };
    enum class State { Open, Approved, Denied, Expired, Closed };

    QString id;
    Kind kind = Kind::Gate;
    State state = State::Open;
    QString run;
    int task = -1;
    int attempt = 0;
    QString title;       ///< One line for a list.
    QJsonObject subject; ///< Exactly what is decided on.
    QString digest;      ///< SHA-256 of canonicalJson(subject): what was shown is what is decided.
    Risk risk = Risk::Medium;
    QString reason; ///< Why it is asked, and the rule that matched.
    QString role;   ///< Who may decide; empty = anybody with the permission.
    int needed = 1; ///< Approvals needed; in a report of a runner 0 = as many as the configuration says.
    qint64 createdMs = 0;
    qint64 expiresMs = 0; ///< 0 = never.
    QString decidedBy;
    qint64 decidedMs = 0;
    QJsonObject answer; ///< The form, the option, the reason.
};

QString approvalKindName(Approval::Kind kind);
QString approvalStateName(Approval::State state);
QJsonObject toJson(const Approval &approval);
Approval approvalFromJson(const QJsonObject &object);

} // namespace podium::domain
