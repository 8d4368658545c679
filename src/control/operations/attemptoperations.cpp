// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "control/operations/fields.h"

namespace podium::control
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(AttemptOperations)
};

using Kind = CliArgument::Kind;

Operation aboutTask(const QString &verb, const QString &summary)
{
    Operation op;
    op.name = QStringLiteral("run.") + verb;
    op.summary = summary;
    op.request = {stringField(QStringLiteral("run"), Text::tr("Id of the run, or a beginning of it that fits only one"))
                      .required()
                      .upTo(200),
                  stringField(QStringLiteral("task"), Text::tr("Key of the task in the run, e.g. build or lint[3]"))
                      .required()
                      .upTo(500),
                  momentField()};
    op.permission = QStringLiteral("run:read");
    op.method = QStringLiteral("GET");
    op.path = QStringLiteral("/api/v1/runs/{run}/tasks/{task}/") + verb;
    op.mcp = true;
    CliForm form;
    form.words = verb;
    form.presentation = op.name;
    form.positionals = {completing(positional("run", Text::tr("RUN")), "run"), positional("task", Text::tr("TASK"))};
    form.options = {momentOption()};
    op.cli = {form};
    return op;
}

Operation attempts()
{
    Operation op = aboutTask(QStringLiteral("attempts"), Text::tr("Show how often a task was tried, and with what"));
    op.details = Text::tr("What each attempt was given, how it ended, what it used and which files it left.");
    op.response = {arrayField(QStringLiteral("attempts"), Text::tr("The attempts, oldest first"))
                       .of(Field::Type::Object)
                       .required(),
                   objectField(QStringLiteral("definition"), Text::tr("The task as the workflow has it"))};
    op.cli.first().examples = {QStringLiteral("attempts hello build"), QStringLiteral("attempts hello build --json")};
    return op;
}

Operation transcript()
{
    Operation op = aboutTask(QStringLiteral("transcript"), Text::tr("Show the conversation of an agent"));
    op.details =
        Text::tr("What it was told, said and thought, the tools it used with their results, its subagents, and "
                 "what each turn used.");
    op.request += {
        integerField(QStringLiteral("attempt"), Text::tr("Which attempt; the last one if left out")).range(1),
        integerField(QStringLiteral("since"), Text::tr("Go on here: the `next` of the answer before"))
            .range(0)
            .withDefault(0),
        integerField(QStringLiteral("limit"), Text::tr("At most this many entries")).range(1, 10'000).withDefault(1000),
        booleanField(QStringLiteral("pieces"), Text::tr("Also pieces of texts that are not complete yet"))
            .withDefault(false)};
    op.response = {
        integerField(QStringLiteral("attempt"), Text::tr("The attempt")).required(),
        arrayField(QStringLiteral("entries"), Text::tr("The conversation in order")).of(Field::Type::Object).required(),
        integerField(QStringLiteral("next"), Text::tr("Ask for entries since this next")).required(),
        booleanField(QStringLiteral("more"), Text::tr("There are more already")).required(),
        booleanField(QStringLiteral("later"), Text::tr("With `at`: the attempt went on after that; a conversation has "
                                                       "no times, so what was said then is told as well"))};
    op.cli.first().options += {option("attempt", "attempt", Kind::Value, {}, Text::tr("N")),
                               option("since", "since", Kind::Value, {}, Text::tr("N")),
                               option("limit", "limit", Kind::Value, 'n', Text::tr("N"))};
    op.cli.first().examples = {QStringLiteral("transcript hello build"),
                               QStringLiteral("transcript hello build --attempt 1 --json")};
    return op;
}

} // namespace

QList<Operation> attemptOperations()
{
    return {attempts(), transcript()};
}

} // namespace podium::control
