// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/inbox/inboxcontroller.h"

#include "base/whenfinished.h"
#include "gui/backend/attention.h"
#include "gui/backend/backend.h"
#include "gui/backend/navigator.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <utility>

namespace podium::gui
{

namespace
{

constexpr int EveryMs = 200;
constexpr qsizetype MostDone = 20;

QStringList requestRoles()
{
    return {QStringLiteral("id:request_id"), QStringLiteral("kind"),       QStringLiteral("title"),
            QStringLiteral("run"),           QStringLiteral("task_key"),   QStringLiteral("risk"),
            QStringLiteral("agent"),         QStringLiteral("created_ms"), QStringLiteral("over")};
}

QStringList runRoles()
{
    return {QStringLiteral("id:run_id"),  QStringLiteral("title"),       QStringLiteral("state"),
            QStringLiteral("tasks_done"), QStringLiteral("tasks_total"), QStringLiteral("usage"),
            QStringLiteral("started_ms"), QStringLiteral("finished_ms"), QStringLiteral("reason"),
            QStringLiteral("workflow")};
}

QString text(const QJsonObject &object, const char *field)
{
    return object.value(QLatin1StringView(field)).toString();
}

QString stopTitle(const QJsonObject &stop)
{
    const QString kind = text(stop, "kind");
    const QString run = text(stop, "run_title");
    const QString who = text(stop, "agent").isEmpty() ? text(stop, "task") : text(stop, "agent");
    if (kind == QLatin1StringView("login"))
        return InboxController::tr("%1 needs a login").arg(who);
    if (kind == QLatin1StringView("budget"))
        return InboxController::tr("The budget of %1 is used up").arg(run);
    if (kind == QLatin1StringView("limit"))
        return InboxController::tr("%1 met a limit").arg(who);
    if (kind == QLatin1StringView("stalled"))
        return InboxController::tr("Nothing is heard of %1").arg(who);
    if (kind == QLatin1StringView("waits"))
        return InboxController::tr("%1 cannot go on").arg(run);
    if (stop.value(QStringLiteral("live")).toBool())
        return InboxController::tr("%1 goes on without what failed").arg(run);
    return InboxController::tr("%1 failed").arg(run);
}

/// As a row of the list.
QJsonObject stopRow(const QJsonObject &stop)
{
    return {{QStringLiteral("id"), QStringLiteral("stop/") + text(stop, "id")},
            {QStringLiteral("kind"), QStringLiteral("stop")},
            {QStringLiteral("title"), stopTitle(stop)},
            {QStringLiteral("run"), stop.value(QStringLiteral("run"))},
            {QStringLiteral("task_key"), stop.value(QStringLiteral("task"))},
            {QStringLiteral("agent"), text(stop, "agent")},
            {QStringLiteral("risk"), QStringLiteral("low")},
            {QStringLiteral("created_ms"), stop.value(QStringLiteral("since_ms"))},
            {QStringLiteral("stop"), stop}};
}

/// What every decision says: on which request, and on what exactly.
QJsonObject decision(const QJsonObject &request, bool approve, const QString &comment)
{
    QJsonObject params{{QStringLiteral("approval"), request.value(QStringLiteral("id"))},
                       {QStringLiteral("approve"), approve},
                       {QStringLiteral("digest"), request.value(QStringLiteral("digest"))}};
    if (!comment.trimmed().isEmpty())
        params.insert(QStringLiteral("comment"), comment.trimmed());
    return params;
}

} // namespace

InboxController::InboxController(QObject *parent)
    : QObject(parent), m_requests(QStringLiteral("id"), requestRoles()), m_working(QStringLiteral("id"), runRoles()),
      m_done(QStringLiteral("id"), runRoles()),
      m_runs(
          EveryMs,
          [] {
              return Backend::instance()->call(QStringLiteral("run.list"), {{QStringLiteral("limit"), 100}});
          },
          [this](const QJsonObject &answer) { takeRuns(answer); }, this)
{
    Attention *attention = Attention::instance();
    connect(attention, &Attention::answered, this, &InboxController::merge);
    connect(Navigator::instance(), &Navigator::changed, attention, &Attention::askAgain);
    Backend *backend = Backend::instance();
    connect(backend, &Backend::resetNeeded, &m_runs, &Refresher::request);
    connect(backend, &Backend::eventsArrived, &m_runs, &Refresher::request);
    if (backend->state() == Backend::State::Ready) {
        attention->askAgain();
        m_runs.request();
    }
}

bool InboxController::isOpen(const QString &request) const
{
    return std::any_of(m_open.begin(), m_open.end(),
                       [&](const QJsonObject &open) { return text(open, "id") == request; });
}

bool InboxController::over() const
{
    return !m_shown.isEmpty() && !isOpen(selected());
}

int InboxController::fresh() const
{
    return int(std::count_if(m_open.begin(), m_open.end(),
                             [this](const QJsonObject &open) { return m_requests.indexOf(text(open, "id")) < 0; }));
}

void InboxController::read()
{
    const Attention *attention = Attention::instance();
    m_open = attention->requests();
    for (const QJsonObject &stop : attention->stops())
        m_open.append(stopRow(stop));
    m_stopped = int(attention->stops().size());
    m_loaded = attention->loaded();
    showRuns();
}

void InboxController::dismiss()
{
    const QJsonObject stop = m_shown.value(QStringLiteral("stop")).toObject();
    if (stop.isEmpty() || over())
        return;
    const int at = m_requests.indexOf(selected());
    Attention::instance()->dismiss(stop);
    read();
    arrange(m_held);
    showBeside(at);
    Q_EMIT shownChanged();
}

void InboxController::merge()
{
    const bool before = m_loaded;
    read();
    // Somebody came here for a certain one.
    const QString wanted = Navigator::instance()->takeRequest();
    // What is not complete yet cannot be held.
    arrange(before && m_held && !(isOpen(wanted) && m_requests.indexOf(wanted) < 0));
    // What came first while the rest was still asked for need not be what stands first; nobody has chosen it.
    if (!before && (over() || !m_chosen) && !deciding())
        m_shown = {};
    if (const int at = m_requests.indexOf(wanted); !wanted.isEmpty() && at >= 0)
        show(m_requests.at(at));
    else
        leaveWhatIsOver();
    Q_EMIT loadedChanged();
    Q_EMIT shownChanged();
}

void InboxController::arrange(bool hold)
{
    QList<QJsonObject> rows;
    bool anyOpen = false;
    for (QJsonObject row : m_requests.rows()) {
        const bool open = isOpen(text(row, "id"));
        anyOpen = anyOpen || open;
        row.insert(QStringLiteral("over"), !open);
        rows.append(row);
    }
    // Where everything was answered there is nothing to keep in its place.
    if (!hold || !anyOpen) {
        rows = m_open;
        for (QJsonObject &row : rows)
            row.insert(QStringLiteral("over"), false);
    }
    m_requests.setRows(rows);
}

/// Somebody who is there reads to the end what was answered meanwhile.
void InboxController::leaveWhatIsOver()
{
    if (m_shown.isEmpty() || (!m_held && over() && !deciding()))
        show(m_requests.at(0));
}

void InboxController::setHeld(bool held)
{
    if (m_held == held)
        return;
    m_held = held;
    arrange(held);
    leaveWhatIsOver();
    Q_EMIT heldChanged();
    Q_EMIT shownChanged();
}

void InboxController::showFresh()
{
    arrange(false);
    if (over())
        m_shown = {};
    leaveWhatIsOver();
    Q_EMIT shownChanged();
}

QList<QJsonObject> InboxController::equalOnes() const
{
    static const QStringList s_kinds{QStringLiteral("gate"), QStringLiteral("permission"),
                                     QStringLiteral("interrupted")};
    const auto fits = [](const QJsonObject &request) {
        return text(request, "risk") == QLatin1StringView("low") && s_kinds.contains(text(request, "kind")) &&
               request.value(QStringLiteral("needed")).toInt(1) <= 1 && text(request, "role").isEmpty();
    };
    const auto tool = [](const QJsonObject &request) {
        return request.value(QStringLiteral("subject")).toObject().value(QStringLiteral("tool"));
    };
    if (!fits(m_shown) || over())
        return {};
    QList<QJsonObject> out{m_shown};
    for (const QJsonObject &row : m_requests.rows()) {
        if (fits(row) && !row.value(QStringLiteral("over")).toBool() && text(row, "id") != selected() &&
            text(row, "kind") == text(m_shown, "kind") && tool(row) == tool(m_shown))
            out.append(row);
    }
    return out.size() > 1 ? out : QList<QJsonObject>();
}

QVariantList InboxController::equals() const
{
    QVariantList out;
    const QList<QJsonObject> all = equalOnes();
    for (const QJsonObject &request : all)
        out.append(request.toVariantMap());
    return out;
}

void InboxController::takeRuns(const QJsonObject &answer)
{
    m_runRows = objectsOf(answer.value(QStringLiteral("runs")).toArray());
    showRuns();
}

void InboxController::showRuns()
{
    // A run that failed is among what needs somebody, until it was put away there.
    QSet<QString> stopped;
    for (const QJsonObject &stop : Attention::instance()->stops()) {
        if (Attention::hasEnded(stop))
            stopped.insert(text(stop, "run"));
    }
    QList<QJsonObject> working;
    QList<QJsonObject> done;
    for (const QJsonObject &run : std::as_const(m_runRows)) {
        if (run.value(QStringLiteral("finished_ms")).toDouble() <= 0)
            working.append(run);
        else if (done.size() < MostDone && !stopped.contains(text(run, "id")))
            done.append(run);
    }
    m_working.setRows(working);
    m_done.setRows(done);
}

void InboxController::show(const QJsonObject &request)
{
    m_shown = request;
    m_followers.clear();
    readFollowers();
    Q_EMIT followersChanged();
}

void InboxController::readFollowers()
{
    const QString run = text(m_shown, "run");
    if (run.isEmpty())
        return;
    if (!m_graphs.contains(run)) {
        whenFinished(Backend::instance()->call(
                         QStringLiteral("run.graph"),
                         {{QStringLiteral("run"), run}, {QStringLiteral("format"), QStringLiteral("json")}}),
                     this, [this, run](const Result<QJsonObject> &answer) {
                         if (!answer)
                             return;
                         m_graphs.insert(run, answer->value(QStringLiteral("graph")).toObject());
                         if (text(m_shown, "run") != run)
                             return;
                         readFollowers();
                         Q_EMIT followersChanged();
                     });
        return;
    }
    // A part of a list or a sub-workflow is followed by what its task is followed by.
    static const QRegularExpression s_part(QStringLiteral("[\\[/#].*$"));
    const QString task = text(m_shown, "task_key").remove(s_part);
    const QJsonObject graph = m_graphs.value(run);
    QHash<QString, QString> titles;
    const QJsonArray tasks = graph.value(QStringLiteral("tasks")).toArray();
    for (const QJsonValue &value : tasks) {
        const QString title = value[QStringLiteral("title")].toString();
        const QString id = value[QStringLiteral("id")].toString();
        titles.insert(id, title.isEmpty() ? id : title);
    }
    m_followers.clear();
    const QJsonArray edges = graph.value(QStringLiteral("edges")).toArray();
    for (const QJsonValue &edge : edges) {
        if (edge[0].toString() == task)
            m_followers.append(titles.value(edge[1].toString()));
    }
}

void InboxController::select(const QString &request)
{
    const int at = m_requests.indexOf(request);
    if (deciding() || at < 0)
        return;
    show(m_requests.at(at));
    m_chosen = true;
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
    select(text(m_requests.at(next), "id"));
}

void InboxController::decide(bool approve, const QJsonValue &answer, const QString &comment, bool changes,
                             const QString &as, const QString &always, const QJsonObject &input)
{
    if (deciding() || m_shown.isEmpty() || m_shown.contains(QStringLiteral("stop")))
        return;
    QJsonObject params = decision(m_shown, approve, comment);
    if (!answer.isUndefined() && !answer.isNull())
        params.insert(QStringLiteral("answer"), answer);
    if (changes)
        params.insert(QStringLiteral("changes"), true);
    if (!as.trimmed().isEmpty())
        params.insert(QStringLiteral("as"), as.trimmed());
    if (!always.isEmpty())
        params.insert(QStringLiteral("always"), always);
    if (!input.isEmpty())
        params.insert(QStringLiteral("input"), input);
    m_problem.clear();
    send(m_shown, params);
    Q_EMIT decidingChanged();
}

void InboxController::decideEach(const QStringList &requests, bool approve, const QString &comment)
{
    if (deciding())
        return;
    m_problem.clear();
    const QList<QJsonObject> all = equalOnes();
    for (const QJsonObject &request : all) {
        if (requests.contains(text(request, "id")))
            send(request, decision(request, approve, comment));
    }
    Q_EMIT decidingChanged();
}

void InboxController::send(const QJsonObject &request, const QJsonObject &params)
{
    ++m_left;
    whenFinished(Backend::instance()->call(QStringLiteral("approval.decide"), params), this,
                 [this, request](const Result<QJsonObject> &done) { decided(request, done); });
}

void InboxController::decided(const QJsonObject &request, const Result<QJsonObject> &done)
{
    --m_left;
    const QString id = text(request, "id");
    if (!done) {
        const QString why = done.error().text();
        const QString line = id == selected() ? why : tr("%1: %2").arg(text(request, "title"), why);
        m_problem += (m_problem.isEmpty() ? QString() : QStringLiteral("\n")) + line;
    } else {
        const QJsonObject after = done->value(QStringLiteral("approval")).toObject();
        if (text(after, "state") != QLatin1StringView("open")) {
            Attention::instance()->drop(id);
            read();
        } else if (id == selected()) {
            // Others have to agree as well; what was asked is the same.
            m_shown.insert(QStringLiteral("answer"), after.value(QStringLiteral("answer")));
        }
        const QString permit = after.value(QStringLiteral("answer"))[QStringLiteral("permit")].toString();
        if (!permit.isEmpty())
            Q_EMIT permitGiven(permit, text(after, "title"));
    }
    if (m_left == 0) {
        const int at = m_requests.indexOf(selected());
        arrange(m_held);
        // With a refusal the one that was looked at stays, so that it can be read.
        if (over() && m_problem.isEmpty())
            showBeside(at);
        Attention::instance()->askAgain();
    }
    Q_EMIT shownChanged();
    Q_EMIT decidingChanged();
}

/// The next one that is open, else the one before.
void InboxController::showBeside(int at)
{
    const auto open = [this](int row) { return row >= 0 && isOpen(text(m_requests.at(row), "id")); };
    const bool stayed = m_requests.indexOf(selected()) >= 0;
    int next = stayed ? at + 1 : at;
    while (next < m_requests.count() && !open(next))
        ++next;
    if (next >= m_requests.count()) {
        next = qMin(at, m_requests.count()) - 1;
        while (next >= 0 && !open(next))
            --next;
    }
    show(m_requests.at(next));
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
