// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/editor/palettemodel.h"

#include "base/whenfinished.h"
#include "gui/backend/backend.h"
#include "gui/editor/documentgraph.h"
#include "gui/editor/workflowdocument.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QStandardPaths>
#include <QUuid>

namespace podium::gui
{

PaletteModel::PaletteModel(QObject *parent)
    : QAbstractListModel(parent),
      m_snippets(QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation) + QStringLiteral("/parts"))
{
    addFixed();
    readSnippets();
    filter();
    // Before the back end is there, nobody knows the agents.
    if (Backend *backend = Backend::instance())
        connect(backend, &Backend::stateChanged, this, &PaletteModel::refresh);
}

void PaletteModel::addFixed()
{
    const QVariantList types = WorkflowDocument::types();
    for (const QVariant &value : types) {
        const QString type = value.toMap().value(QStringLiteral("type")).toString();
        m_fixed.append({QStringLiteral("type:") + type, DocumentGraph::wordOf(type), DocumentGraph::iconOf(type),
                        value.toMap().value(QStringLiteral("summary")).toString(), tr("Tasks")});
    }
    const auto flow = [this](const char *name, const QString &title, const char *icon, const QString &summary) {
        m_fixed.append(
            {QStringLiteral("flow:") + QLatin1StringView(name), title, QLatin1StringView(icon), summary, tr("Flow")});
    };
    flow("foreach", tr("For each"), "layers", tr("Runs once for each element of a list."));
    flow("repeat", tr("Repeat until"), "repeat", tr("Runs again until an expression over its result is true."));
    flow("gate", tr("Gate"), "shield-alert", tr("A person has to agree before it goes on."));
    m_fixed.append({QStringLiteral("note"), tr("Note"), QStringLiteral("sticky-note"),
                    tr("Something to remember, kept with the picture."), tr("Words")});
}

void PaletteModel::readSnippets()
{
    m_saved.clear();
    const QList<Draft> all = m_snippets.all();
    for (const Draft &one : all)
        m_saved.append({QStringLiteral("yaml:") + one.text, one.name, QStringLiteral("layout-template"),
                        tr("Saved by you: drag it where you want it again."), tr("Saved"), one.key});
}

void PaletteModel::saveSnippet(const QString &name, const QString &yaml)
{
    if (name.trimmed().isEmpty() || yaml.isEmpty())
        return;
    Draft part;
    part.key = QUuid::createUuid().toString(QUuid::WithoutBraces);
    part.name = name.trimmed();
    part.text = yaml;
    part.changedMs = QDateTime::currentMSecsSinceEpoch();
    m_snippets.write(part);
    readSnippets();
    filter();
}

void PaletteModel::removeSnippet(const QString &key)
{
    if (key.isEmpty())
        return;
    m_snippets.remove(key);
    readSnippets();
    filter();
}

void PaletteModel::refresh()
{
    if (!Backend::instance())
        return;
    whenFinished(Backend::instance()->call(QStringLiteral("agent.list")), this,
                 [this](const Result<QJsonObject> &answer) {
                     if (!answer)
                         return;
                     QStringList roles;
                     const QJsonArray agents = answer->value(QStringLiteral("agents")).toArray();
                     for (const QJsonValue &agent : agents) {
                         const QString role = agent[QStringLiteral("role")].toString();
                         if (!role.isEmpty() && !roles.contains(role))
                             roles += role;
                     }
                     m_roles.clear();
                     for (const QString &role : std::as_const(roles))
                         m_roles.append({QStringLiteral("role:") + role, role, QStringLiteral("bot"),
                                         tr("A task for an agent with this role."), tr("Agents")});
                     filter();
                 });
}

void PaletteModel::setWords(const QString &words)
{
    if (m_words == words)
        return;
    m_words = words;
    filter();
    Q_EMIT wordsChanged();
}

void PaletteModel::filter()
{
    beginResetModel();
    m_shown.clear();
    for (const QList<Part> *list : {&m_saved, &m_fixed, &m_roles}) {
        for (const Part &part : *list) {
            if (part.title.contains(m_words, Qt::CaseInsensitive) ||
                part.summary.contains(m_words, Qt::CaseInsensitive))
                m_shown.append(part);
        }
    }
    endResetModel();
}

QString PaletteModel::partAt(int row) const
{
    return m_shown.value(row).part;
}

int PaletteModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

QVariant PaletteModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Part &part = m_shown.at(index.row());
    switch (role) {
    case PartRole:
        return part.part;
    case TitleRole:
        return part.title;
    case IconRole:
        return part.icon;
    case SummaryRole:
        return part.summary;
    case SectionRole:
        return part.section;
    case KeyRole:
        return part.key;
    default:
        return {};
    }
}

QHash<int, QByteArray> PaletteModel::roleNames() const
{
    return {{PartRole, "part"},       {TitleRole, "title"},     {IconRole, "iconName"},
            {SummaryRole, "summary"}, {SectionRole, "section"}, {KeyRole, "key"}};
}

} // namespace podium::gui
