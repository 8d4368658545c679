// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/runs/runstarter.h"

#include "base/whenfinished.h"
#include "gui/backend/backend.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>

namespace podium::gui
{

void RunStarter::loadTemplates()
{
    whenFinished(Backend::instance()->call(QStringLiteral("template.list")), this,
                 [this](const Result<QJsonObject> &answer) {
                     if (!answer)
                         return enter(m_busy, answer.error().text());
                     m_templates.clear();
                     m_descriptions.clear();
                     const QJsonArray templates = answer->value(QStringLiteral("templates")).toArray();
                     for (const QJsonValue &value : templates) {
                         m_templates += value[QStringLiteral("name")].toString();
                         m_descriptions += value[QStringLiteral("description")].toString();
                     }
                     Q_EMIT templatesChanged();
                 });
}

void RunStarter::reset()
{
    enter(false, {});
}

void RunStarter::startTemplate(const QString &name, const QString &inputs, const QString &folder)
{
    start(QStringLiteral("template"), name, inputs, folder);
}

void RunStarter::startFile(const QString &path, const QString &inputs, const QString &folder)
{
    const QFileInfo file(path.trimmed());
    // Without a word on it, tasks work where their workflow is.
    start(QStringLiteral("file"), file.absoluteFilePath(), inputs,
          folder.trimmed().isEmpty() ? file.absolutePath() : folder);
}

void RunStarter::startDemonstration()
{
    QFile file(QStringLiteral(":/podium/examples/demo.yaml"));
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT(opened);
    start(QStringLiteral("definition"), QString::fromUtf8(file.readAll()), {}, {});
}

void RunStarter::startText(const QString &definition, const QString &inputs, const QString &folder)
{
    start(QStringLiteral("definition"), definition, inputs, folder);
}

QString RunStarter::localPath(const QUrl &url)
{
    return url.toLocalFile();
}

void RunStarter::start(const QString &field, const QString &value, const QString &inputs, const QString &folder)
{
    QJsonObject values;
    const QStringList lines = inputs.split(u'\n', Qt::SkipEmptyParts);
    for (const QString &line : lines) {
        const qsizetype equals = line.indexOf(u'=');
        if (line.trimmed().isEmpty())
            continue;
        if (equals <= 0)
            return enter(false, tr("This input has no \"=\": %1. Write one input a line, as name=value.").arg(line));
        values.insert(line.left(equals).trimmed(), line.mid(equals + 1).trimmed());
    }
    const QString where = folder.trimmed().isEmpty() ? QDir::homePath() : folder.trimmed();
    if (!QFileInfo(where).isDir())
        return enter(false, tr("This folder is not there: %1").arg(where));
    enter(true, {});
    const QJsonObject params{{field, value},
                             {QStringLiteral("inputs"), values},
                             {QStringLiteral("working_directory"), QDir(where).absolutePath()}};
    whenFinished(Backend::instance()->call(QStringLiteral("run.submit"), params), this,
                 [this](const Result<QJsonObject> &answer) {
                     enter(false, answer ? QString() : answer.error().text());
                     if (answer)
                         Q_EMIT started(answer->value(QStringLiteral("run")).toString());
                 });
}

void RunStarter::enter(bool busy, const QString &problem)
{
    m_busy = busy;
    m_problem = problem;
    Q_EMIT changed();
}

} // namespace podium::gui
