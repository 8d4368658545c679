// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "control/operations/fields.h"

namespace podium::control
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(WorkflowOperations)
};

using Kind = CliArgument::Kind;

Operation base(const QString &name, const QString &summary, const QString &words, const QString &presentation,
               const QStringList &examples)
{
    Operation op = operation(name, summary, words, presentation, examples);
    op.permission = QStringLiteral("workflow:read");
    op.mcp = true;
    op.reach = Reach::Process;
    return op;
}

Operation validate()
{
    Operation op = base(QStringLiteral("workflow.validate"), Text::tr("Check a workflow and report everything wrong"),
                        QStringLiteral("validate"), QStringLiteral("workflow.validate"),
                        {QStringLiteral("validate build.yaml"), QStringLiteral("validate - < build.yaml")});
    op.details =
        Text::tr("Where there is a data folder, it also warns of tasks that none of its agents could do, and of "
                 "agents whose options are wrong.");
    op.request = workflowFields();
    op.reach = Reach::Glance;
    op.response = {booleanField(QStringLiteral("valid"), Text::tr("Whether it can be run")).required(),
                   arrayField(QStringLiteral("diagnostics"), Text::tr("Errors and warnings, in the order of the file"))
                       .of(Field::Type::Object)
                       .required(),
                   stringField(QStringLiteral("name"), Text::tr("Name of the workflow")),
                   stringField(QStringLiteral("hash"), Text::tr("Content hash")),
                   integerField(QStringLiteral("tasks"), Text::tr("How many tasks it has"))};
    op.method = QStringLiteral("POST");
    op.path = QStringLiteral("/api/v1/workflows/validate");
    op.cli[0].positionals = {workflowArgument()};
    return op;
}

Operation graph()
{
    Operation op =
        base(QStringLiteral("workflow.graph"), Text::tr("Draw the tasks of a workflow and what they wait for"),
             QStringLiteral("graph"), QStringLiteral("text"),
             {QStringLiteral("graph build.yaml"), QStringLiteral("graph build.yaml --format mermaid"),
              QStringLiteral("graph build.yaml --format dot | dot -Tsvg > build.svg")});
    op.details = Text::tr("The critical path, the chain of tasks that takes longest, is named or drawn bold. It comes "
                          "from what finished runs of the workflow took, else from the estimates in the file.");
    op.request = workflowFields() + Fields{graphFormatField()};
    op.response = {stringField(QStringLiteral("text"), Text::tr("The drawing")).required()};
    op.reach = Reach::Glance;
    op.method = QStringLiteral("POST");
    op.path = QStringLiteral("/api/v1/workflows/graph");
    op.cli[0].positionals = {workflowArgument()};
    op.cli[0].options = {option("format", "format", Kind::Value, 'f', Text::tr("FORMAT"))};
    return op;
}

Operation estimate()
{
    Operation op =
        base(QStringLiteral("workflow.estimate"), Text::tr("Estimate time and cost of a run before it starts"),
             QStringLiteral("simulate"), QStringLiteral("workflow.estimate"),
             {QStringLiteral("simulate build.yaml"),
              QStringLiteral("simulate build.yaml --max-parallel 4 --trials 5000 --json")});
    op.details = Text::tr("A Monte Carlo simulation over what earlier runs took, else over the estimates in the file. "
                          "What nobody knows is shown as unknown, never as nothing.");
    op.request =
        workflowFields() +
        Fields{objectField(QStringLiteral("inputs"), Text::tr("Inputs by name")),
               integerField(QStringLiteral("max_parallel"), Text::tr("Attempts at a time")).range(1, 100'000),
               integerField(QStringLiteral("trials"), Text::tr("Simulated runs")).range(1, 100'000).withDefault(1000),
               integerField(QStringLiteral("seed"), Text::tr("The same seed gives the same answer"))
                   .range(0)
                   .withDefault(1)};
    op.response = {objectField(QStringLiteral("estimate"),
                               Text::tr("Percentiles of duration and cost; agents, files, people and risks"))
                       .required()};
    op.reach = Reach::Glance;
    op.method = QStringLiteral("POST");
    op.path = QStringLiteral("/api/v1/workflows/estimate");
    op.cli[0].positionals = {workflowArgument()};
    op.cli[0].options = {
        option("inputs", "input", Kind::Pair, 'i', Text::tr("KEY=VALUE"), Text::tr("An input; may be repeated")),
        option("max_parallel", "max-parallel", Kind::Value, 'j', Text::tr("N")),
        option("trials", "trials", Kind::Value, {}, Text::tr("N")),
        option("seed", "seed", Kind::Value, {}, Text::tr("N"))};
    return op;
}

Operation templateList()
{
    Operation op = base(QStringLiteral("template.list"), Text::tr("List the workflow templates"),
                        QStringLiteral("templates"), QStringLiteral("template.list"), {QStringLiteral("templates")});
    op.response = {
        arrayField(QStringLiteral("templates"), Text::tr("The templates")).of(Field::Type::Object).required()};
    op.method = QStringLiteral("GET");
    op.path = QStringLiteral("/api/v1/templates");
    CliForm same = op.cli[0];
    same.words = QStringLiteral("templates list");
    op.cli += same;
    return op;
}

Operation templateShow()
{
    Operation op = base(QStringLiteral("template.show"), Text::tr("Show a template and its inputs"),
                        QStringLiteral("templates show"), QStringLiteral("template.show"),
                        {QStringLiteral("templates show research")});
    op.request = {stringField(QStringLiteral("template"), Text::tr("Name of the template")).required().upTo(200)};
    op.response = {stringField(QStringLiteral("text"), Text::tr("The template")).required()};
    op.method = QStringLiteral("GET");
    op.path = QStringLiteral("/api/v1/templates/{template}");
    op.cli[0].positionals = {completing(positional("template", Text::tr("TEMPLATE")), "template")};
    return op;
}

Operation templateNew()
{
    Operation op = base(QStringLiteral("template.new"), Text::tr("Start a workflow file of your own from a template"),
                        QStringLiteral("templates new"), QStringLiteral("template.new"),
                        {QStringLiteral("templates new research > my-research.yaml"),
                         QStringLiteral("templates new research --name survey --output survey.yaml")});
    op.request = {stringField(QStringLiteral("template"), Text::tr("Name of the template")).required().upTo(200),
                  stringField(QStringLiteral("name"), Text::tr("Name of the new workflow")).upTo(200)};
    op.response = {stringField(QStringLiteral("text"), Text::tr("The workflow as YAML")).required()};
    op.method = QStringLiteral("POST");
    op.path = QStringLiteral("/api/v1/templates/{template}/new");
    op.cli[0].positionals = {completing(positional("template", Text::tr("TEMPLATE")), "template")};
    op.cli[0].options = {option("name", "name", Kind::Value, {}, Text::tr("NAME")),
                         completing(option("@output", "output", Kind::Path, 'o', Text::tr("FILE"),
                                           Text::tr("Write it there; an existing file is never overwritten")),
                                    "file")};
    return op;
}

Operation plan()
{
    Operation op = base(QStringLiteral("workflow.plan"), Text::tr("Have an agent plan how a goal is reached"),
                        QStringLiteral("plan"), QStringLiteral("workflow.plan"),
                        {QStringLiteral("plan \"add a dark theme\" --output theme.yaml"),
                         QStringLiteral("plan @goal.md --max-tasks 6 --budget 0.50 > plan.yaml"),
                         QStringLiteral("plan --run plan-4fh2kq --output theme.yaml")});
    op.reach = Reach::Write;
    op.permission = QStringLiteral("run:write");
    op.risk = domain::Risk::Medium;
    op.mcp = true;
    op.request = {
        stringField(QStringLiteral("goal"), Text::tr("What is to be reached")).upTo(20'000),
        stringField(QStringLiteral("run"),
                    Text::tr("Run of a planner that was begun before, whose plan is taken; with a goal and an id that "
                             "is free, the id of the new run"))
            .upTo(100),
        integerField(QStringLiteral("max_tasks"), Text::tr("Most tasks of the plan")).range(1, 100).withDefault(12),
        stringField(QStringLiteral("model"), Text::tr("Model of the planner")).upTo(200),
        stringField(QStringLiteral("working_directory"), Text::tr("Absolute path of the project it is about"))
            .upTo(4096),
        numberField(QStringLiteral("budget_usd"), Text::tr("Most dollars the planner may spend")).range(0),
        integerField(QStringLiteral("timeout_ms"), Text::tr("How long to wait for the plan; 0 = as long as it takes"))
            .range(0)
            .withDefault(1'800'000)};
    op.response = {
        stringField(QStringLiteral("text"), Text::tr("The workflow as YAML; nothing of it runs yet")).required(),
        integerField(QStringLiteral("tasks"), Text::tr("How many tasks it has")),
        booleanField(QStringLiteral("fallback"), Text::tr("Whether it is one task, for want of a plan")),
        stringField(QStringLiteral("reason"), Text::tr("Why there was no plan")),
        stringField(QStringLiteral("planner_run"), Text::tr("The run of the planner"))};
    op.method = QStringLiteral("POST");
    op.path = QStringLiteral("/api/v1/plans");
    CliArgument goal = positional("goal", Text::tr("GOAL"));
    goal.kind = Kind::Text;
    op.cli[0].positionals = {optional(goal)};
    op.cli[0].options = {completing(option("run", "run", Kind::Value, {}, Text::tr("RUN"),
                                           Text::tr("Take the plan of this run, which was begun before")),
                                    "run"),
                         option("max_tasks", "max-tasks", Kind::Value, 'n', Text::tr("N")),
                         option("model", "model", Kind::Value, 'm', Text::tr("MODEL")),
                         completing(option("working_directory", "directory", Kind::Path, 'C', Text::tr("DIR"),
                                           Text::tr("Folder of the project (default: the current one)")),
                                    "directory"),
                         option("budget_usd", "budget", Kind::Value, {}, Text::tr("USD")),
                         option("timeout_ms", "timeout", Kind::Duration, {}, Text::tr("TIME")),
                         completing(option("@output", "output", Kind::Path, 'o', Text::tr("FILE"),
                                           Text::tr("Write it there; an existing file is never overwritten")),
                                    "file")};
    return op;
}

Operation replan()
{
    Operation op =
        base(QStringLiteral("run.replan"), Text::tr("Have an agent change what is left of a run, as a proposal"),
             QStringLiteral("replan"), QStringLiteral("run.replan"),
             {QStringLiteral("replan theme-4fh2kq"), QStringLiteral("replan theme --goal \"a light theme as well\""),
              QStringLiteral("replan theme --planner replan-7x3mpa --consent 3f0c91…")});
    op.details =
        Text::tr("Shows which tasks would be added, removed and changed. Tasks that are done are kept. Nothing "
                 "is applied before somebody has agreed to exactly what was shown, and the run has ended; then "
                 "a new run goes on from it.");
    op.reach = Reach::Write;
    op.permission = QStringLiteral("run:write");
    op.risk = domain::Risk::Medium;
    op.mcp = true;
    op.request = {
        stringField(QStringLiteral("run"), Text::tr("Id of the run, or its beginning")).required().upTo(200),
        stringField(QStringLiteral("goal"), Text::tr("What is to be reached now; left out: the title of the run"))
            .upTo(20'000),
        stringField(QStringLiteral("planner_run"), Text::tr("Run of a planner whose proposal is taken again"))
            .upTo(200),
        stringField(QStringLiteral("begin_as"),
                    Text::tr("Id of the planner's run; where one has begun under it, that is taken up"))
            .upTo(100),
        stringField(QStringLiteral("consent"), Text::tr("Digest of the proposal that is agreed to")).upTo(200),
        integerField(QStringLiteral("max_tasks"), Text::tr("Most tasks that are left to do"))
            .range(1, 100)
            .withDefault(12),
        stringField(QStringLiteral("model"), Text::tr("Model of the planner")).upTo(200),
        numberField(QStringLiteral("budget_usd"), Text::tr("Most dollars the planner may spend")).range(0),
        integerField(QStringLiteral("timeout_ms"),
                     Text::tr("How long to wait for the proposal; 0 = as long as it takes"))
            .range(0)
            .withDefault(1'800'000)};
    op.response = {
        stringField(QStringLiteral("run"), Text::tr("Full id of the run")).required(),
        stringField(QStringLiteral("planner_run"), Text::tr("The run of the planner")),
        stringField(QStringLiteral("summary"), Text::tr("Why the plan changes")),
        arrayField(QStringLiteral("changes"), Text::tr("Tasks that are added, removed and changed"))
            .of(Field::Type::Object),
        arrayField(QStringLiteral("kept"), Text::tr("Tasks that are done")).of(Field::Type::String),
        arrayField(QStringLiteral("unchanged"), Text::tr("Other tasks that stay as they are")).of(Field::Type::String),
        stringField(QStringLiteral("digest"), Text::tr("What can be consented to")),
        booleanField(QStringLiteral("applied"), Text::tr("Whether it was consented to")),
        stringField(QStringLiteral("new_run"), Text::tr("The run that goes on with it"))};
    op.method = QStringLiteral("POST");
    op.path = QStringLiteral("/api/v1/runs/{run}/replan");
    op.cli[0].positionals = {completing(positional("run", Text::tr("RUN")), "run")};
    op.cli[0].options = {option("goal", "goal", Kind::Text, 'g', Text::tr("GOAL")),
                         completing(option("planner_run", "planner", Kind::Value, {}, Text::tr("RUN")), "run"),
                         option("consent", "consent", Kind::Value, {}, Text::tr("DIGEST")),
                         option("max_tasks", "max-tasks", Kind::Value, 'n', Text::tr("N")),
                         option("model", "model", Kind::Value, 'm', Text::tr("MODEL")),
                         option("budget_usd", "budget", Kind::Value, {}, Text::tr("USD")),
                         option("timeout_ms", "timeout", Kind::Duration, {}, Text::tr("TIME"))};
    return op;
}

Operation planner()
{
    Operation op = base(QStringLiteral("planner.show"), Text::tr("Say who could plan a goal here"),
                        QStringLiteral("planner"), QStringLiteral("planner.show"), {QStringLiteral("planner")});
    op.details = Text::tr("Nothing is asked over the network: a login may still turn out to be expired.");
    op.reach = Reach::Read;
    op.response = {booleanField(QStringLiteral("available"), Text::tr("Whether there is somebody")).required(),
                   stringField(QStringLiteral("by"), Text::tr("Who it is")),
                   stringField(QStringLiteral("why"), Text::tr("Why there is nobody")),
                   stringField(QStringLiteral("hint"), Text::tr("What to do about that"))};
    op.method = QStringLiteral("GET");
    op.path = QStringLiteral("/api/v1/planner");
    return op;
}

} // namespace

QList<Operation> workflowOperations()
{
    return {plan(),     planner(),      replan(),       validate(),   graph(),
            estimate(), templateList(), templateShow(), templateNew()};
}

} // namespace podium::control
