// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "control/operations/fields.h"

namespace podium::control
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(AgentOperations)
};

using Kind = CliArgument::Kind;

Field nameField()
{
    return stringField(QStringLiteral("name"), Text::tr("Name of the agent")).required().upTo(100);
}

CliArgument agentArgument()
{
    return completing(positional("name", Text::tr("AGENT")), "agent");
}

Operation base(const QString &verb, const QString &summary, const QString &method, const QString &path, Reach reach)
{
    Operation op;
    op.name = QStringLiteral("agent.") + verb;
    op.summary = summary;
    op.method = method;
    op.path = path;
    op.reach = reach;
    op.permission = reach == Reach::Write ? QStringLiteral("agent:write") : QStringLiteral("agent:read");
    op.risk = reach == Reach::Write ? domain::Risk::Medium : domain::Risk::Low;
    op.mcp = reach != Reach::Write;
    return op;
}

Operation agentVerb(const QString &verb, const QString &summary, const QStringList &examples, const Fields &more = {},
                    const QList<CliArgument> &positionals = {})
{
    Operation op =
        base(verb, summary, QStringLiteral("POST"), QStringLiteral("/api/v1/agents/{name}/") + verb, Reach::Write);
    op.request = Fields{nameField()} + more;
    op.response = {objectField(QStringLiteral("agent"), Text::tr("The agent after the change"))};
    CliForm form;
    form.words = QStringLiteral("agents ") + verb;
    form.presentation = QStringLiteral("agent.changed");
    form.positionals = QList<CliArgument>{agentArgument()} + positionals;
    form.examples = examples;
    op.cli = {form};
    return op;
}

Operation stopping(const QString &verb, const QString &summary, const QString &details, const QStringList &examples)
{
    Operation op = agentVerb(verb, summary, examples);
    op.details = details;
    op.risk = domain::Risk::High;
    op.response += integerField(QStringLiteral("stopped"), Text::tr("Attempts that were stopped")).required();
    return op;
}

Operation list()
{
    Operation op = base(QStringLiteral("list"), Text::tr("List the agents and what they are doing"),
                        QStringLiteral("GET"), QStringLiteral("/api/v1/agents"), Reach::Read);
    op.details = Text::tr("With the places of each (instances times attempts at a time), and how many of its attempts "
                          "have succeeded and failed in the last 30 days.");
    op.response = {arrayField(QStringLiteral("agents"), Text::tr("The agents")).of(Field::Type::Object).required(),
                   booleanField(QStringLiteral("live"), Text::tr("Whether activity and load are known"))};
    CliForm form;
    form.words = QStringLiteral("agents");
    form.presentation = QStringLiteral("agent.list");
    form.examples = {QStringLiteral("agents"), QStringLiteral("agents --json")};
    CliForm same = form;
    same.words = QStringLiteral("agents list");
    op.cli = {form, same};
    return op;
}

Operation show()
{
    Operation op = base(QStringLiteral("show"), Text::tr("Show an agent"), QStringLiteral("GET"),
                        QStringLiteral("/api/v1/agents/{name}"), Reach::Read);
    op.request = {nameField()};
    op.response = {objectField(QStringLiteral("agent"), Text::tr("The agent")).required()};
    CliForm form;
    form.words = QStringLiteral("agents show");
    form.presentation = QStringLiteral("agent.show");
    form.positionals = {agentArgument()};
    form.examples = {QStringLiteral("agents show backend-api")};
    op.cli = {form};
    return op;
}

Operation set()
{
    Operation op = base(QStringLiteral("set"), Text::tr("Add an agent, or change one"), QStringLiteral("PUT"),
                        QStringLiteral("/api/v1/agents/{name}"), Reach::Write);
    op.details = Text::tr("What is not given stays as it is; a new agent starts from its preset.");
    op.request = {
        nameField(),
        stringField(QStringLiteral("preset"), Text::tr("Start from this preset")).upTo(100),
        booleanField(QStringLiteral("new"), Text::tr("Refuse if there is an agent of this name")),
        stringField(QStringLiteral("title"), Text::tr("What lists call it")).upTo(200),
        stringField(QStringLiteral("role"), Text::tr("Its role")).upTo(100),
        arrayField(QStringLiteral("capabilities"), Text::tr("What it can do")).of(Field::Type::String),
        stringField(QStringLiteral("runner"), Text::tr("What runs it: claude, messages, simulated, shell …")).upTo(100),
        stringField(QStringLiteral("model"), Text::tr("Model of the runner")).upTo(200),
        stringField(QStringLiteral("system_prompt"), Text::tr("Added to its instructions")),
        stringField(QStringLiteral("permission_mode"), Text::tr("How its tool uses are decided"))
            .oneOf({QStringLiteral("default"), QStringLiteral("manual"), QStringLiteral("acceptEdits"),
                    QStringLiteral("plan"), QStringLiteral("auto"), QStringLiteral("dontAsk"),
                    QStringLiteral("bypassPermissions")}),
        stringField(QStringLiteral("workspace"), Text::tr("Where it works"))
            .oneOf({QStringLiteral("inherit"), QStringLiteral("directory"), QStringLiteral("scratch"),
                    QStringLiteral("worktree")}),
        integerField(QStringLiteral("scale"), Text::tr("Instances")).range(0, 1000),
        integerField(QStringLiteral("max_parallel"), Text::tr("Attempts per instance")).range(1, 1000),
        arrayField(QStringLiteral("tags"), Text::tr("Free words")).of(Field::Type::String),
        objectField(QStringLiteral("options"), Text::tr("Options of the runner")),
    };
    op.response = {objectField(QStringLiteral("agent"), Text::tr("The agent after the change")).required()};
    CliForm form;
    form.words = QStringLiteral("agents set");
    form.presentation = QStringLiteral("agent.changed");
    form.positionals = {agentArgument()};
    form.options = {
        option("preset", "preset", Kind::Value, {}, Text::tr("NAME")),
        option("new", "new", Kind::Switch, {}, {}),
        option("title", "title", Kind::Value, {}, Text::tr("TEXT")),
        option("role", "role", Kind::Value, {}, Text::tr("NAME")),
        option("capabilities", "capability", Kind::Value, 'c', Text::tr("NAME"),
               Text::tr("A capability; may be repeated")),
        option("runner", "runner", Kind::Value, {}, Text::tr("NAME")),
        option("model", "model", Kind::Value, {}, Text::tr("NAME")),
        option("system_prompt", "system-prompt", Kind::Text, {}, Text::tr("TEXT"),
               Text::tr("Added to its instructions; @FILE reads a file")),
        option("permission_mode", "permission-mode", Kind::Value, {}, Text::tr("MODE")),
        option("workspace", "workspace", Kind::Value, {}, Text::tr("POLICY")),
        option("scale", "scale", Kind::Value, {}, Text::tr("N")),
        option("max_parallel", "max-parallel", Kind::Value, 'j', Text::tr("N")),
        option("tags", "tag", Kind::Value, {}, Text::tr("WORD"), Text::tr("A tag; may be repeated")),
        option("options", "option", Kind::JsonPair, 'o', Text::tr("KEY=VALUE"),
               Text::tr("An option of the runner, as JSON or text; may be repeated")),
    };
    form.examples = {QStringLiteral("agents set backend --preset backend-api"),
                     QStringLiteral("agents set tester --role testing --capability unit-tests --runner claude")};
    op.cli = {form};
    return op;
}

Operation import()
{
    Operation op = base(QStringLiteral("import"), Text::tr("Add or change the agents of a file"),
                        QStringLiteral("POST"), QStringLiteral("/api/v1/agents"), Reach::Write);
    op.details = Text::tr("YAML or JSON with a list `agents`; each has a name and the fields of `agents set`, whose "
                          "rules hold: what is not given stays as it is. Agents that the file does not name stay. "
                          "Nothing is changed if anything in the file is wrong.");
    op.request = {
        stringField(QStringLiteral("text"), Text::tr("The text of the file; @FILE reads it")).required().upTo(1 << 20),
        stringField(QStringLiteral("file"), Text::tr("What errors call the file")).upTo(1000)};
    op.response = {arrayField(QStringLiteral("agents"), Text::tr("The agents after the change"))
                       .of(Field::Type::Object)
                       .required()};
    CliForm form;
    form.words = QStringLiteral("agents import");
    form.presentation = QStringLiteral("agent.list");
    form.positionals = {positional("text", Text::tr("@FILE"), Kind::Text)};
    form.examples = {QStringLiteral("agents import @team.yaml")};
    op.cli = {form};
    return op;
}

Operation remove()
{
    Operation op = base(QStringLiteral("remove"), Text::tr("Remove an agent that has nothing to do"),
                        QStringLiteral("DELETE"), QStringLiteral("/api/v1/agents/{name}"), Reach::Write);
    op.request = {nameField()};
    op.response = {stringField(QStringLiteral("name"), Text::tr("Its name"))};
    CliForm form;
    form.words = QStringLiteral("agents remove");
    form.presentation = QStringLiteral("agent.changed");
    form.positionals = {agentArgument()};
    form.examples = {QStringLiteral("agents remove tester")};
    op.cli = {form};
    return op;
}

Operation presets()
{
    Operation op = base(QStringLiteral("presets"), Text::tr("List the agents that come with Podium"),
                        QStringLiteral("GET"), QStringLiteral("/api/v1/agent-presets"), Reach::Process);
    op.response = {arrayField(QStringLiteral("presets"), Text::tr("The presets")).of(Field::Type::Object).required()};
    CliForm form;
    form.words = QStringLiteral("agents presets");
    form.presentation = QStringLiteral("agent.presets");
    form.examples = {QStringLiteral("agents presets")};
    op.cli = {form};
    return op;
}

} // namespace

QList<Operation> agentOperations()
{
    return {
        list(),
        show(),
        set(),
        import(),
        agentVerb(QStringLiteral("scale"), Text::tr("Change how many instances an agent has"),
                  {QStringLiteral("agents scale tester 3")},
                  {integerField(QStringLiteral("scale"), Text::tr("Instances")).range(0, 1000).required()},
                  {positional("scale", Text::tr("N"))}),
        agentVerb(QStringLiteral("enable"), Text::tr("Let an agent take tasks"),
                  {QStringLiteral("agents enable tester")}),
        agentVerb(QStringLiteral("disable"), Text::tr("Let an agent take no further tasks"),
                  {QStringLiteral("agents disable tester")}),
        agentVerb(QStringLiteral("drain"), Text::tr("Let an agent finish what it has and take nothing new"),
                  {QStringLiteral("agents drain tester")}),
        stopping(QStringLiteral("restart"), Text::tr("Stop what an agent is doing, and let it be taken up again"),
                 Text::tr("Its attempts are asked to stop; after a grace time their process trees are ended. Their "
                          "tasks are done again or gone on with, as on_interrupt of each says."),
                 {QStringLiteral("agents restart tester")}),
        stopping(QStringLiteral("kill"), Text::tr("End all processes of an agent at once, and disable it"),
                 Text::tr("The whole process trees. What is not saved is lost. Its tasks go to another agent that can "
                          "do them, or wait until this one is enabled."),
                 {QStringLiteral("agents kill tester")}),
        remove(),
        presets(),
    };
}

} // namespace podium::control
