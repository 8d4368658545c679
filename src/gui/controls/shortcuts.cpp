// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/controls/shortcuts.h"

#include "gui/controls/pagecommand.h"

#include <QCoreApplication>
#include <QKeyCombination>
#include <QSettings>

#include <algorithm>
#include <array>

namespace podium::gui
{

namespace
{

/// Where keys are taken; the same ones may do something else in another place.
enum class Place { Everywhere, Inbox, Library, Editor, Runs, Agents, Review, Logs };

enum class Taken {
    Always, ///< Also while somebody types, so it needs Ctrl, Alt, or a key that writes nothing.
    Idle,   ///< Only while nothing is typed.
    Fixed,  ///< As everywhere on this system; not to be changed.
};

struct Entry
{
    const char *id;
    Place place;
    Taken taken;
    const char *title;
    const char *keys;
};

constexpr std::array Table{
    Entry{"commands", Place::Everywhere, Taken::Always, QT_TRANSLATE_NOOP("Shortcuts", "Commands"), "Ctrl+K"},
    Entry{"shortcuts", Place::Everywhere, Taken::Always, QT_TRANSLATE_NOOP("Shortcuts", "Show all shortcuts"), "F1"},
    Entry{"inbox", Place::Everywhere, Taken::Always, QT_TRANSLATE_NOOP("Shortcuts", "Go to the inbox"), "Ctrl+1"},
    Entry{"workflows", Place::Everywhere, Taken::Always, QT_TRANSLATE_NOOP("Shortcuts", "Go to the workflows"),
          "Ctrl+E"},
    Entry{"runs", Place::Everywhere, Taken::Always, QT_TRANSLATE_NOOP("Shortcuts", "Go to the runs"), "Ctrl+2"},
    Entry{"agents", Place::Everywhere, Taken::Always, QT_TRANSLATE_NOOP("Shortcuts", "Go to the agents"), "Ctrl+3"},
    Entry{"review", Place::Everywhere, Taken::Always, QT_TRANSLATE_NOOP("Shortcuts", "Go to the review"), "Ctrl+4"},
    Entry{"usage", Place::Everywhere, Taken::Always, QT_TRANSLATE_NOOP("Shortcuts", "Go to the usage"), "Ctrl+5"},
    Entry{"logs", Place::Everywhere, Taken::Always, QT_TRANSLATE_NOOP("Shortcuts", "Go to the logs"), "Ctrl+6"},
    Entry{"settings", Place::Everywhere, Taken::Always, QT_TRANSLATE_NOOP("Shortcuts", "Go to the settings"), "Ctrl+,"},
    Entry{"quit", Place::Everywhere, Taken::Always, QT_TRANSLATE_NOOP("Shortcuts", "Close the window"), "Ctrl+Q"},

    Entry{"inbox.next", Place::Inbox, Taken::Idle, QT_TRANSLATE_NOOP("Shortcuts", "Next request"), "J"},
    Entry{"inbox.previous", Place::Inbox, Taken::Idle, QT_TRANSLATE_NOOP("Shortcuts", "Request before"), "K"},
    Entry{"inbox.approve", Place::Inbox, Taken::Idle, QT_TRANSLATE_NOOP("Shortcuts", "Approve"), "A"},
    Entry{"inbox.deny", Place::Inbox, Taken::Idle, QT_TRANSLATE_NOOP("Shortcuts", "Deny"), "D"},

    Entry{"inbox.approveEach", Place::Inbox, Taken::Idle, QT_TRANSLATE_NOOP("Shortcuts", "Approve all that are marked"),
          "Shift+A"},
    Entry{"inbox.edit", Place::Inbox, Taken::Idle, QT_TRANSLATE_NOOP("Shortcuts", "Edit what is asked"), "E"},
    Entry{"inbox.comment", Place::Inbox, Taken::Idle, QT_TRANSLATE_NOOP("Shortcuts", "Write a word"), "C"},
    Entry{"inbox.open", Place::Inbox, Taken::Idle, QT_TRANSLATE_NOOP("Shortcuts", "Open the task"), "O"},
    Entry{"inbox.fresh", Place::Inbox, Taken::Idle, QT_TRANSLATE_NOOP("Shortcuts", "Show new requests"), "N"},
    Entry{"inbox.keys", Place::Inbox, Taken::Idle, QT_TRANSLATE_NOOP("Shortcuts", "Show the keys of the inbox"), "?"},

    Entry{"library.new", Place::Library, Taken::Always, QT_TRANSLATE_NOOP("Shortcuts", "New workflow"), "Ctrl+N"},
    Entry{"library.open", Place::Library, Taken::Always, QT_TRANSLATE_NOOP("Shortcuts", "Open a file"), "Ctrl+O"},

    Entry{"editor.save", Place::Editor, Taken::Always, QT_TRANSLATE_NOOP("Shortcuts", "Save"), "Ctrl+S"},
    Entry{"editor.run", Place::Editor, Taken::Always, QT_TRANSLATE_NOOP("Shortcuts", "Run"), "Ctrl+Return"},
    Entry{"editor.versions", Place::Editor, Taken::Always, QT_TRANSLATE_NOOP("Shortcuts", "Compare versions"),
          "Ctrl+H"},
    Entry{"editor.undo", Place::Editor, Taken::Always, QT_TRANSLATE_NOOP("Shortcuts", "Undo"), "Ctrl+Z"},
    Entry{"editor.redo", Place::Editor, Taken::Always, QT_TRANSLATE_NOOP("Shortcuts", "Redo"), "Ctrl+Shift+Z"},
    Entry{"editor.redo.too", Place::Editor, Taken::Fixed, QT_TRANSLATE_NOOP("Shortcuts", "Redo"), "Ctrl+Y"},
    Entry{"editor.arrange", Place::Editor, Taken::Always, QT_TRANSLATE_NOOP("Shortcuts", "Arrange all tasks"),
          "Ctrl+Shift+L"},
    Entry{"editor.group", Place::Editor, Taken::Always, QT_TRANSLATE_NOOP("Shortcuts", "Group"), "Ctrl+G"},
    Entry{"editor.cut", Place::Editor, Taken::Fixed, QT_TRANSLATE_NOOP("Shortcuts", "Cut"), "Ctrl+X"},
    Entry{"editor.copy", Place::Editor, Taken::Fixed, QT_TRANSLATE_NOOP("Shortcuts", "Copy"), "Ctrl+C"},
    Entry{"editor.paste", Place::Editor, Taken::Fixed, QT_TRANSLATE_NOOP("Shortcuts", "Paste"), "Ctrl+V"},
    Entry{"editor.all", Place::Editor, Taken::Fixed, QT_TRANSLATE_NOOP("Shortcuts", "Select all"), "Ctrl+A"},
    Entry{"editor.duplicate", Place::Editor, Taken::Fixed, QT_TRANSLATE_NOOP("Shortcuts", "Duplicate"), "Ctrl+D"},
    Entry{"editor.rename", Place::Editor, Taken::Fixed, QT_TRANSLATE_NOOP("Shortcuts", "Rename"), "F2"},
    Entry{"editor.connect", Place::Editor, Taken::Fixed, QT_TRANSLATE_NOOP("Shortcuts", "Connect"), "C"},
    Entry{"editor.delete", Place::Editor, Taken::Fixed, QT_TRANSLATE_NOOP("Shortcuts", "Delete"), "Del"},

    Entry{"runs.new", Place::Runs, Taken::Always, QT_TRANSLATE_NOOP("Shortcuts", "New run"), "Ctrl+N"},
    Entry{"runs.search", Place::Runs, Taken::Idle, QT_TRANSLATE_NOOP("Shortcuts", "Search"), "/"},
    Entry{"runs.filter", Place::Runs, Taken::Idle, QT_TRANSLATE_NOOP("Shortcuts", "Choose states in a run"), "F"},

    Entry{"runs.pause", Place::Runs, Taken::Idle, QT_TRANSLATE_NOOP("Shortcuts", "Pause or resume the run"), "P"},
    Entry{"runs.retry", Place::Runs, Taken::Idle, QT_TRANSLATE_NOOP("Shortcuts", "Retry what failed in the run"), "R"},
    Entry{"runs.change", Place::Runs, Taken::Idle, QT_TRANSLATE_NOOP("Shortcuts", "Change the limits of the run"), "L"},
    Entry{"runs.cancel", Place::Runs, Taken::Idle, QT_TRANSLATE_NOOP("Shortcuts", "Cancel the run"), "Shift+X"},
    Entry{"runs.task.retry", Place::Runs, Taken::Idle, QT_TRANSLATE_NOOP("Shortcuts", "Retry from the task on"),
          "Shift+R"},
    Entry{"runs.task.skip", Place::Runs, Taken::Idle, QT_TRANSLATE_NOOP("Shortcuts", "Skip the task"), "S"},
    Entry{"runs.task.cancel", Place::Runs, Taken::Idle, QT_TRANSLATE_NOOP("Shortcuts", "Cancel the task"), "X"},

    Entry{"agents.new", Place::Agents, Taken::Idle, QT_TRANSLATE_NOOP("Shortcuts", "New agent"), "N"},
    Entry{"agents.edit", Place::Agents, Taken::Idle, QT_TRANSLATE_NOOP("Shortcuts", "Edit the agent"), "E"},
    Entry{"agents.enable", Place::Agents, Taken::Idle, QT_TRANSLATE_NOOP("Shortcuts", "Enable or disable the agent"),
          "P"},
    Entry{"agents.drain", Place::Agents, Taken::Idle, QT_TRANSLATE_NOOP("Shortcuts", "Drain the agent"), "D"},
    Entry{"agents.restart", Place::Agents, Taken::Idle, QT_TRANSLATE_NOOP("Shortcuts", "Restart the agent"), "R"},
    Entry{"agents.kill", Place::Agents, Taken::Idle, QT_TRANSLATE_NOOP("Shortcuts", "Kill the agent"), "X"},

    Entry{"review.merge", Place::Review, Taken::Idle, QT_TRANSLATE_NOOP("Shortcuts", "Merge"), "M"},
    Entry{"review.next", Place::Review, Taken::Idle, QT_TRANSLATE_NOOP("Shortcuts", "Next file"), "N"},
    Entry{"review.previous", Place::Review, Taken::Idle, QT_TRANSLATE_NOOP("Shortcuts", "File before"), "P"},

    Entry{"logs.search", Place::Logs, Taken::Idle, QT_TRANSLATE_NOOP("Shortcuts", "Search"), "/"},
    Entry{"logs.choose", Place::Logs, Taken::Idle, QT_TRANSLATE_NOOP("Shortcuts", "Choose run, task, agent or time"),
          "F"},
    Entry{"logs.copy", Place::Logs, Taken::Fixed, QT_TRANSLATE_NOOP("Shortcuts", "Copy the line"), "Ctrl+C"},
};

QString text(const char *source)
{
    return QCoreApplication::translate("Shortcuts", source);
}

QString groupOf(Place place)
{
    switch (place) {
    case Place::Everywhere:
        return text(QT_TRANSLATE_NOOP("Shortcuts", "Everywhere"));
    case Place::Inbox:
        return text(QT_TRANSLATE_NOOP("Shortcuts", "Inbox"));
    case Place::Library:
        return text(QT_TRANSLATE_NOOP("Shortcuts", "Workflows"));
    case Place::Editor:
        return text(QT_TRANSLATE_NOOP("Shortcuts", "Workflow editor"));
    case Place::Runs:
        return text(QT_TRANSLATE_NOOP("Shortcuts", "Runs"));
    case Place::Agents:
        return text(QT_TRANSLATE_NOOP("Shortcuts", "Agents"));
    case Place::Review:
        return text(QT_TRANSLATE_NOOP("Shortcuts", "Review"));
    case Place::Logs:
        return text(QT_TRANSLATE_NOOP("Shortcuts", "Logs"));
    }
    return {};
}

const Entry *entryOf(const QString &id)
{
    const auto *const found = std::find_if(Table.begin(), Table.end(),
                                           [&id](const Entry &entry) { return id == QLatin1StringView(entry.id); });
    return found == Table.end() ? nullptr : &*found;
}

/// What a text field, a list or a dialog takes for itself, with or without Shift.
bool movesOrAnswers(int key)
{
    static const QList<int> taken{Qt::Key_Tab,    Qt::Key_Backtab,   Qt::Key_Return, Qt::Key_Enter,
                                  Qt::Key_Escape, Qt::Key_Left,      Qt::Key_Right,  Qt::Key_Up,
                                  Qt::Key_Down,   Qt::Key_Space,     Qt::Key_Home,   Qt::Key_End,
                                  Qt::Key_Delete, Qt::Key_Backspace, Qt::Key_PageUp, Qt::Key_PageDown};
    return taken.contains(key);
}

/// Shift is part of the sign on some keyboards, of "/" for example.
Qt::KeyboardModifiers meant(int key, Qt::KeyboardModifiers modifiers)
{
    modifiers &= Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier | Qt::ShiftModifier;
    const bool sign = key < 0x01000000 && (key < Qt::Key_A || key > Qt::Key_Z);
    return sign ? modifiers & ~Qt::ShiftModifier : modifiers;
}

} // namespace

Shortcuts::Shortcuts(QObject *parent) : QObject(parent) {}

Shortcuts *Shortcuts::instance()
{
    static Shortcuts *shortcuts = [] {
        auto *made = new Shortcuts(QCoreApplication::instance());
        QJSEngine::setObjectOwnership(made, QJSEngine::CppOwnership);
        return made;
    }();
    return shortcuts;
}

Shortcuts *Shortcuts::create(QQmlEngine *, QJSEngine *)
{
    return instance();
}

QString Shortcuts::keysOf(const QString &id) const
{
    const Entry *entry = entryOf(id);
    return entry ? m_own.value(id, QLatin1StringView(entry->keys)) : QString();
}

QVariant Shortcuts::keys() const
{
    QVariantMap out;
    for (const Entry &entry : Table)
        out.insert(QLatin1StringView(entry.id), keysOf(QLatin1StringView(entry.id)));
    return out;
}

QVariantList Shortcuts::list() const
{
    QVariantList out;
    for (const Entry &entry : Table) {
        const QString id = QLatin1StringView(entry.id);
        out.append(QVariantMap{{QStringLiteral("id"), id},
                               {QStringLiteral("group"), groupOf(entry.place)},
                               {QStringLiteral("title"), text(entry.title)},
                               {QStringLiteral("keys"), keysOf(id)},
                               {QStringLiteral("fallback"), QLatin1StringView(entry.keys)},
                               {QStringLiteral("changed"), m_own.contains(id)},
                               {QStringLiteral("fixed"), entry.taken == Taken::Fixed}});
    }
    return out;
}

QString Shortcuts::problemWith(const QString &id, const QString &keys) const
{
    const Entry *entry = entryOf(id);
    if (!entry || entry->taken == Taken::Fixed)
        return tr("These keys cannot be changed");
    const QKeySequence sequence(keys);
    if (sequence.count() != 1 || sequence[0].key() == Qt::Key_unknown)
        return tr("“%1” is no key").arg(keys);
    const QKeyCombination combination = sequence[0];
    const bool held = combination.keyboardModifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier);
    if (!held && movesOrAnswers(combination.key()))
        return tr("%1 moves about or answers; hold Ctrl or Alt with it").arg(keys);
    if (!held && entry->taken == Taken::Always && combination.key() < Qt::Key_Escape)
        return tr("%1 is typed into fields; hold Ctrl or Alt with it, or take F1 to F12").arg(keys);
    for (const Entry &other : Table) {
        const bool meet =
            other.place == entry->place || other.place == Place::Everywhere || entry->place == Place::Everywhere;
        if (&other != entry && meet && QKeySequence(keysOf(QLatin1StringView(other.id))) == sequence)
            return tr("%1 is taken: %2 (%3)").arg(keys, text(other.title), groupOf(other.place));
    }
    return {};
}

QString Shortcuts::rebind(const QString &id, const QString &keys)
{
    QString problem = problemWith(id, keys);
    if (!problem.isEmpty() || keysOf(id) == keys)
        return problem;
    if (QLatin1StringView(entryOf(id)->keys) == keys)
        m_own.remove(id);
    else
        m_own.insert(id, keys);
    keep(id);
    Q_EMIT changed();
    return problem;
}

void Shortcuts::reset(const QString &id)
{
    // The keys it comes with may have been given to something else meanwhile, which then gets its own back.
    if (!m_own.contains(id))
        return;
    const QString fallback = QLatin1StringView(entryOf(id)->keys);
    m_own.remove(id);
    keep(id);
    for (const Entry &other : Table) {
        const QString otherId = QLatin1StringView(other.id);
        const bool meet = other.place == entryOf(id)->place || other.place == Place::Everywhere ||
                          entryOf(id)->place == Place::Everywhere;
        if (meet && m_own.value(otherId) == fallback)
            reset(otherId);
    }
    Q_EMIT changed();
}

void Shortcuts::resetAll()
{
    m_own.clear();
    QSettings().remove(QStringLiteral("shortcuts"));
    Q_EMIT changed();
}

bool Shortcuts::fits(const QString &id, int key, int modifiers) const
{
    const QKeySequence sequence(keysOf(id));
    if (sequence.isEmpty() || sequence[0].key() != key)
        return false;
    return meant(key, Qt::KeyboardModifiers(modifiers)) == meant(key, sequence[0].keyboardModifiers());
}

bool Shortcuts::take(int key, int modifiers) const
{
    const QList<PageCommand *> commands = PageCommand::all();
    const auto found = std::find_if(commands.begin(), commands.end(), [&](const PageCommand *command) {
        return !command->shortcut.isEmpty() && fits(command->shortcut, key, modifiers);
    });
    if (found == commands.end())
        return false;
    Q_EMIT(*found)->triggered();
    return true;
}

QString Shortcuts::written(int key, int modifiers)
{
    static const QList<int> modifierKeys{0,
                                         Qt::Key_Shift,
                                         Qt::Key_Control,
                                         Qt::Key_Alt,
                                         Qt::Key_Meta,
                                         Qt::Key_AltGr,
                                         Qt::Key_unknown,
                                         Qt::Key_CapsLock,
                                         Qt::Key_NumLock};
    if (modifierKeys.contains(key))
        return {};
    return QKeySequence(QKeyCombination(meant(key, Qt::KeyboardModifiers(modifiers)), Qt::Key(key)))
        .toString(QKeySequence::PortableText);
}

void Shortcuts::restore()
{
    m_own.clear();
    QSettings settings;
    settings.beginGroup(QStringLiteral("shortcuts"));
    const QStringList ids = settings.childKeys();
    for (const QString &id : ids) {
        const QString keys = settings.value(id).toString();
        // A later version may use for itself what was free when it was chosen.
        if (problemWith(id, keys).isEmpty())
            m_own.insert(id, keys);
    }
    Q_EMIT changed();
}

void Shortcuts::keep(const QString &id) const
{
    QSettings settings;
    settings.beginGroup(QStringLiteral("shortcuts"));
    if (m_own.contains(id))
        settings.setValue(id, m_own.value(id));
    else
        settings.remove(id);
}

} // namespace podium::gui
