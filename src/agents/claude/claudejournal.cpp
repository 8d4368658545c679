// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/claude/claudejournal.h"

#include "base/json.h"

#include <QCoreApplication>
#include <QFile>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

namespace podium::agents
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ClaudeJournal)
};

bool toDisk(QFile &file)
{
    if (!file.flush())
        return false;
#ifdef Q_OS_UNIX
    return ::fsync(file.handle()) == 0;
#else
    return true;
#endif
}

} // namespace

ClaudeJournal::ClaudeJournal(const QString &path) : m_path(path) {}

void ClaudeJournal::load()
{
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly))
        return;
    while (!file.atEnd()) {
        const QByteArray line = file.readLine();
        const Result<QJsonValue> value = parseJson(line);
        if (!line.endsWith('\n') || !value || !value->isObject())
            continue;
        const QJsonObject entry = value->toObject();
        const QString type = entry.value(QLatin1StringView("type")).toString();
        if (type == QLatin1StringView("launch")) {
            m_exists = true;
            m_session = entry.value(QLatin1StringView("session")).toString();
            m_resumed = entry.value(QLatin1StringView("resumed")).toBool();
            m_workingDirectory = entry.value(QLatin1StringView("working_directory")).toString();
            m_heard = entry.value(QLatin1StringView("heard")).toInt();
        } else if (type == QLatin1StringView("asked")) {
            m_writes.append({ClaudeWrite::Kind::Request, entry.value(QLatin1StringView("id")).toString(),
                             entry.value(QLatin1StringView("words")).toString().toUtf8()});
        } else if (type == QLatin1StringView("hold")) {
            m_held = true;
        } else if (type == QLatin1StringView("leave")) {
            m_leaving = entry.value(QLatin1StringView("as")).toString();
        } else if (type == QLatin1StringView("repair")) {
            m_repairAsked = true;
        } else if (type == QLatin1StringView("answer") || type == QLatin1StringView("message")) {
            ClaudeWrite write{type == QLatin1StringView("answer") ? ClaudeWrite::Kind::Answer
                                                                  : ClaudeWrite::Kind::Message,
                              entry.value(QLatin1StringView("id")).toString(),
                              entry.value(QLatin1StringView("line")).toString().toUtf8(),
                              entry.value(QLatin1StringView("of_person")).toBool()};
            count(write);
            m_writes.append(write);
        }
    }
}

void ClaudeJournal::count(const ClaudeWrite &write)
{
    if (!write.ofPerson)
        return;
    ++m_heard;
    m_held = false;
}

Result<void> ClaudeJournal::begin(const QString &session, bool resumed, const QString &workingDirectory, int heard)
{
    if (QFile::exists(m_path) && !QFile::remove(m_path))
        return fail(ErrorCode::Unavailable, Text::tr("cannot replace the journal of an attempt"), m_path);
    m_writes.clear();
    m_repairAsked = false;
    m_heard = heard;
    m_held = false;
    m_leaving.clear();
    m_session = session;
    m_resumed = resumed;
    m_workingDirectory = workingDirectory;
    m_exists = true;
    return appendLine({{QStringLiteral("type"), QStringLiteral("launch")},
                       {QStringLiteral("session"), session},
                       {QStringLiteral("resumed"), resumed},
                       {QStringLiteral("heard"), heard},
                       {QStringLiteral("working_directory"), workingDirectory}});
}

Result<void> ClaudeJournal::append(const ClaudeWrite &write)
{
    if (write.kind == ClaudeWrite::Kind::Request)
        return {};
    count(write);
    QJsonObject entry{{QStringLiteral("type"),
                       write.kind == ClaudeWrite::Kind::Answer ? QStringLiteral("answer") : QStringLiteral("message")},
                      {QStringLiteral("id"), write.id},
                      {QStringLiteral("line"), QString::fromUtf8(write.line)}};
    if (write.ofPerson)
        entry.insert(QStringLiteral("of_person"), true);
    return appendLine(entry);
}

Result<void> ClaudeJournal::appendRepair()
{
    m_repairAsked = true;
    return appendLine({{QStringLiteral("type"), QStringLiteral("repair")}});
}

Result<void> ClaudeJournal::appendAsked(const QString &id, const QString &words)
{
    return appendLine({{QStringLiteral("type"), QStringLiteral("asked")},
                       {QStringLiteral("id"), id},
                       {QStringLiteral("words"), words}});
}

Result<void> ClaudeJournal::appendHold()
{
    m_held = true;
    return appendLine({{QStringLiteral("type"), QStringLiteral("hold")}});
}

Result<void> ClaudeJournal::appendLeave(const QString &as)
{
    m_leaving = as;
    return appendLine({{QStringLiteral("type"), QStringLiteral("leave")}, {QStringLiteral("as"), as}});
}

Result<void> ClaudeJournal::appendLine(const QJsonObject &entry)
{
    QFile file(m_path);
    if (!file.open(QIODevice::ReadWrite | QIODevice::Append))
        return fail(ErrorCode::Unavailable, file.errorString(), m_path);
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    // A line that a crash has cut must not swallow this one.
    QByteArray bytes = canonicalJson(entry) + '\n';
    if (file.size() > 0 && file.seek(file.size() - 1) && file.read(1) != "\n")
        bytes.prepend('\n');
    if (file.write(bytes) != bytes.size() || !toDisk(file))
        return fail(ErrorCode::Unavailable,
                    Text::tr("cannot write the journal of an attempt: %1").arg(file.errorString()), m_path,
                    Text::tr("Check the free space of the data folder."));
    return {};
}

} // namespace podium::agents
