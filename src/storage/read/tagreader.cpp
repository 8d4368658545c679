// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "storage/read/tagreader.h"

#include "base/json.h"
#include "storage/records/rows.h"
#include "storage/sql/connection.h"

#include <QJsonArray>
#include <QRegularExpression>

namespace podium::storage
{

namespace
{

constexpr qsizetype MaxKnown = 2000;

QStringList tagsOf(const QJsonObject &definition)
{
    QStringList out;
    const QJsonArray tags = definition.value(QStringLiteral("tags")).toArray();
    for (const QJsonValue &tag : tags)
        out += tag.toString();
    return out;
}

void collect(const QJsonObject &workflow, const QString &prefix, QHash<QString, QStringList> &out)
{
    const QJsonArray tasks = workflow.value(QStringLiteral("tasks")).toArray();
    for (const QJsonValue &value : tasks) {
        const QJsonObject task = value.toObject();
        const QString path = prefix + task.value(QStringLiteral("id")).toString();
        if (const QStringList tags = tagsOf(task); !tags.isEmpty())
            out.insert(path, tags);
        if (const QJsonValue sub = task.value(QStringLiteral("workflow")); sub.isObject())
            collect(sub.toObject(), path + u'/', out);
    }
}

} // namespace

QStringList WorkflowTags::ofTask(const QString &key) const
{
    static const QRegularExpression s_items(QStringLiteral("\\[[^\\]]*\\]"));
    return ofTasks.isEmpty() ? QStringList() : ofTasks.value(QString(key).remove(s_items));
}

Result<QStringList> readTaggedWorkflows(Connection &connection, const QString &tag)
{
    // The statement leaves out most of them; a task's tag, or another word, may still be what it found.
    const QString pattern =
        QStringLiteral("%\"tags\"%") + literalPattern(QString::fromUtf8(canonicalJson(QJsonValue(tag)))) + u'%';
    QStringList out;
    const Result<void> read =
        connection.each(QStringLiteral("SELECT hash, definition FROM workflows WHERE definition LIKE ? ESCAPE '!'"),
                        {textValue(pattern)}, [&](const QSqlQuery &row) -> Result<void> {
                            if (tagsOf(objectFromText(row.value(1).toString())).contains(tag))
                                out += row.value(0).toString();
                            return {};
                        });
    return read ? Result<QStringList>(out) : tl::unexpected(read.error());
}

Result<QHash<QString, WorkflowTags>> TagReader::read(Connection &connection, const QStringList &hashes)
{
    if (m_known.size() > MaxKnown)
        m_known.clear();
    QHash<QString, WorkflowTags> out;
    for (const QString &hash : hashes) {
        if (!m_known.contains(hash)) {
            WorkflowTags tags;
            const Result<void> read = connection.each(
                QStringLiteral("SELECT definition FROM workflows WHERE hash = ? AND definition LIKE '%\"tags\"%'"),
                {textValue(hash)}, [&](const QSqlQuery &row) -> Result<void> {
                    const QJsonObject definition = objectFromText(row.value(0).toString());
                    tags.own = tagsOf(definition);
                    collect(definition, {}, tags.ofTasks);
                    return {};
                });
            if (!read)
                return tl::unexpected(read.error());
            m_known.insert(hash, tags);
        }
        out.insert(hash, m_known.value(hash));
    }
    return out;
}

} // namespace podium::storage
