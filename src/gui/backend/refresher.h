// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <QFuture>
#include <QJsonObject>
#include <QObject>
#include <QTimer>

#include <functional>

namespace podium::gui
{

/// Asks again when something may have changed: at once the first time, then at most every `interval`, one question at a
/// time; what changes meanwhile leads to one more. GUI thread.
class Refresher : public QObject
{
    Q_OBJECT
public:
    using Question = std::function<QFuture<Result<QJsonObject>>()>;
    using Taker = std::function<void(const QJsonObject &answer)>;

    /// `interval` in milliseconds.
    Refresher(int interval, Question ask, Taker take, QObject *parent);
    void request();
    /// The last answer was an error; its text, else empty.
    QString problem() const { return m_problem; }
    /// Only what was wrong, without what to do on a command line.
    QString what() const { return m_what; }

Q_SIGNALS:
    void problemChanged();

private:
    void ask();

    Question m_ask;
    Taker m_take;
    QTimer m_timer;
    QString m_problem;
    QString m_what;
    bool m_asking = false;
    bool m_again = false;
};

} // namespace podium::gui
