// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/claude/hooks/claudehooks.h"

#include "domain/risk/riskrule.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace podium::agents
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ClaudeHooks)
};

using Action = domain::HookRule::Action;
using Verdict = HookAnswer::Verdict;

constexpr const char *GivenUp = "systemMessage";
constexpr QLatin1StringView AfterTool{"PostToolUse"};
constexpr QLatin1StringView Shell{"Bash"};
constexpr QLatin1StringView Prompt{"UserPromptSubmit"};
constexpr int TimeoutS = 86'400; ///< Podium may be away while a hook waits; without an answer the tool is not run.

QString text(const QJsonObject &object, const char *key)
{
    return object.value(QLatin1StringView(key)).toString();
}

/// The first of these keys that says something.
QString firstOf(const QJsonObject &object, std::initializer_list<const char *> keys)
{
    for (const char *key : keys) {
        const QString value = text(object, key);
        if (!value.isEmpty())
            return value;
    }
    return {};
}

QString verdictWord(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Block:
        return QStringLiteral("deny");
    case Verdict::Ask:
        return QStringLiteral("ask");
    default:
        return {};
    }
}

} // namespace

ClaudeHooks::ClaudeHooks(Setup setup, ClaudeAnswers &answers) : m_setup(std::move(setup)), m_answers(answers) {}

QJsonObject ClaudeHooks::registration() const
{
    QStringList events;
    for (const HookHandler &hook : m_setup.hooks) {
        for (const QString &event : domain::hookEvents()) {
            if (hook.rule.event == event ||
                (hook.rule.event == QLatin1StringView("*") && domain::hookIsAmongAll(event)))
                events += event;
        }
    }
    QJsonObject out;
    const auto add = [&out](const QString &event, const QJsonValue &matcher) {
        out.insert(event,
                   QJsonArray{QJsonObject{{QStringLiteral("matcher"), matcher},
                                          {QStringLiteral("hookCallbackIds"), QJsonArray{QStringLiteral("podium")}},
                                          {QStringLiteral("timeout"), TimeoutS}}});
    };
    for (const QString &event : std::as_const(events)) {
        if (!domain::hookEventsOfSession().contains(event))
            add(event, QJsonValue::Null);
    }
    const bool hasGate = std::any_of(m_setup.hooks.begin(), m_setup.hooks.end(),
                                     [](const HookHandler &hook) { return hook.rule.action == Action::Require; });
    if (hasGate && !out.contains(AfterTool)) // The agent goes on only once the state of the files is noted.
        add(AfterTool, Shell);
    return out;
}

HookEvent ClaudeHooks::eventOf(const claude::HookRequest &request) const
{
    HookEvent out;
    out.key = m_setup.key;
    out.event = text(request.input, "hook_event_name");
    out.subject =
        firstOf(request.input, {"tool_name", "agent_type", "notification_type", "trigger", "to_model", "name"});
    out.about = firstOf(request.input.value(QLatin1StringView("tool_input")).toObject(),
                        {"command", "file_path", "notebook_path", "url", "query", "pattern", "path", "prompt"});
    if (out.about.isEmpty())
        out.about = firstOf(request.input, {"prompt", "message", "error", "worktree_path"});
    out.input = request.input;
    return out;
}

void ClaudeHooks::receive(const claude::HookRequest &request, ClaudeStep *step)
{
    if (!m_answers.isLive()) {
        m_early.append(request);
        if (!m_answers.isGiven(request.requestId))
            return;
        recount(request);
        return;
    }
    Running running{request, eventOf(request), {}, {}};
    running.hooks = hooksFor(running.event);
    m_running.insert(request.requestId, running);
    proceed(request.requestId, step);
}

/// Answered by an earlier process: what it counted is counted again.
void ClaudeHooks::recount(const claude::HookRequest &request)
{
    const HookEvent event = eventOf(request);
    const QJsonObject given = m_answers.given(request.requestId);
    if (event.event == Prompt)
        m_promptBlocked =
            given.contains(QLatin1StringView("decision")) ? std::optional(text(given, "reason")) : std::nullopt;
    for (const HookHandler &hook : m_setup.hooks) {
        const domain::HookRule &rule = hook.rule;
        if (!rule.matches(event.event, event.subject, event.about))
            continue;
        if (rule.action == Action::Allow) {
            m_allowed.insert(request.toolUse, rule.name);
        } else if (domain::hookEndsTurn(event.event) && text(given, "decision") != QLatin1StringView("block")) {
            m_blocked.remove(rule.name);
            m_givenUp.reset();
        } else if (rule.action == Action::Require && text(given, "reason").startsWith(gateText(rule))) {
            ++m_blocked[rule.name];
        }
    }
    if (const QString why = text(given, GivenUp); !why.isEmpty())
        m_givenUp = why;
}

QList<qsizetype> ClaudeHooks::hooksFor(const HookEvent &event) const
{
    QList<qsizetype> out;
    QList<qsizetype> gates; // After those that may change files themselves.
    const QJsonObject ended = event.input.value(QLatin1StringView("tool_response")).toObject();
    const bool succeeded = event.event == AfterTool && event.subject == Shell &&
                           !event.input.value(QLatin1StringView("tool_input"))
                                .toObject()
                                .value(QLatin1StringView("run_in_background"))
                                .toBool() &&
                           text(ended, "backgroundTaskId").isEmpty() &&
                           !ended.value(QLatin1StringView("interrupted")).toBool();
    for (qsizetype i = 0; i < m_setup.hooks.size(); ++i) {
        const domain::HookRule &rule = m_setup.hooks.at(i).rule;
        if (rule.matches(event.event, event.subject, event.about))
            out.append(i);
        else if (succeeded && rule.action == Action::Require && domain::globMatches(rule.command, event.about))
            gates = {i}; // A note serves all of them.
    }
    return out + gates;
}

void ClaudeHooks::caughtUp(ClaudeStep *step)
{
    for (const claude::HookRequest &request : std::exchange(m_early, {})) {
        if (!m_answers.repeat(request.requestId, step))
            receive(request, step);
    }
}

void ClaudeHooks::proceed(const QString &requestId, ClaudeStep *step)
{
    Running &running = m_running[requestId];
    const HookEvent &event = running.event;
    while (running.next < running.hooks.size() && running.answer.verdict != Verdict::Block) {
        const qsizetype index = running.hooks.at(running.next++);
        const HookHandler &hook = m_setup.hooks.at(index);
        if (hook.handle || hook.rule.action == Action::Run || hook.rule.action == Action::Require) {
            step->hooks.append({requestId, index, event});
            return;
        }
        apply(running, hook.rule, decide(hook.rule), step);
    }
    reply(m_running.take(requestId), step);
}

HookAnswer ClaudeHooks::decide(const domain::HookRule &rule) const
{
    HookAnswer out;
    switch (rule.action) {
    case Action::Block:
        out.verdict = Verdict::Block;
        out.text = rule.text;
        break;
    case Action::Allow:
        out.verdict = Verdict::Allow;
        break;
    case Action::Ask:
        out.verdict = Verdict::Ask;
        out.text = rule.text.isEmpty() ? rule.name : rule.text;
        break;
    case Action::Context:
        out.context = rule.text;
        break;
    case Action::Require:
    case Action::Run:
    case Action::Record:
        break;
    }
    return out;
}

void ClaudeHooks::ended(const QString &callId, const HookAnswer &answer, ClaudeStep *step)
{
    const auto it = m_running.find(callId);
    if (it == m_running.end())
        return;
    apply(*it, m_setup.hooks.at(it->hooks.at(it->next - 1)).rule, answer, step);
    proceed(callId, step);
}

void ClaudeHooks::apply(Running &running, const domain::HookRule &rule, const HookAnswer &answer, ClaudeStep *step)
{
    const HookEvent &event = running.event;
    HookAnswer given = answer;
    if (given.verdict == Verdict::Block) {
        if (!domain::hookCanBlock(event.event) || (domain::hookEndsTurn(event.event) && !mayBlockEnd(rule, given.text)))
            given.verdict = Verdict::None;
    } else if (domain::hookEndsTurn(event.event)) {
        m_blocked.remove(rule.name);
        if (rule.action == Action::Require || rule.action == Action::Run)
            m_givenUp.reset();
    }
    QString what = event.event;
    if (!event.subject.isEmpty())
        what += u' ' + event.subject;
    if (!event.about.isEmpty())
        what += QStringLiteral(": ") + event.about.section(u'\n', 0, 0).left(160);
    if (given.verdict == Verdict::Block)
        step->log("tool", "warning", Text::tr("Hook \"%1\" blocks %2 (%3)").arg(rule.name, what, given.text));
    else if (answer.verdict == Verdict::Block && domain::hookEndsTurn(event.event))
        step->log("tool", "error", Text::tr("Hook \"%1\" is given up: %2").arg(rule.name, given.text));
    else
        step->log("tool", "info",
                  Text::tr("Hook \"%1\" (%2): %3").arg(rule.name, domain::hookActionName(rule.action), what));
    if (given.verdict == Verdict::Allow)
        m_allowed.insert(running.request.toolUse, rule.name);
    // Blocking wins over asking, and that over allowing, which is the permission's business.
    if (given.verdict == Verdict::Block ||
        (given.verdict == Verdict::Ask && running.answer.verdict != Verdict::Block)) {
        running.answer.verdict = given.verdict;
        running.answer.text = given.text;
    }
    if (!given.context.isEmpty())
        running.answer.context += (running.answer.context.isEmpty() ? QString() : QStringLiteral("\n")) + given.context;
    if (!given.updatedInput.isEmpty())
        running.answer.updatedInput = given.updatedInput;
}

bool ClaudeHooks::mayBlockEnd(const domain::HookRule &rule, const QString &reason)
{
    if (++m_blocked[rule.name] <= rule.times)
        return true;
    m_givenUp = Text::tr("The quality gate \"%1\" is not met after %n reminders: %2", nullptr, rule.times)
                    .arg(rule.name, reason);
    return false;
}

void ClaudeHooks::reply(const Running &running, ClaudeStep *step)
{
    const HookAnswer &answer = running.answer;
    const QString &event = running.event.event;
    QJsonObject out;
    QJsonObject specific;
    if (event == QLatin1StringView("PreToolUse")) {
        if (const QString word = verdictWord(answer.verdict); !word.isEmpty()) {
            specific.insert(QStringLiteral("permissionDecision"), word);
            specific.insert(QStringLiteral("permissionDecisionReason"), answer.text);
        }
        if (!answer.updatedInput.isEmpty())
            specific.insert(QStringLiteral("updatedInput"), answer.updatedInput);
    } else if (event == QLatin1StringView("WorktreeCreate") && answer.verdict != Verdict::Block) {
        specific.insert(QStringLiteral("worktreePath"), answer.context.trimmed().section(u'\n', -1));
    } else if (answer.verdict == Verdict::Block && event == QLatin1StringView("PermissionRequest")) {
        specific.insert(QStringLiteral("decision"), QJsonObject{{QStringLiteral("behavior"), QStringLiteral("deny")},
                                                                {QStringLiteral("message"), answer.text}});
    } else if (answer.verdict == Verdict::Block && event.startsWith(QLatin1StringView("Elicitation"))) {
        specific.insert(QStringLiteral("action"), QStringLiteral("decline"));
    } else if (answer.verdict == Verdict::Block) {
        out = {{QStringLiteral("decision"), QStringLiteral("block")}, {QStringLiteral("reason"), answer.text}};
    }
    if (!answer.context.isEmpty() && domain::hookTakesContext(event))
        specific.insert(QStringLiteral("additionalContext"), answer.context);
    if (event == Prompt)
        m_promptBlocked = answer.verdict == Verdict::Block ? std::optional(answer.text) : std::nullopt;
    if (m_givenUp && domain::hookEndsTurn(event)) // For whoever reads the answer after a restart.
        out.insert(QLatin1StringView(GivenUp), *m_givenUp);
    if (!specific.isEmpty()) {
        specific.insert(QStringLiteral("hookEventName"), event);
        out.insert(QStringLiteral("hookSpecificOutput"), specific);
    }
    m_answers.give(running.request.requestId, out, step);
}

void ClaudeHooks::withdraw(const QString &requestId, ClaudeStep *step)
{
    if (m_running.remove(requestId) > 0)
        step->cancelledCalls.append(requestId);
    m_early.removeIf([&](const claude::HookRequest &request) { return request.requestId == requestId; });
}

void ClaudeHooks::turnEnded()
{
    m_early.clear(); // The CLI has gone on without an answer, or with one.
    m_allowed.clear();
}

} // namespace podium::agents
