// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QObject>

class QSocketNotifier;

namespace podium::ctl
{

/// Lines of standard input as they come. Main thread.
class InputLines : public QObject
{
    Q_OBJECT
public:
    explicit InputLines(QObject *parent = nullptr);
    ~InputLines() override;

Q_SIGNALS:
    void line(const QString &text);
    void ended();

private:
    void read();

    QSocketNotifier *m_notifier = nullptr;
    QByteArray m_buffer;
};

} // namespace podium::ctl
