// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/views/ruleview.h"

#include "app/ctl/textlayout.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>

namespace podium::ctl
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(RuleView)
};

QString str(const QJsonObject &object, const char *name)
{
    return oneLine(object.value(QLatin1StringView(name)).toString());
}

/// "Bash, Monitor; git push **" …: what a rule is about.
QString about(const QJsonObject &rule)
{
    QStringList out;
    for (const char *key : {"tools", "commands", "paths", "hosts", "scopes", "modes", "reasons"}) {
        QStringList words;
        const QJsonArray values = rule.value(QLatin1StringView(key)).toArray();
        for (const QJsonValue &value : values)
            words += oneLine(value.toString());
        if (!words.isEmpty())
            out += words.join(QStringLiteral(", "));
    }
    return out.isEmpty() ? Text::tr("everything") : out.join(QStringLiteral("; "));
}

} // namespace

QStringList renderRules(const QJsonObject &answer, const AnswerOptions &options)
{
    QList<QStringList> rows;
    const QJsonArray rules = answer.value(QStringLiteral("rules")).toArray();
    for (const QJsonValue &value : rules) {
        const QJsonObject rule = value.toObject();
        rows += {str(rule, "layer"), str(rule, "risk"), str(rule, "decide"), str(rule, "name"), about(rule)};
    }
    QStringList out =
        table({Text::tr("WHOSE"), Text::tr("RISK"), Text::tr("DECIDES"), Text::tr("RULE"), Text::tr("ABOUT")}, rows,
              options.columns, options.colour);
    const QJsonArray permits = answer.value(QStringLiteral("permits")).toArray();
    out += QString();
    if (permits.isEmpty()) {
        out += Text::tr("Nobody has allowed anything for good (podiumctl approve REQUEST --always workflow).");
        return out;
    }
    rows.clear();
    for (const QJsonValue &value : permits) {
        const QJsonObject permit = value.toObject();
        const bool revoked = permit.value(QStringLiteral("revoked_ms")).toInteger() > 0;
        rows += {str(permit, "id"),
                 str(permit, "scope") + u' ' + str(permit, "place"),
                 str(permit, "title"),
                 str(permit, "given_by"),
                 dateTime(permit.value(QStringLiteral("created_ms")).toInteger()),
                 revoked ? Text::tr("revoked by %1").arg(str(permit, "revoked_by")) : QString()};
    }
    out +=
        table({Text::tr("ALLOWED"), Text::tr("WHERE"), Text::tr("WHAT"), Text::tr("BY"), Text::tr("SINCE"), QString()},
              rows, options.columns, options.colour);
    return out;
}

QStringList renderCredentials(const QJsonObject &answer, const AnswerOptions &options)
{
    const QJsonArray credentials = answer.value(QStringLiteral("credentials")).toArray();
    if (credentials.isEmpty())
        return {Text::tr("There are no credentials. podiumctl credentials set NAME --secret @- adds one.")};
    QList<QStringList> rows;
    for (const QJsonValue &value : credentials) {
        const QJsonObject credential = value.toObject();
        rows += {str(credential, "name"), str(credential, "kind"),
                 dateTime(credential.value(QStringLiteral("created_ms")).toInteger())};
    }
    return table({Text::tr("NAME"), Text::tr("KIND"), Text::tr("SINCE")}, rows, options.columns, options.colour);
}

QStringList renderRuleTest(const QJsonObject &answer)
{
    const QString decide = str(answer, "decide");
    const int votes = answer.value(QStringLiteral("votes")).toInt();
    const QString what = decide == QLatin1StringView("allow")  ? Text::tr("allowed")
                         : decide == QLatin1StringView("deny") ? Text::tr("denied")
                         : votes > 1 ? Text::tr("asked: %n people have to agree", nullptr, votes)
                                     : Text::tr("asked");
    return {Text::tr("Risk %1: %2").arg(str(answer, "risk"), what), Text::tr("Rule: %1").arg(str(answer, "why"))};
}

} // namespace podium::ctl
