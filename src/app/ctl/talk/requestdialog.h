// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QStringList>

namespace podium::ctl
{

/// A request of an agent that a person answers line by line: leave for a tool, or questions with options. A value.
class RequestDialog
{
public:
    RequestDialog() = default;
    explicit RequestDialog(const QJsonObject &approval);

    QString id() const { return m_approval.value(QLatin1StringView("id")).toString(); }
    bool isEmpty() const { return m_approval.isEmpty(); }
    /// Others (forms, gates) are answered with commands of their own.
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
    QJsonObject question() const { return m_questions.at(m_next).toObject(); }

    QJsonObject m_approval;
    QJsonArray m_questions;
    int m_next = 0;
    bool m_yes = true;
    QString m_comment;
    QJsonObject m_answers;
};

} // namespace podium::ctl
