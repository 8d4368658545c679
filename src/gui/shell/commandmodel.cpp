// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/shell/commandmodel.h"

#include "gui/backend/backend.h"
#include "gui/backend/format.h"
#include "gui/backend/navigator.h"
#include "gui/controls/shortcuts.h"
#include "gui/controls/theme.h"
#include "gui/editor/editorsession.h"
#include "gui/shell/language.h"

#include <QJsonArray>

namespace podium::gui
{

namespace
{

constexpr qsizetype MostShown = 50;

} // namespace

CommandModel::CommandModel(QObject *parent)
    : QAbstractListModel(parent),
      m_refresher(
          1000,
          [] {
              return Backend::instance()->call(QStringLiteral("run.list"), {{QStringLiteral("limit"), 200}});
          },
          [this](const QJsonObject &answer) {
              m_runs.clear();
              const QJsonArray runs = answer.value(QStringLiteral("runs")).toArray();
              for (const QJsonValue &value : runs) {
                  const QString id = value[QStringLiteral("id")].toString();
                  const QString title = value[QStringLiteral("title")].toString();
                  m_runs.append({title + QStringLiteral("  ") + id,
                                 tr("Run"),
                                 Format::stateIcon(value[QStringLiteral("state")].toString()),
                                 {},
                                 [id] { Navigator::instance()->openRun(id); }});
              }
              filter();
          },
          this)
{
    addFixed();
    filter();
    connect(Shortcuts::instance(), &Shortcuts::changed, this, &CommandModel::filter);
    // Texts are those of the language it was made in.
    connect(Language::instance(), &Language::changed, this, [this] {
        m_fixed.clear();
        addFixed();
        filter();
    });
}

void CommandModel::addFixed()
{
    const auto page = [this](const QString &title, const QString &name, const QString &icon) {
        m_fixed.append({title, tr("Page"), icon, name, [name] {
                            Navigator::instance()->closeRun();
                            Navigator::instance()->setPage(name);
                        }});
    };
    page(tr("Inbox"), QStringLiteral("inbox"), QStringLiteral("inbox"));
    page(tr("Workflows"), QStringLiteral("workflows"), QStringLiteral("workflow"));
    m_fixed.append({tr("New workflow"), tr("Workflow"), QStringLiteral("plus"), QStringLiteral("library.new"), [] {
                        Navigator::instance()->setPage(QStringLiteral("workflows"));
                        EditorSession::instance()->createNew();
                    }});
    page(tr("Runs"), QStringLiteral("runs"), QStringLiteral("play"));
    page(tr("Agents"), QStringLiteral("agents"), QStringLiteral("bot"));
    page(tr("Review"), QStringLiteral("review"), QStringLiteral("git-pull-request"));
    page(tr("Usage"), QStringLiteral("usage"), QStringLiteral("chart-column"));
    page(tr("Logs"), QStringLiteral("logs"), QStringLiteral("scroll-text"));
    page(tr("Settings"), QStringLiteral("settings"), QStringLiteral("settings"));
    m_fixed.append({tr("All shortcuts"), tr("Keys"), QStringLiteral("keyboard"), QStringLiteral("shortcuts"),
                    [] { Q_EMIT Shortcuts::instance()->asked(); }});
    const auto look = [this](const QString &title, Theme::Scheme scheme, const QString &icon) {
        m_fixed.append({title, tr("Looks"), icon, {}, [scheme] { Theme::instance()->setScheme(scheme); }});
    };
    look(tr("Dark theme"), Theme::Scheme::Dark, QStringLiteral("moon"));
    look(tr("Light theme"), Theme::Scheme::Light, QStringLiteral("sun"));
    look(tr("High contrast theme"), Theme::Scheme::HighContrast, QStringLiteral("sun"));
    look(tr("Theme of the system"), Theme::Scheme::System, QStringLiteral("sun"));
    m_fixed.append({tr("Compact rows"), tr("Looks"), QStringLiteral("list"), {}, [] {
                        Theme::instance()->setDensity(Theme::Density::Compact);
                    }});
    m_fixed.append({tr("Comfortable rows"), tr("Looks"), QStringLiteral("list"), {}, [] {
                        Theme::instance()->setDensity(Theme::Density::Comfortable);
                    }});
}

int CommandModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant CommandModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Entry &entry = m_shown.at(index.row());
    switch (role) {
    case TitleRole:
        return entry.title;
    case GroupRole:
        return entry.group;
    case IconRole:
        return entry.icon;
    case KeysRole:
        return Shortcuts::instance()->keysOf(entry.shortcut);
    default:
        return {};
    }
}

QHash<int, QByteArray> CommandModel::roleNames() const
{
    return {{TitleRole, "title"}, {GroupRole, "group"}, {IconRole, "iconName"}, {KeysRole, "keys"}};
}

void CommandModel::setWords(const QString &words)
{
    if (m_words == words)
        return;
    m_words = words;
    filter();
}

void CommandModel::refresh()
{
    m_refresher.request();
}

void CommandModel::activate(int row)
{
    if (row >= 0 && row < count())
        m_shown.at(row).action();
}

int CommandModel::score(QStringView words, QStringView text)
{
    int score = 0;
    qsizetype at = -1;
    for (const QChar letter : words) {
        if (letter.isSpace())
            continue;
        const qsizetype found = text.indexOf(letter, at + 1, Qt::CaseInsensitive);
        if (found < 0)
            return -1;
        if (found == at + 1)
            score += 4;
        if (found == 0 || !text.at(found - 1).isLetterOrNumber())
            score += 6;
        score -= int(qMin<qsizetype>(found - at - 1, 5));
        at = found;
    }
    return qMax(score, 0);
}

void CommandModel::filter()
{
    QList<std::pair<int, const Entry *>> ranked;
    for (const QList<Entry> *list : {&m_fixed, &m_runs}) {
        for (const Entry &entry : *list) {
            if (const int points = score(m_words, entry.title); points >= 0)
                ranked.append({points, &entry});
        }
    }
    std::stable_sort(ranked.begin(), ranked.end(), [](const auto &a, const auto &b) { return a.first > b.first; });
    beginResetModel();
    m_shown.clear();
    for (const auto &[points, entry] : std::as_const(ranked)) {
        if (m_shown.size() == MostShown)
            break;
        m_shown.append(*entry);
    }
    endResetModel();
    Q_EMIT wordsChanged();
}

} // namespace podium::gui
