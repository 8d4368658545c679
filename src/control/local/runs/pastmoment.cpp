// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "control/local/runs/pastmoment.h"

#include "control/local/runs/runreplays.h"

#include <QCoreApplication>

#include <memory>

namespace podium::control
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(PastMoment)
};

} // namespace

tl::unexpected<Error> notThereYet(const QString &run, const QString &task)
{
    return fail(ErrorCode::NotFound, Text::tr("the run had no task \"%1\" yet").arg(task), run,
                Text::tr("Look at a later event"));
}

Reply atMoment(const Request &request, const engine::RunRow &run, const QString &task,
               const std::function<Reply(const PastMoment &)> &work)
{
    auto moment = std::make_shared<PastMoment>();
    const qint64 seq = request.params.value(QStringLiteral("at")).toInteger();
    const auto find = [=](engine::RunReplay &replay) -> Result<QJsonObject> {
        const qsizetype position = replay.positionOf(seq);
        if (position > 0)
            moment->timeMs = replay.events().at(position - 1).timeMs;
        if (task.isEmpty())
            return QJsonObject();
        const Result<engine::RunReplay::State> state = replay.at(position);
        if (!state)
            return tl::unexpected(state.error());
        const int index = (*state)->indexOf(task);
        if (index < 0)
            return notThereYet(run.id, task);
        moment->task = (*state)->taskRow(index);
        return QJsonObject();
    };
    return andThen(request.host->replays().ask(*request.host, run.id, find),
                   [moment, work](const QJsonObject &) { return work(*moment); });
}

} // namespace podium::control
