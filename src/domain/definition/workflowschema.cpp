// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/definition/workflowschema.h"

#include "base/json.h"

#include <QResource>

namespace podium::domain
{

QByteArray workflowSchemaSource()
{
    return QResource(QStringLiteral(":/podium/schemas/workflow.schema.json")).uncompressedData();
}

const JsonSchema &workflowSchema()
{
    static const JsonSchema schema = [] {
        const Result<QJsonValue> source = parseJson(workflowSchemaSource());
        const Result<JsonSchema> compiled = JsonSchema::compile(source ? *source : QJsonValue(false));
        // A build with a broken schema refuses every file, and tst_workflowschema says why.
        return compiled ? *compiled : *JsonSchema::compile(false);
    }();
    return schema;
}

} // namespace podium::domain
