// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "storage/read/queryworker.h"

#include "storage/schema/migrations.h"

#include <QCoreApplication>

namespace podium::storage
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Storage)
};

} // namespace

Result<std::unique_ptr<Connection>> openToRead(const DatabaseUrl &url, const ConnectionOptions &options)
{
    Result<std::unique_ptr<Connection>> opened = Connection::open(url, OpenMode::ReadOnly, options);
    if (!opened)
        return opened;
    const Result<int> version = schemaVersion(**opened);
    if (!version)
        return tl::unexpected(version.error());
    if (const Result<void> known = checkNotNewer(**opened, *version); !known)
        return tl::unexpected(known.error());
    if (*version == 0)
        return fail(ErrorCode::NotFound, Text::tr("the database is empty"), url.display(),
                    Text::tr("It is filled by the first run"));
    if (*version < newestVersion()) {
        return fail(ErrorCode::Unavailable,
                    Text::tr("the database has version %1 and has to be brought to %2 first")
                        .arg(*version)
                        .arg(newestVersion()),
                    url.display(), Text::tr("Any podiumctl command on it does that"));
    }
    return opened;
}

QueryWorker::QueryWorker(Result<DatabaseUrl> url, ConnectionOptions options)
    : m_url(std::move(url)), m_options(std::move(options))
{
}

Result<Connection *> QueryWorker::connection()
{
    if (!m_url)
        return tl::unexpected(m_url.error());
    if (!m_connection || m_connection->isBroken()) {
        m_connection.reset();
        Result<std::unique_ptr<Connection>> opened = openToRead(*m_url, m_options);
        if (!opened)
            return tl::unexpected(opened.error());
        m_connection = std::move(*opened);
    }
    return m_connection.get();
}

void QueryWorker::close()
{
    m_connection.reset();
}

} // namespace podium::storage
