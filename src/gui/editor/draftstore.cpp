// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/editor/draftstore.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLoggingCategory>
#include <QSaveFile>

#include <algorithm>

namespace podium::gui
{

namespace
{

Q_LOGGING_CATEGORY(lcDrafts, "podium.gui.drafts")

void save(const QString &path, const QByteArray &bytes)
{
    QDir().mkpath(QFileInfo(path).path());
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        qCWarning(lcDrafts) << "an unsaved workflow cannot be kept in" << path << file.errorString();
}

} // namespace

DraftStore::DraftStore(const QString &folder) : m_folder(folder)
{
    m_writer.setMaxThreadCount(1);
}

DraftStore::~DraftStore()
{
    m_writer.waitForDone();
}

QString DraftStore::pathOf(const QString &key) const
{
    return m_folder + QLatin1Char('/') + key + QStringLiteral(".json");
}

void DraftStore::write(const Draft &draft)
{
    const QJsonObject object{
        {QStringLiteral("name"), draft.name},         {QStringLiteral("file"), draft.file},
        {QStringLiteral("workflow"), draft.workflow}, {QStringLiteral("version"), draft.version},
        {QStringLiteral("text"), draft.text},         {QStringLiteral("changed_ms"), draft.changedMs}};
    const QByteArray bytes = QJsonDocument(object).toJson();
    m_writer.start([path = pathOf(draft.key), bytes] { save(path, bytes); });
}

void DraftStore::remove(const QString &key)
{
    m_writer.start([path = pathOf(key)] { QFile::remove(path); });
}

QList<Draft> DraftStore::all()
{
    m_writer.waitForDone();
    QList<Draft> drafts;
    const QFileInfoList files = QDir(m_folder).entryInfoList({QStringLiteral("*.json")}, QDir::Files);
    for (const QFileInfo &info : files) {
        QFile file(info.filePath());
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QJsonObject object = QJsonDocument::fromJson(file.readAll()).object();
        if (!object.contains(QStringLiteral("text")))
            continue;
        drafts.append({info.completeBaseName(), object.value(QStringLiteral("name")).toString(),
                       object.value(QStringLiteral("file")).toString(),
                       object.value(QStringLiteral("workflow")).toString(),
                       object.value(QStringLiteral("version")).toInt(), object.value(QStringLiteral("text")).toString(),
                       qint64(object.value(QStringLiteral("changed_ms")).toDouble())});
    }
    std::sort(drafts.begin(), drafts.end(), [](const Draft &a, const Draft &b) { return a.changedMs > b.changedMs; });
    return drafts;
}

} // namespace podium::gui
