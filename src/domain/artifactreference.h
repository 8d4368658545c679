// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <QJsonObject>
#include <QJsonValue>
#include <QString>

#include <functional>

namespace podium::domain
{

// A large result travels as {"$artifact": hash, "bytes": n, "preview": text}, alone or inside the result of a whole:
// the list of a `foreach`, the tasks of a sub-workflow. No other result looks so: see engine::ResultStore::keep().

/// The hash, if the value is such a reference.
QString artifactOf(const QJsonValue &value);
/// Whether there is one anywhere in it.
bool holdsReference(const QJsonValue &value);
/// What all of them take together, as far as they say.
qint64 referencedBytes(const QJsonValue &value);
/// The value with each of them replaced by what is given for it; the first error ends it.
Result<QJsonValue> withoutReferences(const QJsonValue &value,
                                     const std::function<Result<QJsonValue>(const QJsonObject &reference)> &content);

} // namespace podium::domain
