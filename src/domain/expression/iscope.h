// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <QHash>
#include <QJsonValue>
#include <QString>

#include <optional>

namespace podium::domain
{

/// Where the names of an expression get their values from. Asked only for the names that an expression really uses, so
/// a scope over 10,000 tasks costs nothing to make. Need not be thread-safe.
class IScope
{
public:
    virtual ~IScope() = default;
    /// `inputs`, `run`, `task`, or a local name (`item`, `index`, `result`, `iteration`). Nothing: no such name here.
    virtual std::optional<QJsonValue> root(const QString &name) const = 0;
    /// `tasks.<id>`: {state, result, error, attempts, duration_ms, usage}. Nothing: the expression may not see it. An
    /// error (its result cannot be read) ends the evaluation.
    virtual Result<std::optional<QJsonValue>> task(const QString &id) const = 0;
};

/// A scope over values that are at hand.
class MapScope : public IScope
{
public:
    QHash<QString, QJsonValue> roots;
    QHash<QString, QJsonValue> tasks;

    std::optional<QJsonValue> root(const QString &name) const override { return find(roots, name); }
    Result<std::optional<QJsonValue>> task(const QString &id) const override { return find(tasks, id); }

private:
    static std::optional<QJsonValue> find(const QHash<QString, QJsonValue> &values, const QString &name)
    {
        const auto it = values.constFind(name);
        return it == values.cend() ? std::nullopt : std::optional<QJsonValue>(*it);
    }
};

} // namespace podium::domain
