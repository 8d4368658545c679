// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "base/continuation.h"
#include "control/local/audittrail.h"
#include "control/local/files/oldoutput.h"
#include "control/local/handlers/handlers.h"
#include "storage/upkeep/backup.h"
#include "storage/upkeep/check.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QPromise>

namespace podium::control
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(DataHandlers)
};

QJsonObject figures(const storage::CheckReport &report)
{
    return {{QStringLiteral("runs"), report.runs},
            {QStringLiteral("events"), report.events},
            {QStringLiteral("log_lines"), report.logLines},
            {QStringLiteral("artifacts"), report.artifacts}};
}

Reply create(const Request &request)
{
    const QString url = LocalHost::databaseUrl(request.settings);
    const QString file = request.text("file");
    return inBackground([url, file]() -> Result<QJsonObject> {
        const Result<storage::CheckReport> report = storage::backUp(url, file);
        if (!report)
            return tl::unexpected(report.error());
        QJsonObject out = figures(*report);
        out.insert(QStringLiteral("file"), file);
        out.insert(QStringLiteral("bytes"), QFileInfo(file).size());
        return out;
    });
}

Reply restore(const Request &request)
{
    const QString file = request.text("file");
    if (!request.params.value(QStringLiteral("confirmed")).toBool()) {
        return replyNow(fail(ErrorCode::Conflict, Text::tr("this replaces all present data"), file,
                             Text::tr("Say --yes if that is meant")));
    }
    const QString url = LocalHost::databaseUrl(request.settings);
    // The one change without an engine: its entry goes into what is put in place.
    const storage::AuditEntry entry =
        auditEntry(*findOperation(QStringLiteral("backup.restore")), request.params, request.principal, QJsonObject());
    return inBackground([url, file, entry]() -> Result<QJsonObject> {
        const Result<storage::CheckReport> report =
            storage::restore(file, url, QStringLiteral("podiumctl restore"), entry);
        if (!report)
            return tl::unexpected(report.error());
        QJsonObject out = figures(*report);
        out.insert(QStringLiteral("file"), file);
        return out;
    });
}

Reply check(const Request &request)
{
    const QString file = request.text("file");
    if (!file.isEmpty() && !QFileInfo(file).isFile())
        return replyNow(fail(ErrorCode::NotFound, Text::tr("there is no such file"), file));
    const QString url = file.isEmpty() ? LocalHost::databaseUrl(request.settings) : file;
    return inBackground([url]() -> Result<QJsonObject> {
        const Result<storage::CheckReport> report = storage::checkDatabase(url);
        if (!report)
            return tl::unexpected(report.error());
        QJsonObject out = figures(*report);
        out.insert(QStringLiteral("sound"), report->isSound());
        out.insert(QStringLiteral("findings"), QJsonArray::fromStringList(report->problems));
        return out;
    });
}

QJsonObject retentionAnswer(const storage::RetentionStep &all, qint64 removedBytes)
{
    return {{QStringLiteral("summary"), QJsonObject{{QStringLiteral("packed_log_lines"), all.packedLines},
                                                    {QStringLiteral("dropped_log_lines"), all.droppedLines},
                                                    {QStringLiteral("removed_events"), all.removedEvents},
                                                    {QStringLiteral("removed_output_bytes"), removedBytes}}}};
}

/// One slice after the other, each in a transaction of its own, so that commits of live runs do not wait.
void nextSlice(LocalHost *host, storage::RetentionPolicy policy, storage::RetentionStep sum,
               const std::shared_ptr<QPromise<Result<QJsonObject>>> &promise)
{
    const qint64 now = SystemClock().nowMs();
    then(host->storage()->writeFor<storage::RetentionStep>([policy, now](storage::Connection &connection) {
        return storage::applyRetention(connection, policy, now);
    }),
         [=](const Result<storage::RetentionStep> &step) {
             storage::RetentionStep all = sum;
             if (step) {
                 all.packedLines += step->packedLines;
                 all.droppedLines += step->droppedLines;
                 all.removedEvents += step->removedEvents;
                 if (step->more) {
                     nextSlice(host, policy, all, promise);
                     return;
                 }
                 then(removeOldOutput(*host->storage(), host->dataFolder(), policy, now),
                      [all, promise](const Result<qint64> &removed) {
                          if (removed)
                              promise->addResult(retentionAnswer(all, *removed));
                          else
                              promise->addResult(tl::unexpected(removed.error()));
                          promise->finish();
                      });
                 return;
             }
             promise->addResult(tl::unexpected(step.error()));
             promise->finish();
         });
}

Reply retention(const Request &request)
{
    auto promise = std::make_shared<QPromise<Result<QJsonObject>>>();
    promise->start();
    Reply reply = promise->future();
    nextSlice(request.host, LocalHost::retentionPolicy(request.settings), {}, promise);
    return reply;
}

} // namespace

Handlers dataHandlers()
{
    return {{QStringLiteral("backup.create"), create},
            {QStringLiteral("backup.restore"), restore},
            {QStringLiteral("backup.check"), check},
            {QStringLiteral("retention.apply"), retention}};
}

} // namespace podium::control
