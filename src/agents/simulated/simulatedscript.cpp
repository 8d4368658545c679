// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/simulated/simulatedscript.h"

#include "domain/definition/coding/values.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <cmath>

namespace podium::agents
{

using Kind = SimulatedStep::Kind;

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(SimulatedScript)
};

constexpr qint64 MaxDelayMs = 30LL * 24 * 3600 * 1000;

tl::unexpected<Error> wrong(const QString &what, const QString &hint = {})
{
    return fail(ErrorCode::InvalidArgument, what, {}, hint);
}

Result<SimulatedStep> failStep(const QJsonObject &value)
{
    SimulatedStep step;
    step.kind = Kind::Fail;
    step.text = value.value(u"error").toString(Text::tr("simulated failure"));
    step.stream = value.value(u"class").toString(QStringLiteral("simulated"));
    step.retryable = value.value(u"retryable").toBool(true);
    step.times = value.value(u"times").toInt(-1);
    return step;
}

Result<SimulatedStep> askStep(const QJsonObject &value)
{
    SimulatedStep step;
    step.kind = Kind::Ask;
    step.text = value.value(u"title").toString(Text::tr("A simulated question"));
    step.subject = value.value(u"subject").toObject();
    const QString name = value.value(u"risk").toString(QStringLiteral("medium"));
    const auto risk = domain::riskFromName(name);
    if (!risk)
        return wrong(Text::tr("unknown risk \"%1\"").arg(name), Text::tr("Use low, medium, high or critical"));
    step.risk = *risk;
    return step;
}

Result<SimulatedStep> oneStep(const QJsonObject &object)
{
    SimulatedStep step;
    if (object.contains(u"delay")) {
        const Result<qint64> ms = simulatedDuration(object.value(u"delay"));
        if (!ms)
            return tl::unexpected(ms.error());
        step.ms = *ms;
        return step;
    }
    if (object.contains(u"log")) {
        step.kind = Kind::Log;
        step.text = object.value(u"log").toString();
        step.stream = object.value(u"stream").toString(QStringLiteral("stdout"));
        return step;
    }
    if (object.contains(u"usage")) {
        step.kind = Kind::Usage;
        step.usage = domain::usageFromJson(object.value(u"usage").toObject());
        return step;
    }
    if (object.contains(u"activity")) {
        step.kind = Kind::Activity;
        const auto activity = domain::activityFromName(object.value(u"activity").toString());
        if (!activity)
            return wrong(Text::tr("unknown activity \"%1\"").arg(object.value(u"activity").toString()));
        step.activity = *activity;
        return step;
    }
    if (object.contains(u"ask"))
        return askStep(object.value(u"ask").toObject());
    if (object.contains(u"limit")) {
        step.kind = Kind::Limit;
        step.ms = std::clamp<qint64>(object.value(u"limit").toObject().value(u"until_ms_from_now").toInteger(1000), 0,
                                     MaxDelayMs);
        return step;
    }
    if (object.contains(u"fail"))
        return failStep(object.value(u"fail").toObject());
    return wrong(Text::tr("a step has none of the known keys"),
                 Text::tr("Use delay, log, usage, activity, ask, limit or fail"));
}

/// The steps of the attempt of this number: what each attempt before it met first, if everything went by the script, is
/// used up. Needs no memory, so a restarted Podium plays the same attempt.
QList<SimulatedStep> stepsOfAttempt(QList<SimulatedStep> steps, int attempt)
{
    for (int earlier = 1; earlier < attempt; ++earlier) {
        const auto met = std::find_if(steps.begin(), steps.end(), [](const SimulatedStep &step) {
            return step.kind == Kind::Limit || (step.kind == Kind::Fail && step.times != 0);
        });
        if (met == steps.end())
            break;
        if (met->kind == Kind::Limit)
            steps.erase(met);
        else if (met->times > 0 && --met->times == 0)
            steps.erase(met);
        else if (met->times < 0)
            break;
    }
    steps.removeIf([](const SimulatedStep &step) { return step.kind == Kind::Fail && step.times == 0; });
    return steps;
}

/// A value that fits a JSON Schema's types; enough for what tasks ask of their results.
QJsonValue sampleOf(const QJsonObject &schema, int depth)
{
    if (schema.contains(u"const"))
        return schema.value(u"const");
    if (schema.contains(u"default"))
        return schema.value(u"default");
    if (!schema.value(u"enum").toArray().isEmpty())
        return schema.value(u"enum").toArray().first();
    QString type = schema.value(u"type").toString();
    if (schema.value(u"type").isArray())
        type = schema.value(u"type").toArray().first().toString();
    if (type == u"string")
        return QString(QStringLiteral("simulated")).leftJustified(schema.value(u"minLength").toInt(0), u'.');
    if (type == u"integer" || type == u"number")
        return schema.value(u"minimum").toDouble(0);
    if (type == u"boolean")
        return true;
    if (type == u"array") {
        QJsonArray items;
        const int least = std::min(schema.value(u"minItems").toInt(0), 1000);
        for (int i = 0; i < least && depth < 16; ++i)
            items.append(sampleOf(schema.value(u"items").toObject(), depth + 1));
        return items;
    }
    if (type == u"null")
        return QJsonValue::Null;
    QJsonObject object;
    const QJsonObject properties = schema.value(u"properties").toObject();
    for (auto at = properties.begin(); at != properties.end() && depth < 16; ++at)
        object.insert(at.key(), sampleOf(at.value().toObject(), depth + 1));
    return object;
}

} // namespace

Result<qint64> simulatedDuration(const QJsonValue &value)
{
    double ms = value.toDouble(-1) * 1000;
    if (value.isString())
        ms = static_cast<double>(domain::durationFromText(value.toString()).value_or(-1));
    if (!(ms >= 0) || ms > static_cast<double>(MaxDelayMs))
        return wrong(Text::tr("not a duration: %1").arg(value.toVariant().toString()),
                     Text::tr("Write it like 200ms, 1.5s or 1h30m, or as a number of seconds"));
    return static_cast<qint64>(std::llround(ms));
}

Result<SimulatedScript> simulatedScript(const engine::AttemptRequest &request)
{
    const bool canned = request.spec.simulate.isEmpty() && request.spec.type == u"agent";
    const QJsonObject source = canned ? cannedScript(request) : request.spec.simulate;
    SimulatedScript script;
    script.result = source.value(u"result");
    if (script.result.isUndefined())
        script.result = QJsonValue::Null;
    const QJsonArray steps = source.value(u"steps").toArray();
    for (qsizetype i = 0; i < steps.size(); ++i) {
        const Result<SimulatedStep> step = oneStep(steps.at(i).toObject());
        if (!step) {
            Error error = step.error();
            error.where = QStringLiteral("simulate/steps/%1").arg(i);
            return tl::unexpected(error);
        }
        script.steps.append(*step);
    }
    script.steps = stepsOfAttempt(script.steps, request.key.attempt);
    return script;
}

QJsonObject cannedScript(const engine::AttemptRequest &request)
{
    const size_t seed = qHash(request.taskKey, 0);
    const int pause = 100 + static_cast<int>(seed % 250);
    const QString title = request.spec.title.isEmpty() ? request.taskKey : request.spec.title;
    const auto delay = QJsonObject{{QStringLiteral("delay"), QStringLiteral("%1ms").arg(pause)}};
    const auto say = [](const QString &line) {
        return QJsonObject{{QStringLiteral("log"), line}, {QStringLiteral("stream"), QStringLiteral("agent")}};
    };
    const auto does = [](const char *activity) {
        return QJsonObject{{QStringLiteral("activity"), QString::fromLatin1(activity)}};
    };
    const qint64 tokens = 800 + static_cast<qint64>(seed % 4000);
    const QJsonObject usage{{QStringLiteral("usd"), 0.0},
                            {QStringLiteral("input_tokens"), tokens},
                            {QStringLiteral("output_tokens"), tokens / 5}};
    QJsonValue result = QJsonObject{{QStringLiteral("summary"), Text::tr("%1: done (simulated)").arg(title)},
                                    {QStringLiteral("simulated"), true}};
    if (!request.spec.outputSchema.isEmpty())
        result = sampleOf(request.spec.outputSchema, 0);
    return {{QStringLiteral("steps"),
             QJsonArray{does("thinking"), say(Text::tr("I read the task: %1").arg(title)), delay, does("tool_running"),
                        say(Text::tr("I look at what is there and do the work")), delay,
                        QJsonObject{{QStringLiteral("usage"), usage}}, does("thinking"),
                        say(Text::tr("I check the result")), delay, say(Text::tr("Done"))}},
            {QStringLiteral("result"), result}};
}

} // namespace podium::agents
