// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ctl/requests.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QStringList>

namespace podium::ctl
{

/// A request of an agent that a person answers line by line: leave for a tool, questions with options, or the form of
/// an MCP server, field by field. A value.
class RequestDialog
{
public:
    RequestDialog() = default;
    explicit RequestDialog(const QJsonObject &approval);

    QString id() const { return m_approval.value(QLatin1StringView("id")).toString(); }
    bool isEmpty() const { return m_approval.isEmpty(); }
    /// Others (gates, votes) are answered with commands of their own.
    bool isAnsweredHere() const;
    /// What is asked, for a person to read.
    QStringList shown() const;
    /// What stands before the answer to the next question.
    QString prompt() const;
    /// True when nothing is left to be asked.
    bool take(const QString &line);
    /// The request of approval.decide.
    QJsonObject decision() const;

private:
    bool isPermission() const;
    bool isForm() const;
    bool takeField(const QString &line);
    QJsonObject question() const { return m_questions.at(m_next).toObject(); }

    QJsonObject m_approval;
    QJsonArray m_questions;
    QList<FormField> m_fields;
    int m_next = 0;
    bool m_yes = true;
    QString m_comment;
    QJsonObject m_answers;
};

} // namespace podium::ctl
