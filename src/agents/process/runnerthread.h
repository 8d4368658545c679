// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QMutex>
#include <QObject>
#include <QThread>

#include <functional>
#include <vector>

namespace podium::agents
{

/// The thread of one runner: takes it in, and lets go of it before either is destroyed. The runner must have no parent;
/// it is not owned, and is destroyed after this.
class RunnerThread
{
public:
    explicit RunnerThread(QObject &runner) : m_runner(runner)
    {
        m_thread.setObjectName(QString::fromLatin1(runner.metaObject()->className()));
        runner.moveToThread(&m_thread);
        m_thread.start();
    }
    ~RunnerThread()
    {
        // Its timers and notifiers may only end in the thread that they are in: it comes to whoever destroys it.
        QThread *home = QThread::currentThread();
        QMetaObject::invokeMethod(
            &m_runner, [this, home] { m_runner.moveToThread(home); }, Qt::BlockingQueuedConnection);
        m_thread.quit();
        m_thread.wait();
    }

private:
    QObject &m_runner;
    QThread m_thread;
};

/// Commands from other threads, handed to the runner's thread in their order with one wake-up for many. Thread-safe.
class CommandInbox
{
public:
    explicit CommandInbox(QObject &owner) : m_owner(owner) {}

    void post(std::function<void()> command)
    {
        const QMutexLocker lock(&m_mutex);
        m_commands.push_back(std::move(command));
        if (m_commands.size() == 1)
            QMetaObject::invokeMethod(
                &m_owner, [this] { run(); }, Qt::QueuedConnection);
    }

private:
    void run()
    {
        std::vector<std::function<void()>> commands;
        {
            const QMutexLocker lock(&m_mutex);
            commands.swap(m_commands);
        }
        for (const auto &command : commands)
            command();
    }

    QObject &m_owner;
    QMutex m_mutex;
    std::vector<std::function<void()>> m_commands;
};

} // namespace podium::agents
