// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QObject>
#include <QSocketNotifier>
#include <QString>

#include <memory>

namespace podium::agents
{

/// Starts podium-supervisor for a data folder and hears whether it is ready. Lives in one thread and never blocks it.
class SupervisorStart : public QObject
{
    Q_OBJECT
public:
    explicit SupervisorStart(QObject *parent = nullptr);
    ~SupervisorStart() override;

    bool isUnderWay() const { return m_pipe >= 0; }
    /// done() or failed() follows.
    void start(const QString &program, const QString &dataFolder);

Q_SIGNALS:
    /// It can be connected to, or another one is just starting.
    void done();
    void failed(const podium::Error &error);

private:
    void read();
    void close();

    QString m_program;
    QByteArray m_answer;
    std::unique_ptr<QSocketNotifier> m_notifier;
    int m_pipe = -1;
    qint64 m_pid = 0;
};

} // namespace podium::agents
