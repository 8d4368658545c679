// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/messages/messagesattempt.h"

#include "agents/claude/session/claudetools.h"
#include "agents/tools/mcpserver.h"
#include "base/json.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QNetworkAccessManager>
#include <QNetworkRequest>
#include <QRegularExpression>
#include <QSaveFile>

#include <algorithm>
#include <utility>

namespace podium::agents
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(MessagesAttempt)
};

using Key = QLatin1StringView;
using domain::Activity;
using Outcome = domain::AttemptOutcome;
using Phase = MessagesConversation::Phase;

constexpr qsizetype MaxErrorBytes = 64 * 1024;
constexpr qsizetype MaxLogLine = 16 * 1024;

Outcome failure(const QString &errorClass, const Error &error, bool retryable)
{
    Outcome out;
    out.errorClass = errorClass;
    out.error = error.text();
    out.retryable = retryable;
    return out;
}

QJsonObject readKept(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const Result<QJsonValue> value = parseJson(file.readAll());
    return value ? value->toObject() : QJsonObject();
}

/// The folder of the attempt that a session belongs to, beside that of a later one.
QString sessionFile(const QString &session, const QString &folder)
{
    static const QRegularExpression s_session(QStringLiteral("^messages-(\\d+-\\d+)$"));
    const QRegularExpressionMatch match = s_session.match(session);
    return match.hasMatch() ? QStringLiteral("%1/%2/conversation.json").arg(QFileInfo(folder).path(), match.captured(1))
                            : QString();
}

MessagesHeaders headersOf(const QNetworkReply &reply)
{
    MessagesHeaders out;
    for (const auto &[name, value] : reply.rawHeaderPairs())
        out.insert(name.toLower(), value);
    return out;
}

} // namespace

MessagesAttempt::MessagesAttempt(const engine::AttemptRequest &request, const MessagesPorts &ports,
                                 const MessagesSettings &settings, QNetworkAccessManager &network)
    : m_request(request), m_ports(ports), m_settings(settings),
      m_network(network), m_scene{request.workingDirectory, request.attemptFolder + QStringLiteral("/output"),
                                  request.attemptFolder + QStringLiteral("/temp"), request.attemptFolder,
                                  request.agent ? request.agent->permissionMode : QStringLiteral("default")}
{
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &MessagesAttempt::ask);
    connect(
        &m_calls, &ToolCalls::finished, this,
        [this](const QString &id, const QString &tool, const Result<QJsonValue> &result, qint64 tookMs) {
            log("tool", result ? "info" : "warning",
                result
                    ? Text::tr("%1 of Podium answered after %2 ms.").arg(tool).arg(tookMs)
                    : Text::tr("%1 of Podium failed after %2 ms: %3").arg(tool).arg(tookMs).arg(result.error().text()));
            callEnded(id, result);
        });
    m_answers.goLive();
}

MessagesAttempt::~MessagesAttempt()
{
    dropReply();
}

QString MessagesAttempt::file() const
{
    return m_request.attemptFolder + QStringLiteral("/conversation.json");
}

void MessagesAttempt::begin(bool attach)
{
    const Result<MessagesOptions> options =
        messagesOptions(m_request, m_settings, QProcessEnvironment::systemEnvironment());
    if (options) {
        m_options = *options;
        m_permissions = std::make_unique<ClaudePermissions>(m_request.key, m_scene, m_options.policy, m_answers);
    }
    MessagesConversation::Setup setup{m_options.model,
                                      messagesSystemPrompt(m_request),
                                      m_options.maxTokens,
                                      m_options.maxTurns,
                                      m_options.temperature,
                                      m_options.tools,
                                      m_request.spec.outputSchema,
                                      m_request.cap,
                                      m_settings.prices,
                                      QDateTime::fromMSecsSinceEpoch(m_request.claimedMs).date()};
    m_conversation.emplace(std::move(setup));
    if (attach && takeUp())
        return;
    if (!options) {
        const bool login = options.error().code == ErrorCode::PermissionDenied;
        finish(failure(login ? QStringLiteral("auth") : QStringLiteral("config"), options.error(), false));
        return;
    }
    const QDate day = QDateTime::fromMSecsSinceEpoch(m_request.claimedMs).date();
    if (m_request.cap.usd && !m_request.cap.tokens && !m_settings.prices.usd(m_options.model, {}, day)) {
        const Error unknown{ErrorCode::InvalidArgument,
                            Text::tr("the model has no price, so nobody would notice when its budget is used up"),
                            m_options.model, Text::tr("Add its price, or give a budget of tokens, too.")};
        finish(failure(QStringLiteral("config"), unknown, false));
        return;
    }
    if (const Result<void> opened = open(); !opened) {
        finish(failure(QStringLiteral("config"), opened.error(), false));
        return;
    }
    m_ports.sink.attemptStarted(m_request.key, {},
                                QStringLiteral("messages-") + QFileInfo(m_request.attemptFolder).fileName());
    save();
    go();
}

/// A request that was under way was paid for, and its answer is lost: what then is for the task's policy to say. While
/// tools were called nothing was lost.
bool MessagesAttempt::takeUp()
{
    const QJsonObject kept = readKept(file());
    if (kept.isEmpty())
        return false;
    m_conversation->restore(kept);
    const QJsonArray begun = kept.value(Key("begun")).toArray();
    for (const QJsonValue &id : begun)
        m_begunBefore.insert(id.toString());
    m_begun = m_begunBefore;
    if (m_conversation->phase() == Phase::Over) {
        finish(m_conversation->outcome());
    } else if (m_conversation->phase() == Phase::Acting && m_permissions) {
        m_ports.sink.attemptStarted(m_request.key, {},
                                    QStringLiteral("messages-") + QFileInfo(m_request.attemptFolder).fileName());
        m_ports.sink.attemptUsage(m_request.key, m_conversation->usage());
        go();
    } else {
        Outcome lost;
        lost.status = Outcome::Status::Interrupted;
        lost.errorClass = QStringLiteral("interrupted");
        lost.error = Text::tr("Podium was ended while the model was answering.");
        finish(lost);
    }
    return true;
}

Result<void> MessagesAttempt::open()
{
    if (!QDir().mkpath(m_request.attemptFolder))
        return fail(ErrorCode::Unavailable, Text::tr("cannot create the folder of the attempt"),
                    m_request.attemptFolder, Text::tr("Check the permissions and the free space of the data folder."));
    const QJsonObject earlier =
        m_request.session.isEmpty() ? QJsonObject() : readKept(sessionFile(m_request.session, m_request.attemptFolder));
    if (!earlier.isEmpty())
        m_conversation->resume(earlier);
    else if (!m_request.session.isEmpty())
        log("engine", "warning",
            Text::tr("The session %1 is not known any more; the task is begun anew.").arg(m_request.session));
    if (!m_conversation->wantsWord() && m_request.reviewNote.isEmpty())
        return {};
    if (!earlier.isEmpty() && !m_request.reviewNote.isEmpty()) {
        m_conversation->say(QStringLiteral("A reviewer asks for changes to your work:\n\n") + m_request.reviewNote);
        return {};
    }
    const Result<QString> prompt = messagesPrompt(m_request, m_ports.artifacts);
    if (!prompt)
        return tl::unexpected(prompt.error());
    m_conversation->say(*prompt);
    return {};
}

void MessagesAttempt::save()
{
    QJsonObject kept = m_conversation->toJson();
    kept.insert(QStringLiteral("begun"), QJsonArray::fromStringList(QStringList(m_begun.begin(), m_begun.end())));
    QSaveFile out(file());
    if (!out.open(QIODevice::WriteOnly) || !out.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) ||
        out.write(canonicalJson(kept)) < 0 || !out.commit())
        log("engine", "error", Text::tr("The conversation cannot be kept: %1").arg(out.errorString()));
}

void MessagesAttempt::go()
{
    if (m_over)
        return;
    switch (m_conversation->phase()) {
    case Phase::Asking:
        m_conversation->checkBudget();
        if (m_conversation->phase() == Phase::Over)
            return finish(m_conversation->outcome());
        for (const QString &text : std::exchange(m_queued, {}))
            m_conversation->say(text);
        save();
        m_tries = 0;
        ask();
        break;
    case Phase::Acting:
        save();
        act();
        break;
    case Phase::Over:
        finish(m_conversation->outcome());
        break;
    }
}

// --- The model

void MessagesAttempt::ask()
{
    if (m_over)
        return;
    QNetworkRequest request(m_options.endpoint);
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
    request.setRawHeader("accept", "text/event-stream");
    request.setRawHeader("anthropic-version", "2023-06-01");
    request.setRawHeader("user-agent", "podium/" + QCoreApplication::applicationVersion().toUtf8());
    request.setRawHeader(m_options.login.first, m_options.login.second);
    // A redirection would take the key to somebody else.
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setTransferTimeout(int(m_settings.silenceMs));
    m_stream = {};
    m_text.clear();
    m_ports.sink.attemptActivity(m_request.key, Activity::Thinking, m_options.model);
    m_reply = m_network.post(request, canonicalJson(m_conversation->request()));
    connect(m_reply, &QNetworkReply::readyRead, this, &MessagesAttempt::received);
    connect(m_reply, &QNetworkReply::finished, this, &MessagesAttempt::replied);
}

void MessagesAttempt::received()
{
    const bool answers = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt() == 200;
    if (!answers)
        return; // A refusal is read at its end.
    m_text += m_stream.feed(m_reply->readAll());
    logText(false);
}

void MessagesAttempt::logText(bool all)
{
    qsizetype end = m_text.lastIndexOf(u'\n');
    if (all || m_text.size() > MaxLogLine)
        end = m_text.size();
    if (end < 0)
        return;
    if (const QString text = m_text.left(end).trimmed(); !text.isEmpty())
        log("agent", "info", text);
    m_text.remove(0, end + 1);
}

void MessagesAttempt::replied()
{
    QNetworkReply *const reply = std::exchange(m_reply, nullptr);
    reply->deleteLater();
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status == 200) {
        m_text += m_stream.feed(reply->readAll());
        logText(true);
    }
    const MessagesAnswer &answer = m_stream.answer();
    if (status == 200 && answer.complete) {
        m_conversation->take(answer);
        m_ports.sink.attemptUsage(m_request.key, m_conversation->usage());
        go();
        return;
    }
    if (!answer.model.isEmpty()) { // Begun, and paid for.
        m_conversation->count(answer);
        m_ports.sink.attemptUsage(m_request.key, m_conversation->usage());
    }
    QJsonObject error = answer.error;
    if (status != 200 && status != 0) {
        const Result<QJsonValue> body = parseJson(reply->read(MaxErrorBytes));
        error = body ? (*body)[Key("error")].toObject() : QJsonObject();
    }
    const bool broken = status == 0 || (status == 200 && error.isEmpty());
    failed(broken ? brokenConnection(status == 200 ? Text::tr("the connection was closed") : reply->errorString())
                  : refusedRequest(status, error.value(Key("type")).toString(), error.value(Key("message")).toString(),
                                   headersOf(*reply), m_ports.clock.nowMs()));
}

void MessagesAttempt::failed(const MessagesFailure &failure)
{
    const bool overloaded = failure.errorClass == Key("overloaded");
    const int most = overloaded ? m_settings.overloadedRetries : m_settings.retries;
    const qint64 own = std::min(m_settings.pauseMs << std::min(m_tries, 16), m_settings.longestPauseMs);
    const qint64 pause = failure.pauseMs >= 0 ? failure.pauseMs : own;
    if (failure.passing && m_tries < most && pause <= m_settings.longestPauseMs) {
        m_conversation->checkBudget(); // What broke off was paid for, too.
        if (m_conversation->phase() == Phase::Over)
            return finish(m_conversation->outcome());
        ++m_tries;
        log("engine", "warning",
            Text::tr("%1 It is tried again in %2 s (%3 of %4).")
                .arg(failure.error)
                .arg(double(pause) / 1000, 0, 'f', 1)
                .arg(m_tries)
                .arg(most));
        if (failure.errorClass == Key("rate_limit"))
            m_ports.sink.attemptActivity(m_request.key, Activity::RateLimited, failure.error);
        m_retry.start(int(pause));
        return;
    }
    finish(outcomeOf(failure, m_ports.clock.nowMs(), m_settings.rateLimitPauseMs));
}

// --- Tools

void MessagesAttempt::act()
{
    const QList<MessagesConversation::Call> calls = m_conversation->openCalls();
    for (const MessagesConversation::Call &call : calls) {
        if (m_over)
            return;
        decide(call);
    }
}

void MessagesAttempt::decide(const MessagesConversation::Call &of)
{
    const QString prefix = ClaudeTools::fullName(QString());
    if (!of.tool.startsWith(prefix) || !m_options.tools.find(of.tool.mid(prefix.size()))) {
        callEnded(of.id, fail(ErrorCode::NotFound, QStringLiteral("there is no tool %1").arg(of.tool)));
        return;
    }
    claude::PermissionRequest request;
    request.requestId = sha256Hex((m_request.key.toString() + u'/' + of.id).toUtf8()).left(16);
    request.approval = QStringLiteral("claude-") + request.requestId; // Its calls outlive Podium by their ids.
    request.tool = of.tool;
    request.input = of.input;
    request.toolUse = of.id;
    const QStringList &given = m_request.tools;
    if (given.contains(of.tool) || given.contains(QStringLiteral("mcp__podium")) || given.contains(prefix + u'*')) {
        call(of, of.input);
        return;
    }
    if (m_scene.mode == Key("dontAsk") &&
        m_options.policy.decide(request, m_scene).verdict == PermissionRule::Verdict::Ask) {
        callEnded(of.id, fail(ErrorCode::PermissionDenied, QStringLiteral("nobody is asked in this mode")));
        return;
    }
    m_asked.insert(request.requestId, of);
    ClaudeStep step;
    m_permissions->ask(request, {}, &step);
    carryOut(step);
}

/// The answers are those that Claude Code would be given.
void MessagesAttempt::carryOut(const ClaudeStep &step)
{
    for (const ClaudeLog &entry : step.logs)
        log(entry.stream.toLatin1().constData(), entry.level.toLatin1().constData(), entry.text);
    for (domain::Approval approval : step.asked) {
        approval.createdMs = m_ports.clock.nowMs();
        m_ports.sink.attemptActivity(m_request.key, Activity::WaitingForPerson, approval.title);
        m_ports.sink.approvalRequested(m_request.key, approval);
    }
    for (const QString &id : step.withdrawn)
        m_ports.sink.approvalWithdrawn(m_request.key, id);
    for (const ClaudeWrite &write : step.writes) {
        if (write.kind != ClaudeWrite::Kind::Answer || !m_asked.contains(write.id))
            continue;
        const MessagesConversation::Call of = m_asked.take(write.id);
        const Result<QJsonValue> line = parseJson(write.line.trimmed());
        const QJsonObject reply = line ? (*line)[Key("response")][Key("response")].toObject() : QJsonObject();
        if (reply.value(Key("behavior")) == Key("allow")) {
            call(of, reply.value(Key("updatedInput")).toObject(of.input));
        } else if (m_permissions->deniedWithInterrupt()) {
            finish(failure(QStringLiteral("denied"),
                           Error{ErrorCode::PermissionDenied, reply.value(Key("message")).toString(), {}, {}}, false));
            return;
        } else {
            callEnded(of.id, fail(ErrorCode::PermissionDenied, reply.value(Key("message")).toString()));
        }
    }
}

void MessagesAttempt::call(const MessagesConversation::Call &of, const QJsonObject &input)
{
    const QString name = of.tool.mid(ClaudeTools::fullName(QString()).size());
    const AgentTool *const tool = m_options.tools.find(name);
    if (m_begunBefore.remove(of.id) && !tool->repeatable) {
        callEnded(of.id,
                  fail(ErrorCode::Unavailable,
                       QStringLiteral("Podium was ended during this call; whether it took effect is not known")));
        return;
    }
    m_begun.insert(of.id);
    save();
    m_ports.sink.attemptActivity(m_request.key, Activity::ToolRunning, name);
    m_calls.start(of.id, m_options.tools, name,
                  {m_request.key, m_request.taskKey, m_request.attemptFolder, m_request.team,
                   m_request.agent ? m_request.agent->name : QString(), input});
}

void MessagesAttempt::callEnded(const QString &id, const Result<QJsonValue> &result)
{
    if (m_over)
        return;
    const QJsonObject told = McpServer::result(id, result).value(Key("result")).toObject();
    m_conversation->callEnded(id, told.value(Key("content"))[0][Key("text")].toString(),
                              told.value(Key("isError")).toBool());
    m_begun.remove(id);
    if (m_conversation->phase() == Phase::Acting)
        save();
    else
        go();
}

// --- From outside, and the end

void MessagesAttempt::stop()
{
    Outcome out;
    out.status = Outcome::Status::Cancelled;
    out.error = Text::tr("It was stopped.");
    if (m_conversation && m_reply && !m_stream.answer().model.isEmpty())
        m_conversation->count(m_stream.answer());
    finish(out);
}

void MessagesAttempt::answer(const domain::Approval &decided)
{
    if (m_over || !m_permissions)
        return;
    ClaudeStep step;
    m_permissions->answer(decided, &step);
    carryOut(step);
}

void MessagesAttempt::say(const QString &text)
{
    if (m_over)
        return;
    m_queued.append(text);
    log("agent", "info", Text::tr("Told with the next request: %1").arg(text));
}

void MessagesAttempt::dropReply()
{
    m_retry.stop();
    if (QNetworkReply *const reply = std::exchange(m_reply, nullptr)) {
        reply->disconnect(this);
        reply->abort();
        reply->deleteLater();
    }
}

void MessagesAttempt::finish(Outcome outcome)
{
    if (std::exchange(m_over, true))
        return;
    dropReply();
    m_calls.cancelAll();
    if (!m_queued.isEmpty())
        log("engine", "warning", Text::tr("It ended before it was told: %1").arg(m_queued.join(u'\n')));
    outcome.error = hidden(outcome.error);
    outcome.usage = m_conversation->usage();
    outcome.endedMs = m_ports.clock.nowMs();
    if (!m_conversation->isEmpty()) {
        outcome.session = QStringLiteral("messages-") + QFileInfo(m_request.attemptFolder).fileName();
        m_conversation->end(outcome);
        save();
    }
    Q_EMIT ended(outcome);
}

QString MessagesAttempt::hidden(QString text) const
{
    if (!m_options.secret.isEmpty())
        text.replace(m_options.secret, QStringLiteral("[secret]"));
    return text;
}

void MessagesAttempt::log(const char *stream, const char *level, const QString &text)
{
    m_ports.logs.append({{m_request.key, m_ports.clock.nowMs(), Key(stream), Key(level), hidden(text), -1}});
}

} // namespace podium::agents
