// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/views/agentview.h"

#include "app/ctl/textlayout.h"
#include "base/json.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>

namespace podium::ctl
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(AgentView)
};

QString str(const QJsonObject &object, const char *name)
{
    return oneLine(object.value(QLatin1StringView(name)).toString());
}

qint64 num(const QJsonObject &object, const char *name, qint64 otherwise = 0)
{
    return object.value(QLatin1StringView(name)).toInteger(otherwise);
}

QString words(const QJsonObject &object, const char *name)
{
    QStringList out;
    const QJsonArray array = object.value(QLatin1StringView(name)).toArray();
    for (const QJsonValue &word : array)
        out += oneLine(word.toString());
    return out.join(QStringLiteral(", "));
}

QStringList namesOf(const QJsonArray &agents)
{
    QStringList out;
    for (const QJsonValue &agent : agents)
        out += str(agent.toObject(), "name");
    return out;
}

/// The breaker, of the agent or of its runner, that holds it back; empty if neither does.
QJsonObject heldBackBy(const QJsonObject &agent)
{
    for (const char *name : {"breaker", "runner_breaker"}) {
        const QJsonObject breaker = agent.value(QLatin1StringView(name)).toObject();
        if (str(breaker, "state") != QLatin1StringView("closed") && !str(breaker, "state").isEmpty())
            return breaker;
    }
    return {};
}

QString stateOf(const QJsonObject &agent)
{
    if (!agent.value(QStringLiteral("enabled")).toBool(true))
        return Text::tr("disabled");
    if (agent.value(QStringLiteral("draining")).toBool())
        return Text::tr("draining");
    if (num(agent, "scale", 1) < 1)
        return Text::tr("no places");
    const QJsonObject breaker = heldBackBy(agent);
    if (breaker.isEmpty())
        return Text::tr("enabled");
    return str(breaker, "state") == QLatin1StringView("open") ? Text::tr("held back") : Text::tr("on trial");
}

qint64 placesOf(const QJsonObject &agent)
{
    return num(agent, "places");
}

/// "hello/build thinking".
QStringList doing(const QJsonObject &agent)
{
    QStringList out;
    const QJsonArray attempts = agent.value(QStringLiteral("attempts")).toArray();
    for (const QJsonValue &value : attempts) {
        const QJsonObject attempt = value.toObject();
        const QString detail = str(attempt, "detail");
        out += QStringLiteral("%1/%2 ").arg(str(attempt, "run"), str(attempt, "task")) +
               str(attempt, "activity").replace(u'_', u' ') +
               (detail.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(elided(detail, 60)));
    }
    return out;
}

QString usageOf(const QJsonObject &agent)
{
    if (num(agent, "processes") == 0)
        return {};
    return Text::tr("%n process(es), %1 CPU, %2", nullptr, int(num(agent, "processes")))
        .arg(duration(num(agent, "cpu_ms")), bytes(num(agent, "rss_bytes")));
}

/// Why an agent gets nothing although it is enabled.
QString heldBackLine(const QJsonObject &agent)
{
    const QJsonObject breaker = heldBackBy(agent);
    if (breaker.isEmpty())
        return {};
    const qint64 until = num(breaker, "retry_at_ms");
    const bool isRunner = breaker != agent.value(QStringLiteral("breaker")).toObject();
    const QString who = isRunner ? Text::tr("The runner %1").arg(str(agent, "runner")) : str(agent, "name");
    const QString reason = str(breaker, "reason");
    if (str(breaker, "state") != QLatin1StringView("open") || until == 0)
        return Text::tr("%1 has to prove itself with one task after failures: %2").arg(who, reason);
    return Text::tr("%1 is held back until %2 after failures: %3")
        .arg(who, QDateTime::fromMSecsSinceEpoch(until).toString(QStringLiteral("HH:mm:ss")), reason);
}

} // namespace

QStringList renderAgents(const QJsonObject &answer, const AnswerOptions &options)
{
    const QJsonArray agents = answer.value(QStringLiteral("agents")).toArray();
    if (options.quiet)
        return namesOf(agents);
    if (agents.isEmpty())
        return {Text::tr("There are no agents. podiumctl agents presets lists those that come with Podium.")};
    QList<QStringList> rows;
    QStringList busy;
    QStringList held;
    for (const QJsonValue &value : agents) {
        const QJsonObject agent = value.toObject();
        const QString load = agent.contains(QStringLiteral("running"))
                                 ? QStringLiteral("%1/%2").arg(num(agent, "running")).arg(placesOf(agent))
                                 : QStringLiteral("—/%1").arg(placesOf(agent));
        rows += {str(agent, "name"), stateOf(agent),       load,
                 str(agent, "role"), str(agent, "runner"), words(agent, "capabilities")};
        const QStringList tasks = doing(agent);
        if (!tasks.isEmpty()) {
            const QString usage = usageOf(agent);
            busy += QStringLiteral("%1: %2").arg(str(agent, "name"), tasks.join(QStringLiteral(", "))) +
                    (usage.isEmpty() ? QString() : QStringLiteral("; ") + usage);
        }
        if (const QString line = heldBackLine(agent); !line.isEmpty() && !held.contains(line))
            held += line;
    }
    QStringList out = table({Text::tr("AGENT"), Text::tr("STATE"), Text::tr("LOAD"), Text::tr("ROLE"),
                             Text::tr("RUNNER"), Text::tr("CAPABILITIES")},
                            rows, options.columns, options.colour);
    if (!busy.isEmpty() || !held.isEmpty())
        out += QString();
    return out + busy + held;
}

QStringList renderPresets(const QJsonObject &answer, const AnswerOptions &options)
{
    const QJsonArray presets = answer.value(QStringLiteral("presets")).toArray();
    if (options.quiet)
        return namesOf(presets);
    QList<QStringList> rows;
    for (const QJsonValue &value : presets) {
        const QJsonObject agent = value.toObject();
        rows += {str(agent, "name"), str(agent, "title"), str(agent, "role"), str(agent, "runner"),
                 words(agent, "capabilities")};
    }
    return table({Text::tr("AGENT"), Text::tr("TITLE"), Text::tr("ROLE"), Text::tr("RUNNER"), Text::tr("CAPABILITIES")},
                 rows, options.columns, options.colour);
}

QStringList renderAgent(const QJsonObject &answer, const AnswerOptions &options)
{
    const QJsonObject agent = answer.value(QStringLiteral("agent")).toObject();
    QStringList out{styled(str(agent, "name"), Style::Bold, options.colour) +
                    (str(agent, "title").isEmpty() ? QString() : QStringLiteral("  ") + str(agent, "title"))};
    const auto line = [&out](const QString &name, const QString &value) {
        if (!value.isEmpty())
            out += QStringLiteral("  ") + padded(name, 14) + value;
    };
    line(Text::tr("state"), stateOf(agent));
    line(Text::tr("places"),
         QStringLiteral("%1 (%2 × %3)")
             .arg(QString::number(placesOf(agent)), Text::tr("%n instance(s)", nullptr, int(num(agent, "scale", 1))),
                  Text::tr("%n attempt(s)", nullptr, int(num(agent, "max_parallel", 1)))));
    line(Text::tr("role"), str(agent, "role"));
    line(Text::tr("capabilities"), words(agent, "capabilities"));
    line(Text::tr("runner"), str(agent, "runner"));
    line(Text::tr("model"), str(agent, "model"));
    line(Text::tr("permissions"), str(agent, "permission_mode"));
    line(Text::tr("workspace"), str(agent, "workspace"));
    line(Text::tr("tags"), words(agent, "tags"));
    const QJsonObject runnerOptions = agent.value(QStringLiteral("options")).toObject();
    for (auto it = runnerOptions.begin(); it != runnerOptions.end(); ++it)
        line(Text::tr("option"),
             QStringLiteral("%1 = %2").arg(oneLine(it.key()), oneLine(QString::fromUtf8(canonicalJson(it.value())))));
    const QJsonObject success = agent.value(QStringLiteral("success")).toObject();
    if (const qint64 ended = num(success, "succeeded") + num(success, "failed"); ended > 0) {
        line(Text::tr("success"), Text::tr("%1 % (%2 of %n attempt(s) in 30 days)", nullptr, int(ended))
                                      .arg(num(success, "succeeded") * 100 / ended)
                                      .arg(num(success, "succeeded")));
    }
    for (const QString &task : doing(agent))
        line(Text::tr("doing"), task);
    line(Text::tr("uses"), usageOf(agent));
    if (const QString held = heldBackLine(agent); !held.isEmpty())
        out += QStringLiteral("  ") + styled(held, Style::Yellow, options.colour);
    const QString prompt = agent.value(QStringLiteral("system_prompt")).toString().trimmed();
    if (!prompt.isEmpty()) {
        out += QString();
        out += harmless(prompt);
    }
    return out;
}

QStringList renderChangedAgent(const QJsonObject &answer, const AnswerOptions &options)
{
    const QJsonObject agent = answer.value(QStringLiteral("agent")).toObject();
    if (agent.isEmpty()) {
        const QString name = str(answer, "name");
        return {options.quiet ? name : Text::tr("%1: removed").arg(name)};
    }
    if (options.quiet)
        return {str(agent, "name")};
    return {Text::tr("%1: %2, %n place(s), runner %3", nullptr, int(placesOf(agent)))
                .arg(str(agent, "name"), stateOf(agent), str(agent, "runner"))};
}

} // namespace podium::ctl
