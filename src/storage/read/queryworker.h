// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "storage/sql/connection.h"

#include <QObject>

namespace podium::storage
{

/// Opens for reading: the schema has to be that of this program. Unavailable if it is older.
Result<std::unique_ptr<Connection>> openToRead(const DatabaseUrl &url, const ConnectionOptions &options);

/// The connection of RunQueries, in its thread. Opened at the first question and again after the server was lost.
class QueryWorker : public QObject
{
    Q_OBJECT
public:
    QueryWorker(Result<DatabaseUrl> url, ConnectionOptions options);
    Result<Connection *> connection();
    void close();

private:
    const Result<DatabaseUrl> m_url;
    const ConnectionOptions m_options;
    std::unique_ptr<Connection> m_connection;
};

} // namespace podium::storage
