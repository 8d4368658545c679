// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/runs/transcript.h"

#include "gui/backend/backend.h"
#include "gui/backend/format.h"
#include "gui/backend/markdown.h"

#include <QJsonArray>

namespace podium::gui
{

namespace
{

constexpr int EveryMs = 200;
constexpr int PageEntries = 500;

const QString At = QStringLiteral("at");

QStringList roles()
{
    return {QStringLiteral("at"),     QStringLiteral("kind"),     QStringLiteral("text"),
            QStringLiteral("body"),   QStringLiteral("tool"),     QStringLiteral("summary"),
            QStringLiteral("input"),  QStringLiteral("result"),   QStringLiteral("done"),
            QStringLiteral("failed"), QStringLiteral("subagent"), QStringLiteral("said"),
            QStringLiteral("usage"),  QStringLiteral("depth"),    QStringLiteral("open:unfolded")};
}

/// What a tool was given, to read: a command as it is, anything else as JSON.
QString inputText(const QJsonObject &input)
{
    const QString command = input.value(QStringLiteral("command")).toString();
    if (!command.isEmpty())
        return command;
    return input.isEmpty() ? QString() : Format::pretty(input).trimmed();
}

} // namespace

Transcript::Transcript(QObject *parent)
    : QObject(parent), m_rows(At, roles()),
      m_refresher(
          EveryMs,
          [this] {
              m_asked = m_subject;
              QJsonObject params{{QStringLiteral("run"), m_run},
                                 {QStringLiteral("task"), m_task},
                                 {QStringLiteral("since"), m_next},
                                 {QStringLiteral("limit"), PageEntries}};
              if (m_at >= 0)
                  params.insert(QStringLiteral("at"), m_at);
              if (m_attempt > 0)
                  params.insert(QStringLiteral("attempt"), m_attempt);
              return Backend::instance()->call(QStringLiteral("run.transcript"), params);
          },
          [this](const QJsonObject &answer) { take(answer); }, this)
{
    connect(&m_refresher, &Refresher::problemChanged, this, [this] {
        if (!problem().isEmpty())
            clear(); // E.g. the task was not there yet.
        Q_EMIT problemChanged();
    });
    if (Backend *backend = Backend::instance()) {
        connect(backend, &Backend::closing, this, [this] { m_stream.reset(); });
        connect(backend, &Backend::resetNeeded, this, &Transcript::restart);
    }
}

Transcript::~Transcript() = default;

void Transcript::setRun(const QString &run)
{
    if (m_run == run)
        return;
    m_run = run;
    restart();
    Q_EMIT changed();
}

void Transcript::setTask(const QString &task)
{
    if (m_task == task)
        return;
    m_task = task;
    restart();
    Q_EMIT changed();
}

void Transcript::setAttempt(int attempt)
{
    if (m_attempt == attempt)
        return;
    m_attempt = attempt;
    restart();
    Q_EMIT changed();
}

void Transcript::setAt(double seq)
{
    const qint64 wanted = seq < 0 ? -1 : qint64(seq);
    if (m_at == wanted)
        return;
    m_at = wanted;
    // What was said stays said: only another attempt, or none, is shown anew.
    if (!m_run.isEmpty() && !m_task.isEmpty())
        m_refresher.request();
    Q_EMIT changed();
}

void Transcript::clear()
{
    m_next = 0;
    m_shown = 0;
    m_loaded = m_later = false;
    m_below.clear();
    m_calls.clear();
    m_open.clear();
    m_rows.setRows({});
    Q_EMIT loadedChanged();
}

void Transcript::restart()
{
    ++m_subject;
    clear();
    m_stream.reset();
    if (m_run.isEmpty() || m_task.isEmpty())
        return;
    control::StreamFilter filter;
    filter.run = m_run;
    filter.patterns = {QStringLiteral("task.*")};
    filter.logs = true;
    m_stream = Backend::instance()->follow(filter);
    if (!m_stream)
        return;
    connect(m_stream.get(), &control::EventStream::logsGrew, &m_refresher, &Refresher::request);
    connect(m_stream.get(), &control::EventStream::events, &m_refresher, &Refresher::request);
    m_refresher.request();
}

void Transcript::take(const QJsonObject &answer)
{
    if (m_asked != m_subject) {
        m_refresher.request();
        return;
    }
    const int attempt = answer.value(QStringLiteral("attempt")).toInt();
    if (m_shown > 0 && attempt != m_shown) {
        restart(); // The task was begun again.
        return;
    }
    m_shown = attempt;
    m_later = answer.value(QStringLiteral("later")).toBool();
    m_next = answer.value(QStringLiteral("next")).toInteger();
    add(objectsOf(answer.value(QStringLiteral("entries")).toArray()));
    m_loaded = true;
    Q_EMIT loadedChanged();
    if (answer.value(QStringLiteral("more")).toBool())
        m_refresher.request();
}

void Transcript::add(const QList<QJsonObject> &entries)
{
    for (const QJsonObject &entry : entries)
        append(entry);
    if (!entries.isEmpty())
        show();
}

void Transcript::append(const QJsonObject &entry)
{
    const QString kind = entry.value(QStringLiteral("kind")).toString();
    const auto call = m_calls.constFind(entry.value(QStringLiteral("id")).toString());
    if (call != m_calls.constEnd() && kind != QLatin1StringView("tool")) {
        // The row of a call tells its result, and which subagent it started.
        QJsonObject &row = m_below[call->first][call->second];
        if (kind == QLatin1StringView("subagent")) {
            row.insert(QStringLiteral("subagent"), entry.value(QStringLiteral("tool")));
        } else {
            row.insert(QStringLiteral("done"), true);
            row.insert(QStringLiteral("failed"), entry.value(QStringLiteral("is_error")).toBool());
            row.insert(QStringLiteral("result"), entry.value(QStringLiteral("text")).toString());
        }
        return;
    }
    QString parent = entry.value(QStringLiteral("parent")).toString();
    if (!m_calls.contains(parent))
        parent.clear(); // Its call was left out: better in the wrong place than nowhere.
    QJsonObject row{{At, entry.value(At)},
                    {QStringLiteral("kind"), kind},
                    {QStringLiteral("text"), entry.value(QStringLiteral("text")).toString()}};
    if (kind == QLatin1StringView("text") || kind == QLatin1StringView("told"))
        row.insert(QStringLiteral("body"), harmlessMarkdown(row.value(QStringLiteral("text")).toString()));
    if (kind == QLatin1StringView("turn"))
        row.insert(QStringLiteral("usage"), entry.value(QStringLiteral("usage")));
    if (kind == QLatin1StringView("tool")) {
        row.insert(QStringLiteral("tool"), entry.value(QStringLiteral("tool")));
        row.insert(QStringLiteral("summary"), entry.value(QStringLiteral("summary")));
        row.insert(QStringLiteral("input"), inputText(entry.value(QStringLiteral("input")).toObject()));
        row.insert(QStringLiteral("id"), entry.value(QStringLiteral("id")));
        m_calls.insert(entry.value(QStringLiteral("id")).toString(), {parent, m_below.value(parent).size()});
    }
    m_below[parent].append(row);
}

void Transcript::show()
{
    QList<QJsonObject> rows;
    showBelow({}, 0, &rows);
    m_rows.setRows(rows);
}

void Transcript::showBelow(const QString &call, int depth, QList<QJsonObject> *rows) const
{
    for (const QJsonObject &entry : m_below.value(call)) {
        const bool open = m_open.contains(entry.value(At).toString());
        const QString id = entry.value(QStringLiteral("id")).toString();
        QJsonObject row = entry;
        row.insert(QStringLiteral("depth"), depth);
        row.insert(QStringLiteral("open"), open);
        row.insert(QStringLiteral("said"), id.isEmpty() ? 0 : int(m_below.value(id).size()));
        rows->append(row);
        if (open && !id.isEmpty())
            showBelow(id, depth + 1, rows);
    }
}

void Transcript::toggle(const QString &at)
{
    if (!m_open.remove(at))
        m_open.insert(at);
    show();
}

void Transcript::setAllOpen(bool open)
{
    m_open.clear();
    if (open) {
        for (const QList<QJsonObject> &rows : std::as_const(m_below)) {
            for (const QJsonObject &row : rows)
                m_open.insert(row.value(At).toString());
        }
    }
    show();
}

QString Transcript::text() const
{
    QStringList out;
    for (const QJsonObject &row : m_rows.rows()) {
        const QString summary = row.value(QStringLiteral("summary")).toString();
        if (!summary.isEmpty())
            out += QStringLiteral("* ") + summary;
        for (const char *part : {"text", "result"}) {
            if (const QString words = row.value(QLatin1StringView(part)).toString(); !words.isEmpty())
                out += words;
        }
    }
    return out.join(QStringLiteral("\n\n"));
}

} // namespace podium::gui
