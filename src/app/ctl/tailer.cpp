// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/tailer.h"

#include "app/ctl/runtable.h"
#include "base/json.h"
#include "base/whenfinished.h"

#include <QCoreApplication>
#include <QDateTime>

namespace podium::ctl
{

using control::ExitCode;

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Tailer)
};

QString taskName(const QJsonObject &entry, const domain::Event &event)
{
    const QString key = oneLine(entry.value(QStringLiteral("task_key")).toString());
    return key.isEmpty() ? QStringLiteral("#%1").arg(event.task) : key;
}

} // namespace

QString logLineText(const QJsonObject &line, bool colour)
{
    const QString time = QDateTime::fromMSecsSinceEpoch(line.value(QStringLiteral("time_ms")).toInteger())
                             .toString(QStringLiteral("HH:mm:ss"));
    const QString stream = line.value(QStringLiteral("stream")).toString();
    const QString level = line.value(QStringLiteral("level")).toString();
    const Style style = level == QLatin1StringView("error") || stream == QLatin1StringView("stderr") ? Style::Red
                        : stream == QLatin1StringView("engine")                                      ? Style::Blue
                                                                                                     : Style::Plain;
    QString head = oneLine(line.value(QStringLiteral("key")).toString());
    if (stream != QLatin1StringView("stdout"))
        head += u' ' + oneLine(stream);
    return styled(time, Style::Dim, colour) + u' ' + styled(head, Style::Cyan, colour) + QStringLiteral(" | ") +
           styled(harmless(line.value(QStringLiteral("text")).toString()), style, colour);
}

Tailer::Tailer(std::shared_ptr<control::IControl> control, QJsonObject params, Options options, Terminal &out,
               Terminal &err)
    : m_control(std::move(control)), m_params(std::move(params)), m_options(options), m_out(out), m_err(err)
{
}

void Tailer::start()
{
    const QString run = m_params.value(QStringLiteral("run")).toString();
    if (!m_options.follow || run.isEmpty()) {
        if (m_options.follow)
            resolved(QJsonObject());
        else
            ask();
        return;
    }
    // The stream wants the full id, and whether the run has ended already.
    whenFinished(m_control->call({QStringLiteral("run.show"),
                                  {{QStringLiteral("run"), run}, {QStringLiteral("tasks"), QJsonArray{-1}}},
                                  {}}),
                 this, [this](const Result<QJsonObject> &answer) { resolved(answer); });
}

void Tailer::resolved(const Result<QJsonObject> &answer)
{
    if (!answer) {
        m_ended = true;
        Q_EMIT failed(answer.error());
        return;
    }
    const QJsonObject run = answer->value(QStringLiteral("run")).toObject();
    if (!run.isEmpty()) {
        m_params.insert(QStringLiteral("run"), run.value(QStringLiteral("id")));
        const auto state = domain::runStateFromName(run.value(QStringLiteral("state")).toString());
        m_runEnded = state && domain::isFinished(*state);
    }
    control::StreamFilter filter;
    filter.run = m_params.value(QStringLiteral("run")).toString();
    filter.logs = m_options.logs;
    if (m_options.logs)
        filter.patterns = {QStringLiteral("run.finished"), QStringLiteral("run.reopened")};
    m_stream = m_control->subscribe(filter);
    connect(m_stream.get(), &control::EventStream::logsGrew, this, &Tailer::ask);
    connect(m_stream.get(), &control::EventStream::events, this, [this](const domain::Events &events) {
        for (const domain::Event &event : events) {
            if (!filterIsEmpty() && event.type == domain::EventType::RunFinished)
                m_runEnded = true;
        }
        ask();
    });
    connect(m_stream.get(), &control::EventStream::closed, this, [this](const Error &reason) {
        if (m_ended)
            return;
        // Show what is left, then say why nothing more comes.
        m_err.line(Text::tr("podiumctl: nothing more comes: %1").arg(reason.text()));
        end(m_runEnded ? ExitCode::Success : ExitCode::Unavailable);
    });
    ask();
}

bool Tailer::filterIsEmpty() const
{
    return m_params.value(QStringLiteral("run")).toString().isEmpty();
}

void Tailer::ask()
{
    if (m_ended)
        return;
    if (m_asking) {
        m_again = true;
        return;
    }
    m_asking = true;
    m_again = false;
    whenFinished(
        m_control->call({m_options.logs ? QStringLiteral("run.logs") : QStringLiteral("run.events"), m_params, {}}),
        this, [this](const Result<QJsonObject> &answer) { answered(answer); });
}

void Tailer::answered(const Result<QJsonObject> &answer)
{
    m_asking = false;
    if (m_ended)
        return;
    if (!answer) {
        m_ended = true;
        Q_EMIT failed(answer.error());
        return;
    }
    const QJsonArray entries =
        answer->value(m_options.logs ? QStringLiteral("lines") : QStringLiteral("events")).toArray();
    for (const QJsonValue &entry : entries)
        show(entry.toObject());
    if (m_out.broken()) {
        end(ExitCode::Success);
        return;
    }
    if (answer->contains(QStringLiteral("last")))
        m_params.insert(QStringLiteral("since"), answer->value(QStringLiteral("last")));
    if (!m_options.follow) {
        end(ExitCode::Success);
    } else if (m_again || !entries.isEmpty()) {
        ask(); // There may be more than one answer holds.
    } else if (m_runEnded) {
        end(ExitCode::Success);
    }
}

void Tailer::show(const QJsonObject &entry)
{
    if (m_options.json) {
        m_out.write(canonicalJson(entry) + '\n');
    } else if (m_options.logs) {
        m_out.line(logLineText(entry, m_out.hasColour()));
    } else if (const std::optional<domain::Event> event = domain::eventFromJson(entry)) {
        m_out.line(QStringLiteral("%1 %2 %3 %4%5 %6")
                       .arg(event->seq, 6)
                       .arg(QDateTime::fromMSecsSinceEpoch(event->timeMs).toString(QStringLiteral("HH:mm:ss.zzz")),
                            event->run.isEmpty() ? QStringLiteral("-") : event->run, domain::eventTypeName(event->type),
                            event->task < 0 ? QString() : u' ' + taskName(entry, *event),
                            QString::fromUtf8(canonicalJson(event->data))));
    }
}

void Tailer::leave()
{
    end(ExitCode::Success);
}

void Tailer::end(ExitCode code)
{
    if (std::exchange(m_ended, true))
        return;
    m_stream.reset();
    Q_EMIT finished(code);
}

} // namespace podium::ctl
