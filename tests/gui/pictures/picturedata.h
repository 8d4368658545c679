// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonObject>
#include <QString>

#include <functional>

namespace podium::test
{

/// What the pictures show, played by a real engine with simulated agents.
struct PictureData
{
    using Ask = std::function<QJsonObject(const QString &operation, const QJsonObject &params)>;

    Ask ask;        ///< The answer of an operation, or its error as "problem".
    QString folder; ///< Where repositories may be made; empty at first.

    /// "normal": a small team amid its work. "overloaded": too much of everything, with long names.
    /// What went wrong, or empty. Ends when everything has come as far as it will.
    QString play(const QString &name);
    /// What simulated agents do costs nothing, so this is said in the place of what `usage.days` and `budget.show`
    /// answer: two weeks of a team, with a budget for the day.
    static QJsonObject usage(qint64 nowMs);
    static QJsonObject budgets();

    QString run;  ///< The run that is looked at,
    QString task; ///< and a task of it.

private:
    QString playNormal();
    QString playOverloaded();
    bool does(const QString &operation, const QJsonObject &params);
    QString submit(const QString &yaml);
    bool reaches(const QString &ofRun, const QString &key, const QString &state);
    QString repository(int files);

    QString m_problem;
};

} // namespace podium::test
