// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/tools/querytool.h"

#include "agents/tools/toolschema.h"
#include "domain/definition/coding/values.h"

#include <QCoreApplication>

namespace podium::agents
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(QueryTool)
};

constexpr int MostRows = 10'000;
constexpr qint64 MostTimeMs = 10 * 60'000;
constexpr qint64 GraceMs = 5'000; ///< The database ends a statement itself; this is for one that does not answer.

tl::unexpected<Error> wrong(const QString &key, const QString &expected)
{
    return fail(ErrorCode::InvalidArgument, Text::tr("expected %1").arg(expected),
                QStringLiteral("options.tools.query_database.") + key);
}

Result<QStringList> names(const QJsonObject &settings, const QString &key, const QStringList &configured)
{
    QStringList out;
    const QJsonValue value = settings.value(key);
    if (!value.isUndefined() && !value.isArray())
        return wrong(key, Text::tr("a list of names"));
    for (const QJsonValue &name : value.toArray()) {
        if (!configured.contains(name.toString())) {
            return fail(ErrorCode::InvalidArgument, Text::tr("no database \"%1\" is configured").arg(name.toString()),
                        QStringLiteral("options.tools.query_database.") + key,
                        Text::tr("Name it in the configuration under tools.databases."));
        }
        out.append(name.toString());
    }
    return out;
}

} // namespace

Result<QueryGrants> queryGrants(const QJsonObject &settings, const QStringList &configured)
{
    QueryGrants out;
    const Result<QStringList> read = names(settings, QStringLiteral("connections"), configured);
    const Result<QStringList> write = names(settings, QStringLiteral("write"), configured);
    for (const Result<QStringList> *list : {&read, &write}) {
        if (!*list)
            return tl::unexpected(list->error());
    }
    out.write = *write;
    out.connections = settings.contains(QLatin1StringView("connections")) ? *read + *write : configured;
    out.connections.removeDuplicates();
    out.maxRows = settings.value(QLatin1StringView("max_rows")).toInt(out.maxRows);
    if (out.maxRows < 1 || out.maxRows > MostRows)
        return wrong(QStringLiteral("max_rows"), Text::tr("a whole number from 1 to %1").arg(MostRows));
    if (const QJsonValue timeout = settings.value(QLatin1StringView("timeout")); !timeout.isUndefined())
        out.timeLimitMs = domain::durationFromText(timeout.toString()).value_or(0);
    if (out.timeLimitMs < 1 || out.timeLimitMs > MostTimeMs)
        return wrong(QStringLiteral("timeout"), Text::tr("a duration up to 10m, e.g. 30s"));
    return out;
}

AgentTool queryDatabaseTool(engine::IDatabaseQueries &databases, const QueryGrants &grants)
{
    const bool writes = !grants.write.isEmpty();
    AgentTool tool;
    tool.name = QStringLiteral("query_database");
    tool.description =
        QStringLiteral("Run one SQL statement on a database of this project. Pass values as parameters, never inside "
                       "of the text. At most %1 rows come back (\"truncated\" says that there are more). Connections: "
                       "%2. %3")
            .arg(grants.maxRows)
            .arg(grants.connections.isEmpty() ? QStringLiteral("none is configured")
                                              : grants.connections.join(QStringLiteral(", ")),
                 writes ? QStringLiteral("Of these you may change data in: %1.").arg(grants.write.join(u", "))
                        : QStringLiteral("You may only read."));
    tool.inputSchema = toolschema::object(
        {{QStringLiteral("connection"),
          toolschema::field("string", "Name of the database; may be left out if there is only one.")},
         {QStringLiteral("sql"),
          toolschema::field("string", "One statement, with ? or :name for values.",
                            {{QStringLiteral("minLength"), 1}, {QStringLiteral("maxLength"), 100'000}})},
         {QStringLiteral("parameters"),
          QJsonObject{
              {QStringLiteral("type"), QJsonArray{QStringLiteral("array"), QStringLiteral("object")}},
              {QStringLiteral("description"), QStringLiteral("A list of values for ?, or an object for :name.")}}}},
        {QStringLiteral("sql")});
    tool.consent = writes ? AgentTool::Consent::Asked : AgentTool::Consent::Given;
    tool.risk = writes ? domain::Risk::High : domain::Risk::Low;
    tool.repeatable = !writes;
    tool.readOnly = !writes;
    tool.timeLimitMs = grants.timeLimitMs + GraceMs;
    tool.handler = [&databases, grants](const ToolCall &call) -> ToolAnswer {
        engine::DatabaseQuery query;
        query.connection = call.arguments.value(QLatin1StringView("connection")).toString();
        if (query.connection.isEmpty() && grants.connections.size() == 1)
            query.connection = grants.connections.constFirst();
        if (grants.connections.isEmpty()) {
            return answered(fail(ErrorCode::Unavailable, Text::tr("no database is configured for agents"), {},
                                 Text::tr("Whoever runs Podium names databases under tools.databases in its "
                                          "configuration.")));
        }
        if (!grants.connections.contains(query.connection)) {
            return answered(fail(ErrorCode::PermissionDenied,
                                 Text::tr("\"%1\" is not a database that you may use").arg(query.connection), {},
                                 Text::tr("Yours: %1.").arg(grants.connections.join(QStringLiteral(", ")))));
        }
        query.sql = call.arguments.value(QLatin1StringView("sql")).toString();
        query.parameters = call.arguments.value(QLatin1StringView("parameters"));
        query.mayWrite = grants.write.contains(query.connection);
        query.maxRows = grants.maxRows;
        query.timeLimitMs = grants.timeLimitMs;
        return databases.query(query);
    };
    return tool;
}

} // namespace podium::agents
