// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agents/messages/messagesattempt.h"

#include <QObject>

#include <memory>

namespace podium::agents
{

/// Runs agent tasks directly over the Messages API: no process, no files, only Podium's own tools. For work that is
/// one question and its answer. Create it, move it into a thread of its own (see RunnerThread).
class MessagesRunner : public QObject, public engine::IAgentRunner
{
    Q_OBJECT
public:
    MessagesRunner(const MessagesPorts &ports, const MessagesSettings &settings, qint64 heartbeatMs = 10'000);
    ~MessagesRunner() override;

    QString name() const override { return QStringLiteral("messages"); }
    void start(const engine::AttemptRequest &request) override;
    /// Takes its outcome if it has one, and goes on with it while it waits for people or tools. A request that was
    /// under way is lost with its answer: Interrupted.
    void attach(const engine::AttemptRequest &request) override;
    void stop(const domain::AttemptKey &key, engine::StopMode mode, qint64 graceMs) override;
    void answer(const domain::AttemptKey &key, const domain::Approval &decided) override;
    void send(const domain::AttemptKey &key, const QString &text) override;
    void detach() override; ///< Waits until the runner's thread has let go.

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace podium::agents
