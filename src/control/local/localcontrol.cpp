// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "control/local/localcontrol.h"

#include "base/continuation.h"
#include "base/log.h"
#include "control/local/audittrail.h"
#include "control/local/handlers/handlers.h"
#include "control/local/localstream.h"
#include "storage/notebook.h"

#include <QCoreApplication>

namespace podium::control
{

namespace
{

Q_LOGGING_CATEGORY(logControl, "podium.control", QtWarningMsg)

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(LocalControl)
};

void logCall(const Operation &operation, const QString &who, const Result<QJsonObject> &answer)
{
    const bool news = isAudited(operation);
    if (news ? !logControl().isInfoEnabled() : !logControl().isDebugEnabled())
        return;
    const QString run = answer ? answer->value(QStringLiteral("run")).toString() : QString();
    const ScopedLogContext scope({run, {}, 0, {}});
    const QString text =
        QStringLiteral("%1 by %2: %3").arg(operation.name, who, answer ? QStringLiteral("ok") : answer.error().text());
    if (news)
        qCInfo(logControl).noquote() << text;
    else
        qCDebug(logControl).noquote() << text;
}

/// The answer, once the entry of the audit trail is on disk. What was done stays done if that cannot be written.
Reply audited(LocalHost &host, const storage::AuditEntry &entry, const Result<QJsonObject> &answer)
{
    return then(storage::Notebook(*host.storage()).appendAudit(entry),
                [answer, operation = entry.operation](const Result<storage::AuditEntry> &written) {
                    if (!written) {
                        qCWarning(logControl).noquote()
                            << operation << "is missing in the audit trail:" << written.error().text();
                    }
                    return answer;
                });
}

} // namespace

const Handlers &handlers()
{
    static const Handlers s_handlers = [] {
        Handlers out;
        for (const Handlers &group :
             {runHandlers(),     gridHandlers(),     comparisonHandlers(), attemptHandlers(),    logHandlers(),
              runVerbHandlers(), approvalHandlers(), ruleHandlers(),       credentialHandlers(), reviewHandlers(),
              agentHandlers(),   sessionHandlers(),  workflowHandlers(),   libraryHandlers(),    budgetHandlers(),
              planHandlers(),    replanHandlers(),   consultHandlers(),    systemHandlers(),     dataHandlers(),
              auditHandlers()})
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
        return refused(call, admitted.error());
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
    Reply reply = then(handler({admitted->params, admitted->principal, m_settings, host}),
                       [&operation, who = call.principal.name](const Result<QJsonObject> &answer) {
                           logCall(operation, who, answer);
                           return answer;
                       });
    if (isAudited(operation)) {
        // With the request as it came: defaults say nothing about who asked.
        reply = then(reply, [host, call, &operation](const Result<QJsonObject> &answer) {
            return audited(*host, auditEntry(operation, call.params, call.principal, answer), answer);
        });
    }
    return then(reply, [host](const Result<QJsonObject> &result) {
        host->leave();
        return result;
    });
}

Reply LocalControl::refused(const Call &call, const Error &error)
{
    const Result<QJsonObject> answer = tl::unexpected(error);
    const Operation *operation = findOperation(call.operation);
    // A try to do what one may not do is worth an entry; a slip of the keyboard is not.
    if (error.code != ErrorCode::PermissionDenied || !operation || !isAudited(*operation) || !m_host ||
        !m_host->owns() || !m_host->enter())
        return replyNow(answer);
    LocalHost *host = m_host.get();
    return then(audited(*host, auditEntry(*operation, call.params, call.principal, answer), answer),
                [host](const Result<QJsonObject> &result) {
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
            return then(alive->queries().events(events, limit),
                        [](const Result<storage::EventPage> &page) -> Result<domain::Events> {
                            return page ? Result<domain::Events>(page->events) : tl::unexpected(page.error());
                        });
        });
    if (filter.logs)
        host->logsAreFollowed(filter.run);
    return stream;
}

} // namespace podium::control
