// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/talk/chat.h"

#include "app/ctl/textlayout.h"
#include "base/json.h"
#include "base/whenfinished.h"
#include "domain/attempt.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace podium::ctl
{

using control::ExitCode;
using domain::EventType;

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Chat)
};

QString str(const QJsonObject &object, const char *name)
{
    return object.value(QLatin1StringView(name)).toString();
}

} // namespace

Chat::Chat(std::shared_ptr<control::IControl> control, QJsonObject params, bool json, Terminal &out, Terminal &err)
    : m_control(std::move(control)), m_params(std::move(params)), m_json(json), m_out(out), m_err(err)
{
    connect(&m_input, &InputLines::line, this, &Chat::typed);
    connect(&m_input, &InputLines::ended, this, &Chat::inputEnded);
}

Chat::~Chat() = default;

void Chat::call(const QString &operation, const QJsonObject &params, const Then &then)
{
    whenFinished(m_control->call({operation, params, {}}), this, [this, then](const Result<QJsonObject> &answer) {
        if (m_ended)
            return;
        if (answer) {
            then(*answer);
            return;
        }
        startLine();
        m_err.line(Text::tr("podiumctl: %1").arg(harmless(answer.error().text())));
        m_ending = false;
        if (m_run.isEmpty() || m_inputEnded)
            end(control::exitCodeFor(answer.error().code));
        else
            prompt();
    });
}

QJsonObject Chat::about() const
{
    return {{QStringLiteral("run"), m_run}, {QStringLiteral("task"), m_task}};
}

void Chat::start()
{
    call(QStringLiteral("session.chat"), m_params, [this](const QJsonObject &answer) {
        m_params.remove(QStringLiteral("new"));
        if (!str(answer, "run").isEmpty()) {
            join(answer);
        } else {
            m_quietly = false;
            m_params.insert(QStringLiteral("new"), true); // It begins with the first thing that is said.
            if (!m_json && m_out.isTerminal())
                m_err.line(Text::tr("A new conversation. /help tells what else can be said."));
            prompt();
        }
        sayNext();
    });
}

void Chat::join(const QJsonObject &answer)
{
    m_run = str(answer, "run");
    m_task = str(answer, "task");
    m_attempt = std::max(1, answer.value(QLatin1StringView("attempt")).toInt());
    m_params.insert(QStringLiteral("run"), m_run);
    m_params.insert(QStringLiteral("task"), m_task);
    m_params.remove(QStringLiteral("new"));
    if (!m_json && m_out.isTerminal())
        m_err.line(
            Text::tr("Talking in run %1, task %2. Ctrl-D leaves, /end ends it, /help tells more.").arg(m_run, m_task));
    m_next = 0;
    listen(-1);
    pull();
    lookForRequests();
}

void Chat::listen(qint64 since)
{
    control::StreamFilter filter;
    filter.run = m_run;
    filter.since = since;
    filter.logs = true;
    m_stream = m_control->subscribe(filter);
    connect(m_stream.get(), &control::EventStream::logsGrew, this, &Chat::pull);
    connect(m_stream.get(), &control::EventStream::events, this, &Chat::happened);
    connect(m_stream.get(), &control::EventStream::fellBehind, this, &Chat::pull);
    connect(m_stream.get(), &control::EventStream::closed, this, [this](const Error &reason) {
        if (!m_ended)
            Q_EMIT lost(reason);
    });
}

void Chat::continueWith(std::shared_ptr<control::IControl> control)
{
    m_stream.reset();
    m_control = std::move(control);
    m_pulling = false;
    if (m_run.isEmpty())
        return;
    listen(-1);
    pull();
    lookForRequests();
}

void Chat::typed(const QString &text)
{
    m_prompted = false; // The terminal has ended that line.
    m_inLine = false;
    m_leaving = false;
    if (!m_request.isEmpty() && m_out.isTerminal()) {
        decide(text);
        return;
    }
    if (text.trimmed().isEmpty()) {
        prompt();
        return;
    }
    m_waiting.enqueue(text);
    sayNext();
}

void Chat::sayNext()
{
    // On a terminal a person may put a word in; a script waits its turn.
    const bool mayPutIn = m_out.isTerminal() && !m_run.isEmpty();
    while (!m_waiting.isEmpty() && (m_busy == 0 || mayPutIn) && !m_quietly) {
        const QString text = m_waiting.dequeue();
        if (text.startsWith(u'/'))
            command(text);
        else
            say(text);
        if (m_run.isEmpty())
            break;
    }
    if (m_inputEnded && m_waiting.isEmpty() && m_busy == 0 && !m_quietly && !m_ending)
        end(ExitCode::Success);
}

void Chat::command(const QString &text)
{
    const QString verb = text.section(u' ', 0, 0);
    const QString value = text.section(u' ', 1).trimmed();
    QJsonObject request = about();
    if (verb == QLatin1StringView("/help")) {
        m_err.line(Text::tr("/end         end the conversation\n/stop        stop what the agent is doing (Ctrl-C)\n"
                            "/model NAME  change the model\n/mode MODE   change the permission mode"));
        prompt();
        return;
    }
    if (verb == QLatin1StringView("/end")) {
        if (m_run.isEmpty()) {
            end(ExitCode::Success);
            return;
        }
        m_ending = true; // The end of the run is waited for.
        call(QStringLiteral("session.end"), request, [](const QJsonObject &) {});
        return;
    }
    if (verb == QLatin1StringView("/stop") && !m_run.isEmpty()) {
        interrupt();
        return;
    }
    const bool model = verb == QLatin1StringView("/model");
    if ((model || verb == QLatin1StringView("/mode")) && !m_run.isEmpty()) {
        request.insert(model ? QStringLiteral("model") : QStringLiteral("permission_mode"), value);
        call(QStringLiteral("session.change"), request, [this](const QJsonObject &) { prompt(); });
        return;
    }
    m_err.line(m_run.isEmpty() ? Text::tr("Say something first.")
                               : Text::tr("Unknown: %1; /help tells more").arg(verb));
    prompt();
}

void Chat::say(const QString &text)
{
    ++m_busy;
    QJsonObject request = m_params;
    request.insert(QStringLiteral("text"), text);
    whenFinished(m_control->call({QStringLiteral("session.chat"), request, {}}), this,
                 [this](const Result<QJsonObject> &answer) {
                     if (m_ended)
                         return;
                     if (!answer) {
                         --m_busy;
                         m_err.line(Text::tr("podiumctl: %1").arg(harmless(answer.error().text())));
                         if (m_inputEnded)
                             end(control::exitCodeFor(answer.error().code));
                         else
                             prompt();
                         return;
                     }
                     if (str(*answer, "run") != m_run)
                         join(*answer);
                 });
}

void Chat::inputEnded()
{
    m_inputEnded = true;
    if (m_out.isTerminal())
        leave();
    else
        sayNext();
}

void Chat::interrupt()
{
    if (m_busy > 0 && !m_run.isEmpty() && !std::exchange(m_leaving, true)) {
        startLine();
        m_err.line(Text::tr("Stopping the agent. Ctrl-C again leaves it as it is."));
        call(QStringLiteral("session.interrupt"), about(), [](const QJsonObject &) {});
    } else if (m_busy == 0 && m_out.isTerminal() && !std::exchange(m_leaving, true)) {
        startLine();
        m_err.line(Text::tr("Ctrl-C again leaves; /end ends the conversation."));
        prompt();
    } else {
        leave();
    }
}

void Chat::leave()
{
    startLine();
    if (!m_run.isEmpty() && !m_json)
        m_err.line(Text::tr("Left; podiumctl agent chat %1 goes on with it.").arg(str(m_params, "name")));
    end(m_busy > 0 ? ExitCode::Detached : ExitCode::Success);
}

void Chat::happened(const domain::Events &events)
{
    for (const domain::Event &event : events) {
        switch (event.type) {
        case EventType::TaskClaimed:
            if (event.attempt > m_attempt) { // The session goes on in another process.
                m_attempt = event.attempt;
                m_next = 0;
            }
            break;
        case EventType::ApprovalRequested:
            lookForRequests();
            break;
        case EventType::ApprovalDecided:
        case EventType::ApprovalClosed:
            if (!m_request.isEmpty() && event.data.value(u"id").toString() == m_request.id()) {
                m_request = {};
                lookForRequests();
            }
            break;
        case EventType::TaskFailed:
            startLine();
            m_err.line(Text::tr("The conversation failed: %1").arg(harmless(event.data.value(u"error").toString())));
            break;
        case EventType::TaskParked:
            if (event.data.value(u"error_class").toString() != domain::AttemptOutcome::Hibernating) {
                startLine();
                m_err.line(Text::tr("It waits: %1").arg(harmless(event.data.value(u"reason").toString())));
            }
            break;
        case EventType::RunFinished:
            startLine();
            end(control::exitCodeForState(event.data.value(u"state").toString()));
            return;
        default:
            break;
        }
    }
    pull();
}

void Chat::pull()
{
    if (m_ended || m_run.isEmpty())
        return;
    if (std::exchange(m_pulling, true)) {
        m_again = true;
        return;
    }
    m_again = false;
    QJsonObject request = about();
    request.insert(QStringLiteral("attempt"), m_attempt);
    request.insert(QStringLiteral("since"), m_next);
    request.insert(QStringLiteral("pieces"), !m_quietly);
    whenFinished(m_control->call({QStringLiteral("run.transcript"), request, {}}), this,
                 [this](const Result<QJsonObject> &page) { pulled(page); });
}

void Chat::pulled(const Result<QJsonObject> &page)
{
    m_pulling = false;
    if (m_ended || !page)
        return; // The stream says when the other end is gone.
    const bool current = page->value(QLatin1StringView("attempt")).toInt() == m_attempt;
    const QJsonArray entries = page->value(QLatin1StringView("entries")).toArray();
    const qint64 next = page->value(QLatin1StringView("next")).toInteger();
    const bool moved = next > m_next;
    if (current) {
        for (const QJsonValue &entry : entries)
            show(entry.toObject());
        m_next = next;
    }
    if (m_ended)
        return;
    if (!current || moved || m_again) {
        pull();
        return;
    }
    if (std::exchange(m_quietly, false)) { // What is there has been heard before.
        prompt();
        sayNext();
    }
}

void Chat::show(const QJsonObject &entry)
{
    const QString kind = str(entry, "kind");
    if (m_quietly) {
        if (kind == QLatin1StringView("told"))
            m_busy = 1;
        else if (kind == QLatin1StringView("turn"))
            m_busy = 0;
        return;
    }
    if (m_json)
        m_out.write(canonicalJson(entry) + '\n');
    if (kind == QLatin1StringView("turn")) {
        turnEnded(entry);
        return;
    }
    if (m_json)
        return;
    const QString text = harmless(str(entry, "text"));
    const bool colour = m_out.hasColour();
    const QString indent = str(entry, "parent").isEmpty() ? QString() : QStringLiteral("    ");
    if (kind == QLatin1StringView("partial")) {
        if (!m_pieces)
            startLine();
        m_pieces = true;
        m_inLine = true;
        m_out.write(text.toUtf8());
    } else if (kind == QLatin1StringView("text")) {
        // The whole comes before the end of its pieces.
        if (!std::exchange(m_pieces, false)) {
            startLine();
            m_out.line(indent + text);
        } else {
            startLine();
        }
    } else if (kind == QLatin1StringView("tool")) {
        startLine();
        m_out.line(styled(indent + QStringLiteral("* ") + oneLine(str(entry, "summary")), Style::Dim, colour));
    } else if (kind == QLatin1StringView("result") && entry.value(QLatin1StringView("is_error")).toBool()) {
        startLine();
        m_out.line(styled(indent + QStringLiteral("  ") + oneLine(text).left(200), Style::Red, colour));
    } else if (kind == QLatin1StringView("notice") || kind == QLatin1StringView("error")) {
        startLine();
        m_out.line(styled(text, kind == QLatin1StringView("error") ? Style::Red : Style::Dim, colour));
    }
}

void Chat::turnEnded(const QJsonObject &entry)
{
    m_pieces = false;
    m_leaving = false;
    startLine();
    if (entry.value(QLatin1StringView("is_error")).toBool() && !m_json)
        m_err.line(styled(harmless(str(entry, "text")), Style::Red, m_err.hasColour()));
    // What was put in during the turn was answered by it.
    m_busy = 0;
    prompt();
    sayNext();
}

void Chat::lookForRequests()
{
    call(QStringLiteral("approval.list"), {{QStringLiteral("run"), m_run}}, [this](const QJsonObject &answer) {
        const QJsonArray open = answer.value(QLatin1StringView("approvals")).toArray();
        for (const QJsonValue &value : open) {
            const RequestDialog request(value.toObject());
            if (request.id() == m_decided || request.id() == m_request.id())
                continue;
            if (!request.isAnsweredHere() || !m_out.isTerminal())
                tellOf(request);
            else if (m_request.isEmpty())
                ask(request);
        }
    });
}

void Chat::tellOf(const RequestDialog &request)
{
    if (m_told.contains(request.id()))
        return;
    m_told.insert(request.id());
    startLine();
    for (const QString &line : request.shown())
        m_err.line(styled(line, Style::Yellow, m_err.hasColour()));
    m_err.line(Text::tr("Answer it with podiumctl approve, deny or answer %1; podiumctl approvals %1 shows it.")
                   .arg(request.id()));
    if (!m_request.isEmpty())
        askNext();
}

void Chat::ask(const RequestDialog &request)
{
    startLine();
    for (const QString &line : request.shown())
        m_err.line(styled(line, Style::Yellow, m_err.hasColour()));
    m_request = request;
    askNext();
}

void Chat::askNext()
{
    startLine();
    m_out.write(m_request.prompt().toUtf8());
    m_prompted = true;
}

void Chat::decide(const QString &answer)
{
    if (!m_request.take(answer)) {
        askNext();
        return;
    }
    const RequestDialog request = std::exchange(m_request, {});
    m_decided = request.id();
    whenFinished(m_control->call({QStringLiteral("approval.decide"), request.decision(), {}}), this,
                 [this](const Result<QJsonObject> &decided) {
                     if (m_ended)
                         return;
                     if (!decided) { // E.g. a field that does not fit: it is asked once more.
                         startLine();
                         m_err.line(Text::tr("podiumctl: %1").arg(harmless(decided.error().text())));
                         m_decided.clear();
                     }
                     lookForRequests();
                 });
}

void Chat::prompt()
{
    if (m_json || !m_out.isTerminal() || m_prompted || m_busy > 0 || m_ended || !m_request.isEmpty())
        return;
    startLine();
    m_out.write("> ");
    m_prompted = true;
}

void Chat::startLine()
{
    if (m_inLine || m_prompted)
        m_out.write("\n");
    m_inLine = false;
    m_prompted = false;
}

void Chat::end(ExitCode code)
{
    if (std::exchange(m_ended, true))
        return;
    m_stream.reset();
    Q_EMIT finished(code);
}

} // namespace podium::ctl
