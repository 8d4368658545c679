// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/usagesum.h"

#include <QtGlobal>

namespace podium::domain
{

void addUsage(Usage *sum, const Usage &more)
{
    const auto add = [](auto &to, const auto &value) {
        if (value)
            to = to.value_or(0) + *value;
    };
    add(sum->usd, more.usd);
    add(sum->estimatedUsd, more.estimatedUsd);
    add(sum->inputTokens, more.inputTokens);
    add(sum->outputTokens, more.outputTokens);
    add(sum->cacheReadTokens, more.cacheReadTokens);
    add(sum->cacheWriteTokens, more.cacheWriteTokens);
    add(sum->subagents, more.subagents);
    add(sum->cpuMs, more.cpuMs);
    if (more.maxRssBytes)
        sum->maxRssBytes = qMax(sum->maxRssBytes.value_or(0), *more.maxRssBytes);
}

bool isSimulated(QStringView runner)
{
    return runner == SimulatedRunner;
}

QJsonObject usageJson(const Usage &usage, QStringView runner)
{
    QJsonObject out = toJson(usage);
    if (isSimulated(runner))
        addSimulated(&out, usage.usd.value_or(0));
    return out;
}

void addSimulated(QJsonObject *usage, double usd)
{
    const QString name = QStringLiteral("simulated_usd");
    if (usd > 0)
        usage->insert(name, usage->value(name).toDouble() + usd);
}

} // namespace podium::domain
