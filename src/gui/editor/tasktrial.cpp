// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/editor/tasktrial.h"

#include "base/json.h"
#include "base/whenfinished.h"
#include "gui/backend/backend.h"

#include <QDir>
#include <QFileInfo>
#include <QFuture>
#include <QJsonObject>
#include <QSet>

namespace podium::gui
{

using namespace Qt::StringLiterals;

namespace
{

/// Without those that say nothing.
QJsonObject given(const QVariantMap &values)
{
    QJsonObject out;
    for (auto value = values.cbegin(); value != values.cend(); ++value) {
        if (!value->toString().trimmed().isEmpty())
            out.insert(value.key(), value->toString());
    }
    return out;
}

QVariantMap inputOf(const QString &name, const QVariant &declared)
{
    const bool isLong = declared.typeId() == QMetaType::QVariantMap;
    const QVariantMap spec = isLong ? declared.toMap() : QVariantMap{{u"default"_s, declared}};
    const QJsonValue value = QJsonValue::fromVariant(spec.value(u"default"_s));
    return {{u"name"_s, name},
            {u"type"_s, spec.value(u"type"_s)},
            {u"description"_s, spec.value(u"description"_s).toString()},
            {u"value"_s, value.isNull() || value.isUndefined() ? QString()
                         : value.isString()                    ? value.toString()
                                                               : QString::fromUtf8(canonicalJson(value))}};
}

} // namespace

void TaskTrial::setDocument(WorkflowDocument *document)
{
    m_document = document;
    Q_EMIT changed();
}

void TaskTrial::prepare(const QString &task)
{
    m_task = task;
    m_inputs.clear();
    m_before.clear();
    m_problem.clear();
    const QVariantMap declared = m_document->workflow().value(u"inputs"_s).toMap();
    for (auto input = declared.cbegin(); input != declared.cend(); ++input)
        m_inputs += inputOf(input.key(), *input);

    QHash<QString, QStringList> waits;
    const QVariantList edges = m_document->edges();
    for (const QVariant &edge : edges)
        waits[edge.toMap().value(u"to"_s).toString()] += edge.toMap().value(u"from"_s).toString();
    QHash<QString, QString> titles;
    const QVariantList nodes = m_document->nodes();
    for (const QVariant &node : nodes)
        titles.insert(node.toMap().value(u"id"_s).toString(), node.toMap().value(u"title"_s).toString());
    const QStringList direct = waits.value(task);
    QSet<QString> seen{task};
    for (QStringList next = direct; !next.isEmpty();) {
        const QString id = next.takeFirst();
        if (seen.contains(id))
            continue;
        seen.insert(id);
        m_before += QVariantMap{{u"id"_s, id},
                                {u"title"_s, titles.value(id).isEmpty() ? id : titles.value(id)},
                                {u"direct"_s, direct.contains(id)}};
        next += waits.value(id);
    }
    Q_EMIT changed();
}

void TaskTrial::start(const QVariantMap &inputs, const QVariantMap &results, const QString &folder)
{
    const QString where = folder.trimmed().isEmpty() ? QDir::homePath() : folder.trimmed();
    if (!QFileInfo(where).isDir()) {
        m_problem = tr("This folder is not there: %1").arg(where);
        Q_EMIT changed();
        return;
    }
    m_busy = true;
    m_problem.clear();
    Q_EMIT changed();
    const QJsonObject params{{u"definition"_s, m_document->text()},
                             {u"task"_s, m_task},
                             {u"inputs"_s, given(inputs)},
                             {u"results"_s, given(results)},
                             {u"working_directory"_s, QDir(where).absolutePath()}};
    whenFinished(Backend::instance()->call(u"workflow.try"_s, params), this, [this](const Result<QJsonObject> &answer) {
        m_busy = false;
        m_problem = answer ? QString() : answer.error().text();
        Q_EMIT changed();
        if (answer)
            Q_EMIT started((*answer)["run"_L1].toString(), (*answer)["task"_L1].toString());
    });
}

} // namespace podium::gui
