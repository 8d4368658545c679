// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/shell/commandmodel.h"

#include "gui/backend/backend.h"
#include "gui/backend/format.h"
#include "gui/backend/navigator.h"
#include "gui/controls/pagecommand.h"
#include "gui/controls/shortcuts.h"
#include "gui/controls/theme.h"
#include "gui/editor/editorsession.h"
#include "gui/shell/language.h"
#include "gui/shell/notices.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QPointer>

#include <algorithm>
#include <utility>

namespace podium::gui
{

namespace
{

constexpr qsizetype MostShown = 50;

} // namespace

CommandModel::CommandModel(QObject *parent) : QAbstractListModel(parent)
{
    const auto asks = [](const char *operation, const QJsonObject &params = {}) -> Refresher::Question {
        return [operation, params] { return Backend::instance()->call(QLatin1StringView(operation), params); };
    };
    addSource(asks("run.list", {{QStringLiteral("limit"), 1000}}), addRuns);
    addSource(
        [] {
            return Backend::instance()->call(
                QStringLiteral("run.show"),
                {{QStringLiteral("run"), Navigator::instance()->run()}, {QStringLiteral("limit"), 1000}});
        },
        addTasks);
    addSource(asks("workflow.list"), addWorkflows);
    addSource(asks("template.list"), addTemplates);
    addSource(asks("agent.list"), addAgents);
    addFixed();
    filter();
    connect(Shortcuts::instance(), &Shortcuts::changed, this, &CommandModel::filter);
    connect(PageCommand::news(), &PageCommandNews::changed, this, [this] {
        if (!m_live || std::exchange(m_stale, true))
            return;
        // Many change together.
        QMetaObject::invokeMethod(
            this,
            [this] {
                m_stale = false;
                addHere();
                filter();
            },
            Qt::QueuedConnection);
    });
    // Texts are those of the language it was made in.
    connect(Language::instance(), &Language::changed, this, [this] {
        m_fixed.clear();
        addFixed();
        refresh();
    });
}

void CommandModel::addSource(const Refresher::Question &question, Maker maker)
{
    m_sources.push_back(std::make_unique<Source>());
    Source *source = m_sources.back().get();
    source->refresher = std::make_unique<Refresher>(
        1000, question,
        [this, source, maker](const QJsonObject &answer) {
            source->entries.clear();
            maker(answer, source->entries);
            filter();
        },
        nullptr);
}

void CommandModel::addRuns(const QJsonObject &answer, QList<Entry> &out)
{
    const QJsonArray runs = answer.value(QStringLiteral("runs")).toArray();
    for (const QJsonValue &value : runs) {
        const QString id = value[QStringLiteral("id")].toString();
        const QString title =
            Format::runName(value[QStringLiteral("title")].toString(), value[QStringLiteral("workflow")].toString());
        out.append({title + QStringLiteral("  ") + id,
                    tr("Run"),
                    Format::stateIcon(value[QStringLiteral("state")].toString()),
                    {},
                    [id] { Navigator::instance()->openRun(id); }});
    }
}

void CommandModel::addTasks(const QJsonObject &answer, QList<Entry> &out)
{
    const QString run = answer.value(QStringLiteral("run"))[QStringLiteral("id")].toString();
    const QJsonArray tasks = answer.value(QStringLiteral("tasks")).toArray();
    for (const QJsonValue &value : tasks) {
        const QString key = value[QStringLiteral("key")].toString();
        const QString title = value[QStringLiteral("title")].toString();
        out.append({title.isEmpty() || title == key ? key : title + QStringLiteral("  ") + key,
                    tr("Task"),
                    Format::stateIcon(value[QStringLiteral("state")].toString()),
                    {},
                    [run, key] { Navigator::instance()->openRun(run, key); }});
    }
}

void CommandModel::addWorkflows(const QJsonObject &answer, QList<Entry> &out)
{
    const QJsonArray workflows = answer.value(QStringLiteral("workflows")).toArray();
    for (const QJsonValue &value : workflows) {
        const QString name = value[QStringLiteral("workflow")].toString();
        const QString title = value[QStringLiteral("title")].toString();
        out.append({title.isEmpty() || title == name ? name : title + QStringLiteral("  ") + name,
                    tr("Workflow"),
                    QStringLiteral("workflow"),
                    {},
                    [name] {
                        Navigator::instance()->setPage(QStringLiteral("workflows"));
                        EditorSession::instance()->openWorkflow(name);
                    }});
    }
}

void CommandModel::addTemplates(const QJsonObject &answer, QList<Entry> &out)
{
    const QJsonArray templates = answer.value(QStringLiteral("templates")).toArray();
    for (const QJsonValue &value : templates) {
        const QString name = value[QStringLiteral("name")].toString();
        out.append({name, tr("Template"), QStringLiteral("layout-template"), {}, [name] {
                        Navigator::instance()->setPage(QStringLiteral("workflows"));
                        EditorSession::instance()->openTemplate(name);
                    }});
    }
}

void CommandModel::addAgents(const QJsonObject &answer, QList<Entry> &out)
{
    const auto verb = [&out](const QString &title, const QString &icon, const std::function<void()> &action) {
        out.append({title, tr("Agent"), icon, {}, action});
    };
    const QJsonArray agents = answer.value(QStringLiteral("agents")).toArray();
    for (const QJsonValue &value : agents) {
        const QString name = value[QStringLiteral("name")].toString();
        const bool enabled = value[QStringLiteral("enabled")].toBool();
        const bool draining = value[QStringLiteral("draining")].toBool();
        const bool busy = value[QStringLiteral("running")].toInt() > 0;
        const auto perform = [name](const char *operation) {
            Backend::instance()->perform(QLatin1StringView(operation), {{QStringLiteral("name"), name}});
        };
        // What cannot be undone is asked about there.
        const auto lead = [name](const char *to) { Navigator::instance()->openAgent(name, QString::fromLatin1(to)); };
        verb(name, QStringLiteral("bot"), [lead] { lead(""); });
        if (!enabled || draining)
            verb(tr("Enable %1").arg(name), QStringLiteral("play"), [perform] { perform("agent.enable"); });
        else {
            verb(tr("Disable %1").arg(name), QStringLiteral("pause"), [perform] { perform("agent.disable"); });
            verb(tr("Drain %1").arg(name), QStringLiteral("hand"), [perform] { perform("agent.drain"); });
        }
        verb(tr("Edit %1…").arg(name), QStringLiteral("pencil"), [lead] { lead("edit"); });
        if (busy) {
            verb(tr("Restart %1…").arg(name), QStringLiteral("rotate-ccw"), [lead] { lead("restart"); });
            verb(tr("Kill %1…").arg(name), QStringLiteral("x"), [lead] { lead("kill"); });
        } else {
            verb(tr("Remove %1…").arg(name), QStringLiteral("trash-2"), [lead] { lead("remove"); });
        }
    }
}

void CommandModel::addHere()
{
    m_here.clear();
    const QList<PageCommand *> commands = PageCommand::all();
    for (PageCommand *command : commands) {
        m_here.append(
            {command->title, command->group, command->iconName, command->shortcut, [command = QPointer(command)] {
                 if (command && command->available)
                     Q_EMIT command->triggered();
             }});
    }
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
    addSettings();
}

void CommandModel::addSettings()
{
    const auto setting = [this](const QString &title, const QString &icon, const std::function<void()> &action) {
        m_fixed.append({title, tr("Setting"), icon, {}, action});
    };
    const auto look = [&setting](const QString &title, Theme::Scheme scheme, const QString &icon) {
        setting(title, icon, [scheme] { Theme::instance()->setScheme(scheme); });
    };
    look(tr("Dark theme"), Theme::Scheme::Dark, QStringLiteral("moon"));
    look(tr("Light theme"), Theme::Scheme::Light, QStringLiteral("sun"));
    look(tr("High contrast theme"), Theme::Scheme::HighContrast, QStringLiteral("sun"));
    look(tr("Theme of the system"), Theme::Scheme::System, QStringLiteral("sun"));
    setting(tr("Compact rows"), QStringLiteral("list"), [] { Theme::instance()->setDensity(Theme::Density::Compact); });
    setting(tr("Comfortable rows"), QStringLiteral("list"),
            [] { Theme::instance()->setDensity(Theme::Density::Comfortable); });
    for (const int percent : {90, 100, 125, 150, 200}) {
        setting(tr("Text size %1 %").arg(percent), QStringLiteral("zoom-in"),
                [percent] { Theme::instance()->setTextScale(percent / 100.0); });
    }
    const bool still = Theme::instance()->reducedMotion();
    setting(still ? tr("Motion: all of it") : tr("Motion: none that need not be"), QStringLiteral("play"),
            [still] { Theme::instance()->setReducedMotion(!still); });
    if (Backend::instance()) { // What is told comes from there.
        const bool told = Notices::instance()->isOn();
        setting(told ? tr("Notifications off") : tr("Notifications on"), QStringLiteral("bell"),
                [told] { Notices::instance()->setOn(!told); });
        const bool quiet = Notices::instance()->hasQuietHours();
        setting(quiet ? tr("Do not disturb: off")
                      : tr("Do not disturb: from %1 to %2").arg(Notices::instance()->from(), Notices::instance()->to()),
                QStringLiteral("bell"), [quiet] { Notices::instance()->setQuietHours(!quiet); });
    }
    const QStringList languages{tr("Language of the system"), QStringLiteral("English"), QStringLiteral("Deutsch")};
    for (int i = 0; i < languages.size(); ++i)
        setting(languages.at(i), QStringLiteral("languages"), [i] { Language::instance()->choose(i); });
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
    // Some say what they would change to.
    m_fixed.clear();
    addFixed();
    addHere();
    if (Backend::instance()) {
        for (const auto &source : m_sources)
            source->refresher->request();
    }
    filter();
}

void CommandModel::activate(int row)
{
    if (row >= 0 && row < count())
        m_shown.at(row).action();
}

QString CommandModel::nameOf(int row) const
{
    return row >= 0 && row < count() ? m_shown.at(row).group + u'\n' + m_shown.at(row).title : QString();
}

int CommandModel::rowOf(const QString &name) const
{
    for (int row = 0; row < count(); ++row) {
        if (nameOf(row) == name)
            return row;
    }
    return -1;
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
    QList<const QList<Entry> *> lists{&m_here, &m_fixed};
    for (const auto &source : m_sources)
        lists.append(&source->entries);
    for (const QList<Entry> *list : std::as_const(lists)) {
        for (const Entry &entry : *list) {
            // "agent coder" finds the agent, too, but what is called so comes first.
            const int points = qMax(score(m_words, entry.title), score(m_words, entry.group + u' ' + entry.title) - 8);
            if (points >= 0)
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
