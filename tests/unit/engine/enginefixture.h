// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/engine.h"

#include <QHash>
#include <QJsonObject>
#include <QStringList>

#include <functional>
#include <optional>

namespace podium::test
{

/// Results are kept inline, and can be read unless the test says otherwise.
class InlineResults : public engine::IResultReader
{
public:
    Result<QJsonValue> resolve(const QJsonValue &result) const override
    {
        return error && result.toObject().contains(u"$artifact") ? tl::unexpected(*error) : Result<QJsonValue>(result);
    }
    std::optional<Error> error;
};

domain::TaskSpec task(const QString &id, const QStringList &dependsOn = {},
                      const QString &type = QStringLiteral("simulated"));
domain::WorkflowPtr workflow(const QList<domain::TaskSpec> &tasks, std::function<void(domain::Workflow &)> change = {});
domain::AttemptOutcome succeed(const QJsonValue &result = {});
domain::AttemptOutcome failWith(const QString &errorClass, bool retryable = true);

/// An Engine with a clock of its own, a store that is a list, and a runner that is the test.
class EngineFixture
{
public:
    EngineFixture();

    /// Submits and settles; returns the run id.
    QString submit(const domain::WorkflowPtr &workflow, const QJsonObject &args = {},
                   const QString &id = QStringLiteral("r"));
    Result<QJsonObject> perform(engine::Command::Verb verb, const QString &task = {}, const QJsonObject &args = {},
                                const QString &run = QStringLiteral("r"), const QString &by = QStringLiteral("anna"));
    /// Ends the current attempt of a task.
    void finish(const QString &key, const domain::AttemptOutcome &outcome, const QString &run = QStringLiteral("r"));
    /// Ends every running attempt with what `outcome` says, until nothing runs. Bounded.
    void runAll(const std::function<domain::AttemptOutcome(const engine::AttemptRequest &)> &outcome = {});
    void advance(qint64 ms);
    /// Claims, takes the decision, and remembers its events and effects.
    void settle();

    /// "RUNNING"; of finished runs too.
    QString state(const QString &key, const QString &run = QStringLiteral("r")) const;
    QString runState(const QString &run = QStringLiteral("r")) const;
    engine::TaskRow row(const QString &key, const QString &run = QStringLiteral("r")) const;
    /// Keys of the attempts that were started and have not ended, in the order of their start.
    QStringList running() const;
    /// "task.ready build" …, of all events so far; those of runs without the task.
    QStringList log() const;
    /// A new engine over the stored events, as after a crash. Keeps time.
    void restart();
    /// Canonical state of each live run, and of the same events folded from empty: both must be equal.
    bool replayEqualsState() const;

    qint64 now = 1'000'000;
    InlineResults results;
    std::unique_ptr<engine::Engine> engine;
    domain::Events events;
    QHash<QString, domain::WorkflowPtr> workflows;           ///< By run.
    engine::Effects effects;                                 ///< All so far.
    QList<engine::AttemptRequest> open;                      ///< Started, not ended.
    QMap<std::pair<QString, QString>, engine::TaskRow> rows; ///< (run, key)
    QMap<QString, engine::RunRow> runRows;
    QMap<QString, domain::Approval> approvals;
    QMap<QString, domain::Permit> permits;
    engine::EnginePolicy policy; ///< For the next restart().
};

} // namespace podium::test
