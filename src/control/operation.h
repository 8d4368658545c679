// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "control/cliform.h"
#include "control/field.h"
#include "domain/approval.h"

#include <QJsonObject>
#include <QList>
#include <QString>

namespace podium::control
{

/// What an operation needs of the back end.
enum class Reach {
    Process, ///< Nothing: it works without a data folder.
    Read,    ///< The store, readable; works beside another process.
    Glance,  ///< The store where there is one that can be read; without it the answer knows less.
    Write,   ///< The process that owns the store carries it out.
    Alone,   ///< The store, with no process owning it (restore).
};

/// One verb of the product. Routing, validation, permissions, the command line, its help and completion, REST paths
/// and MCP tools all come from this row.
struct Operation
{
    QString name;    ///< "run.submit"; stable.
    QString summary; ///< One line, translated, without a full stop.
    QString details; ///< What else a person should know, translated; may be empty.
    Fields request;
    Fields response;
    QString permission; ///< "run:write"; a principal has it, "run:*" or "*".
    domain::Risk risk = domain::Risk::Low;
    QString method;   ///< REST: GET, POST, PUT, DELETE.
    QString path;     ///< REST: "/api/v1/runs/{run}"; names in braces are request fields.
    bool mcp = false; ///< Offered to agents as an MCP tool.
    Reach reach = Reach::Read;
    QList<CliForm> cli;

    const Field *field(const QString &property) const;
};

/// All verbs, in the order of the help. Built once; thread-safe.
const QList<Operation> &operations();
/// Null if there is none.
const Operation *findOperation(const QString &name);

/// Wording of the groups, one function per area, called by operations().
QList<Operation> runOperations();
QList<Operation> attemptOperations();
QList<Operation> comparisonOperations();
QList<Operation> sessionOperations();
QList<Operation> approvalOperations();
QList<Operation> ruleOperations();
QList<Operation> credentialOperations();
QList<Operation> reviewOperations();
QList<Operation> agentOperations();
QList<Operation> workflowOperations();
QList<Operation> libraryOperations();
QList<Operation> logOperations();
QList<Operation> systemOperations();

} // namespace podium::control
