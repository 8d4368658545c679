// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "base/log.h"

#include "base/json.h"
#include "base/logfile.h"

#include <QCoreApplication>
#include <QMutex>
#include <QTimeZone>

#include <array>
#include <cstdio>
#include <cstdlib>

namespace podium
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Log)
};

struct LevelName
{
    const char *name;
    QtMsgType type;
    int rank;
    const char *mark;   ///< In text lines, five wide.
    const char *colour; ///< SGR sequence.
};

// "off" is QtFatalMsg: those messages end the program and are always shown.
constexpr std::array<LevelName, 5> s_levels{{
    {"debug", QtDebugMsg, 0, "debug", "\x1b[2m"},
    {"info", QtInfoMsg, 1, "info ", ""},
    {"warning", QtWarningMsg, 2, "warn ", "\x1b[33m"},
    {"error", QtCriticalMsg, 3, "error", "\x1b[31m"},
    {"off", QtFatalMsg, 4, "fatal", "\x1b[1;31m"},
}};

const LevelName &levelOf(QtMsgType type)
{
    for (const LevelName &entry : s_levels) {
        if (entry.type == type)
            return entry;
    }
    return s_levels.back();
}

struct State
{
    QMutex mutex;
    LogOptions options;
    LogFile file;
    std::function<void(const QByteArray &)> terminalSink;
    QLoggingCategory::CategoryFilter defaultFilter = nullptr;
    bool fileFailed = false;
};

// Never destroyed: objects with static lifetime may log while the program ends.
State &state()
{
    static State *s_state = new State;
    return *s_state;
}

thread_local LogContext t_context;

QString areaOf(const QString &category)
{
    return category.startsWith(QLatin1StringView("podium.")) ? category.mid(7) : category;
}

void filterCategory(QLoggingCategory *category)
{
    const LogLevels &levels = state().options.levels;
    for (const LevelName &entry : s_levels) {
        if (entry.type != QtFatalMsg)
            category->setEnabled(entry.type, levels.enabled(category->categoryName(), entry.type));
    }
}

void writeStandardError(const QByteArray &line)
{
    // Unbuffered and in one piece, so that lines of several processes on one terminal do not mix.
    fwrite(line.constData(), 1, size_t(line.size()), stderr);
    fflush(stderr);
}

void handleMessage(QtMsgType type, const QMessageLogContext &where, const QString &message)
{
    const QString category = QString::fromUtf8(where.category ? where.category : "default");
    State &s = state();
    QByteArray line;
    {
        const QMutexLocker lock(&s.mutex);
        line = formatLogLine(s.options.format, s.options.colour && s.options.file.isEmpty(), type, category, message,
                             t_context, QDateTime::currentDateTimeUtc());
        if (!s.options.file.isEmpty()) {
            const Result<void> written = s.file.write(line);
            if (written) {
                s.fileFailed = false;
                line.clear();
            } else if (!s.fileFailed) {
                // Say it once, then keep the messages visible rather than lose them.
                s.fileFailed = true;
                line.prepend(Text::tr("log file: %1\n").arg(written.error().text()).toUtf8());
            }
        }
        if (s.terminalSink && type != QtFatalMsg && !line.isEmpty()) {
            // Under the lock: whoever takes the sink away may destroy what it speaks to.
            s.terminalSink(line);
            line.clear();
        }
    }
    if (!line.isEmpty())
        writeStandardError(line);
    if (type == QtFatalMsg)
        abort();
}

/// Text that cannot steer a terminal; line ends become an indented continuation.
QString printable(const QString &text, bool multiLine)
{
    QString out;
    out.reserve(text.size());
    for (const QChar c : text) {
        const ushort code = c.unicode();
        if (code == u'\n' && multiLine)
            out += QStringLiteral("\n    ");
        else if (code == u'\t')
            out += u' ';
        else if (code < 0x20 || (code >= 0x7f && code < 0xa0))
            out += QStringLiteral("\\x%1").arg(code, 2, 16, QLatin1Char('0'));
        else
            out += c;
    }
    return out;
}

} // namespace

ScopedLogContext::ScopedLogContext(const LogContext &context) : m_outer(t_context)
{
    if (!context.run.isEmpty())
        t_context.run = context.run;
    if (!context.task.isEmpty())
        t_context.task = context.task;
    if (context.attempt > 0)
        t_context.attempt = context.attempt;
    if (!context.session.isEmpty())
        t_context.session = context.session;
}

ScopedLogContext::~ScopedLogContext()
{
    t_context = m_outer;
}

LogContext ScopedLogContext::current()
{
    return t_context;
}

Result<LogLevels> LogLevels::parse(const QString &text)
{
    const auto level = [](const QString &name) -> std::optional<QtMsgType> {
        for (const LevelName &entry : s_levels) {
            if (name.compare(QLatin1StringView(entry.name), Qt::CaseInsensitive) == 0)
                return entry.type;
        }
        return std::nullopt;
    };
    LogLevels out;
    const QStringList parts = text.split(QLatin1Char(','), Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        const qsizetype equals = part.indexOf(u'=');
        const QString name = part.mid(equals + 1).trimmed();
        const std::optional<QtMsgType> type = level(name);
        if (!type) {
            return fail(ErrorCode::InvalidArgument, Text::tr("\"%1\" is not a log level").arg(name), {},
                        Text::tr("Use debug, info, warning, error or off; for one area: engine=debug"));
        }
        if (equals < 0)
            out.level = *type;
        else
            out.areas.insert(areaOf(part.left(equals).trimmed()), *type);
    }
    return out;
}

bool LogLevels::enabled(const char *category, QtMsgType type) const
{
    const QString full = QString::fromUtf8(category);
    QString area = areaOf(full);
    // Qt's own chatter is shown only when somebody asks for it by name.
    QtMsgType least =
        full.startsWith(QLatin1StringView("podium.")) || full == QLatin1StringView("default") ? level : QtWarningMsg;
    while (!area.isEmpty()) {
        if (const auto it = areas.constFind(area); it != areas.constEnd()) {
            least = *it;
            break;
        }
        area.truncate(std::max<qsizetype>(0, area.lastIndexOf(u'.')));
    }
    return levelOf(type).rank >= levelOf(least).rank;
}

Result<void> installLogging(const LogOptions &options)
{
    State &s = state();
    {
        const QMutexLocker lock(&s.mutex);
        if (options.file.isEmpty()) {
            s.file.close();
        } else if (Result<void> opened = s.file.open(options.file, options.maxBytes, options.keep); !opened) {
            return opened;
        }
        s.options = options;
        s.fileFailed = false;
    }
    const QLoggingCategory::CategoryFilter previous = QLoggingCategory::installFilter(filterCategory);
    if (previous != filterCategory)
        s.defaultFilter = previous;
    qInstallMessageHandler(handleMessage);
    return {};
}

void uninstallLogging()
{
    State &s = state();
    qInstallMessageHandler(nullptr);
    if (s.defaultFilter)
        QLoggingCategory::installFilter(s.defaultFilter);
    const QMutexLocker lock(&s.mutex);
    s.file.close();
    s.options = {};
    s.terminalSink = {};
}

void setLogTerminalSink(std::function<void(const QByteArray &)> sink)
{
    const QMutexLocker lock(&state().mutex);
    state().terminalSink = std::move(sink);
}

QByteArray formatLogLine(LogFormat format, bool colour, QtMsgType type, const QString &category, const QString &message,
                         const LogContext &context, const QDateTime &time)
{
    const LevelName &level = levelOf(type);
    if (format == LogFormat::Json) {
        QJsonObject object{
            {QStringLiteral("time"), time.toUTC().toString(Qt::ISODateWithMs)},
            {QStringLiteral("level"), QLatin1StringView(type == QtFatalMsg ? "fatal" : level.name)},
            {QStringLiteral("area"), areaOf(category)},
            {QStringLiteral("message"), message},
            {QStringLiteral("pid"), QCoreApplication::applicationPid()},
        };
        if (!context.run.isEmpty())
            object.insert(QStringLiteral("run"), context.run);
        if (!context.task.isEmpty())
            object.insert(QStringLiteral("task"), context.task);
        if (context.attempt > 0)
            object.insert(QStringLiteral("attempt"), context.attempt);
        if (!context.session.isEmpty())
            object.insert(QStringLiteral("session"), context.session);
        return canonicalJson(object) + '\n';
    }
    const QString dim = colour ? QStringLiteral("\x1b[2m") : QString();
    const QString reset = colour ? QStringLiteral("\x1b[0m") : QString();
    const QString tint = colour ? QString::fromLatin1(level.colour) : QString();
    QString line = dim + time.toLocalTime().toString(QStringLiteral("HH:mm:ss.zzz")) + reset + u' ' + tint +
                   QString::fromLatin1(level.mark) + (tint.isEmpty() ? QString() : reset) + u' ' +
                   printable(areaOf(category), false).leftJustified(9) + u' ' + printable(message, true);
    QStringList about;
    if (!context.run.isEmpty())
        about += QStringLiteral("run=") + printable(context.run, false);
    if (!context.task.isEmpty())
        about += QStringLiteral("task=") + printable(context.task, false);
    if (context.attempt > 0)
        about += QStringLiteral("attempt=%1").arg(context.attempt);
    if (!context.session.isEmpty())
        about += QStringLiteral("session=") + printable(context.session, false);
    if (!about.isEmpty())
        line += QStringLiteral("  ") + dim + about.join(u' ') + reset;
    return line.toUtf8() + '\n';
}

} // namespace podium
