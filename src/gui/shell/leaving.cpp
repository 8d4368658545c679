// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/shell/leaving.h"

#include "base/whenfinished.h"
#include "gui/backend/backend.h"

#include <QCoreApplication>
#include <QPointer>

namespace podium::gui
{

namespace
{

constexpr int LookEveryMs = 200;

} // namespace

Leaving::Leaving(QObject *parent)
    : QObject(parent),
      m_look(
          LookEveryMs, [] { return Backend::instance()->call(QStringLiteral("engine.show")); },
          [this](const QJsonObject &answer) {
              take(answer.value(QStringLiteral("engine")).toObject().value(QStringLiteral("running")).toInt());
          },
          this)
{
    Backend *backend = Backend::instance();
    connect(backend, &Backend::eventsArrived, this, [this] {
        if (m_state == State::Finishing || m_state == State::Stopping)
            m_look.request();
    });
    // Another engine has begun, which starts tasks: what was asked of the one before is over.
    connect(backend, &Backend::stateChanged, this, [this, backend] {
        if (backend->state() == Backend::State::Failed && m_state != State::Left)
            enter(State::Staying);
    });
}

Leaving *Leaving::instance()
{
    // One a back end: tests make several, one after the other.
    static QPointer<Leaving> leaving;
    if (!leaving)
        leaving = new Leaving(Backend::instance());
    return leaving;
}

Leaving *Leaving::create(QQmlEngine *, QJSEngine *)
{
    QJSEngine::setObjectOwnership(instance(), QJSEngine::CppOwnership);
    return instance();
}

void Leaving::setHasTray(bool has)
{
    m_hasTray = has;
    Q_EMIT changed();
}

bool Leaving::mayClose(int busy) const
{
    const Backend *backend = Backend::instance();
    return m_sessionEnds || m_state == State::Left || backend->state() != Backend::State::Ready || !backend->owner() ||
           busy <= 0;
}

void Leaving::stopAfterRunning()
{
    ask(State::Finishing, {});
}

void Leaving::stopNow()
{
    ask(State::Stopping, {{QStringLiteral("now"), true}});
}

void Leaving::stay()
{
    ask(State::Staying, {{QStringLiteral("off"), true}});
}

void Leaving::leave()
{
    if (m_state == State::Left)
        return;
    enter(State::Left);
    Q_EMIT left();
}

void Leaving::ask(State state, const QJsonObject &params)
{
    whenFinished(Backend::instance()->call(QStringLiteral("engine.stop"), params), this,
                 [this, state](const Result<QJsonObject> &answer) {
                     if (!answer) {
                         Q_EMIT refused(answer.error().text());
                         return;
                     }
                     enter(state);
                     take(answer->value(QStringLiteral("running")).toInt());
                     // What ended meanwhile was told before it was waited for.
                     if (m_state == State::Finishing || m_state == State::Stopping)
                         m_look.request();
                 });
}

void Leaving::enter(State state)
{
    m_state = state;
    if (state == State::Staying)
        m_running = -1;
    Q_EMIT changed();
}

void Leaving::take(int running)
{
    if (m_state != State::Finishing && m_state != State::Stopping)
        return;
    m_running = running;
    Q_EMIT changed();
    if (running == 0)
        leave();
}

} // namespace podium::gui
