// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// The part of StoreWorker that opens, takes over and closes.
#include "storage/logs/logwriter.h"
#include "storage/read/queryworker.h"
#include "storage/schema/migrations.h"
#include "storage/sql/connection.h"
#include "storage/sql/filecopy.h"
#include "storage/writer/stateloader.h"
#include "storage/writer/storeworker.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFileInfo>
#include <QLoggingCategory>

namespace podium::storage
{

namespace
{

Q_LOGGING_CATEGORY(logStore, "podium.storage", QtWarningMsg)

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Storage)
};

} // namespace

Result<Connection *> StoreWorker::reader()
{
    if (!m_url)
        return tl::unexpected(m_url.error());
    if (m_connection && !m_connection->isBroken())
        return m_connection.get();
    m_connection.reset();
    if (m_owner && !m_failure) { // A lost server: what is written next has to fail until takeOver().
        m_failure =
            Error{ErrorCode::Unavailable, Text::tr("the connection to the database was lost"), m_url->display(), {}};
    }
    Result<std::unique_ptr<Connection>> opened = openToRead(*m_url, m_options.connection);
    if (!opened)
        return tl::unexpected(opened.error());
    m_connection = std::move(*opened);
    return m_connection.get();
}

Result<void> StoreWorker::connectWriter(const QString &owner)
{
    const bool reuse = m_owner && m_connection && !m_connection->isBroken();
    if (!reuse) {
        m_connection.reset(); // A read-only or broken one; a PostgreSQL session gives its lock back.
        m_owner = false;
        if (m_url->dialect == Dialect::Sqlite) {
            if (Result<void> locked = m_ownership.lockFile(*m_url, owner); !locked)
                return locked;
        }
        Result<std::unique_ptr<Connection>> opened =
            Connection::open(*m_url, OpenMode::ReadWrite, m_options.connection);
        if (!opened)
            return tl::unexpected(opened.error());
        m_connection = std::move(*opened);
        if (m_connection->isPostgres()) {
            if (Result<void> locked = m_ownership.lockSession(*m_connection); !locked)
                return locked;
        }
    }
    return migrate(*m_connection, migrations(), [this](int version) { return backUpBefore(version); });
}

Result<void> StoreWorker::backUpBefore(int version)
{
    const QString stamp =
        QDateTime::fromMSecsSinceEpoch(m_options.clock->nowMs()).toUTC().toString(QStringLiteral("yyyyMMdd-HHmmsszzz"));
    Result<void> done;
    if (m_connection->isPostgres()) {
        const QString name = QStringLiteral("podium_v%1_%2").arg(version).arg(QString(stamp).replace(u'-', u'_'));
        done = copySchema(*m_connection, version, name);
    } else {
        const QFileInfo file(m_url->path);
        const QString folder = m_options.backupFolder.isEmpty() ? file.absolutePath() : m_options.backupFolder;
        const QString target =
            QStringLiteral("%1/%2.v%3-%4.backup").arg(folder, file.fileName()).arg(version).arg(stamp);
        removeParts(folder, file.fileName() + QStringLiteral(".v*.backup"));
        done = copyToFile(*m_connection, target);
    }
    if (done)
        return done;
    Error error = done.error();
    error.message = Text::tr("the backup before the change of version failed: %1").arg(error.message);
    if (m_connection->isPostgres() && error.code == ErrorCode::PermissionDenied)
        error.hint = Text::tr("It is a schema of its own: let the owner GRANT CREATE ON DATABASE to this user");
    return tl::unexpected(error);
}

Result<engine::StoredState> StoreWorker::takeOver(const QString &owner)
{
    if (!m_url)
        return tl::unexpected(m_url.error());
    if (m_options.readOnly)
        return fail(ErrorCode::Conflict, Text::tr("the database was opened for reading only"), m_url->display());
    Result<void> done = connectWriter(owner);
    if (done)
        done = m_ownership.beginEpoch(*m_connection, owner);
    const Result<qint64> log = done ? nextLogId(*m_connection) : tl::unexpected(done.error());
    Result<engine::StoredState> state =
        log ? loadState(*m_connection, m_options.readWorkflow) : tl::unexpected(log.error());
    if (!state) {
        m_connection.reset();
        m_owner = false;
        return state;
    }
    m_nextLogId = *log;
    m_owner = true;
    m_failure.reset();
    state->epoch = m_ownership.epoch();
    qCInfo(logStore).noquote() << "writes to" << m_url->display() << "as epoch" << state->epoch << "with"
                               << state->runs.size() << "unfinished runs";
    if (!m_logs.isEmpty())
        wake();
    return state;
}

void StoreWorker::close()
{
    drain();
    flushLogs();
    m_logTimer.stop();
    m_owner = false;
    m_connection.reset();
}

} // namespace podium::storage
