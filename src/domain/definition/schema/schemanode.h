// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/definition/schema/jsonschema.h"

#include <QHash>
#include <QJsonArray>
#include <QMap>
#include <QRegularExpression>
#include <QSet>

#include <optional>
#include <utility>
#include <vector>

namespace podium::domain
{

/// One compiled (sub)schema. Pointers are owned by JsonSchema::Compiled and may form cycles through `$ref`.
struct SchemaNode
{
    enum Type : quint8 { Null = 1, Bool = 2, Integer = 4, Number = 8, String = 16, Array = 32, Object = 64 };
    using List = std::vector<const SchemaNode *>;

    const SchemaNode *ref = nullptr; ///< Stands for another one; then nothing else counts.
    bool never = false;              ///< The schema `false`.
    quint8 types = 0;                ///< Set of Type; 0 = any.
    QString expected;                ///< x-expected
    QString context;                 ///< x-context

    QHash<QString, const SchemaNode *> properties;
    QStringList suggestions; ///< Keys to suggest: the properties without aliases.
    std::vector<std::pair<QRegularExpression, const SchemaNode *>> patternProperties;
    const SchemaNode *additionalProperties = nullptr;
    const SchemaNode *propertyNames = nullptr;
    QStringList required;
    QMap<QString, QStringList> dependentKeys;
    QMap<QString, const SchemaNode *> dependentSchemas;
    std::optional<qint64> minProperties, maxProperties;

    const SchemaNode *items = nullptr;
    List tuple;
    const SchemaNode *additionalItems = nullptr;
    const SchemaNode *contains = nullptr;
    std::optional<qint64> minItems, maxItems;
    bool uniqueItems = false;

    std::optional<QJsonArray> enumeration; ///< `enum`, or the one value of `const`.
    QSet<QString> enumStrings;
    std::optional<double> minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf;
    std::optional<qint64> minLength, maxLength;
    std::optional<QRegularExpression> pattern;

    List allOf, anyOf, oneOf;
    const SchemaNode *negated = nullptr;
    const SchemaNode *condition = nullptr;
    const SchemaNode *then = nullptr;
    const SchemaNode *otherwise = nullptr;

    /// Follows `$ref`s. Cycles of references alone are refused when compiling.
    const SchemaNode *resolved() const
    {
        const SchemaNode *node = this;
        while (node->ref)
            node = node->ref;
        return node;
    }
};

/// "a string", "a list" …; translated.
QString typeText(quint8 types);

/// Walks a value along a schema and collects findings. One use.
class SchemaWalk
{
public:
    SchemaWalk(qsizetype limit, qint64 maxSteps) : m_limit(limit), m_steps(maxSteps) {}
    QList<SchemaFinding> run(const SchemaNode *schema, const SourceNode &value);

private:
    using Findings = QList<SchemaFinding>;
    void visit(const SchemaNode *schema, const SourceNode &value, Findings &out);
    bool passes(const SchemaNode *schema, const SourceNode &value);
    void scalar(const SchemaNode &schema, const SourceNode &value, Findings &out);
    void list(const SchemaNode &schema, const SourceNode &value, Findings &out);
    void map(const SchemaNode &schema, const SourceNode &value, Findings &out);
    void enumeration(const SchemaNode &schema, const SourceNode &value, Findings &out);
    void combined(const SchemaNode &schema, const SourceNode &value, Findings &out);
    void alternatives(const SchemaNode::List &branches, bool exactlyOne, const SourceNode &value, Findings &out);

    qsizetype m_limit;
    bool m_isEndless = false; ///< Given up: what was found so far means nothing.
    qint64 m_steps;           ///< Schemas that may still be applied.
    /// What is being applied to what, outermost first.
    std::vector<std::pair<const SchemaNode *, const SourceNode *>> m_path;
};

} // namespace podium::domain
