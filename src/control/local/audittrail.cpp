// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "control/local/audittrail.h"

#include "base/clock.h"
#include "base/ids.h"
#include "base/json.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace podium::control
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(AuditTrail)
};

constexpr qsizetype MaxText = 500;       // Characters of one text that are kept as they are.
constexpr qsizetype MaxRequest = 16'000; // Bytes of what is kept of a request.

QString shortenedText(const QString &text)
{
    if (text.size() <= MaxText)
        return text;
    return text.left(MaxText / 2) +
           Text::tr("… (%n character(s), SHA-256 %1)", nullptr, int(text.size())).arg(sha256Hex(text.toUtf8()));
}

QJsonValue shortened(const QJsonValue &value)
{
    if (value.isString())
        return shortenedText(value.toString());
    if (value.isArray()) {
        QJsonArray out;
        const QJsonArray array = value.toArray();
        for (const QJsonValue &item : array)
            out.append(shortened(item));
        return out;
    }
    if (!value.isObject())
        return value;
    QJsonObject out = value.toObject();
    for (auto it = out.begin(); it != out.end(); ++it)
        it.value() = shortened(it.value());
    return out;
}

/// The full id where the answer gives it, below its run: what was asked for may be only a beginning.
QString named(const QString &field, const QJsonObject &params, const QJsonObject &answer)
{
    const QJsonValue answered = answer.value(field);
    if (answered.isString())
        return answered.toString();
    const QString id = answered.toObject().value(QStringLiteral("id")).toString();
    const QString run = answered.toObject().value(QStringLiteral("run")).toString();
    if (id.isEmpty())
        return params.value(field).toString();
    return run.isEmpty() ? id : run + u'/' + id;
}

/// What the path of the operation names, else the run that came of it, else the file.
QString subjectOf(const Operation &operation, const QJsonObject &params, const QJsonObject &answer)
{
    static const QRegularExpression s_parameter(QStringLiteral("\\{([^}]*)\\}"));
    QStringList out;
    for (auto it = s_parameter.globalMatch(operation.path); it.hasNext();)
        out += named(it.next().captured(1), params, answer);
    if (out.isEmpty())
        out += named(answer.contains(QStringLiteral("run")) ? QStringLiteral("run") : QStringLiteral("file"), params,
                     answer);
    const QString task = params.value(QStringLiteral("task")).toString();
    if (!task.isEmpty() && !out.contains(task))
        out += task;
    return out.join(u'/');
}

} // namespace

bool isAudited(const Operation &operation)
{
    // To keep an engine needs the owner, but changes nothing.
    return (operation.reach == Reach::Write && operation.name != QLatin1StringView("engine.serve")) ||
           operation.reach == Reach::Alone;
}

storage::AuditEntry auditEntry(const Operation &operation, const QJsonObject &params, const Principal &principal,
                               const Result<QJsonObject> &answer)
{
    storage::AuditEntry entry;
    entry.timeMs = SystemClock().nowMs();
    entry.who = principal.name;
    entry.operation = operation.name;
    entry.subject = subjectOf(operation, params, answer ? *answer : QJsonObject());
    entry.outcome = answer ? QStringLiteral("ok") : errorCodeName(answer.error().code);
    QJsonObject kept = shortened(QJsonValue(params)).toObject();
    if (const QByteArray text = canonicalJson(kept); text.size() > MaxRequest) {
        kept = {{QStringLiteral("bytes"), text.size()}, {QStringLiteral("sha256"), sha256Hex(text)}};
    }
    entry.data = {{QStringLiteral("request"), kept}};
    if (!answer)
        entry.data.insert(QStringLiteral("error"), shortenedText(answer.error().text()));
    return entry;
}

} // namespace podium::control
