// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "control/local/handlers/workflowsource.h"

#include "base/json.h"
#include "base/suggestion.h"
#include "control/local/handlers/handlers.h"
#include "domain/definition/templates.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

namespace podium::control
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(WorkflowSource)
};

constexpr qint64 MaxBytes = 16 * 1024 * 1024;

Result<QByteArray> readFile(const QString &path)
{
    const QFileInfo info(path);
    // A pipe or a device could keep us for ever.
    if (info.exists() && !info.isFile())
        return fail(ErrorCode::InvalidArgument, Text::tr("this is not a file"), path);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::NotFound, Text::tr("cannot read the file: %1").arg(file.errorString()), path);
    QByteArray bytes = file.read(MaxBytes + 1);
    if (bytes.size() > MaxBytes)
        return fail(ErrorCode::Exhausted, Text::tr("the file is larger than 16 MiB"), path);
    return bytes;
}

} // namespace

Result<QByteArray> requestedText(const QJsonObject &params)
{
    QStringList given;
    for (const char *field : {"file", "template", "definition"}) {
        if (params.contains(QLatin1StringView(field)))
            given += QLatin1StringView(field);
    }
    if (given.size() != 1) {
        return fail(ErrorCode::InvalidArgument,
                    Text::tr("exactly one of \"file\", \"template\" and \"definition\" is needed"),
                    given.isEmpty() ? QStringLiteral("file") : given.last());
    }
    const QString value = params.value(given.first()).toString();
    if (given.first() == QLatin1StringView("definition"))
        return value.toUtf8();
    if (given.first() == QLatin1StringView("file"))
        return readFile(value);
    const QStringList names = domain::templateNames();
    if (names.contains(value))
        return domain::templateSource(value);
    const QString meant = suggestion(value, names);
    return fail(ErrorCode::NotFound,
                Text::tr("there is no workflow \"%1\": no file, none in the library, no template").arg(value),
                QStringLiteral("template"),
                meant.isEmpty() ? Text::tr("podiumctl workflows and podiumctl templates list what there is") : meant);
}

Result<domain::LoadResult> loadRequested(const QJsonObject &params, const domain::AgentAdvice &advice)
{
    const Result<QByteArray> text = requestedText(params);
    if (!text)
        return tl::unexpected(text.error());
    if (params.contains(QStringLiteral("file")))
        return domain::loadWorkflow(*text, params.value(QStringLiteral("file")).toString(), readFile, {}, advice);
    const QString name = params.value(QStringLiteral("template")).toString();
    return domain::loadWorkflow(*text, name.isEmpty() ? name : name + QStringLiteral(".yaml"), {}, {}, advice);
}

Result<domain::WorkflowPtr> requestedWorkflow(const Request &request, QJsonArray *warnings)
{
    const Result<domain::LoadResult> loaded = loadRequested(request.params);
    if (!loaded)
        return tl::unexpected(loaded.error());
    QStringList findings;
    for (const domain::Diagnostic &diagnostic : loaded->diagnostics)
        findings += diagnostic.text();
    if (loaded->workflow) {
        if (warnings)
            *warnings = QJsonArray::fromStringList(findings);
        return loaded->workflow;
    }
    return fail(ErrorCode::InvalidArgument, findings.join(u'\n'));
}

Result<QJsonValue> typedValue(const QString &type, const QString &text)
{
    const auto wrong = [&](const QString &hint) {
        return fail(ErrorCode::InvalidArgument, Text::tr("\"%1\" is not of type %2").arg(text.left(60), type), {},
                    hint);
    };
    bool ok = false;
    if (type == QLatin1StringView("integer")) {
        const qint64 number = text.trimmed().toLongLong(&ok);
        return ok ? Result<QJsonValue>(QJsonValue(number)) : wrong(Text::tr("Write for example 42"));
    }
    if (type == QLatin1StringView("number")) {
        const double number = text.trimmed().toDouble(&ok);
        return ok && qIsFinite(number) ? Result<QJsonValue>(QJsonValue(number))
                                       : wrong(Text::tr("Write for example 1.5"));
    }
    if (type == QLatin1StringView("boolean")) {
        const QString word = text.trimmed().toLower();
        if (word == QLatin1StringView("true") || word == QLatin1StringView("yes"))
            return QJsonValue(true);
        if (word == QLatin1StringView("false") || word == QLatin1StringView("no"))
            return QJsonValue(false);
        return wrong(Text::tr("Write true or false"));
    }
    if (type == QLatin1StringView("list") && !text.trimmed().startsWith(u'[')) {
        QJsonArray out;
        const QStringList parts = text.split(u',', Qt::SkipEmptyParts);
        for (const QString &part : parts)
            out.append(part.trimmed());
        return QJsonValue(out);
    }
    if (type == QLatin1StringView("list") || type == QLatin1StringView("object")) {
        const Result<QJsonValue> value = parseJson(text.toUtf8());
        const bool fits = value && (type == QLatin1StringView("list") ? value->isArray() : value->isObject());
        return fits ? value
                    : wrong(type == QLatin1StringView("list") ? Text::tr("Write a,b,c or a JSON list")
                                                              : Text::tr("Write a JSON object"));
    }
    return QJsonValue(text);
}

Result<QJsonObject> typedInputs(const domain::Workflow &workflow, const QJsonObject &inputs)
{
    QJsonObject out = inputs;
    QStringList names;
    for (const domain::InputSpec &spec : workflow.inputs) {
        names += spec.name;
        const QJsonValue given = inputs.value(spec.name);
        if (!given.isString())
            continue;
        const Result<QJsonValue> value = typedValue(spec.type, given.toString());
        if (!value) {
            return fail(value.error().code, value.error().message, QStringLiteral("inputs/") + spec.name,
                        value.error().hint);
        }
        out.insert(spec.name, *value);
    }
    for (auto it = inputs.begin(); it != inputs.end(); ++it) {
        if (!names.contains(it.key())) {
            return fail(ErrorCode::InvalidArgument, Text::tr("the workflow has no such input"),
                        QStringLiteral("inputs/") + it.key(), suggestion(it.key(), names));
        }
    }
    return out;
}

} // namespace podium::control
