// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "storage/guest/statementguard.h"

#include <QCoreApplication>
#include <QStringList>

namespace podium::storage
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(StatementGuard)
};

/// The first word, in upper case; comments and opening brackets before it are passed over.
QString firstWord(const QString &sql)
{
    qsizetype at = 0;
    while (at < sql.size()) {
        const QStringView rest = QStringView(sql).sliced(at);
        if (rest.startsWith(u"--")) {
            const qsizetype end = sql.indexOf(u'\n', at);
            at = end < 0 ? sql.size() : end + 1;
        } else if (rest.startsWith(u"/*")) {
            const qsizetype end = sql.indexOf(QLatin1StringView("*/"), at + 2);
            at = end < 0 ? sql.size() : end + 2;
        } else if (rest.front().isSpace() || rest.front() == u'(') {
            ++at;
        } else {
            break;
        }
    }
    qsizetype end = at;
    while (end < sql.size() && sql.at(end).isLetter())
        ++end;
    return sql.mid(at, end - at).toUpper();
}

} // namespace

Result<void> checkStatement(const QString &sql, bool mayWrite)
{
    static const QStringList s_reads{QStringLiteral("SELECT"),  QStringLiteral("WITH"),  QStringLiteral("VALUES"),
                                     QStringLiteral("EXPLAIN"), QStringLiteral("TABLE"), QStringLiteral("SHOW")};
    static const QStringList s_writes{QStringLiteral("INSERT"), QStringLiteral("UPDATE"),  QStringLiteral("DELETE"),
                                      QStringLiteral("MERGE"),  QStringLiteral("REPLACE"), QStringLiteral("CREATE"),
                                      QStringLiteral("ALTER"),  QStringLiteral("DROP"),    QStringLiteral("TRUNCATE")};
    const QString word = firstWord(sql);
    if (s_reads.contains(word) || (mayWrite && s_writes.contains(word)))
        return {};
    if (s_writes.contains(word)) {
        return fail(ErrorCode::PermissionDenied, Text::tr("%1 changes data, and this agent may only read").arg(word),
                    {}, Text::tr("Whoever runs Podium can grant it: `write` of query_database in the agent's tools."));
    }
    return fail(ErrorCode::InvalidArgument,
                word.isEmpty() ? Text::tr("this is not an SQL statement")
                               : Text::tr("%1 is not a statement that agents may use").arg(word),
                {}, Text::tr("Begin with one of %1.").arg((mayWrite ? s_reads + s_writes : s_reads).join(u", ")));
}

} // namespace podium::storage
