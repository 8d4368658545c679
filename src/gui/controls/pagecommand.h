// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QQmlEngine>
#include <QString>

namespace podium::gui
{

/// Tells that a PageCommand came, changed or went. GUI thread.
class PageCommandNews : public QObject
{
    Q_OBJECT
Q_SIGNALS:
    void changed();
};

/// Something that can be done where the person is: while there is one and it is available, the command palette offers
/// it, and the page that asks Shortcuts::take() carries it out by the keys of `shortcut`. GUI thread.
class PageCommand : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString title MEMBER title NOTIFY changed FINAL)
    /// What it is done with: "Run", "Agent".
    Q_PROPERTY(QString group MEMBER group NOTIFY changed FINAL)
    Q_PROPERTY(QString iconName MEMBER iconName NOTIFY changed FINAL)
    /// Its id in Shortcuts; may be empty.
    Q_PROPERTY(QString shortcut MEMBER shortcut NOTIFY changed FINAL)
    /// It is not of a page, and comes after what is.
    Q_PROPERTY(bool general MEMBER general NOTIFY changed FINAL)
    Q_PROPERTY(bool available MEMBER available NOTIFY changed FINAL)

public:
    explicit PageCommand(QObject *parent = nullptr);
    ~PageCommand() override;

    /// Those that are available now, those of pages first; else in the order in which they were made.
    static QList<PageCommand *> all();
    /// Its changed() is emitted whenever what all() gives may have become different.
    static PageCommandNews *news();

    QString title;
    QString group;
    QString iconName;
    QString shortcut;
    bool general = false;
    bool available = true;

Q_SIGNALS:
    void changed();
    /// To be done.
    void triggered();
};

} // namespace podium::gui
