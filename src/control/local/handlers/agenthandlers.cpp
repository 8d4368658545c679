// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/agentcheck.h"
#include "agents/claude/claudelaunch.h"
#include "base/continuation.h"
#include "base/suggestion.h"
#include "base/visibletext.h"
#include "control/local/files/agentfile.h"
#include "control/local/handlers/answerjson.h"
#include "control/local/handlers/handlers.h"
#include "domain/policy/agentpresets.h"
#include "domain/policy/circuitbreaker.h"

#include <QCoreApplication>
#include <QHash>
#include <QJsonArray>
#include <QProcessEnvironment>
#include <QRegularExpression>

namespace podium::control
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(AgentHandlers)
};

using domain::Agent;
using engine::Command;

constexpr qint64 SuccessMs = 30LL * 24 * 3600 * 1000; ///< Over which successes are counted.

QJsonObject agentJson(const Agent &agent)
{
    QJsonObject out = domain::toJson(agent);
    out.insert(QStringLiteral("places"), agent.scale * agent.maxParallel);
    return out;
}

/// Why agents of this runner cannot work here, and what to do; empty if nothing is in the way.
QJsonObject absence(LocalHost *host, const QString &runner)
{
    const auto told = [](const QString &why, const QString &hint) {
        return QJsonObject{{QStringLiteral("why"), why}, {QStringLiteral("hint"), hint}};
    };
    const QStringList runners = host->runnerNames(); // None where another process has the engine.
    if (!runners.isEmpty() && !runners.contains(runner)) {
        return told(Text::tr("there is no runner \"%1\"").arg(runner),
                    Text::tr("There are: %1").arg(runners.join(QStringLiteral(", "))));
    }
    if (runner != QLatin1StringView("claude"))
        return {};
    agents::ClaudeSettings settings;
    settings.program = host->settings().text(QStringLiteral("claude.program"));
    const Result<QString> program = agents::findClaude(settings, QProcessEnvironment::systemEnvironment());
    return program ? QJsonObject() : told(program.error().message, program.error().hint);
}

/// The rows with what every answer about agents says of each, wherever they come from.
Reply withRecord(LocalHost *host, const QJsonArray &rows, bool live)
{
    QHash<QString, QJsonObject> absent;
    for (const QJsonValue &row : rows) {
        const QString runner = row[QStringLiteral("runner")].toString();
        if (!absent.contains(runner))
            absent.insert(runner, absence(host, runner));
    }
    const qint64 since = SystemClock().nowMs() - SuccessMs;
    return answered(host->queries().agentOutcomes(since),
                    [=](const QHash<QString, storage::AgentOutcomes> &outcomes) -> Result<QJsonObject> {
                        QJsonArray agents;
                        for (const QJsonValue &value : rows) {
                            QJsonObject row = value.toObject();
                            const Agent agent = domain::agentFromJson(row);
                            const storage::AgentOutcomes of = outcomes.value(agent.name);
                            row.insert(QStringLiteral("places"), agent.scale * agent.maxParallel);
                            if (const QJsonObject why = absent.value(agent.runner); !why.isEmpty())
                                row.insert(QStringLiteral("absent"), why);
                            row.insert(QStringLiteral("success"),
                                       QJsonObject{{QStringLiteral("succeeded"), of.succeeded},
                                                   {QStringLiteral("failed"), of.failed},
                                                   {QStringLiteral("since_ms"), since}});
                            agents.append(row);
                        }
                        return QJsonObject{{QStringLiteral("agents"), agents}, {QStringLiteral("live"), live}};
                    });
}

/// As they were when the last engine ended, and are now.
QHash<QString, QJsonObject> breakersOf(const QList<storage::AgentState> &states, const Settings &settings)
{
    const domain::CircuitBreaker::Policy policy{int(settings.number(QStringLiteral("engine.breaker_failures"))),
                                                settings.number(QStringLiteral("engine.breaker_open"))};
    const qint64 now = SystemClock().nowMs();
    QHash<QString, QJsonObject> out;
    for (const storage::AgentState &state : states) {
        if (state.aspect == QLatin1StringView("breaker")) {
            out.insert(state.breakerName(),
                       domain::CircuitBreaker::fromJson(policy, state.data, state.timeMs).toJson(now));
        }
    }
    return out;
}

Reply list(const Request &request)
{
    if (request.host->owns()) {
        return then(request.host->engine().inspect(), [host = request.host](const QJsonObject &figures) {
            return withRecord(host, figures.value(QStringLiteral("agents")).toArray(), true);
        });
    }
    LocalHost *host = request.host;
    return andThen(host->queries().agentStates(), [host](const QList<storage::AgentState> &states) {
        const QHash<QString, QJsonObject> breakers = breakersOf(states, host->settings());
        return andThen(host->queries().agents(), [host, breakers](const QList<Agent> &agents) {
            const auto row = [&breakers](const Agent &agent) {
                QJsonObject out = agentJson(agent);
                const auto add = [&](const QString &field, const QString &breaker) {
                    if (breakers.contains(breaker))
                        out.insert(field, breakers.value(breaker));
                };
                add(QStringLiteral("breaker"), QStringLiteral("agent:") + agent.name);
                add(QStringLiteral("runner_breaker"), QStringLiteral("runner:") + agent.runner);
                return out;
            };
            return withRecord(host, jsonArray(agents, row), false);
        });
    });
}

Result<Agent> pick(const QList<Agent> &agents, const QString &name)
{
    QStringList names;
    for (const Agent &agent : agents) {
        if (agent.name == name)
            return agent;
        names += agent.name;
    }
    const QString meant = suggestion(name, names);
    return fail(ErrorCode::NotFound, Text::tr("there is no agent \"%1\"").arg(name), QStringLiteral("name"),
                meant.isEmpty() ? Text::tr("podiumctl agents lists them") : meant);
}

Reply show(const Request &request)
{
    return andThen(list(request), [name = request.text("name")](const QJsonObject &all) {
        const QJsonArray agents = all.value(QStringLiteral("agents")).toArray();
        QList<Agent> known;
        for (const QJsonValue &agent : agents) {
            if (agent[QStringLiteral("name")].toString() == name)
                return replyNow(QJsonObject{{QStringLiteral("agent"), agent}});
            known += domain::agentFromJson(agent.toObject());
        }
        return replyNow(tl::unexpected(pick(known, name).error()));
    });
}

Reply store(const Request &request, const Agent &agent)
{
    Command command;
    command.verb = Command::Verb::SetAgent;
    command.by = request.principal.name;
    command.agent = agent;
    return answered(request.host->engine().perform(command), [agent](const QJsonObject &) -> Result<QJsonObject> {
        return QJsonObject{{QStringLiteral("agent"), agentJson(agent)}};
    });
}

/// Reads the agent, changes it, writes it back.
Handler changing(std::function<void(Agent &, const Request &)> change)
{
    return [change = std::move(change)](const Request &request) {
        return andThen(request.host->queries().agents(), [request, change](const QList<Agent> &agents) {
            Result<Agent> agent = pick(agents, request.text("name"));
            if (!agent)
                return replyNow(tl::unexpected(agent.error()));
            change(*agent, request);
            return store(request, *agent);
        });
    };
}

/// The name stands in commands, in workflows and in lists.
Result<void> checkName(const QString &name)
{
    static const QRegularExpression s_fits(QStringLiteral("^[\\p{L}\\p{N}][\\p{L}\\p{N}\\p{M} ._@:+-]*$"));
    if (s_fits.match(name).hasMatch() && !name.endsWith(u' '))
        return {};
    return fail(ErrorCode::InvalidArgument, Text::tr("\"%1\" cannot be the name of an agent").arg(harmless(name)),
                QStringLiteral("name"),
                Text::tr("Begin with a letter or digit; letters, digits, spaces and . _ - @ : + may follow."));
}

/// The agent as it is after `params` of the operation `agent.set`.
Result<Agent> agentAfter(const QJsonObject &params, const QList<Agent> &agents, const QStringList &runners)
{
    const auto text = [&params](QLatin1StringView field) { return params.value(field).toString(); };
    const QString name = text(QLatin1StringView("name"));
    Agent agent;
    bool known = false;
    for (const Agent &candidate : agents) {
        if (candidate.name == name) {
            agent = candidate;
            known = true;
        }
    }
    if (known && params.value(u"new").toBool()) {
        return fail(ErrorCode::Conflict, Text::tr("there is an agent \"%1\" already").arg(name), QStringLiteral("name"),
                    Text::tr("Choose another name, or change that one."));
    }
    if (!known) {
        if (const Result<void> fits = checkName(name); !fits)
            return tl::unexpected(fits.error());
    }
    const QString preset = text(QLatin1StringView("preset"));
    if (!preset.isEmpty()) {
        QList<Agent> all;
        for (const domain::AgentSet &presets : domain::presetAgentSets())
            all += presets.agents;
        const Result<Agent> found = pick(all, preset);
        if (!found) {
            return fail(ErrorCode::NotFound, Text::tr("there is no preset \"%1\"").arg(preset),
                        QStringLiteral("preset"), Text::tr("podiumctl agents presets lists them"));
        }
        agent = *found;
    } else if (!known && !params.contains(u"runner")) {
        return fail(ErrorCode::InvalidArgument, Text::tr("a new agent needs a runner or a preset"),
                    QStringLiteral("runner"), Text::tr("For example --runner claude"));
    }
    if (const QString runner = text(QLatin1StringView("runner")); !runner.isEmpty() && !runners.contains(runner)) {
        const QString meant = suggestion(runner, runners);
        return fail(ErrorCode::InvalidArgument, Text::tr("there is no runner \"%1\"").arg(runner),
                    QStringLiteral("runner"),
                    meant.isEmpty() ? Text::tr("There are: %1").arg(runners.join(QStringLiteral(", "))) : meant);
    }
    // What is given replaces what was there, by the names that the agent has in JSON.
    QJsonObject merged = agentJson(agent);
    for (auto it = params.begin(); it != params.end(); ++it) {
        if (it.key() != QLatin1StringView("preset") && it.key() != QLatin1StringView("new"))
            merged.insert(it.key(), it.value());
    }
    const Agent changed = domain::agentFromJson(merged);
    if (const Result<void> fits = agents::checkAgent(changed); !fits)
        return tl::unexpected(fits.error());
    return changed;
}

Reply set(const Request &request)
{
    return andThen(request.host->queries().agents(), [request](const QList<Agent> &agents) {
        const Result<Agent> agent = agentAfter(request.params, agents, request.host->runnerNames());
        return agent ? store(request, *agent) : replyNow(tl::unexpected(agent.error()));
    });
}

/// One after the other; the agents that were stored before one that was refused stay.
Reply storeAll(const Request &request, const QList<Agent> &agents, const QJsonArray &stored)
{
    if (stored.size() == agents.size())
        return replyNow(QJsonObject{{QStringLiteral("agents"), stored}});
    return andThen(store(request, agents.at(stored.size())), [request, agents, stored](const QJsonObject &done) {
        QJsonArray more = stored;
        more.append(done.value(QStringLiteral("agent")));
        return storeAll(request, agents, more);
    });
}

Reply import(const Request &request)
{
    const QString file = request.text("file");
    const Result<QList<AgentEntry>> entries =
        readAgentFile(request.text("text").toUtf8(), file.isEmpty() ? Text::tr("agents") : file);
    if (!entries)
        return replyNow(tl::unexpected(entries.error()));
    return andThen(request.host->queries().agents(), [request, entries](const QList<Agent> &known) {
        QList<Agent> agents;
        QStringList wrong;
        for (const AgentEntry &entry : *entries) {
            const Result<Agent> agent = agentAfter(entry.params, known, request.host->runnerNames());
            if (agent)
                agents += *agent;
            else
                wrong += QStringLiteral("%1: %2").arg(entry.where, agent.error().text());
        }
        if (!wrong.isEmpty())
            return replyNow(fail(ErrorCode::InvalidArgument, wrong.join(u'\n')));
        return storeAll(request, agents, {});
    });
}

Reply remove(const Request &request)
{
    Command command;
    command.verb = Command::Verb::RemoveAgent;
    command.by = request.principal.name;
    command.args = {{QStringLiteral("name"), request.text("name")}};
    return request.host->engine().perform(command);
}

Reply stopAttempts(const Request &request, const Agent &agent, bool kill)
{
    Command command;
    command.verb = Command::Verb::StopAgent;
    command.by = request.principal.name;
    command.args = {{QStringLiteral("name"), agent.name}, {QStringLiteral("kill"), kill}};
    return answered(request.host->engine().perform(command), [agent](const QJsonObject &done) -> Result<QJsonObject> {
        return QJsonObject{{QStringLiteral("agent"), agentJson(agent)},
                           {QStringLiteral("stopped"), done.value(QStringLiteral("stopped"))}};
    });
}

Handler stopping(bool kill)
{
    return [kill](const Request &request) {
        return andThen(request.host->queries().agents(), [request, kill](const QList<Agent> &agents) {
            Result<Agent> agent = pick(agents, request.text("name"));
            if (!agent)
                return replyNow(tl::unexpected(agent.error()));
            if (!kill)
                return stopAttempts(request, *agent, false);
            // First: what was killed would be given to it again.
            agent->enabled = false;
            return andThen(store(request, *agent),
                           [request, agent](const QJsonObject &) { return stopAttempts(request, *agent, true); });
        });
    };
}

Reply presets(const Request &)
{
    QJsonArray out;
    for (const domain::AgentSet &presetSet : domain::presetAgentSets()) {
        for (const Agent &agent : presetSet.agents) {
            QJsonObject row = agentJson(agent);
            row.insert(QStringLiteral("set"), presetSet.name);
            out.append(row);
        }
    }
    return replyNow(QJsonObject{{QStringLiteral("presets"), out}});
}

} // namespace

Handlers agentHandlers()
{
    return {
        {QStringLiteral("agent.list"), list},
        {QStringLiteral("agent.show"), show},
        {QStringLiteral("agent.set"), set},
        {QStringLiteral("agent.import"), import},
        {QStringLiteral("agent.scale"), changing([](Agent &agent, const Request &r) {
             agent.scale = r.params.value(QStringLiteral("scale")).toInt();
         })},
        {QStringLiteral("agent.enable"), changing([](Agent &agent, const Request &) {
             agent.enabled = true;
             agent.draining = false;
         })},
        {QStringLiteral("agent.disable"), changing([](Agent &agent, const Request &) { agent.enabled = false; })},
        {QStringLiteral("agent.drain"), changing([](Agent &agent, const Request &) { agent.draining = true; })},
        {QStringLiteral("agent.restart"), stopping(false)},
        {QStringLiteral("agent.kill"), stopping(true)},
        {QStringLiteral("agent.remove"), remove},
        {QStringLiteral("agent.presets"), presets},
    };
}

} // namespace podium::control
