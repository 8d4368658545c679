// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "support/backends.h"

#include <QTest>

namespace podium::test
{

void Backends::addRows()
{
    QTest::addColumn<QString>("backend");
    QTest::newRow("sqlite") << QStringLiteral("sqlite");
    QTest::newRow("postgresql") << QStringLiteral("postgresql");
}

QString Backends::fresh()
{
    QFETCH(QString, backend);
    return freshOf(backend);
}

QString Backends::freshOf(const QString &backend)
{
    if (backend == u"sqlite")
        return QStringLiteral("sqlite://%1/podium-%2.db").arg(m_folder.path()).arg(++m_count);
    if (!m_postgres) {
        Result<std::unique_ptr<Postgres>> started = Postgres::start();
        if (!started) {
            QTest::qFail(qPrintable(started.error().text()), __FILE__, __LINE__);
            return {};
        }
        m_postgres = std::move(*started);
    }
    const Result<QString> database = m_postgres->newDatabase();
    if (!database)
        QTest::qFail(qPrintable(database.error().text()), __FILE__, __LINE__);
    return database.value_or(QString());
}

} // namespace podium::test
