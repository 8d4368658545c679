// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/ports/iagentrunner.h"

#include <QHash>
#include <QMutex>

namespace podium::agents
{

/// Tasks that a person does: `human` asks for a form to be filled in, `decision` for votes. Holds no thread and no
/// process while it waits: the request is durable, and after a restart it is asked for again under the same id.
class PersonRunner : public engine::IAgentRunner
{
public:
    explicit PersonRunner(engine::IAttemptSink &sink) : m_sink(sink) {}

    QString name() const override { return QStringLiteral("person"); }
    void start(const engine::AttemptRequest &request) override;
    void attach(const engine::AttemptRequest &request) override { start(request); }
    void stop(const domain::AttemptKey &key, engine::StopMode mode, qint64 graceMs) override;
    void answer(const domain::AttemptKey &key, const domain::Approval &decided) override;
    void send(const domain::AttemptKey &, const QString &) override {}
    void detach() override;

private:
    engine::IAttemptSink &m_sink;
    QMutex m_mutex;
    QHash<domain::AttemptKey, engine::AttemptRequest> m_open; ///< Guarded by m_mutex.
};

} // namespace podium::agents
