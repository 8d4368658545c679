// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <QFile>
#include <QJsonObject>
#include <QObject>

namespace podium::gui
{

/// Writes all lines that a filter fits to a file, page by page. GUI thread; deletes nothing, keeps one page in memory.
class LogExport : public QObject
{
    Q_OBJECT
public:
    /// `filter`: parameters of log.page without a place.
    LogExport(const QJsonObject &filter, const QString &path, bool json, QObject *parent);
    /// NotFound, Unavailable … if the file cannot be written.
    Result<void> start();
    void cancel() { m_cancelled = true; }
    qint64 written() const { return m_written; }

Q_SIGNALS:
    void progressed();
    /// `problem` is empty if all went well.
    void finished(const QString &problem);

private:
    void next();
    void take(const Result<QJsonObject> &answer);

    QJsonObject m_filter;
    QFile m_file;
    qint64 m_reached = 0;
    qint64 m_written = 0;
    bool m_json;
    bool m_cancelled = false;
};

} // namespace podium::gui
