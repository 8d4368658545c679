// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/logs/logexport.h"

#include "base/json.h"
#include "base/whenfinished.h"
#include "gui/backend/backend.h"
#include "gui/logs/loglines.h"

#include <QJsonArray>

namespace podium::gui
{

LogExport::LogExport(const QJsonObject &filter, const QString &path, bool json, QObject *parent)
    : QObject(parent), m_filter(filter), m_file(path), m_json(json)
{
}

Result<void> LogExport::start()
{
    if (!m_file.open(QIODevice::WriteOnly | QIODevice::Truncate))
        return fail(ErrorCode::Unavailable, tr("cannot write the file: %1").arg(m_file.errorString()),
                    m_file.fileName(), tr("Choose another place."));
    next();
    return {};
}

void LogExport::next()
{
    QJsonObject params = m_filter;
    params.insert(QStringLiteral("after"), m_reached);
    params.insert(QStringLiteral("limit"), 5000);
    whenFinished(Backend::instance()->call(QStringLiteral("log.page"), params), this,
                 [this](const Result<QJsonObject> &answer) { take(answer); });
}

void LogExport::take(const Result<QJsonObject> &answer)
{
    if (!answer) {
        Q_EMIT finished(answer.error().text());
        return;
    }
    const QJsonArray lines = answer->value(QStringLiteral("lines")).toArray();
    for (const QJsonValue &line : lines) {
        const QByteArray bytes = m_json ? canonicalJson(line) + '\n' : LogLines::plain(line.toObject()).toUtf8() + '\n';
        if (m_file.write(bytes) != bytes.size()) {
            Q_EMIT finished(tr("%1: %2").arg(m_file.fileName(), m_file.errorString()));
            return;
        }
        ++m_written;
    }
    m_reached = answer->value(QStringLiteral("reached")).toInteger();
    Q_EMIT progressed();
    if (answer->value(QStringLiteral("more")).toBool() && !m_cancelled) {
        next();
        return;
    }
    const bool kept = m_file.flush();
    m_file.close();
    Q_EMIT finished(kept ? QString() : m_file.errorString());
}

} // namespace podium::gui
