// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/sessions/sessioncontroller.h"

#include "base/whenfinished.h"
#include "gui/backend/backend.h"
#include "gui/sessions/openterminals.h"

#include <QStringList>

namespace podium::gui
{

SessionController::SessionController(QObject *parent) : QObject(parent)
{
    connect(OpenTerminals::instance(), &OpenTerminals::givenBack, this,
            [this](const QString &of, const QString &key, const QString &problem) {
                if (of != m_run || key != m_task)
                    return;
                m_note =
                    problem.isEmpty() ? tr("The program in the terminal has ended; the agent goes on.") : QString();
                m_problem = problem;
                Q_EMIT changed();
            });
}

void SessionController::setRun(const QString &run)
{
    if (m_run == run)
        return;
    m_run = run;
    forget();
}

void SessionController::setTask(const QString &task)
{
    if (m_task == task)
        return;
    m_task = task;
    forget();
}

void SessionController::setAgent(const QString &agent)
{
    if (m_agent == agent)
        return;
    m_agent = agent;
    forget();
}

void SessionController::forget()
{
    m_note.clear();
    m_problem.clear();
    Q_EMIT subjectChanged();
    Q_EMIT changed();
}

QJsonObject SessionController::subject() const
{
    return {{QStringLiteral("run"), m_run}, {QStringLiteral("task"), m_task}};
}

QJsonObject SessionController::agentSubject() const
{
    QJsonObject out{{QStringLiteral("name"), m_agent}};
    if (!m_task.isEmpty()) {
        out.insert(QStringLiteral("run"), m_run);
        out.insert(QStringLiteral("task"), m_task);
    }
    return out;
}

void SessionController::perform(const QString &operation, const QJsonObject &params, const QString &note,
                                const Taker &then)
{
    ++m_pending;
    m_note.clear();
    m_problem.clear();
    Q_EMIT changed();
    const QString of = m_run + u'/' + m_task + u'/' + m_agent;
    whenFinished(Backend::instance()->call(operation, params), this,
                 [this, note, then, of](const Result<QJsonObject> &answer) {
                     --m_pending;
                     // Somebody may look at another session by now; then there is nobody to tell.
                     const bool looked = of == m_run + u'/' + m_task + u'/' + m_agent;
                     if (!answer) {
                         if (looked)
                             refuse(answer.error());
                     } else {
                         if (looked)
                             m_note = note;
                         if (then)
                             then(*answer);
                         if (looked && m_problem.isEmpty())
                             Q_EMIT done();
                     }
                     Q_EMIT changed();
                 });
}

void SessionController::refuse(const Error &error)
{
    m_note.clear();
    m_problem = error.text();
    Q_EMIT changed();
}

void SessionController::say(const QString &text)
{
    if (text.trimmed().isEmpty())
        return;
    const auto talk = [this](const QJsonObject &answer) {
        Q_EMIT talking(answer.value(QStringLiteral("run")).toString(), answer.value(QStringLiteral("task")).toString());
    };
    QJsonObject params = m_task.isEmpty() ? agentSubject() : subject();
    params.insert(QStringLiteral("text"), text.trimmed());
    if (m_task.isEmpty())
        perform(QStringLiteral("session.chat"), params, {}, talk);
    else
        perform(QStringLiteral("message.send"), params, tr("Sent; it is heard between two steps."));
}

void SessionController::interrupt()
{
    perform(QStringLiteral("session.interrupt"), subject(), tr("Stopped; it waits for what you say next."));
}

void SessionController::change(const QString &model, const QString &permissionMode)
{
    QJsonObject params = subject();
    QStringList what;
    if (!model.trimmed().isEmpty()) {
        params.insert(QStringLiteral("model"), model.trimmed());
        what += tr("model %1").arg(model.trimmed());
    }
    if (!permissionMode.isEmpty()) {
        params.insert(QStringLiteral("permission_mode"), permissionMode);
        what += tr("permission mode %1").arg(permissionMode);
    }
    if (!what.isEmpty())
        perform(QStringLiteral("session.change"), params, tr("Changed: %1").arg(what.join(QStringLiteral(", "))));
}

void SessionController::openInTerminal()
{
    // Asked first: without one the agent would be stopped for nothing.
    if (const Result<void> terminal = OpenTerminals::available(); !terminal) {
        refuse(terminal.error());
        return;
    }
    const auto open = [this, agent = m_agent](const QJsonObject &place) {
        if (const Result<void> opened = OpenTerminals::instance()->open(agent, place); !opened)
            refuse(opened.error());
    };
    perform(QStringLiteral("session.attach"), agentSubject(), tr("Opened in a terminal."), open);
}

void SessionController::giveBack()
{
    perform(QStringLiteral("session.release"), agentSubject(), tr("Given back; the agent goes on."));
}

} // namespace podium::gui
