// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "control/local/localcontrol.h"

#include "control/local/handlers/handlers.h"
#include "control/local/localstream.h"

#include <QCoreApplication>

namespace podium::control
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(LocalControl)
};

} // namespace

const Handlers &handlers()
{
    static const Handlers s_handlers = [] {
        Handlers out;
        for (const Handlers &group :
             {runHandlers(), runVerbHandlers(), approvalHandlers(), reviewHandlers(), agentHandlers(),
              workflowHandlers(), budgetHandlers(), planHandlers(), systemHandlers(), dataHandlers()})
            out.insert(group);
        return out;
    }();
    return s_handlers;
}

LocalControl::LocalControl(const Settings &settings, std::shared_ptr<LocalHost> host)
    : m_settings(settings), m_host(std::move(host))
{
}

Reply LocalControl::call(const Call &call)
{
    const Result<Admitted> admitted = admit(call);
    if (!admitted)
        return replyNow(tl::unexpected(admitted.error()));
    const Operation &operation = *admitted->operation;
    const bool needsOwner = operation.reach == Reach::Write;
    if ((operation.reach == Reach::Read || needsOwner) && (!m_host || (needsOwner && !m_host->owns()))) {
        return replyNow(fail(ErrorCode::Unavailable, Text::tr("no process here may change the data"), operation.name));
    }
    if (operation.reach == Reach::Alone && m_host) {
        return replyNow(fail(ErrorCode::Conflict, Text::tr("this is not possible while a process runs the engine"),
                             operation.name, Text::tr("End it first")));
    }
    const Handler handler = handlers().value(operation.name);
    if (!handler)
        return replyNow(fail(ErrorCode::Unsupported, Text::tr("this build cannot do it"), operation.name));
    LocalHost *host = m_host.get();
    if (!host)
        return handler({admitted->params, admitted->principal, m_settings, nullptr});
    if (!host->enter())
        return replyNow(fail(ErrorCode::Unavailable, Text::tr("the process that runs the engine is closing")));
    return handler({admitted->params, admitted->principal, m_settings, host})
        .then([host](const Result<QJsonObject> &result) {
            host->leave();
            return result;
        });
}

void LocalControl::endStreams()
{
    if (m_host)
        m_host->endStreams();
}

std::unique_ptr<EventStream> LocalControl::subscribe(const StreamFilter &filter)
{
    const std::shared_ptr<LocalHost> host = m_host;
    if (!host) {
        auto hub = std::make_shared<EventHub>();
        hub->close({ErrorCode::Unavailable, Text::tr("there is no store"), {}, {}});
        return std::make_unique<LocalStream>(hub, filter, EventHistory());
    }
    auto stream = std::make_unique<LocalStream>(
        host->hub(), filter, [weak = std::weak_ptr<LocalHost>(host)](qint64 since, const QString &run, int limit) {
            const std::shared_ptr<LocalHost> alive = weak.lock();
            if (!alive) {
                return QtFuture::makeReadyFuture(
                    Result<domain::Events>(fail(ErrorCode::Unavailable, Text::tr("the store is closed"))));
            }
            storage::EventFilter events;
            events.sinceSeq = since;
            events.run = run;
            return alive->queries()
                .events(events, limit)
                .then([](const Result<storage::EventPage> &page) -> Result<domain::Events> {
                    return page ? Result<domain::Events>(page->events) : tl::unexpected(page.error());
                });
        });
    if (filter.logs)
        host->logsAreFollowed(filter.run);
    return stream;
}

} // namespace podium::control
