// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "storage/logs/logbuffer.h"

#include <QCoreApplication>
#include <QMutexLocker>

namespace podium::storage
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Storage)
};

} // namespace

qsizetype LogBuffer::sizeOf(const engine::LogLine &line)
{
    return line.text.size() * 2 + 200; // The text is UTF-16; the rest is about this much.
}

void LogBuffer::append(const QList<engine::LogLine> &lines)
{
    const QMutexLocker lock(&m_mutex);
    for (engine::LogLine line : lines) {
        if (line.text.size() > MaxLineBytes + MarkRoom) {
            const qsizetype cut = line.text.size() - MaxLineBytes;
            line.text.truncate(MaxLineBytes);
            line.text += Text::tr(" … [%1 characters cut]").arg(cut);
        }
        const qsizetype size = sizeOf(line);
        if (m_bytes + size > MaxBytes) {
            ++m_droppedCount[line.key];
            m_dropped.insert(line.key, line);
            continue;
        }
        m_bytes += size;
        m_lines.push_back(std::move(line));
    }
}

QList<engine::LogLine> LogBuffer::take(qsizetype maxLines, qsizetype maxBytes)
{
    const QMutexLocker lock(&m_mutex);
    QList<engine::LogLine> out;
    qsizetype bytes = 0;
    while (!m_lines.empty() && out.size() < maxLines && bytes < maxBytes) {
        bytes += sizeOf(m_lines.front());
        out.append(std::move(m_lines.front()));
        m_lines.pop_front();
    }
    if (m_lines.empty() && !m_dropped.isEmpty()) {
        for (engine::LogLine line : std::as_const(m_dropped)) {
            line.stream = QStringLiteral("engine");
            line.level = QStringLiteral("warning");
            line.text = Text::tr("[%n line(s) were lost: the database could not keep up]", nullptr,
                                 int(m_droppedCount.value(line.key)));
            m_bytes += sizeOf(line);
            out.append(line);
        }
        m_dropped.clear();
        m_droppedCount.clear();
    }
    return out;
}

void LogBuffer::written(const QList<engine::LogLine> &lines)
{
    qsizetype bytes = 0;
    for (const engine::LogLine &line : lines)
        bytes += sizeOf(line);
    m_bytes -= bytes;
}

void LogBuffer::putBack(const QList<engine::LogLine> &lines)
{
    const QMutexLocker lock(&m_mutex);
    m_lines.insert(m_lines.begin(), lines.begin(), lines.end());
}

bool LogBuffer::isEmpty() const
{
    const QMutexLocker lock(&m_mutex);
    return m_lines.empty() && m_dropped.isEmpty();
}

} // namespace podium::storage
