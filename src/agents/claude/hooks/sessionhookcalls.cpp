// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/claude/hooks/sessionhookcalls.h"

#include "agents/claude/hooks/sessionhooks.h"
#include "base/json.h"
#include "base/whenfinished.h"

#include <QDir>
#include <QFile>
#include <QSaveFile>

#include <algorithm>

namespace podium::agents
{

namespace
{

using namespace Qt::StringLiterals;

/// What the command prints for Claude Code.
QByteArray said(const HookEvent &event, const HookAnswer &answer)
{
    if (answer.context.isEmpty() || !domain::hookTakesContext(event.event))
        return {};
    return canonicalJson(QJsonObject{{u"hookSpecificOutput"_s, QJsonObject{{u"hookEventName"_s, event.event},
                                                                           {u"additionalContext"_s, answer.context}}}});
}

QString put(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit() ? QString()
                                                                                                 : file.errorString();
}

} // namespace

SessionHookCalls::SessionHookCalls(QObject *parent) : QObject(parent)
{
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, &SessionHookCalls::look);
}

void SessionHookCalls::watch(const domain::AttemptKey &key, const QList<HookHandler> &hooks,
                             const QString &attemptFolder)
{
    if (std::none_of(hooks.begin(), hooks.end(), [](const HookHandler &hook) { return bool(hook.handle); }))
        return;
    m_key = key;
    m_hooks = hooks;
    m_folder = sessionhooks::callFolder(attemptFolder);
    QDir().mkpath(m_folder);
    m_watcher.addPath(m_folder);
    look();
}

void SessionHookCalls::look()
{
    const QStringList names = QDir(m_folder).entryList({u"*.json"_s}, QDir::Files);
    for (const QString &name : names) {
        const qsizetype index = name.section(u'-', 0, 0).toInt();
        QFile file(m_folder + u'/' + name);
        if (m_called.contains(name) || index >= m_hooks.size() || !m_hooks.at(index).handle ||
            !file.open(QIODevice::ReadOnly))
            continue;
        m_called.insert(name);
        const Result<QJsonValue> input = parseJson(file.readAll());
        HookEvent event{m_key, {}, {}, {}, input ? input->toObject() : QJsonObject()};
        event.event = event.input.value(u"hook_event_name"_s).toString();
        for (const QString &key : {u"source"_s, u"trigger"_s, u"reason"_s}) {
            if (event.subject.isEmpty())
                event.subject = event.input.value(key).toString();
        }
        const HookHandler hook = m_hooks.at(index);
        const QString answerFile = m_folder + u'/' + name.chopped(5) + u".answer"_s;
        whenFinished(hook.handle(event), this, [this, rule = hook.rule, event, answerFile](const HookAnswer &answer) {
            Q_EMIT answered(rule, event, answer, put(answerFile, said(event, answer)));
        });
    }
}

} // namespace podium::agents
