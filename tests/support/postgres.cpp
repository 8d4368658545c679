// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "support/postgres.h"

namespace podium::test
{

namespace
{

constexpr int PatienceMs = 90'000; // A loaded machine may take long for initdb.

QString scriptFile()
{
    return QStringLiteral(PODIUM_SUPPORT_FOLDER "/postgres.sh");
}

} // namespace

Result<std::unique_ptr<Postgres>> Postgres::start(bool durable)
{
    std::unique_ptr<Postgres> server(new Postgres);
    // A socket's path may have only some 100 characters: right below /tmp.
    server->m_folder = std::make_unique<QTemporaryDir>(QStringLiteral("/tmp/podium-pg-XXXXXX"));
    if (!server->m_folder->isValid())
        return fail(ErrorCode::Unavailable, server->m_folder->errorString());
    const Result<QByteArray> made = server->script(
        {QStringLiteral("init"), server->socketFolder(), durable ? QStringLiteral("durable") : QStringLiteral("fast")});
    if (!made)
        return tl::unexpected(made.error());
    if (const Result<void> up = server->launch(); !up)
        return tl::unexpected(up.error());
    return server;
}

Postgres::~Postgres()
{
    if (m_process)
        (void)stop();
}

Result<QByteArray> Postgres::script(const QStringList &arguments)
{
    QProcess process;
    process.start(scriptFile(), arguments);
    process.closeWriteChannel();
    if (!process.waitForFinished(PatienceMs) || process.exitCode() != 0)
        return fail(ErrorCode::Unavailable, QString::fromUtf8(process.readAllStandardError()), arguments.first());
    return process.readAllStandardOutput();
}

Result<void> Postgres::launch()
{
    m_process = std::make_unique<QProcess>();
    m_process->start(scriptFile(), {QStringLiteral("run"), socketFolder()});
    while (!m_process->canReadLine()) {
        if (!m_process->waitForReadyRead(PatienceMs))
            return fail(ErrorCode::Unavailable, QString::fromUtf8(m_process->readAllStandardError()));
    }
    return {};
}

Result<QString> Postgres::newDatabase()
{
    const QString name = QStringLiteral("test%1").arg(++m_databases);
    const Result<QByteArray> made =
        script({QStringLiteral("sql"), socketFolder(), QStringLiteral("CREATE DATABASE ") + name});
    if (!made)
        return tl::unexpected(made.error());
    return QStringLiteral("postgresql://podium@/%1?host=%2").arg(name, socketFolder());
}

Result<void> Postgres::stop()
{
    m_process->closeWriteChannel();
    const bool ended = m_process->waitForFinished(PatienceMs);
    m_process.reset();
    return ended ? Result<void>() : fail(ErrorCode::Timeout, QStringLiteral("PostgreSQL does not stop"));
}

Result<void> Postgres::resume()
{
    return launch();
}

} // namespace podium::test
