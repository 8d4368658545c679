// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonObject>
#include <QQmlEngine>
#include <QTimer>
#include <QVariant>

namespace podium::gui
{

/// Numbers with their units and words for states, as every screen writes them. `now` moves every second while somebody
/// looks, so that what is written relative to it stays true.
class Format : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    /// Milliseconds since the epoch.
    Q_PROPERTY(double now READ now NOTIFY nowChanged FINAL)

public:
    explicit Format(QObject *parent = nullptr);

    double now() const { return double(m_now); }

    /// "45 ms", "0.4 s", "41 s", "6 m 41 s", "2 h 05 m"; "—" if negative.
    Q_INVOKABLE static QString duration(double ms);
    /// "$ 1.12", "$ 0.0031"; "unknown" if it is not a number.
    Q_INVOKABLE static QString money(const QVariant &usd);
    /// Of a usage as operations answer: the cost reported, or "—" if nothing was used; "simulated $ 3.75" where nobody
    /// pays it, "$ 2.00 + simulated $ 0.25" where a part of it is paid.
    Q_INVOKABLE static QString cost(const QJsonObject &usage);
    /// "184 k"
    Q_INVOKABLE static QString count(double number);
    /// "412 MB"
    Q_INVOKABLE static QString bytes(double bytes);
    /// "just now", "4 m ago", "Mon 09:41"; "—" for 0.
    Q_INVOKABLE QString ago(double ms) const;
    /// Date and time in full.
    Q_INVOKABLE static QString moment(double ms);
    /// "09:41:20"
    Q_INVOKABLE static QString clock(double ms);
    /// "Running" for "RUNNING".
    Q_INVOKABLE static QString state(const QString &name);
    /// "Task started" for "task.started".
    Q_INVOKABLE static QString event(const QString &type);
    /// "tool running" for "tool_running".
    Q_INVOKABLE static QString words(const QString &name);
    /// What a run is called: its title, or the name of its workflow where it has none.
    Q_INVOKABLE static QString runName(const QString &title, const QString &workflow);
    /// The icon of a task's or run's state.
    Q_INVOKABLE static QString stateIcon(const QString &name);
    /// JSON to read, indented; text as it is.
    Q_INVOKABLE static QString pretty(const QJsonValue &value);
    /// What a person decides on, with what cannot be seen in it marked.
    Q_INVOKABLE static QString harmless(const QString &text);
    /// The object as JSON to edit: what could not be seen is written as \uXXXX.
    Q_INVOKABLE static QString editable(const QJsonObject &value);

Q_SIGNALS:
    void nowChanged();

private:
    QTimer m_timer;
    qint64 m_now = 0;
};

} // namespace podium::gui
