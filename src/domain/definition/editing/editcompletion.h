// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/definition/editing/workflowsnapshot.h"

#include <QList>
#include <QString>

namespace podium::domain
{

/// A way to go on at a cursor. Positions are UTF-16 units of the text that was asked about.
struct Completion
{
    QString text;   ///< What is to stand there.
    QString label;  ///< What is shown; mostly the same.
    QString detail; ///< One line: a type, a signature, what a key means.
    qsizetype from = 0;
    qsizetype length = 0; ///< Of what it replaces: the beginning that was typed.
};

/// In an expression, or (with `isTemplate`) within {{ }} of a text: names that may be used there, fields of results as
/// far as they are known, functions. Only what the checks accept there is offered. `field` is the way to the text, e.g.
/// "when" or "repeat/until", in the task of that index, or for -1 in the workflow.
QList<Completion> completeExpression(const WorkflowSnapshot &workflow, int task, const QString &field,
                                     const QString &text, qsizetype cursor, bool isTemplate);
/// In the text of a file, which may be broken at the cursor; `latest` is the last that could be read. Keys, words that
/// a key allows, ids of tasks, and expressions.
QList<Completion> completeText(const WorkflowSnapshot *latest, const QString &text, qsizetype cursor);

} // namespace podium::domain
