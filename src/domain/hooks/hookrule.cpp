// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/hooks/hookrule.h"

#include "base/enumnames.h"
#include "domain/definition/coding/values.h"
#include "domain/risk/riskrule.h"

#include <QCoreApplication>
#include <QJsonObject>

namespace podium::domain
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(HookRule)
};

using Action = HookRule::Action;

constexpr std::array<EnumName<Action>, 7> s_actions{{
    {Action::Block, "block"},
    {Action::Allow, "allow"},
    {Action::Ask, "ask"},
    {Action::Context, "context"},
    {Action::Run, "run"},
    {Action::Record, "record"},
    {Action::Require, "require"},
}};

constexpr int MaxTimes = 100;
constexpr qint64 MaxTimeoutMs = 60 * 60'000;

QString actionNames()
{
    QStringList out;
    for (const auto &entry : s_actions)
        out.append(QLatin1StringView(entry.name));
    return out.join(QStringLiteral(", "));
}

tl::unexpected<Error> wrong(const QString &where, const QString &message, const QString &hint = {})
{
    return fail(ErrorCode::InvalidArgument, message, where, hint);
}

/// Whether the event knows the action.
bool fits(const HookRule &rule)
{
    switch (rule.action) {
    case Action::Block:
        return hookCanBlock(rule.event) && !hookEndsTurn(rule.event);
    case Action::Allow:
    case Action::Ask:
        return rule.event == QLatin1StringView("PreToolUse");
    case Action::Context:
        return hookTakesContext(rule.event);
    case Action::Require:
        return hookEndsTurn(rule.event);
    case Action::Run:
        return true;
    case Action::Record:
        return rule.event != QLatin1StringView("WorktreeCreate"); // Whatever answers has to have made one.
    }
    return false;
}

Result<HookRule> ruleFromJson(const QJsonValue &value, const QString &where)
{
    static const QStringList s_keys{QStringLiteral("name"),    QStringLiteral("event"),   QStringLiteral("matcher"),
                                    QStringLiteral("input"),   QStringLiteral("do"),      QStringLiteral("text"),
                                    QStringLiteral("command"), QStringLiteral("timeout"), QStringLiteral("times")};
    if (!value.isObject())
        return wrong(where, Text::tr("expected a hook with `event` and `do`"));
    const QJsonObject object = value.toObject();
    for (const QString &key : object.keys()) {
        if (!s_keys.contains(key))
            return wrong(where, Text::tr("unknown key \"%1\" in a hook").arg(key),
                         Text::tr("Known keys: %1.").arg(s_keys.join(QStringLiteral(", "))));
    }
    const auto text = [&](const char *key) { return object.value(QLatin1StringView(key)).toString(); };
    HookRule rule;
    rule.event = text("event");
    if (rule.event != QLatin1StringView("*") && !hookEvents().contains(rule.event))
        return wrong(where, Text::tr("there is no hook event \"%1\"").arg(rule.event),
                     Text::tr("Events: %1.").arg(hookEvents().join(QStringLiteral(", "))));
    const std::optional<Action> action = valueOf(s_actions, text("do"));
    if (!action)
        return wrong(where, Text::tr("a hook cannot do \"%1\"").arg(text("do")),
                     Text::tr("It does one of: %1.").arg(actionNames()));
    rule.action = *action;
    if (!fits(rule))
        return wrong(where, Text::tr("\"%1\" has no meaning for the event %2").arg(text("do"), rule.event));
    rule.name = text("name");
    if (rule.name.isEmpty())
        rule.name = where;
    const QJsonValue matcher = object.value(QLatin1StringView("matcher"));
    rule.matcher = matcher.toString().split(u'|', Qt::SkipEmptyParts);
    for (const QJsonValue &entry : matcher.toArray())
        rule.matcher.append(entry.toString());
    rule.input = text("input");
    if (!rule.input.isEmpty() && hookEventsOfSession().contains(rule.event))
        return wrong(where, Text::tr("`input` has no meaning for the event %1").arg(rule.event));
    rule.text = text("text");
    rule.command = text("command");
    const bool needsCommand = rule.action == Action::Run || rule.action == Action::Require;
    if (needsCommand == rule.command.isEmpty())
        return wrong(where, needsCommand ? Text::tr("\"%1\" needs a `command`").arg(text("do"))
                                         : Text::tr("\"%1\" takes no `command`").arg(text("do")));
    if ((rule.action == Action::Block || rule.action == Action::Context) && rule.text.isEmpty())
        return wrong(where, Text::tr("\"%1\" needs a `text` that the agent is told").arg(text("do")));
    if (const QJsonValue timeout = object.value(QLatin1StringView("timeout")); !timeout.isUndefined())
        rule.timeoutMs = durationFromText(timeout.toString()).value_or(0);
    if (rule.timeoutMs < 1 || rule.timeoutMs > MaxTimeoutMs)
        return wrong(where, Text::tr("`timeout` is a duration up to 1h, e.g. 90s"));
    rule.times = object.value(QLatin1StringView("times")).toInt(object.contains(QLatin1StringView("times")) ? 0 : 3);
    if (rule.times < 1 || rule.times > MaxTimes)
        return wrong(where, Text::tr("`times` is a whole number from 1 to %1").arg(MaxTimes));
    return rule;
}

} // namespace

bool HookRule::matches(const QString &eventName, const QString &subject, const QString &about) const
{
    if (event == QLatin1StringView("*") ? !hookIsAmongAll(eventName) : event != eventName)
        return false;
    if (!matcher.isEmpty() && std::none_of(matcher.begin(), matcher.end(), [&](const QString &pattern) {
            return globMatches(pattern.trimmed(), subject);
        }))
        return false;
    return input.isEmpty() || globMatches(input, about);
}

QString hookActionName(HookRule::Action action)
{
    return nameOf(s_actions, action);
}

const QStringList &hookEvents()
{
    static const QStringList s_events =
        QStringLiteral("UserPromptSubmit PreToolUse PostToolUse PostToolUseFailure PostToolBatch "
                       "Stop StopFailure SubagentStart SubagentStop Notification PreCompact "
                       "PostCompact PermissionRequest PermissionDenied UserPromptExpansion "
                       "TeammateIdle TaskCreated TaskCompleted Elicitation ElicitationResult "
                       "ConfigChange InstructionsLoaded CwdChanged FileChanged DirectoryAdded "
                       "PreModelSwitch PostModelSwitch WorktreeCreate WorktreeRemove MessageDisplay")
            .split(u' ') +
        hookEventsOfSession();
    return s_events;
}

const QStringList &hookEventsOfSession()
{
    static const QStringList s_events{QStringLiteral("Setup"), QStringLiteral("SessionStart"),
                                      QStringLiteral("SessionEnd")};
    return s_events;
}

bool hookIsAmongAll(const QString &event)
{
    return event != QLatin1StringView("WorktreeCreate") && event != QLatin1StringView("MessageDisplay") &&
           event != QLatin1StringView("Setup");
}

bool hookCanBlock(const QString &event)
{
    static const QStringList s_events =
        QStringLiteral("UserPromptSubmit UserPromptExpansion PreToolUse PostToolUse PostToolUseFailure PostToolBatch "
                       "PermissionRequest PreCompact PreModelSwitch TeammateIdle TaskCreated TaskCompleted "
                       "Elicitation ElicitationResult ConfigChange")
            .split(u' ');
    return s_events.contains(event) || hookEndsTurn(event);
}

bool hookTakesContext(const QString &event)
{
    static const QStringList s_events{QStringLiteral("UserPromptSubmit"), QStringLiteral("PreToolUse"),
                                      QStringLiteral("PostToolUse"),      QStringLiteral("PostToolUseFailure"),
                                      QStringLiteral("SubagentStart"),    QStringLiteral("SessionStart")};
    return s_events.contains(event);
}

bool hookEndsTurn(const QString &event)
{
    return event == QLatin1StringView("Stop") || event == QLatin1StringView("SubagentStop");
}

Result<QList<HookRule>> hookRulesFromJson(const QJsonValue &rules, const QString &where)
{
    QList<HookRule> out;
    if (rules.isUndefined() || rules.isNull())
        return out;
    if (!rules.isArray())
        return wrong(where, Text::tr("expected a list of hooks"));
    const QJsonArray list = rules.toArray();
    for (qsizetype i = 0; i < list.size(); ++i) {
        const Result<HookRule> rule = ruleFromJson(list.at(i), QStringLiteral("%1[%2]").arg(where).arg(i));
        if (!rule)
            return tl::unexpected(rule.error());
        out.append(*rule);
    }
    return out;
}

} // namespace podium::domain
