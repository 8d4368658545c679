// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "control/operations/fields.h"

namespace podium::control
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(RunOperations)
};

using Kind = CliArgument::Kind;

Field runField()
{
    return stringField(QStringLiteral("run"), Text::tr("Id of the run, or a beginning of it that fits only one"))
        .required()
        .upTo(200);
}

Field taskField()
{
    return stringField(QStringLiteral("task"), Text::tr("Key of the task in the run, e.g. build or lint[3]")).upTo(500);
}

Field priorityField()
{
    return integerField(QStringLiteral("priority"),
                        Text::tr("0 (last) to 10 (first), of tasks that have none of their own; those move as much"))
        .range(0, 10);
}

Fields budgetFields()
{
    return {
        numberField(QStringLiteral("budget_usd"), Text::tr("Most dollars the run may spend")).range(0),
        integerField(QStringLiteral("budget_tokens"), Text::tr("Most tokens the run may use")).range(0),
        integerField(QStringLiteral("budget_wall_ms"), Text::tr("Longest time by the clock that the run may take"))
            .range(0),
        integerField(QStringLiteral("budget_attempts"), Text::tr("Most attempts the run may start")).range(0),
        integerField(QStringLiteral("budget_agents"), Text::tr("Most subagents its agents may start")).range(0),
    };
}

QList<CliArgument> budgetOptions()
{
    return {
        option("budget_usd", "budget", Kind::Value, {}, Text::tr("USD")),
        option("budget_tokens", "budget-tokens", Kind::Value, {}, Text::tr("N")),
        option("budget_wall_ms", "budget-time", Kind::Duration, {}, Text::tr("TIME")),
        option("budget_attempts", "budget-attempts", Kind::Value, {}, Text::tr("N")),
        option("budget_agents", "budget-agents", Kind::Value, {}, Text::tr("N")),
    };
}

Fields submission()
{
    return workflowFields() +
           Fields{
               objectField(QStringLiteral("inputs"),
                           Text::tr("Inputs by name; text is converted to the declared type")),
               stringField(QStringLiteral("title"), Text::tr("What lists call the run")).upTo(500),
               stringField(QStringLiteral("working_directory"), Text::tr("Absolute path in which the tasks work"))
                   .upTo(4096),
               priorityField(),
               integerField(QStringLiteral("max_parallel"), Text::tr("Most attempts of this run at a time"))
                   .range(1, 100'000),
               booleanField(QStringLiteral("start_paused"), Text::tr("Create the run without starting any task")),
           } +
           budgetFields();
}

QList<CliArgument> submissionOptions()
{
    return QList<CliArgument>{
               option("inputs", "input", Kind::Pair, 'i', Text::tr("KEY=VALUE"),
                      Text::tr("An input; may be repeated. VALUE may be @FILE for the text of a file")),
               option("title", "title", Kind::Value, {}, Text::tr("TEXT")),
               completing(option("working_directory", "directory", Kind::Path, 'C', Text::tr("DIR"),
                                 Text::tr("Folder in which the tasks work (default: the current one)")),
                          "directory"),
               option("priority", "priority", Kind::Value, {}, Text::tr("0-10")),
               option("max_parallel", "max-parallel", Kind::Value, 'j', Text::tr("N")),
           } +
           budgetOptions();
}

QList<CliArgument> followOptions()
{
    return {
        option("@no-wait", "no-wait", Kind::Switch, {}, {},
               Text::tr("Leave with exit code 4 as soon as only a person can move the run on")),
        option("@plain", "plain", Kind::Switch, {}, {}, Text::tr("Plain lines, also on a terminal")),
    };
}

CliArgument runArgument()
{
    return completing(positional("run", Text::tr("RUN")), "run");
}

Operation runVerb(const QString &verb, const QString &summary, const CliForm &form, const Fields &more = {})
{
    Operation op;
    op.name = QStringLiteral("run.") + verb;
    op.summary = summary;
    op.request = Fields{runField()} + more;
    op.response = {stringField(QStringLiteral("run"), Text::tr("Full id of the run"))};
    op.permission = QStringLiteral("run:write");
    op.method = QStringLiteral("POST");
    op.path = QStringLiteral("/api/v1/runs/{run}/") + verb;
    op.mcp = true;
    op.reach = Reach::Write;
    op.cli = {form};
    return op;
}

Operation submit()
{
    Operation op;
    op.name = QStringLiteral("run.submit");
    op.summary = Text::tr("Start a run of a workflow");
    op.details = Text::tr("The workflow is checked first; nothing is started if it has an error.");
    op.request = submission();
    op.response = {
        stringField(QStringLiteral("run"), Text::tr("Id of the new run")).required(),
        stringField(QStringLiteral("workflow"), Text::tr("Name of the workflow")),
        stringField(QStringLiteral("hash"), Text::tr("Content hash of the workflow")),
        stringField(QStringLiteral("title"), Text::tr("Title of the run")),
        arrayField(QStringLiteral("warnings"), Text::tr("What is odd about the file")).of(Field::Type::String)};
    op.permission = QStringLiteral("run:write");
    op.risk = domain::Risk::Medium;
    op.method = QStringLiteral("POST");
    op.path = QStringLiteral("/api/v1/runs");
    op.mcp = true;
    op.reach = Reach::Write;

    const CliArgument what = workflowArgument();
    CliForm run;
    run.words = QStringLiteral("run");
    run.presentation = QStringLiteral("run.live");
    run.summary = Text::tr("Run a workflow and watch it");
    run.positionals = {what};
    run.options = submissionOptions() + followOptions();
    run.examples = {QStringLiteral("run hello.yaml"), QStringLiteral("run research --input topic=\"message queues\""),
                    QStringLiteral("run build.yaml --input notes=@notes.md --json"),
                    QStringLiteral("run nightly.yaml --budget 5 --no-wait")};
    CliForm later;
    later.words = QStringLiteral("submit");
    later.presentation = QStringLiteral("run.submitted");
    later.summary = Text::tr("Hand in a run without watching it");
    later.positionals = {what};
    later.options = submissionOptions();
    later.options += option("start_paused", "paused", Kind::Switch, {}, {});
    later.examples = {QStringLiteral("submit hello.yaml"), QStringLiteral("submit hello.yaml --paused --priority 8")};
    op.cli = {run, later};
    return op;
}

Operation list()
{
    Operation op;
    op.name = QStringLiteral("run.list");
    op.summary = Text::tr("List and search runs");
    op.request = {
        arrayField(QStringLiteral("states"), Text::tr("Only runs in these states"))
            .of(Field::Type::String)
            .oneOf({QStringLiteral("PENDING"), QStringLiteral("IN_PROGRESS"), QStringLiteral("PAUSED"),
                    QStringLiteral("COMPLETED"), QStringLiteral("FAILED"), QStringLiteral("CANCELLED")}),
        stringField(QStringLiteral("workflow"), Text::tr("Only runs of the workflow with this name")).upTo(200),
        stringField(QStringLiteral("tag"), Text::tr("Only runs of workflows with this tag")).upTo(200),
        stringField(QStringLiteral("text"),
                    Text::tr("Only runs with all these words, or parts of words, in id, title or workflow"))
            .upTo(200),
        stringField(QStringLiteral("sort"),
                    Text::tr("What comes first: the newest, the longest, the dearest (of attempts that have ended), "
                             "what is under way or failed (state), or by name"))
            .oneOf({QStringLiteral("newest"), QStringLiteral("longest"), QStringLiteral("dearest"),
                    QStringLiteral("state"), QStringLiteral("name")})
            .withDefault(QStringLiteral("newest")),
        booleanField(QStringLiteral("reverse"), Text::tr("The other way round")).withDefault(false),
        integerField(QStringLiteral("limit"), Text::tr("At most this many")).range(1, 1000).withDefault(50),
        integerField(QStringLiteral("offset"), Text::tr("Leave out this many of the first")).range(0).withDefault(0),
    };
    op.response = {arrayField(QStringLiteral("runs"), Text::tr("The runs")).of(Field::Type::Object).required(),
                   integerField(QStringLiteral("total"), Text::tr("How many fit, shown or not")).required()};
    op.permission = QStringLiteral("run:read");
    op.method = QStringLiteral("GET");
    op.path = QStringLiteral("/api/v1/runs");
    op.mcp = true;
    CliForm form;
    form.words = QStringLiteral("runs");
    form.presentation = QStringLiteral("run.list");
    form.options = {option("states", "state", Kind::Value, 's', Text::tr("STATE"),
                           Text::tr("Only runs in this state; may be repeated")),
                    option("workflow", "workflow", Kind::Value, 'w', Text::tr("NAME")),
                    option("tag", "tag", Kind::Value, {}, Text::tr("WORD")),
                    option("text", "search", Kind::Value, {}, Text::tr("WORDS")),
                    option("sort", "sort", Kind::Value, {}, Text::tr("ORDER")),
                    option("reverse", "reverse", Kind::Switch, {}, {}),
                    option("limit", "limit", Kind::Value, 'n', Text::tr("N")),
                    option("offset", "offset", Kind::Value, {}, Text::tr("N"))};
    form.examples = {QStringLiteral("runs"), QStringLiteral("runs --state FAILED --limit 5"),
                     QStringLiteral("runs --search billing --sort dearest")};
    op.cli = {form};
    return op;
}

Operation show()
{
    Operation op;
    op.name = QStringLiteral("run.show");
    op.summary = Text::tr("Show a run and its tasks");
    op.request = {
        runField(),
        arrayField(QStringLiteral("tasks"), Text::tr("Only the tasks with these indexes")).of(Field::Type::Integer),
        stringField(QStringLiteral("task"), Text::tr("Only this task, with its whole result")).upTo(500),
        stringField(QStringLiteral("tag"), Text::tr("Only tasks with this tag")).upTo(200),
        integerField(QStringLiteral("from"), Text::tr("Only tasks from this index on")).range(0),
        integerField(QStringLiteral("limit"), Text::tr("At most so many tasks")).range(1),
        integerField(QStringLiteral("most"), Text::tr("Only the so many tasks that need attention most: what waits for "
                                                      "a person, runs, failed, is blocked …"))
            .range(1, 10'000),
        momentField(),
        integerField(QStringLiteral("since"),
                     Text::tr("With `at`: only tasks that are not as they were after the event "
                              "with this number"))
            .range(0)};
    op.response = {
        objectField(QStringLiteral("run"), Text::tr("The run")).required(),
        arrayField(QStringLiteral("tasks"), Text::tr("Its tasks")).of(Field::Type::Object).required(),
        arrayField(QStringLiteral("approvals"), Text::tr("Open requests of the run")).of(Field::Type::Object),
        booleanField(QStringLiteral("live"), Text::tr("A process runs the engine; else nothing goes on by itself")),
        integerField(QStringLiteral("seq"), Text::tr("The last event that the answer contains")),
        integerField(QStringLiteral("at_ms"), Text::tr("With `at`: when its event happened")),
        booleanField(QStringLiteral("whole"), Text::tr("With `since`: all tasks are told, there are fewer than there "
                                                       "were")),
        objectField(QStringLiteral("counts"), Text::tr("With `most`: how many tasks are in which state")),
        integerField(QStringLiteral("next"), Text::tr("With `limit`: the `from` of the tasks that follow; not there "
                                                      "after the last"))};
    op.permission = QStringLiteral("run:read");
    op.method = QStringLiteral("GET");
    op.path = QStringLiteral("/api/v1/runs/{run}");
    op.mcp = true;
    CliForm form;
    form.words = QStringLiteral("show");
    form.presentation = QStringLiteral("run.show");
    form.positionals = {runArgument()};
    form.options = {option("task", "task", Kind::Value, 't', Text::tr("KEY")),
                    option("tag", "tag", Kind::Value, {}, Text::tr("WORD")), momentOption(),
                    option("@all", "all", Kind::Switch, 'a', {},
                           Text::tr("Every task, also of a run that has more than a thousand"))};
    form.examples = {QStringLiteral("show release-notes-4fh2kq"), QStringLiteral("show release --task build"),
                     QStringLiteral("show release --tag slow"), QStringLiteral("show release --at 120")};
    op.cli = {form};
    return op;
}

Operation graph()
{
    Operation op;
    op.name = QStringLiteral("run.graph");
    op.summary = Text::tr("Draw the tasks of a run and what they wait for");
    op.details = Text::tr("As the workflow was when the run started; states are told by podiumctl show.");
    op.request = {runField(), graphFormatField()};
    op.response = {stringField(QStringLiteral("text"), Text::tr("The drawing")),
                   objectField(QStringLiteral("graph"), Text::tr("With the format json: tasks, edges, layers and "
                                                                 "critical path, and the budget that the workflow "
                                                                 "gives"))};
    op.permission = QStringLiteral("run:read");
    op.method = QStringLiteral("GET");
    op.path = QStringLiteral("/api/v1/runs/{run}/graph");
    op.mcp = true;
    CliForm form;
    form.words = QStringLiteral("runs graph");
    form.presentation = QStringLiteral("text");
    form.positionals = {runArgument()};
    form.options = {option("format", "format", Kind::Value, 'f', Text::tr("FORMAT"))};
    form.examples = {QStringLiteral("runs graph hello"), QStringLiteral("runs graph hello --format mermaid")};
    op.cli = {form};
    return op;
}

CliForm plainForm(const QString &words, const QString &presentation, const QStringList &examples)
{
    CliForm form;
    form.words = words;
    form.presentation = presentation;
    form.positionals = {runArgument()};
    form.examples = examples;
    return form;
}

QList<Operation> verbs()
{
    QList<Operation> out;
    CliForm cancel = plainForm(QStringLiteral("cancel"), QStringLiteral("run.done"),
                               {QStringLiteral("cancel hello-4fh2kq"), QStringLiteral("cancel hello --task slow")});
    cancel.options = {option("reason", "reason", Kind::Value, 'm', Text::tr("TEXT")),
                      option("task", "task", Kind::Value, 't', Text::tr("KEY"), Text::tr("Cancel only this task"))};
    out += runVerb(QStringLiteral("cancel"), Text::tr("Stop a run, or one task of it, for good"), cancel,
                   {taskField(), stringField(QStringLiteral("reason"), Text::tr("Why, for the record"))});
    out.last().details = Text::tr("Running processes are asked to stop; after a grace time their whole process trees "
                                  "are ended.");
    out.last().risk = domain::Risk::Medium;

    out += runVerb(QStringLiteral("pause"), Text::tr("Start no further tasks of a run"),
                   plainForm(QStringLiteral("pause"), QStringLiteral("run.done"), {QStringLiteral("pause hello")}));
    out.last().details = Text::tr("Tasks that are running go on to their end.");

    CliForm resume = plainForm(QStringLiteral("resume"), QStringLiteral("run.live"),
                               {QStringLiteral("resume hello-4fh2kq"), QStringLiteral("resume hello --json")});
    resume.bare = QStringLiteral("serve --idle-exit 0s");
    resume.examples += QStringLiteral("resume");
    resume.options = followOptions();
    resume.options += option("@detach", "no-follow", Kind::Switch, {}, {}, Text::tr("Do not watch the run"));
    out += runVerb(QStringLiteral("resume"), Text::tr("Go on with a run and watch it"), resume);
    out.last().details =
        Text::tr("A paused run goes on. A run whose process died is taken over: processes that still run are "
                 "attached to, results that arrived meanwhile are taken, nothing is done twice. A failed or cancelled "
                 "run is opened again and its failed tasks are tried again. Without RUN all runs that have not "
                 "ended and are not paused are taken up, and watched until none is left, as podiumctl serve "
                 "--idle-exit 0s does.");

    CliForm retry = plainForm(QStringLiteral("retry"), QStringLiteral("run.live"),
                              {QStringLiteral("retry hello"), QStringLiteral("retry hello --task build")});
    retry.options =
        QList<CliArgument>{option("task", "task", Kind::Value, 't', Text::tr("KEY"),
                                  Text::tr("From this task on (default: all failed tasks)"))} +
        followOptions() +
        QList<CliArgument>{option("@detach", "no-follow", Kind::Switch, {}, {}, Text::tr("Do not watch the run"))};
    out += runVerb(QStringLiteral("retry"), Text::tr("Do a task and everything after it again"), retry, {taskField()});

    CliForm skip = plainForm(QStringLiteral("skip"), QStringLiteral("run.done"), {QStringLiteral("skip hello deploy")});
    skip.positionals += positional("task", Text::tr("TASK"));
    out += runVerb(QStringLiteral("skip"), Text::tr("Leave a task out"), skip, {taskField().required()});

    CliForm fork =
        plainForm(QStringLiteral("fork"), QStringLiteral("run.live"),
                  {QStringLiteral("fork hello --input name=world"), QStringLiteral("fork hello --from build")});
    fork.options =
        QList<CliArgument>{option("inputs", "input", Kind::Pair, 'i', Text::tr("KEY=VALUE"),
                                  Text::tr("A changed input; may be repeated")),
                           option("from", "from", Kind::Value, {}, Text::tr("KEY")),
                           option("title", "title", Kind::Value, {}, Text::tr("TEXT")),
                           option("max_parallel", "max-parallel", Kind::Value, 'j', Text::tr("N"))} +
        budgetOptions() + followOptions() +
        QList<CliArgument>{option("@detach", "no-follow", Kind::Switch, {}, {}, Text::tr("Do not watch the run"))};
    out +=
        runVerb(QStringLiteral("fork"), Text::tr("Run again with other inputs, keeping results that still hold"), fork,
                Fields{objectField(QStringLiteral("inputs"), Text::tr("Changed inputs; the others stay")),
                       stringField(QStringLiteral("from"),
                                   Text::tr("Do this task and everything after it again, whatever its inputs"))
                           .upTo(500),
                       stringField(QStringLiteral("title"), Text::tr("What lists call the new run")).upTo(500),
                       integerField(QStringLiteral("max_parallel"), Text::tr("Most attempts of this run at a time"))
                           .range(1, 100'000)} +
                    budgetFields());
    out.last().details = Text::tr(
        "A result is kept if the task is as it was, reads no input that has changed (nor a variable of the workflow "
        "that does), and depends only on what is kept too. So are skipped tasks and allowed failures, and inside of a "
        "foreach or sub-workflow that failed what was done. --from may name something inside of one, e.g. lint[3]. The "
        "limits of the run stay, unless others are given: its budget (for the new run alone), its concurrency and its "
        "priority.");
    out.last().risk = domain::Risk::Medium;
    out.last().response +=
        {arrayField(QStringLiteral("reused"), Text::tr("Tasks whose results were kept")).of(Field::Type::String),
         stringField(QStringLiteral("parent_run"), Text::tr("The run it was forked from"))};

    CliForm change = plainForm(
        QStringLiteral("change"), QStringLiteral("run.done"),
        {QStringLiteral("change hello --priority 9 --max-parallel 2"), QStringLiteral("change hello --budget 20")});
    change.options = {option("priority", "priority", Kind::Value, {}, Text::tr("0-10")),
                      option("max_parallel", "max-parallel", Kind::Value, 'j', Text::tr("N"))};
    change.options += budgetOptions();
    out += runVerb(QStringLiteral("change"), Text::tr("Change priority, concurrency or budget of a run"), change,
                   Fields{priorityField(),
                          integerField(QStringLiteral("max_parallel"), Text::tr("Most attempts of this run at a time"))
                              .range(1, 100'000)} +
                       budgetFields());
    return out;
}

Operation events()
{
    Operation op;
    op.name = QStringLiteral("run.events");
    op.summary = Text::tr("Show what happened, in order");
    op.request = {stringField(QStringLiteral("run"), Text::tr("Only events of this run")).upTo(200),
                  integerField(QStringLiteral("since"), Text::tr("Only events after this sequence number")).range(0),
                  arrayField(QStringLiteral("patterns"), Text::tr("Only these, e.g. task.* or run.finished"))
                      .of(Field::Type::String),
                  integerField(QStringLiteral("limit"), Text::tr("At most this many, the last ones without since"))
                      .range(1, 10'000)
                      .withDefault(500),
                  booleanField(QStringLiteral("brief"), Text::tr("Only number, time, kind and index of the task"))
                      .withDefault(false)};
    op.response = {arrayField(QStringLiteral("events"), Text::tr("The events")).of(Field::Type::Object).required(),
                   integerField(QStringLiteral("last"), Text::tr("Ask for events since this number next"))};
    op.permission = QStringLiteral("run:read");
    op.method = QStringLiteral("GET");
    op.path = QStringLiteral("/api/v1/events");
    op.mcp = true;
    CliForm form;
    form.words = QStringLiteral("events");
    form.presentation = QStringLiteral("run.events");
    form.positionals = {completing(optional(positional("run", Text::tr("RUN"))), "run")};
    form.options = {option("since", "since", Kind::Value, {}, Text::tr("SEQ")),
                    option("patterns", "pattern", Kind::Value, 'p', Text::tr("GLOB"),
                           Text::tr("Only these, e.g. task.*; may be repeated")),
                    option("limit", "limit", Kind::Value, 'n', Text::tr("N")),
                    option("@follow", "follow", Kind::Switch, 'f', {}, Text::tr("Go on with new ones"))};
    form.examples = {QStringLiteral("events hello --pattern 'task.*'"), QStringLiteral("events --follow --json")};
    op.cli = {form};
    return op;
}

Operation result()
{
    Operation op;
    op.name = QStringLiteral("run.result");
    op.summary = Text::tr("Print the whole result of a task");
    op.details =
        Text::tr("A text as it is, anything else as JSON; also results that are too large for podiumctl show.");
    op.request = {runField(), taskField().required()};
    op.response = {stringField(QStringLiteral("run"), Text::tr("Full id of the run")).required(),
                   stringField(QStringLiteral("task"), Text::tr("Key of the task")).required(),
                   stringField(QStringLiteral("source"), Text::tr("What the result was read from")),
                   anyField(QStringLiteral("result"), Text::tr("The result"))};
    op.permission = QStringLiteral("run:read");
    op.method = QStringLiteral("GET");
    op.path = QStringLiteral("/api/v1/runs/{run}/tasks/{task}/result");
    op.mcp = true;
    CliForm form;
    form.words = QStringLiteral("result");
    form.presentation = QStringLiteral("run.result");
    form.positionals = {runArgument(), positional("task", Text::tr("TASK"))};
    form.examples = {QStringLiteral("result hello build"), QStringLiteral("result hello report > report.json")};
    op.cli = {form};
    return op;
}

Operation logs()
{
    Operation op;
    op.name = QStringLiteral("run.logs");
    op.summary = Text::tr("Show the output of a run's tasks");
    op.request = {
        runField(),
        taskField(),
        integerField(QStringLiteral("attempt"), Text::tr("Only this attempt")).range(1),
        integerField(QStringLiteral("since"), Text::tr("Only lines after this line id")).range(0),
        momentField(),
        arrayField(QStringLiteral("streams"), Text::tr("Only these streams"))
            .of(Field::Type::String)
            .oneOf({QStringLiteral("stdout"), QStringLiteral("stderr"), QStringLiteral("agent"), QStringLiteral("tool"),
                    QStringLiteral("engine")}),
        integerField(QStringLiteral("limit"), Text::tr("At most this many lines, the last ones without since"))
            .range(1, 10'000)
            .withDefault(1000)};
    op.response = {arrayField(QStringLiteral("lines"), Text::tr("The lines")).of(Field::Type::Object).required(),
                   integerField(QStringLiteral("last"), Text::tr("Ask for lines since this id next"))};
    op.permission = QStringLiteral("run:read");
    op.method = QStringLiteral("GET");
    op.path = QStringLiteral("/api/v1/runs/{run}/logs");
    op.mcp = true;
    CliForm form;
    form.words = QStringLiteral("logs");
    form.presentation = QStringLiteral("run.logs");
    form.positionals = {runArgument(), optional(positional("task", Text::tr("TASK")))};
    form.options = {
        option("@follow", "follow", Kind::Switch, 'f', {}, Text::tr("Go on with new lines until the run ends")),
        option("limit", "lines", Kind::Value, 'n', Text::tr("N")),
        option("attempt", "attempt", Kind::Value, {}, Text::tr("N")), momentOption(),
        option("streams", "stream", Kind::Value, {}, Text::tr("NAME"))};
    form.examples = {QStringLiteral("logs -f hello"), QStringLiteral("logs hello build -n 50"),
                     QStringLiteral("logs hello --stream stderr")};
    op.cli = {form};
    return op;
}

Operation wait()
{
    Operation op;
    op.name = QStringLiteral("run.wait");
    op.summary = Text::tr("Wait until a run has ended");
    op.request = {runField(),
                  booleanField(QStringLiteral("attention"), Text::tr("Also return when only a person can move it on")),
                  integerField(QStringLiteral("timeout_ms"), Text::tr("Longest wait in milliseconds")).range(1)};
    op.response = {objectField(QStringLiteral("run"), Text::tr("The run")).required(),
                   booleanField(QStringLiteral("attention"), Text::tr("It waits for a person")),
                   stringField(QStringLiteral("why"), Text::tr("What it waits for")),
                   objectField(QStringLiteral("request"), Text::tr("The request to answer, if there is one"))};
    op.permission = QStringLiteral("run:read");
    op.method = QStringLiteral("GET");
    op.path = QStringLiteral("/api/v1/runs/{run}/wait");
    op.mcp = true;
    CliForm form;
    form.words = QStringLiteral("wait");
    form.presentation = QStringLiteral("run.ended");
    form.positionals = {runArgument()};
    form.options = {
        option("timeout_ms", "timeout", Kind::Duration, {}, Text::tr("TIME"), Text::tr("Longest wait, e.g. 90s or 5m")),
        option("attention", "no-wait", Kind::Switch, {}, {},
               Text::tr("Leave when only a person can move it on (status 4)"))};
    form.examples = {QStringLiteral("wait hello && echo finished"), QStringLiteral("wait hello --timeout 10m")};
    op.cli = {form};
    return op;
}

} // namespace

QList<Operation> runOperations()
{
    return QList<Operation>{submit(), list(), show(), graph()} + verbs() +
           QList<Operation>{events(), result(), logs(), wait()};
}

} // namespace podium::control
