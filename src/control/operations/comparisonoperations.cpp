// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "control/operations/fields.h"

namespace podium::control
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ComparisonOperations)
};

using Kind = CliArgument::Kind;

Field runField(const char *name, const QString &description)
{
    return stringField(QString::fromLatin1(name), description).upTo(200);
}

CliArgument runArgument(const char *property, const QString &name)
{
    return completing(positional(property, name), "run");
}

Operation grid()
{
    Operation op = operation(QStringLiteral("run.grid"), Text::tr("Show the tasks of a workflow over its last runs"),
                             QStringLiteral("runs grid"), QStringLiteral("run.grid"),
                             {QStringLiteral("runs grid nightly"), QStringLiteral("runs grid nightly --limit 30"),
                              QStringLiteral("runs grid --run hello --parts --json")});
    op.details = Text::tr("A row a task, a column a run, the newest first: what fails often and what has become slow.");
    op.request = {
        stringField(QStringLiteral("workflow"), Text::tr("Name of the workflow")).upTo(200),
        runField("run", Text::tr("A run of it, instead of its name")),
        integerField(QStringLiteral("limit"), Text::tr("At most so many runs")).range(1, 200).withDefault(10),
        booleanField(QStringLiteral("parts"), Text::tr("Also what tasks were expanded into")).withDefault(false)};
    op.response = {
        stringField(QStringLiteral("workflow"), Text::tr("Name of the workflow")).required(),
        arrayField(QStringLiteral("runs"), Text::tr("The runs, newest first")).of(Field::Type::Object).required(),
        arrayField(QStringLiteral("tasks"), Text::tr("Key, title and a cell for each run; null where a run had no such "
                                                     "task"))
            .of(Field::Type::Object)
            .required(),
        booleanField(QStringLiteral("more"), Text::tr("There are older runs"))};
    rest(op, "GET", "/api/v1/grid", "run:read", Reach::Read);
    op.mcp = true;
    CliForm &form = op.cli.first();
    form.positionals = {optional(positional("workflow", Text::tr("WORKFLOW")))};
    form.options = {completing(option("run", "run", Kind::Value, {}, Text::tr("RUN")), "run"),
                    option("limit", "limit", Kind::Value, 'n', Text::tr("N")),
                    option("parts", "parts", Kind::Switch, {}, {})};
    return op;
}

Operation compareRuns()
{
    Operation op = operation(QStringLiteral("run.compare"), Text::tr("Show how two runs differ, task by task"),
                             QStringLiteral("runs compare"), QStringLiteral("run.compare"),
                             {QStringLiteral("runs compare hello-4fh2kq hello-9xk1mz")});
    op.details = Text::tr("Inputs, states, times, costs and whether the results are the same; runs compare-task shows "
                          "where the results of one task differ.");
    op.request = {runField("run", Text::tr("The one run")).required(),
                  runField("with", Text::tr("The other run")).required()};
    op.response = {objectField(QStringLiteral("left"), Text::tr("The one run")).required(),
                   objectField(QStringLiteral("right"), Text::tr("The other run")).required(),
                   booleanField(QStringLiteral("same_definition"), Text::tr("Both are of the same version of the same "
                                                                            "workflow")),
                   arrayField(QStringLiteral("inputs"), Text::tr("Inputs of both")).of(Field::Type::Object),
                   arrayField(QStringLiteral("tasks"), Text::tr("Tasks of both, with what differs: state, result, "
                                                                "attempts, agent, only_left, only_right"))
                       .of(Field::Type::Object)
                       .required()};
    rest(op, "GET", "/api/v1/runs/{run}/compare/{with}", "run:read", Reach::Read);
    op.mcp = true;
    op.cli.first().positionals = {runArgument("run", Text::tr("RUN")), runArgument("with", Text::tr("OTHER"))};
    return op;
}

Operation compareAttempts()
{
    Operation op = operation(QStringLiteral("run.compare_attempts"), Text::tr("Show how two attempts of a task differ"),
                             QStringLiteral("runs compare-task"), QStringLiteral("run.compare_attempts"),
                             {QStringLiteral("runs compare-task hello build --attempt 1 --with-attempt 2"),
                              QStringLiteral("runs compare-task hello-4fh2kq build --with hello-9xk1mz")});
    op.details = Text::tr("What each was given and what came of it, line by line. Of one run, or of two.");
    op.request = {
        runField("run", Text::tr("The run")).required(),
        stringField(QStringLiteral("task"), Text::tr("Key of the task in the run, e.g. build or lint[3]"))
            .required()
            .upTo(500),
        runField("with", Text::tr("The run of the other attempt; the same one if left out")),
        integerField(QStringLiteral("attempt"), Text::tr("The one attempt; the last one if left out")).range(1),
        integerField(QStringLiteral("with_attempt"), Text::tr("The other attempt; the last one if left out")).range(1)};
    op.response = {
        objectField(QStringLiteral("left"), Text::tr("The one attempt; empty if nothing was tried")).required(),
        objectField(QStringLiteral("right"), Text::tr("The other attempt")).required(),
        arrayField(QStringLiteral("given"), Text::tr("What they were given: lines that are the same, removed or added"))
            .of(Field::Type::Object),
        arrayField(QStringLiteral("result"), Text::tr("Their results, the same way")).of(Field::Type::Object)};
    rest(op, "GET", "/api/v1/runs/{run}/tasks/{task}/compare", "run:read", Reach::Read);
    op.mcp = true;
    CliForm &form = op.cli.first();
    form.positionals = {runArgument("run", Text::tr("RUN")), positional("task", Text::tr("TASK"))};
    form.options = {completing(option("with", "with", Kind::Value, {}, Text::tr("RUN")), "run"),
                    option("attempt", "attempt", Kind::Value, {}, Text::tr("N")),
                    option("with_attempt", "with-attempt", Kind::Value, {}, Text::tr("N"))};
    return op;
}

} // namespace

QList<Operation> comparisonOperations()
{
    return {grid(), compareRuns(), compareAttempts()};
}

} // namespace podium::control
