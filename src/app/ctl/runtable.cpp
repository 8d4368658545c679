// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/runtable.h"

#include "app/ctl/requests.h"
#include "app/ctl/views/commandtext.h"
#include "base/json.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QMap>

#include <algorithm>
#include <numeric>

namespace podium::ctl
{

using domain::RunState;
using domain::TaskState;

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(RunTable)
};

/// Which tasks are shown first if there is no room for all.
int importance(TaskState state)
{
    switch (state) {
    case TaskState::AwaitingReview:
        return 0;
    case TaskState::Running:
        return 1;
    case TaskState::Failed:
        return 2;
    case TaskState::Blocked:
        return 3;
    case TaskState::Ready:
        return 4;
    case TaskState::Pending:
        return 5;
    case TaskState::Cancelled:
        return 6;
    case TaskState::Skipped:
        return 7;
    case TaskState::Success:
        return 8;
    }
    return 9;
}

QString progressBar(int done, int total, int width, bool unicode)
{
    if (total <= 0 || width < 4)
        return {};
    const int filled = int(qint64(done) * width / total);
    return QString(filled, unicode ? u'━' : u'#') + QString(width - filled, unicode ? u'─' : u'.');
}

QString heading(const RunView &view, const RenderOptions &options)
{
    const QJsonObject &run = view.run();
    const StateLook look = lookOf(view.state(), options.unicode);
    const qint64 started = run.value(QStringLiteral("started_ms")).toInteger();
    const qint64 finished = run.value(QStringLiteral("finished_ms")).toInteger();
    const int done = run.value(QStringLiteral("tasks_done")).toInt();
    const int total = run.value(QStringLiteral("tasks_total")).toInt();
    const bool stopping = run.value(QStringLiteral("cancelling")).toBool() && !view.isFinished();
    QStringList parts{
        styled(view.id(), Style::Bold, options.colour),
        styled(look.symbol + u' ' + (stopping ? Text::tr("STOPPING") : look.word), look.style, options.colour),
        progressBar(done, total, 16, options.unicode), Text::tr("%1/%2 tasks").arg(done).arg(total)};
    if (started > 0)
        parts += duration((finished > 0 ? finished : options.nowMs) - started);
    parts += cost(run.value(QStringLiteral("usage")).toObject());
    parts.removeAll(QString());
    // Where there is no room for all: how many are done says more than the bar, cost and time, and the state's word.
    const auto fits = [&] { return displayWidth(parts.join(QStringLiteral("  "))) <= options.columns; };
    if (!fits() && total > 0)
        parts.removeAt(2);
    while (!fits() && parts.size() > 3)
        parts.removeLast();
    if (!fits())
        parts[1] = styled(look.symbol, look.style, options.colour);
    return elided(parts.join(QStringLiteral("  ")), options.columns);
}

QString taskRow(const TaskLine &task, int keyWidth, const RenderOptions &options)
{
    const StateLook look = lookOf(task.state, options.unicode);
    QString time;
    if (task.startedMs > 0 && task.state != TaskState::Ready && task.state != TaskState::Pending)
        time = duration((task.finishedMs > 0 ? task.finishedMs : options.nowMs) - task.startedMs);
    const bool spent = task.startedMs > 0;
    QStringList notes;
    if (task.attempt > 1)
        notes += Text::tr("try %1").arg(task.attempt);
    if (!task.agent.isEmpty() && spent)
        notes += task.agent;
    if (task.state == TaskState::Running) {
        if (!task.activity.isEmpty()) {
            QString activity = task.activity;
            notes += activity.replace(u'_', u' ');
        }
        if (task.rssBytes > 0)
            notes += Text::tr("%1 CPU").arg(duration(task.cpuMs)) + QStringLiteral(", ") + bytes(task.rssBytes);
    }
    if (task.state == TaskState::Ready && task.notBeforeMs > options.nowMs)
        notes += Text::tr("again in %1").arg(duration(task.notBeforeMs - options.nowMs + 999));
    if (!task.why.isEmpty() && task.state != TaskState::Success)
        notes += oneLine(task.why);
    const QString row = QStringLiteral("  ") + styled(look.symbol, look.style, options.colour) + u' ' +
                        padded(elided(QString(task.depth * 2, u' ') + oneLine(task.key), keyWidth), keyWidth) +
                        QStringLiteral("  ") + styled(padded(look.word, 9), look.style, options.colour) +
                        QStringLiteral("  ") + time.rightJustified(7) + QStringLiteral("  ") +
                        padded(spent ? cost(task.usage) : QString(), 7) + QStringLiteral("  ") +
                        styled(notes.join(QStringLiteral(", ")), Style::Dim, options.colour);
    QString trimmed = row;
    while (trimmed.endsWith(u' '))
        trimmed.chop(1);
    return elided(trimmed, options.columns);
}

QString restRow(const QMap<TaskState, int> &hidden)
{
    QStringList parts;
    for (auto it = hidden.begin(); it != hidden.end(); ++it)
        parts += Text::tr("%1 %2").arg(it.value()).arg(lookOf(it.key(), true).word);
    const QList<int> counts = hidden.values();
    return Text::tr("  … %n more: %1", nullptr, std::accumulate(counts.begin(), counts.end(), 0))
        .arg(parts.join(QStringLiteral(", ")));
}

QStringList requests(const RunView &view, const RenderOptions &options, qsizetype most)
{
    QStringList out;
    const QJsonArray &approvals = view.approvals();
    for (const QJsonValue &value : approvals) {
        if (out.size() >= most && approvals.size() > most) {
            out.last() = Text::tr("  … and more: podiumctl approvals --run %1").arg(view.id());
            break;
        }
        out += requestRows(value.toObject(), options);
    }
    return out;
}

} // namespace

StateLook lookOf(TaskState state, bool unicode)
{
    const auto pick = [unicode](const char *symbol, const char *plain) {
        return unicode ? QString::fromUtf8(symbol) : QString::fromLatin1(plain);
    };
    switch (state) {
    case TaskState::Pending:
        return {pick("·", "."), Text::tr("pending"), Style::Dim};
    case TaskState::Ready:
        return {pick("○", "o"), Text::tr("ready"), Style::Blue};
    case TaskState::Running:
        return {pick("▶", ">"), Text::tr("running"), Style::Cyan};
    case TaskState::Success:
        return {pick("✓", "+"), Text::tr("done"), Style::Green};
    case TaskState::Failed:
        return {pick("✗", "x"), Text::tr("failed"), Style::Red};
    case TaskState::AwaitingReview:
        return {pick("◆", "!"), Text::tr("review"), Style::Yellow};
    case TaskState::Blocked:
        return {pick("▪", "#"), Text::tr("blocked"), Style::Yellow};
    case TaskState::Skipped:
        return {pick("–", "-"), Text::tr("skipped"), Style::Dim};
    case TaskState::Cancelled:
        return {pick("⊘", "c"), Text::tr("cancelled"), Style::Dim};
    }
    return {};
}

StateLook lookOf(RunState state, bool unicode)
{
    const auto pick = [unicode](const char *symbol, const char *plain) {
        return unicode ? QString::fromUtf8(symbol) : QString::fromLatin1(plain);
    };
    switch (state) {
    case RunState::Pending:
        return {pick("·", "."), QStringLiteral("PENDING"), Style::Dim};
    case RunState::InProgress:
        return {pick("▶", ">"), QStringLiteral("IN_PROGRESS"), Style::Cyan};
    case RunState::Paused:
        return {pick("‖", "="), QStringLiteral("PAUSED"), Style::Yellow};
    case RunState::Completed:
        return {pick("✓", "+"), QStringLiteral("COMPLETED"), Style::Green};
    case RunState::Failed:
        return {pick("✗", "x"), QStringLiteral("FAILED"), Style::Red};
    case RunState::Cancelled:
        return {pick("⊘", "c"), QStringLiteral("CANCELLED"), Style::Yellow};
    }
    return {};
}

QStringList renderRun(const RunView &view, const RenderOptions &options)
{
    QStringList out{heading(view, options)};
    // The cursor's own line stays free, so that the picture never scrolls.
    const qsizetype room = options.rows > 0 ? std::max(4, options.rows - 2) : 1'000'000;
    const QStringList asked = requests(view, options, std::max<qsizetype>(1, room / 4));
    qsizetype places = std::max<qsizetype>(1, room - 1 - asked.size());

    const QMap<int, TaskLine> &tasks = view.tasks();
    QList<const TaskLine *> shown;
    shown.reserve(tasks.size());
    for (const TaskLine &task : tasks)
        shown += &task;
    QMap<TaskState, int> hidden = view.others();
    if (shown.size() > places) {
        --places; // For the line about the rest.
        // The table is drawn often, and a run may have a hundred thousand tasks: only the first few are put in order.
        std::nth_element(shown.begin(), shown.begin() + places, shown.end(), [](const TaskLine *a, const TaskLine *b) {
            const int left = importance(a->state);
            const int right = importance(b->state);
            if (left != right)
                return left < right;
            // Of what has ended, the latest.
            return a->finishedMs != b->finishedMs ? a->finishedMs > b->finishedMs : a->index < b->index;
        });
        for (const TaskLine *task : shown.mid(places))
            ++hidden[task->state];
        shown = shown.mid(0, places);
        std::sort(shown.begin(), shown.end(), [](const auto *a, const auto *b) { return a->index < b->index; });
    }
    int keyWidth = 8;
    for (const TaskLine *task : std::as_const(shown))
        keyWidth = std::max(keyWidth, displayWidth(task->key) + task->depth * 2);
    keyWidth = std::min(keyWidth, std::max(8, options.columns / 3));
    for (const TaskLine *task : std::as_const(shown))
        out += taskRow(*task, keyWidth, options);
    if (!hidden.isEmpty())
        out += elided(styled(restRow(hidden), Style::Dim, options.colour), options.columns);
    return out + asked;
}

QString eventLine(const domain::Event &event, const RunView &view, const RenderOptions &options)
{
    using domain::EventType;
    TaskState state = TaskState::Pending;
    QString more;
    const QString error = oneLine(event.data.value(QStringLiteral("error")).toString());
    const bool kept = event.data.value(QStringLiteral("source")).toString() == QLatin1StringView("fork");
    const auto orKept = [kept](const QString &why) {
        const QString says = Text::tr("kept from the run that this is a fork of");
        return !kept ? why : why.isEmpty() ? says : says + QStringLiteral(": ") + why;
    };
    switch (event.type) {
    case EventType::TaskClaimed:
        if (event.data.value(QStringLiteral("runner")).toString() == QLatin1StringView("fork"))
            return {}; // Nothing runs: the result is there.
        state = TaskState::Running;
        more = event.data.value(QStringLiteral("agent")).toString();
        if (event.attempt > 1)
            more += (more.isEmpty() ? QString() : QStringLiteral(", ")) + Text::tr("try %1").arg(event.attempt);
        break;
    case EventType::TaskPrepared:
        return Text::tr("%1 works on the branch %2 in %3")
            .arg(oneLine(view.keyOf(event.task)), oneLine(event.data.value(QStringLiteral("branch")).toString()),
                 oneLine(event.data.value(QStringLiteral("path")).toString()));
    case EventType::TaskSucceeded:
        state = TaskState::Success;
        more = orKept({});
        break;
    case EventType::TaskFailed:
        state = TaskState::Failed;
        more = orKept(error);
        break;
    case EventType::TaskSkipped:
        state = TaskState::Skipped;
        more = orKept(oneLine(event.data.value(QStringLiteral("reason")).toString()));
        break;
    case EventType::TaskCancelled:
        state = TaskState::Cancelled;
        break;
    case EventType::TaskAwaitingReview:
        state = TaskState::AwaitingReview;
        break;
    case EventType::TaskBlocked:
        state = TaskState::Blocked;
        more = oneLine(event.data.value(QStringLiteral("by")).toString());
        break;
    case EventType::TaskRetrying:
    case EventType::TaskParked:
        state = TaskState::Ready;
        more = error.isEmpty() ? oneLine(event.data.value(QStringLiteral("reason")).toString()) : error;
        break;
    case EventType::ApprovalRequested: {
        const QJsonValue inner = event.data.value(QStringLiteral("approval"));
        const QJsonObject approval = inner.isObject() ? inner.toObject() : event.data;
        if (event.data.contains(QStringLiteral("permit")))
            return {}; // Answered by what somebody has allowed for good.
        return Text::tr("needs you: %1 (%2)")
            .arg(oneLine(approval.value(QStringLiteral("title")).toString()), answerCommand(approval));
    }
    case EventType::RunPaused:
        return Text::tr("the run is paused");
    case EventType::RunResumed:
        return Text::tr("the run goes on");
    case EventType::RunCancelling:
        return Text::tr("the run is being stopped");
    case EventType::Noted:
        return oneLine(event.data.value(QStringLiteral("text")).toString());
    default:
        return {};
    }
    const StateLook look = lookOf(state, options.unicode);
    QString out = QStringLiteral("%1 %2 %3").arg(look.symbol, look.word, oneLine(view.keyOf(event.task)));
    if (!more.isEmpty())
        out += QStringLiteral(": ") + more;
    return styled(out, look.style, options.colour);
}

QStringList renderSummary(const RunView &view, const RenderOptions &options)
{
    QStringList out{heading(view, options)};
    const QString reason = view.run().value(QStringLiteral("reason")).toString();
    if (!reason.isEmpty())
        out += QStringLiteral("  ") + oneLine(reason);
    for (const TaskLine &task : view.tasks()) {
        if (task.state == TaskState::Failed && out.size() < 20) {
            out += QStringLiteral("  ") + styled(Text::tr("%1 failed: %2").arg(oneLine(task.key), oneLine(task.why)),
                                                 Style::Red, options.colour);
        }
    }
    const QJsonObject outputs = view.run().value(QStringLiteral("outputs")).toObject();
    for (auto it = outputs.begin(); it != outputs.end(); ++it) {
        const QString text =
            it.value().isString() ? it.value().toString() : QString::fromUtf8(canonicalJson(it.value()));
        out += QStringLiteral("  %1 = %2").arg(oneLine(it.key()), harmless(text));
    }
    if (view.state() == RunState::Failed) {
        out += Text::tr("  %1 shows the output; %2 tries the failed tasks again")
                   .arg(commandText(QStringLiteral("logs ") + view.id()),
                        commandText(QStringLiteral("retry ") + view.id()));
    }
    return out;
}

} // namespace podium::ctl
