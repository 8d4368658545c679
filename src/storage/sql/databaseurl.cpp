// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "storage/sql/databaseurl.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QUrl>

namespace podium::storage
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Storage)
};

// What may be passed on to libpq. Everything else (service files, passfile, key files …) stays under the control of
// the machine's own configuration.
constexpr const char *AllowedOptions[] = {"sslmode",    "connect_timeout", "application_name",
                                          "keepalives", "keepalives_idle", "target_session_attrs"};

QString decoded(QStringView text)
{
    return QUrl::fromPercentEncoding(text.toUtf8());
}

Result<DatabaseUrl> parseSqlite(const QString &path, const QString &shown)
{
    if (path.isEmpty() || path == u":memory:" || path.contains(QChar(u'\0'))) {
        return fail(ErrorCode::InvalidArgument, Text::tr("`%1` does not name a database file").arg(shown), {},
                    Text::tr("Give a path such as sqlite:///home/me/podium.db"));
    }
    DatabaseUrl url;
    url.path = QFileInfo(path).absoluteFilePath();
    return url;
}

Result<void> takeOption(DatabaseUrl &url, QStringView part)
{
    const qsizetype equals = part.indexOf(u'=');
    const QString name = decoded(equals < 0 ? part : part.first(equals));
    const QString value = equals < 0 ? QString() : decoded(part.sliced(equals + 1));
    if (name == u"host") {
        url.host = value;
        return {};
    }
    for (const char *allowed : AllowedOptions) {
        // Qt joins the options with ';' before libpq reads them: a value must not be able to add one of its own.
        if (name == QLatin1StringView(allowed) && !value.contains(u';') && !value.contains(u'\'') &&
            !value.contains(u' ')) {
            url.options += (url.options.isEmpty() ? QString() : QStringLiteral(";")) + name + u'=' + value;
            return {};
        }
    }
    return fail(ErrorCode::InvalidArgument, Text::tr("unknown option `%1` in the database address").arg(name));
}

Result<DatabaseUrl> parsePostgres(QStringView rest)
{
    DatabaseUrl url;
    url.dialect = Dialect::Postgres;
    const qsizetype question = rest.indexOf(u'?');
    const QStringView options = question < 0 ? QStringView() : rest.sliced(question + 1);
    if (question >= 0)
        rest = rest.first(question);
    const qsizetype slash = rest.indexOf(u'/');
    QStringView authority = slash < 0 ? rest : rest.first(slash);
    url.database = slash < 0 ? QString() : decoded(rest.sliced(slash + 1));
    const qsizetype at = authority.lastIndexOf(u'@');
    if (at >= 0) {
        const QStringView who = authority.first(at);
        const qsizetype colon = who.indexOf(u':');
        url.user = decoded(colon < 0 ? who : who.first(colon));
        url.password = colon < 0 ? QString() : decoded(who.sliced(colon + 1));
        authority = authority.sliced(at + 1);
    }
    const qsizetype bracket = authority.indexOf(u']'); // An IPv6 address has colons of its own.
    const qsizetype colon = authority.indexOf(u':', qMax<qsizetype>(bracket, 0));
    if (colon >= 0) {
        bool ok = false;
        url.port = authority.sliced(colon + 1).toInt(&ok);
        if (!ok || url.port < 1 || url.port > 65535) {
            return fail(ErrorCode::InvalidArgument, Text::tr("`%1` is not a port").arg(authority.sliced(colon + 1)),
                        url.display());
        }
        authority = authority.first(colon);
    }
    url.host = decoded(authority);
    if (url.host.startsWith(u'[') && url.host.endsWith(u']'))
        url.host = url.host.mid(1, url.host.size() - 2);
    for (const QStringView part : options.split(u'&', Qt::SkipEmptyParts)) {
        if (const Result<void> taken = takeOption(url, part); !taken)
            return tl::unexpected(taken.error());
    }
    if (url.database.isEmpty() || url.database.contains(u'/')) {
        return fail(ErrorCode::InvalidArgument, Text::tr("the address names no database"), url.display(),
                    Text::tr("Write it like postgresql://user@host/podium"));
    }
    return url;
}

} // namespace

Result<DatabaseUrl> DatabaseUrl::parse(const QString &text)
{
    for (const QStringView scheme : {QStringView(u"postgresql://"), QStringView(u"postgres://")}) {
        if (text.startsWith(scheme))
            return parsePostgres(QStringView(text).sliced(scheme.size()));
    }
    if (text.startsWith(u"sqlite:")) {
        QString path = decoded(QStringView(text).sliced(7));
        if (path.startsWith(u"//"))
            path.remove(0, 2);
        // "sqlite:///C:/data/podium.db"
        if (path.size() > 2 && path.at(0) == u'/' && path.at(1).isLetter() && path.at(2) == u':')
            path.remove(0, 1);
        return parseSqlite(path, text);
    }
    const qsizetype scheme = text.indexOf(u"://");
    if (scheme > 0) {
        return fail(ErrorCode::InvalidArgument,
                    Text::tr("`%1` is not a kind of database that Podium knows").arg(text.first(scheme)), {},
                    Text::tr("Use sqlite:///path or postgresql://user@host/database"));
    }
    return parseSqlite(text, text);
}

QString DatabaseUrl::display() const
{
    if (dialect == Dialect::Sqlite)
        return path;
    QString out = QStringLiteral("postgresql://");
    if (!user.isEmpty())
        out += user + u'@';
    const bool socket = host.startsWith(u'/');
    if (!socket)
        out += host.contains(u':') ? u'[' + host + u']' : host;
    if (port > 0)
        out += u':' + QString::number(port);
    out += u'/' + database;
    return socket ? out + QStringLiteral("?host=") + host : out;
}

} // namespace podium::storage
