// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QDateTime>
#include <QLoggingCategory>
#include <QMap>
#include <QString>

#include <functional>
#include <optional>

namespace podium
{

/// What a log line is about. Empty members are left out of the line.
struct LogContext
{
    QString run;
    QString task;
    int attempt = 0;
    QString session;
};

/// Everything logged by this thread during the object's life carries the context; nested scopes add to the outer
/// one. An area declares its category with Q_LOGGING_CATEGORY(…, "podium.<area>") and logs with qCInfo() and friends.
class ScopedLogContext
{
public:
    explicit ScopedLogContext(const LogContext &context);
    ~ScopedLogContext();
    Q_DISABLE_COPY_MOVE(ScopedLogContext)

    /// Of the calling thread.
    static LogContext current();

private:
    LogContext m_outer;
};

/// Which messages are wanted: one level for all areas, others for single areas.
struct LogLevels
{
    QtMsgType level = QtInfoMsg;
    QMap<QString, QtMsgType> areas; ///< "engine" or "engine.plan" → its least level.

    /// "info", "debug,storage=warning", "engine=debug". Levels: debug, info, warning, error, off.
    static Result<LogLevels> parse(const QString &text);
    /// The longest area that contains the category decides; categories outside "podium." only warn.
    bool enabled(const char *category, QtMsgType type) const;
};

enum class LogFormat { Text, Json };

struct LogOptions
{
    LogLevels levels;
    LogFormat format = LogFormat::Text;
    bool colour = false;                ///< Text only.
    QString file;                       ///< Empty = standard error.
    qint64 maxBytes = 10 * 1024 * 1024; ///< A file that grew beyond it is renamed to file.1, file.1 to file.2 …
    int keep = 5;                       ///< Rotated files.
};

/// Sends all messages of Qt's logging to where the options say; may be called again to change them. Fails if the
/// file cannot be written. Not thread-safe; logging itself is.
Result<void> installLogging(const LogOptions &options);
/// Back to Qt's own handler; closes the file.
void uninstallLogging();
/// While set, lines for standard error go to `sink` instead (called in the thread that logs, one line at a time, with
/// the line end; it must not log): a live display draws them above itself. Pass {} to end it; it is not called any more
/// when this returns. Thread-safe.
void setLogTerminalSink(std::function<void(const QByteArray &line)> sink);

/// One message as a line with its end. Control characters are shown as escapes, so that what an agent printed
/// cannot steer the terminal.
QByteArray formatLogLine(LogFormat format, bool colour, QtMsgType type, const QString &category, const QString &message,
                         const LogContext &context, const QDateTime &time);

} // namespace podium
