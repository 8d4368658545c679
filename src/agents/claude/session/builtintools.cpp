// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/claude/session/builtintools.h"

#include "agents/tools/toolset.h"

#include <QCoreApplication>
#include <QJsonObject>

#include <algorithm>
#include <array>

namespace podium::agents
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(BuiltinTools)
};

struct Builtin
{
    const char *name;
    const char *capability; ///< That gives it; null = nothing but a wish.
};

// Tools that are not here (files, commands, subagents, questions) are for every agent.
constexpr std::array s_conditional{
    Builtin{"WebSearch", "web_scraping"},
    Builtin{"WebFetch", "web_scraping"},
    // They reach beyond one attempt: other sessions of the machine, schedules that outlive the task, and swarms of
    // subagents that a script starts.
    Builtin{"CronCreate", nullptr},
    Builtin{"CronDelete", nullptr},
    Builtin{"CronList", nullptr},
    Builtin{"ListAgents", nullptr},
    Builtin{"ScheduleWakeup", nullptr},
    Builtin{"Workflow", nullptr},
};

bool isConditional(const QString &name)
{
    return std::any_of(s_conditional.begin(), s_conditional.end(),
                       [&](const Builtin &tool) { return name == QLatin1StringView(tool.name); });
}

} // namespace

Result<ToolWishes> takeBuiltinTools(const QJsonValue &options)
{
    ToolWishes out{{}, options};
    QJsonObject rest = options.toObject();
    const QStringList names = rest.keys();
    for (const QString &name : names) {
        if (!isConditional(name))
            continue;
        const QJsonValue wish = rest.take(name);
        if (!wish.isBool())
            return fail(ErrorCode::InvalidArgument, Text::tr("expected true or false"),
                        QStringLiteral("options.tools.") + name, Text::tr("Correct the options of the agent."));
        out.builtin.insert(name, wish.toBool());
    }
    if (options.isObject())
        out.podium = rest;
    return out;
}

QStringList withheldTools(const engine::AttemptRequest &request, const QHash<QString, bool> &wishes,
                          const QStringList &allowed)
{
    QStringList out;
    for (const Builtin &tool : s_conditional) {
        const QString name = QString::fromLatin1(tool.name);
        const bool isAllowed = std::any_of(allowed.begin(), allowed.end(), [&](const QString &rule) {
            return rule == name || rule.startsWith(name + u'(');
        });
        const bool isAble = tool.capability && hasCapability(request, QString::fromLatin1(tool.capability));
        if (!wishes.value(name, isAllowed || isAble))
            out.append(name);
    }
    return out;
}

const QStringList &spawningTools()
{
    static const QStringList s_tools{QStringLiteral("Agent"), QStringLiteral("Task"), QStringLiteral("Workflow")};
    return s_tools;
}

} // namespace podium::agents
