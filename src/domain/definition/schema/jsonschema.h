// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"
#include "domain/definition/source/sourcetree.h"

#include <QJsonObject>
#include <QJsonValue>
#include <QStringList>

#include <memory>

namespace podium::domain
{

struct SchemaNode;

/// One thing that a value has against a schema.
struct SchemaFinding
{
    const SourceNode *node = nullptr; ///< The value (or, with atKey, the value whose key is meant).
    bool atKey = false;
    QString code;    ///< "unknown-key", "missing-key", "wrong-type", "bad-value"
    QString message; ///< Translated; names the value and what was expected.
    QString hint;
};

/// A compiled JSON Schema (draft 7, references within the document). It is its own checker rather than valijson, for
/// three reasons: findings need positions and suggestions, a 10,000-task file has 0.1 s, and std::regex recurses once
/// a character. tst_jsonschema holds it against valijson. A value; copies share the compiled form; thread-safe.
///
/// Three annotations are its own: `x-expected` (what to say was expected: "a duration such as 90s"), `x-context` (what
/// an object is: "a task") and `x-alias-of` (another spelling of a key; never suggested).
class JsonSchema
{
public:
    /// Refuses what is not a schema, references to other documents, and regular expressions that do not compile.
    static Result<JsonSchema> compile(const QJsonValue &schema);

    /// All findings, in the order of the value; at most `limit`.
    QList<SchemaFinding> check(const SourceNode &value, qsizetype limit = 1000) const;
    /// For a person or an agent: "/data/0: expected a string, got 3". Empty = valid.
    QStringList check(const QJsonValue &value) const;

private:
    struct Compiled;
    std::shared_ptr<const Compiled> d;
};

} // namespace podium::domain
