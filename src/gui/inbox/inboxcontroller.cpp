// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/inbox/inboxcontroller.h"

#include "base/whenfinished.h"
#include "gui/backend/backend.h"
#include "gui/backend/navigator.h"

#include <QJsonDocument>

namespace podium::gui
{

namespace
{

constexpr int EveryMs = 200;
constexpr qsizetype MostDone = 20;

QStringList requestRoles()
{
    return {QStringLiteral("id:request_id"), QStringLiteral("kind"),      QStringLiteral("title"),
            QStringLiteral("run"),           QStringLiteral("task_key"),  QStringLiteral("risk"),
            QStringLiteral("agent"),         QStringLiteral("created_ms")};
}

QStringList runRoles()
{
    return {QStringLiteral("id:run_id"),  QStringLiteral("title"),       QStringLiteral("state"),
            QStringLiteral("tasks_done"), QStringLiteral("tasks_total"), QStringLiteral("usage"),
            QStringLiteral("started_ms"), QStringLiteral("finished_ms"), QStringLiteral("reason"),
            QStringLiteral("workflow")};
}

} // namespace

InboxController::InboxController(QObject *parent)
    : QObject(parent), m_requests(QStringLiteral("id"), requestRoles()), m_working(QStringLiteral("id"), runRoles()),
      m_done(QStringLiteral("id"), runRoles()),
      m_refresher(
          EveryMs, [] { return Backend::instance()->call(QStringLiteral("approval.list")); },
          [this](const QJsonObject &answer) { take(answer); }, this),
      m_runs(
          EveryMs,
          [] {
              return Backend::instance()->call(QStringLiteral("run.list"), {{QStringLiteral("limit"), 100}});
          },
          [this](const QJsonObject &answer) { takeRuns(answer); }, this)
{
    connect(Navigator::instance(), &Navigator::changed, &m_refresher, &Refresher::request);
    const auto all = [this] {
        m_refresher.request();
        m_runs.request();
    };
    Backend *backend = Backend::instance();
    connect(backend, &Backend::resetNeeded, this, all);
    connect(backend, &Backend::eventsArrived, this, [this](const domain::Events &events) {
        using domain::EventType;
        for (const domain::Event &event : events) {
            if (event.type == EventType::ApprovalRequested || event.type == EventType::ApprovalDecided ||
                event.type == EventType::ApprovalClosed || event.type == EventType::DecisionVoted)
                m_refresher.request();
        }
        m_runs.request();
    });
    if (backend->state() == Backend::State::Ready)
        all();
}

bool InboxController::over() const
{
    return !m_shown.isEmpty() && m_requests.indexOf(selected()) < 0;
}

void InboxController::take(const QJsonObject &answer)
{
    m_requests.setRows(objectsOf(answer.value(QStringLiteral("approvals")).toArray()));
    m_loaded = true;
    // Somebody came here for a certain one.
    const QString wanted = Navigator::instance()->takeRequest();
    if (const int at = m_requests.indexOf(wanted); !wanted.isEmpty() && at >= 0)
        m_shown = m_requests.at(at);
    else if (m_shown.isEmpty() && m_requests.count() > 0)
        m_shown = m_requests.at(0);
    Q_EMIT loadedChanged();
    Q_EMIT shownChanged();
}

void InboxController::takeRuns(const QJsonObject &answer)
{
    QList<QJsonObject> working;
    QList<QJsonObject> done;
    const QList<QJsonObject> runs = objectsOf(answer.value(QStringLiteral("runs")).toArray());
    for (const QJsonObject &run : runs) {
        if (run.value(QStringLiteral("finished_ms")).toDouble() <= 0)
            working.append(run);
        else if (done.size() < MostDone)
            done.append(run);
    }
    m_working.setRows(working);
    m_done.setRows(done);
}

void InboxController::select(const QString &request)
{
    if (m_deciding)
        return;
    m_shown = m_requests.at(m_requests.indexOf(request));
    m_problem.clear();
    Q_EMIT shownChanged();
    Q_EMIT decidingChanged();
}

void InboxController::step(int by)
{
    if (m_requests.count() == 0)
        return;
    const int at = m_requests.indexOf(selected());
    const int next = at < 0 ? 0 : qBound(0, at + by, m_requests.count() - 1);
    select(m_requests.at(next).value(QStringLiteral("id")).toString());
}

void InboxController::decide(bool approve, const QJsonValue &answer, const QString &comment, bool changes,
                             const QString &as, const QString &always)
{
    if (m_deciding || m_shown.isEmpty())
        return;
    QJsonObject params{{QStringLiteral("approval"), selected()},
                       {QStringLiteral("approve"), approve},
                       {QStringLiteral("digest"), m_shown.value(QStringLiteral("digest"))}};
    if (!answer.isUndefined() && !answer.isNull())
        params.insert(QStringLiteral("answer"), answer);
    if (!comment.trimmed().isEmpty())
        params.insert(QStringLiteral("comment"), comment.trimmed());
    if (changes)
        params.insert(QStringLiteral("changes"), true);
    if (!as.trimmed().isEmpty())
        params.insert(QStringLiteral("as"), as.trimmed());
    if (!always.isEmpty())
        params.insert(QStringLiteral("always"), always);
    m_deciding = true;
    m_problem.clear();
    Q_EMIT decidingChanged();
    whenFinished(Backend::instance()->call(QStringLiteral("approval.decide"), params), this,
                 [this](const Result<QJsonObject> &done) {
                     m_deciding = false;
                     if (!done) {
                         m_problem = done.error().text();
                     } else {
                         // The list says what is next; until it has come, what was decided stays on the screen.
                         const int at = m_requests.indexOf(selected());
                         const int next = at + 1 < m_requests.count() ? at + 1 : at - 1;
                         if (done->value(QStringLiteral("approval"))[QStringLiteral("state")].toString() !=
                             QLatin1StringView("open"))
                             m_shown = m_requests.at(next);
                         Q_EMIT shownChanged();
                     }
                     Q_EMIT decidingChanged();
                     m_refresher.request();
                 });
}

QJsonArray InboxController::fields() const
{
    const QJsonObject form =
        m_shown.value(QStringLiteral("subject")).toObject().value(QStringLiteral("form")).toObject();
    const QJsonObject properties = form.value(QStringLiteral("properties")).toObject();
    const QJsonArray required = form.value(QStringLiteral("required")).toArray();
    const auto field = [&](const QString &name, bool needed) {
        const QJsonObject schema = properties.value(name).toObject();
        QJsonArray options;
        const QJsonArray choices = schema.value(QStringLiteral("enum")).toArray();
        for (const QJsonValue &choice : choices)
            options.append(choice.toVariant().toString());
        const QString title = schema.value(QStringLiteral("title")).toString();
        return QJsonObject{{QStringLiteral("name"), name},
                           {QStringLiteral("title"), title.isEmpty() ? name : title},
                           {QStringLiteral("description"), schema.value(QStringLiteral("description")).toString()},
                           {QStringLiteral("type"), schema.value(QStringLiteral("type")).toString()},
                           {QStringLiteral("options"), options},
                           {QStringLiteral("required"), needed},
                           {QStringLiteral("value"), schema.value(QStringLiteral("default")).toVariant().toString()}};
    };
    QJsonArray out;
    for (const QJsonValue &name : required)
        out.append(field(name.toString(), true));
    for (auto it = properties.begin(); it != properties.end(); ++it) {
        if (!required.contains(it.key()))
            out.append(field(it.key(), false));
    }
    return out;
}

QJsonValue InboxController::valueOf(const QString &type, const QString &text)
{
    if (type == QLatin1StringView("boolean"))
        return text == QLatin1StringView("true");
    if (type == QLatin1StringView("integer") || type == QLatin1StringView("number")) {
        bool number = false;
        const double value = text.trimmed().toDouble(&number);
        return number ? QJsonValue(value) : QJsonValue(text); // What is wrong with it the form's schema says.
    }
    if (type == QLatin1StringView("array") || type == QLatin1StringView("object")) {
        const QJsonDocument json = QJsonDocument::fromJson(text.toUtf8());
        if (json.isObject())
            return json.object();
        if (json.isArray())
            return json.array();
        return type == QLatin1StringView("array")
                   ? QJsonValue(QJsonArray::fromStringList(text.split(u',', Qt::SkipEmptyParts)))
                   : QJsonValue(text);
    }
    return text;
}

} // namespace podium::gui
