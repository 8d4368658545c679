// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "control/operations/fields.h"

namespace podium::control
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(LibraryOperations)
};

using Kind = CliArgument::Kind;

Field nameField()
{
    return stringField(QStringLiteral("workflow"), Text::tr("Name of the workflow in the library"))
        .required()
        .upTo(100);
}

Field versionField(const char *name, const QString &description)
{
    return integerField(QLatin1StringView(name), description).range(1);
}

CliArgument nameArgument()
{
    return completing(positional("workflow", Text::tr("WORKFLOW")), "library");
}

Fields versionFields()
{
    return {stringField(QStringLiteral("workflow"), Text::tr("Name of the workflow")).required(),
            integerField(QStringLiteral("version"), Text::tr("The version; the first one is 1")).required(),
            stringField(QStringLiteral("hash"), Text::tr("SHA-256 of the text")),
            stringField(QStringLiteral("title"), Text::tr("Its title")),
            integerField(QStringLiteral("tasks"), Text::tr("How many tasks it has")),
            integerField(QStringLiteral("errors"), Text::tr("Errors because of which it cannot be run")),
            stringField(QStringLiteral("message"), Text::tr("What was changed")),
            stringField(QStringLiteral("saved_by"), Text::tr("Who saved it")),
            integerField(QStringLiteral("created_ms"), Text::tr("When, in ms since 1970")),
            booleanField(QStringLiteral("removed"), Text::tr("The workflow was removed here"))};
}

Operation base(const QString &name, const QString &summary, const QString &method, const QString &path,
               const QString &words, const QStringList &examples)
{
    Operation op;
    op.name = name;
    op.summary = summary;
    op.permission = QStringLiteral("workflow:read");
    op.method = method;
    op.path = path;
    op.mcp = true;
    op.reach = Reach::Read;
    CliForm form;
    form.words = words;
    form.presentation = name;
    form.examples = examples;
    op.cli = {form};
    return op;
}

void makeWrite(Operation &op)
{
    op.permission = QStringLiteral("workflow:write");
    op.reach = Reach::Write;
    op.risk = domain::Risk::Medium;
}

Operation list()
{
    Operation op = base(QStringLiteral("workflow.list"), Text::tr("List the workflows of the library"),
                        QStringLiteral("GET"), QStringLiteral("/api/v1/workflows"), QStringLiteral("workflows"),
                        {QStringLiteral("workflows"), QStringLiteral("workflows --json")});
    op.details =
        Text::tr("`podiumctl run NAME` looks for a file of that name first, then for a workflow of the library, "
                 "then for a template.");
    op.response = {arrayField(QStringLiteral("workflows"), Text::tr("The newest version of each, by name"))
                       .of(Field::Type::Object)
                       .required()};
    CliForm same = op.cli[0];
    same.words = QStringLiteral("workflows list");
    op.cli += same;
    return op;
}

Operation show()
{
    Operation op =
        base(QStringLiteral("workflow.show"), Text::tr("Show a workflow of the library, as it was saved"),
             QStringLiteral("GET"), QStringLiteral("/api/v1/workflows/{workflow}"), QStringLiteral("workflows show"),
             {QStringLiteral("workflows show release"), QStringLiteral("workflows show release 3")});
    op.request = {nameField(), versionField("version", Text::tr("Left out: the newest"))};
    op.response =
        versionFields() + Fields{stringField(QStringLiteral("text"), Text::tr("The text, byte for byte")).required()};
    op.cli[0].positionals = {nameArgument(), optional(positional("version", Text::tr("VERSION")))};
    CliForm file = op.cli[0];
    file.words = QStringLiteral("workflows export");
    file.options += completing(option("@output", "output", Kind::Path, 'o', Text::tr("FILE"),
                                      Text::tr("Write it there; an existing file is never overwritten")),
                               "file");
    file.examples = {QStringLiteral("workflows export release 3 --output release.yaml")};
    op.cli += file;
    return op;
}

Operation versions()
{
    Operation op = base(QStringLiteral("workflow.versions"), Text::tr("List the versions of a workflow, newest first"),
                        QStringLiteral("GET"), QStringLiteral("/api/v1/workflows/{workflow}/versions"),
                        QStringLiteral("workflows versions"), {QStringLiteral("workflows versions release")});
    op.request = {nameField()};
    op.response = {arrayField(QStringLiteral("versions"), Text::tr("Also those from before it was removed"))
                       .of(Field::Type::Object)
                       .required()};
    op.cli[0].positionals = {nameArgument()};
    return op;
}

Operation save()
{
    Operation op = base(QStringLiteral("workflow.save"), Text::tr("Save a workflow in the library as a new version"),
                        QStringLiteral("POST"), QStringLiteral("/api/v1/workflows"), QStringLiteral("workflows save"),
                        {QStringLiteral("workflows save release.yaml --message \"Test first\""),
                         QStringLiteral("workflows save release.yaml --name release --base 3")});
    op.details =
        Text::tr("The text is kept byte for byte. It may have errors, if only it can be read as YAML: it cannot "
                 "be run until they are mended. The same text again makes no version. With a base, saving is "
                 "refused if that is not the newest version any more; 0 means that there must be none.");
    makeWrite(op);
    op.request =
        workflowFields() +
        Fields{stringField(QStringLiteral("workflow"), Text::tr("Name in the library; left out, the one in the text"))
                   .upTo(100),
               integerField(QStringLiteral("base"), Text::tr("The version that was edited")).range(0),
               stringField(QStringLiteral("message"), Text::tr("What was changed")).upTo(1000)};
    op.response = versionFields();
    op.cli[0].positionals = {workflowArgument()};
    op.cli[0].options = {option("workflow", "name", Kind::Value, {}, Text::tr("NAME")),
                         option("base", "base", Kind::Value, {}, Text::tr("N")),
                         option("message", "message", Kind::Value, 'm', Text::tr("TEXT"))};
    CliForm import = op.cli[0];
    import.words = QStringLiteral("workflows import");
    import.examples = {QStringLiteral("workflows import release.yaml")};
    op.cli += import;
    return op;
}

Operation diff()
{
    Operation op = base(QStringLiteral("workflow.diff"), Text::tr("Compare two versions of a workflow, task by task"),
                        QStringLiteral("POST"), QStringLiteral("/api/v1/workflows/{workflow}/diff"),
                        QStringLiteral("workflows diff"),
                        {QStringLiteral("workflows diff release"), QStringLiteral("workflows diff release 2 5")});
    op.details = Text::tr("Left out, the newest version is compared with the one before. What only looks different "
                          "(comments, order, places) does not count.");
    op.request = {nameField(), versionField("from", Text::tr("The older version")),
                  versionField("to", Text::tr("The newer version")),
                  stringField(QStringLiteral("definition"), Text::tr("Compare `from`, or the newest, with this text"))
                      .upTo(16 * 1024 * 1024)};
    op.response = {integerField(QStringLiteral("from"), Text::tr("The older version")).required(),
                   integerField(QStringLiteral("to"), Text::tr("The newer version; none for a text")),
                   objectField(QStringLiteral("diff"),
                               Text::tr("added, removed, changed: tasks; workflow: fields of its own; same"))
                       .required(),
                   stringField(QStringLiteral("before"), Text::tr("The text of the older one")).required(),
                   stringField(QStringLiteral("after"), Text::tr("The text of the newer one")).required()};
    op.cli[0].positionals = {nameArgument(), optional(positional("from", Text::tr("FROM"))),
                             optional(positional("to", Text::tr("TO")))};
    return op;
}

Operation restore()
{
    Operation op =
        base(QStringLiteral("workflow.restore"), Text::tr("Make an old version of a workflow the newest one"),
             QStringLiteral("POST"), QStringLiteral("/api/v1/workflows/{workflow}/restore"),
             QStringLiteral("workflows restore"), {QStringLiteral("workflows restore release 3")});
    op.details = Text::tr("It is saved as a new version: nothing is lost. A workflow that was removed is back then.");
    makeWrite(op);
    op.request = {nameField(), versionField("version", Text::tr("The version that is wanted back")).required(),
                  integerField(QStringLiteral("base"), Text::tr("The version that is the newest now")).range(0)};
    op.response = versionFields();
    op.cli[0].presentation = QStringLiteral("workflow.save");
    op.cli[0].positionals = {nameArgument(), positional("version", Text::tr("VERSION"))};
    return op;
}

Operation removal()
{
    Operation op = base(QStringLiteral("workflow.remove"), Text::tr("Take a workflow out of the library"),
                        QStringLiteral("DELETE"), QStringLiteral("/api/v1/workflows/{workflow}"),
                        QStringLiteral("workflows remove"), {QStringLiteral("workflows remove release")});
    op.details = Text::tr("Its versions are kept: `podiumctl workflows restore` brings it back. Runs do not notice.");
    makeWrite(op);
    op.request = {nameField()};
    op.response = versionFields();
    op.cli[0].positionals = {nameArgument()};
    return op;
}

Operation trial()
{
    Operation op =
        base(QStringLiteral("workflow.try"), Text::tr("Run one task of a workflow alone, to see what it does"),
             QStringLiteral("POST"), QStringLiteral("/api/v1/workflows/try"), QStringLiteral("try"),
             {QStringLiteral("try build.yaml test --input target=app"),
              QStringLiteral("try build.yaml test --result 'build={\"binary\": \"out/app\"}'")});
    op.details =
        Text::tr("What the task waits for does not run: its results are those that are given, or null. The task "
                 "itself really runs, with what that costs and changes.");
    op.permission = QStringLiteral("run:write");
    op.reach = Reach::Write;
    op.risk = domain::Risk::Medium;
    op.request = workflowFields() +
                 Fields{stringField(QStringLiteral("task"), Text::tr("Id of the task")).required().upTo(500),
                        objectField(QStringLiteral("inputs"), Text::tr("Inputs by name")),
                        objectField(QStringLiteral("results"),
                                    Text::tr("Results of the tasks before it, by id; a text that is JSON is taken so")),
                        stringField(QStringLiteral("working_directory"),
                                    Text::tr("Absolute path of the folder that the task works in"))
                            .upTo(4096)};
    op.response = {stringField(QStringLiteral("run"), Text::tr("The run")).required(),
                   stringField(QStringLiteral("task"), Text::tr("Key of the task in it")).required()};
    op.cli[0].presentation = QStringLiteral("run.live");
    op.cli[0].positionals = {workflowArgument(), positional("task", Text::tr("TASK"))};
    op.cli[0].options = {
        option("inputs", "input", Kind::Pair, 'i', Text::tr("KEY=VALUE"), Text::tr("An input; may be repeated")),
        option("results", "result", Kind::Pair, 'r', Text::tr("TASK=VALUE"), Text::tr("A result; may be repeated")),
        completing(option("working_directory", "directory", Kind::Path, 'C', Text::tr("DIR")), "directory"),
        option("@no-wait", "no-wait", Kind::Switch, {}, {},
               Text::tr("Leave with exit code 4 as soon as only a person can move the run on")),
        option("@plain", "plain", Kind::Switch, {}, {}, Text::tr("Plain lines, also on a terminal"))};
    return op;
}

} // namespace

QList<Operation> libraryOperations()
{
    return {list(), show(), versions(), save(), diff(), restore(), removal(), trial()};
}

} // namespace podium::control
