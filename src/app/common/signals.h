// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

class QSocketNotifier;

namespace podium::app
{

/// Signals of the system as Qt signals in the main thread. One object at a time. While it exists SIGINT, SIGTERM and
/// SIGHUP do not end the process; SIGPIPE never does.
class Signals : public QObject
{
    Q_OBJECT
public:
    explicit Signals(QObject *parent = nullptr);
    ~Signals() override;

Q_SIGNALS:
    void interrupted(); ///< Ctrl-C
    void leaveAsked();  ///< SIGTERM, SIGHUP
    void resized();     ///< The terminal has another size.

private:
    void read();
    QSocketNotifier *m_notifier = nullptr;
};

} // namespace podium::app
