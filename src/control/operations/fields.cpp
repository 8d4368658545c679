// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "control/operations/fields.h"

namespace podium::control
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(OperationFields)
};

} // namespace

CliArgument positional(const char *property, const QString &name, CliArgument::Kind kind, const QString &help)
{
    CliArgument out;
    out.property = QLatin1StringView(property);
    out.name = name;
    out.kind = kind;
    out.required = true;
    out.help = help;
    return out;
}

CliArgument option(const char *property, const char *name, CliArgument::Kind kind, QChar letter,
                   const QString &valueName, const QString &help)
{
    CliArgument out;
    out.property = QLatin1StringView(property);
    out.name = QLatin1StringView(name);
    out.kind = kind;
    out.letter = letter;
    out.valueName = valueName;
    out.help = help;
    return out;
}

CliArgument optional(CliArgument argument)
{
    argument.required = false;
    return argument;
}

CliArgument completing(CliArgument argument, const char *what)
{
    argument.complete = QLatin1StringView(what);
    return argument;
}

Operation operation(const QString &name, const QString &summary, const QString &words, const QString &presentation,
                    const QStringList &examples)
{
    Operation op;
    op.name = name;
    op.summary = summary;
    CliForm form;
    form.words = words;
    form.presentation = presentation;
    form.examples = examples;
    op.cli = {form};
    return op;
}

void rest(Operation &op, const char *method, const char *path, const char *permission, Reach reach)
{
    op.method = QLatin1StringView(method);
    op.path = QLatin1StringView(path);
    op.permission = QLatin1StringView(permission);
    op.reach = reach;
}

Fields workflowFields()
{
    return {
        stringField(QStringLiteral("file"), Text::tr("Absolute path of a workflow file; for callers on this machine"))
            .upTo(4096),
        stringField(QStringLiteral("template"), Text::tr("Name of a workflow of the library, or else of a template"))
            .upTo(200),
        stringField(QStringLiteral("definition"), Text::tr("The workflow as YAML or JSON text")).upTo(16 * 1024 * 1024),
    };
}

Field graphFormatField()
{
    return stringField(QStringLiteral("format"), Text::tr("How it is drawn"))
        .oneOf({QStringLiteral("text"), QStringLiteral("mermaid"), QStringLiteral("dot"), QStringLiteral("json")})
        .withDefault(QStringLiteral("text"));
}

CliArgument workflowArgument()
{
    return completing(
        positional("@workflow", Text::tr("FILE|NAME"), CliArgument::Kind::Workflow,
                   Text::tr("Workflow file (YAML or JSON), - for standard input, or the name of a workflow of the "
                            "library or of a template")),
        "workflow");
}

Field momentField()
{
    return integerField(QStringLiteral("at"), Text::tr("As it all was after the event with this number, 0 for before "
                                                       "the first; events tells the numbers"))
        .range(0);
}

CliArgument momentOption()
{
    return option("at", "at", CliArgument::Kind::Value, {}, Text::tr("EVENT"),
                  Text::tr("As it was after the event with this number; podiumctl events RUN lists them"));
}

} // namespace podium::control
