// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/shell/notices.h"

#include "base/clock.h"
#include "base/whenfinished.h"
#include "domain/policy/quiethours.h"
#include "gui/backend/attention.h"
#include "gui/backend/backend.h"
#include "gui/backend/format.h"

#include <QJsonArray>
#include <QPointer>
#include <QSettings>
#include <QTime>

#include <algorithm>

namespace podium::gui
{

namespace
{

using domain::Event;
using domain::EventType;

constexpr int TogetherMs = 400;
constexpr int BudgetEveryMs = 3000;
/// The first words of a notice about what failed, or stands still, for this reason.
QString heading(const QString &kind, const QString &of)
{
    if (kind == QLatin1StringView("auth") || kind == QLatin1StringView("login"))
        return Notices::tr("Login needed: %1").arg(of);
    if (kind == QLatin1StringView("rate_limit") || kind == QLatin1StringView("billing") ||
        kind == QLatin1StringView("limit"))
        return Notices::tr("Limit reached: %1").arg(of);
    if (kind == QLatin1StringView("stalled"))
        return Notices::tr("Nothing is heard: %1").arg(of);
    if (kind == QLatin1StringView("waits"))
        return Notices::tr("Cannot go on: %1").arg(of);
    return Notices::tr("Failed: %1").arg(of);
}

constexpr qsizetype MostAlone = 3; ///< More at a time are told of in one.

const QString OnKey = QStringLiteral("notices/on");
const QString QuietKey = QStringLiteral("notices/quiet");
const QString FromKey = QStringLiteral("notices/quiet_from");
const QString ToKey = QStringLiteral("notices/quiet_to");

} // namespace

Notices::Notices(QObject *parent)
    : QObject(parent), m_budget(
                           BudgetEveryMs, [] { return Backend::instance()->call(QStringLiteral("budget.show")); },
                           [this](const QJsonObject &answer) { takeBudget(answer); }, this)
{
    const QSettings kept;
    m_on = kept.value(OnKey, true).toBool();
    m_quietHours = kept.value(QuietKey, false).toBool();
    m_from = kept.value(FromKey, m_from).toString();
    m_to = kept.value(ToKey, m_to).toString();
    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, &Notices::tell);
    connect(Backend::instance(), &Backend::eventsArrived, this, [this](const domain::Events &events) {
        for (const Event &event : events)
            hear(event);
    });
    connect(Attention::instance(), &Attention::answered, this, &Notices::hearStops);
}

Notices *Notices::instance()
{
    static QPointer<Notices> notices;
    if (!notices)
        notices = new Notices(Backend::instance());
    return notices;
}

Notices *Notices::create(QQmlEngine *, QJSEngine *)
{
    QJSEngine::setObjectOwnership(instance(), QJSEngine::CppOwnership);
    return instance();
}

void Notices::setOn(bool on)
{
    m_on = on;
    keep();
}

void Notices::setQuietHours(bool quiet)
{
    m_quietHours = quiet;
    keep();
}

void Notices::setFrom(const QString &from)
{
    if (isTime(from))
        m_from = from;
    keep();
}

void Notices::setTo(const QString &to)
{
    if (isTime(to))
        m_to = to;
    keep();
}

bool Notices::isTime(const QString &text)
{
    return QTime::fromString(text.trimmed(), QStringLiteral("H:mm")).isValid();
}

void Notices::keep()
{
    QSettings kept;
    kept.setValue(OnKey, m_on);
    kept.setValue(QuietKey, m_quietHours);
    kept.setValue(FromKey, m_from);
    kept.setValue(ToKey, m_to);
    Q_EMIT changed();
    if (!m_waiting.isEmpty())
        m_soon.start(TogetherMs);
}

qint64 Notices::awakeMs() const
{
    const qint64 now = SystemClock().nowMs();
    const Result<domain::QuietHours> hours = domain::QuietHours::fromText(m_from + u'-' + m_to);
    return m_quietHours && hours ? hours->nextAwakeMs(now) : now;
}

bool Notices::isQuiet() const
{
    return awakeMs() > SystemClock().nowMs();
}

void Notices::hear(const Event &event)
{
    const auto text = [&event](QStringView name) { return event.data.value(name).toString(); };
    switch (event.type) {
    case EventType::ApprovalRequested:
        add({Notice::Kind::NeedsYou,
             tr("Needs you: %1").arg(text(u"title")),
             text(u"reason"),
             text(u"id"),
             event.run,
             {},
             {},
             {}});
        return;
    case EventType::ApprovalDecided:
    case EventType::ApprovalClosed:
        // Answered before it was told.
        m_waiting.removeIf([id = text(u"id")](const Notice &notice) { return notice.request == id; });
        return;
    case EventType::TaskSucceeded:
    case EventType::TaskFailed:
        m_budget.request();
        if (event.type == EventType::TaskFailed)
            m_failedBy.insert(event.run, text(u"error_class"));
        if (text(u"error_class") == QLatin1StringView("max_budget"))
            add({Notice::Kind::Budget, tr("Budget used up"), text(u"error"), {}, event.run, {}, {}, {}});
        return;
    case EventType::RunFinished:
        if (text(u"state") != QLatin1StringView("CANCELLED"))
            runEnded(event.run, text(u"state") == QLatin1StringView("FAILED"), text(u"reason"));
        return;
    default:
        return;
    }
}

void Notices::runEnded(const QString &run, bool failed, const QString &reason)
{
    const QJsonObject params{{QStringLiteral("run"), run}, {QStringLiteral("limit"), 1}};
    whenFinished(Backend::instance()->call(QStringLiteral("run.show"), params), this,
                 [this, run, failed, reason, kind = m_failedBy.take(run)](const Result<QJsonObject> &answer) {
                     const QJsonObject facts = answer ? answer->value(QStringLiteral("run")).toObject() : QJsonObject();
                     const QString name = facts.isEmpty()
                                              ? run
                                              : Format::runName(facts.value(QStringLiteral("title")).toString(),
                                                                facts.value(QStringLiteral("workflow")).toString());
                     if (failed)
                         add({Notice::Kind::Failed, heading(kind, name), reason, {}, run, {}, {}, {}});
                     else
                         add({Notice::Kind::Finished, tr("Finished: %1").arg(name), {}, {}, run, {}, {}, {}});
                 });
}

/// The end of a run is told by itself, a budget that is used up too; all else that stands still is told here, once.
void Notices::hearStops()
{
    if (!Attention::instance()->loaded())
        return;
    const auto text = [](const QJsonObject &stop, const char *name) {
        return stop.value(QLatin1StringView(name)).toString();
    };
    QSet<QString> lasting;
    for (const QJsonObject &stop : Attention::instance()->stops()) {
        const QString kind = text(stop, "kind");
        const bool live = stop.value(QStringLiteral("live")).toBool();
        if (kind == QLatin1StringView("budget") || (Attention::hasEnded(stop) && !live))
            continue;
        // What is done anew and fails anew is another one.
        const QString id =
            text(stop, "id") + (live ? QString::number(stop.value(QStringLiteral("since_ms")).toInteger()) : QString());
        lasting.insert(id);
        if (m_stops.contains(id) || !m_stopsKnown)
            continue;
        const QString where = tr("%1 of %2").arg(text(stop, "task"), text(stop, "run_title"));
        Notice notice{live ? Notice::Kind::Failed : Notice::Kind::NeedsYou,
                      heading(kind, where),
                      text(stop, "reason"),
                      {},
                      text(stop, "run"),
                      text(stop, "task"),
                      {},
                      id};
        add(notice);
    }
    m_waiting.removeIf([&](const Notice &notice) { return !notice.stop.isEmpty() && !lasting.contains(notice.stop); });
    m_stops = lasting;
    m_stopsKnown = true;
}

void Notices::takeBudget(const QJsonObject &answer)
{
    const QJsonArray accounts = answer.value(QStringLiteral("accounts")).toArray();
    for (const QJsonValue &account : accounts) {
        const QJsonValue limit = account[QStringLiteral("limit")][QStringLiteral("usd")];
        const double spent = account[QStringLiteral("spent")][QStringLiteral("usd")].toDouble();
        const QString level = account[QStringLiteral("level")].toString();
        const QString name = account[QStringLiteral("name")].toString();
        const QString key = QDate::currentDate().toString(Qt::ISODate) + u'/' + level + u'/' + name;
        if (!limit.isDouble() || spent < limit.toDouble() || m_spent.contains(key))
            continue;
        m_spent.insert(key);
        add({Notice::Kind::Budget,
             tr("Today's budget is used up"),
             tr("%1: %2 of %3")
                 .arg(name.isEmpty() ? tr("All together") : name, Format::money(spent),
                      Format::money(limit.toDouble())),
             {},
             {},
             {},
             QStringLiteral("usage"),
             {}});
    }
}

void Notices::add(const Notice &notice)
{
    if (!m_on || m_watched)
        return;
    m_waiting.append(notice);
    if (!m_soon.isActive())
        m_soon.start(TogetherMs);
}

void Notices::tell()
{
    const qint64 quietMs = awakeMs() - SystemClock().nowMs();
    if (quietMs > 0) {
        // At most an hour at a time: clocks are set, and hours are changed.
        m_soon.start(int(qMin<qint64>(quietMs, 3'600'000)));
        return;
    }
    const QList<Notice> waiting = std::exchange(m_waiting, {});
    if (!m_on)
        return;
    if (waiting.size() <= MostAlone) {
        for (const Notice &notice : waiting)
            Q_EMIT told(notice);
        return;
    }
    const auto count = [&waiting](Notice::Kind kind) {
        return int(std::count_if(waiting.begin(), waiting.end(), [kind](const Notice &n) { return n.kind == kind; }));
    };
    const int needs = count(Notice::Kind::NeedsYou);
    QStringList parts;
    if (needs > 0)
        parts += tr("%n request(s) for you", nullptr, needs);
    if (const int finished = count(Notice::Kind::Finished); finished > 0)
        parts += tr("%n run(s) finished", nullptr, finished);
    if (const int failed = count(Notice::Kind::Failed); failed > 0)
        parts += tr("%n run(s) failed", nullptr, failed);
    if (const int budgets = count(Notice::Kind::Budget); budgets > 0)
        parts += tr("%n budget(s) used up", nullptr, budgets);
    Q_EMIT told({needs > 0 ? Notice::Kind::NeedsYou : waiting.last().kind,
                 tr("Podium"),
                 parts.join(QStringLiteral(", ")),
                 {},
                 {},
                 {},
                 needs > 0 ? QStringLiteral("inbox") : QStringLiteral("runs"),
                 {}});
}

} // namespace podium::gui
