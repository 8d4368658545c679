// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/backend/backend.h"

#include "base/whenfinished.h"

#include <QPointer>

namespace podium::gui
{

namespace
{

QPointer<Backend> s_instance;

} // namespace

Backend::Backend(QObject *parent) : QObject(parent), m_place(std::make_unique<QObject>())
{
    s_instance = this;
    m_thread.setObjectName(QStringLiteral("back end"));
    m_place->moveToThread(&m_thread);
    m_thread.start();
}

Backend::~Backend()
{
    close();
    m_thread.quit();
    m_thread.wait();
}

Backend *Backend::instance()
{
    return s_instance;
}

Backend *Backend::create(QQmlEngine *, QJSEngine *)
{
    Q_ASSERT(s_instance);
    QJSEngine::setObjectOwnership(s_instance, QJSEngine::CppOwnership);
    return s_instance;
}

void Backend::open(Opener opener)
{
    m_opener = std::move(opener);
    reopen();
}

void Backend::reopen()
{
    if (m_state == State::Opening || !m_opener)
        return;
    close();
    enter(State::Opening);
    QPromise<Result<BackendAccess>> promise;
    whenFinished(promise.future(), this, [this](const Result<BackendAccess> &access) { opened(access); });
    QMetaObject::invokeMethod(
        m_place.get(),
        [opener = m_opener, promise = std::make_shared<QPromise<Result<BackendAccess>>>(std::move(promise))] {
            promise->start();
            promise->addResult(opener());
            promise->finish();
        },
        Qt::QueuedConnection);
}

void Backend::opened(const Result<BackendAccess> &access)
{
    if (!access) {
        enter(State::Failed, access.error().text());
        return;
    }
    m_access = *access;
    listen();
    enter(State::Ready);
    Q_EMIT resetNeeded();
}

void Backend::listen()
{
    control::StreamFilter filter;
    filter.since = m_seq;
    m_stream = m_access.control->subscribe(filter);
    connect(m_stream.get(), &control::EventStream::events, this, [this](const domain::Events &events) {
        if (!events.isEmpty())
            m_seq = events.last().seq;
        Q_EMIT eventsArrived(events);
    });
    connect(m_stream.get(), &control::EventStream::fellBehind, this, [this](qint64 seq) {
        m_seq = seq;
        Q_EMIT resetNeeded();
    });
    connect(
        m_stream.get(), &control::EventStream::closed, this,
        [this](const Error &reason) {
            // The process that ran the engine has ended: whoever is next runs it, which may be this one.
            enter(State::Failed, reason.text());
            reopen();
        },
        Qt::QueuedConnection);
}

void Backend::close()
{
    if (!m_access.control && m_state != State::Opening)
        return;
    Q_EMIT closing();
    m_stream.reset();
    // In its thread, behind what may still be opening.
    QMetaObject::invokeMethod(
        m_place.get(), [control = std::move(m_access.control)]() mutable { control.reset(); },
        Qt::BlockingQueuedConnection);
    m_access = {};
    enter(State::Closed);
}

void Backend::enter(State state, const QString &problem)
{
    m_state = state;
    m_problem = problem;
    Q_EMIT stateChanged();
}

QFuture<Result<QJsonObject>> Backend::call(const QString &operation, const QJsonObject &params) const
{
    if (m_state != State::Ready) {
        return QtFuture::makeReadyFuture<Result<QJsonObject>>(
            fail(ErrorCode::Unavailable, tr("the engine is not there yet"), {}, tr("Try again in a moment")));
    }
    return m_access.control->call({operation, params, {}});
}

std::unique_ptr<control::EventStream> Backend::follow(const control::StreamFilter &filter) const
{
    return m_state == State::Ready ? m_access.control->subscribe(filter) : nullptr;
}

void Backend::perform(const QString &operation, const QJsonObject &params)
{
    whenFinished(call(operation, params), this, [this, operation](const Result<QJsonObject> &answer) {
        if (answer)
            Q_EMIT performed(operation, *answer);
        else
            Q_EMIT refused(operation, answer.error().message, answer.error().hint);
    });
}

} // namespace podium::gui
