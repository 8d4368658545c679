// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "control/operations/fields.h"

namespace podium::control
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ApprovalOperations)
};

using Kind = CliArgument::Kind;

CliArgument approvalArgument()
{
    return completing(positional("approval", Text::tr("REQUEST")), "approval");
}

CliForm decision(const QString &words, bool approve, const QString &summary, const QStringList &examples)
{
    CliForm form;
    form.words = words;
    form.presentation = QStringLiteral("approval.decided");
    form.fixed = {{QStringLiteral("approve"), approve}};
    form.summary = summary;
    form.examples = examples;
    form.positionals = {approvalArgument()};
    form.options = {option("comment", "comment", Kind::Text, 'm', Text::tr("TEXT")),
                    option("digest", "digest", Kind::Value, {}, Text::tr("SHA256")),
                    option("as", "as", Kind::Value, {}, Text::tr("NAME"))};
    return form;
}

Operation list()
{
    Operation op;
    op.name = QStringLiteral("approval.list");
    op.summary = Text::tr("List what needs a person, riskiest and oldest first");
    op.request = {
        stringField(QStringLiteral("approval"), Text::tr("Only the request with this id, or beginning of one"))
            .upTo(200),
        stringField(QStringLiteral("run"), Text::tr("Only requests of this run")).upTo(200),
        booleanField(QStringLiteral("all"), Text::tr("Also requests that were decided")).withDefault(false),
        integerField(QStringLiteral("limit"), Text::tr("At most this many")).range(1, 1000).withDefault(200)};
    op.response = {
        arrayField(QStringLiteral("approvals"), Text::tr("The requests")).of(Field::Type::Object).required()};
    op.permission = QStringLiteral("approval:read");
    op.method = QStringLiteral("GET");
    op.path = QStringLiteral("/api/v1/approvals");
    CliForm form;
    form.words = QStringLiteral("approvals");
    form.presentation = QStringLiteral("approval.list");
    form.positionals = {optional(approvalArgument())};
    form.options = {completing(option("run", "run", Kind::Value, 'r', Text::tr("RUN")), "run"),
                    option("all", "all", Kind::Switch, 'a', {})};
    form.examples = {QStringLiteral("approvals"), QStringLiteral("approvals 01hf3z"),
                     QStringLiteral("approvals --run hello --json")};
    op.cli = {form};
    return op;
}

Operation decide()
{
    Operation op;
    op.name = QStringLiteral("approval.decide");
    op.summary = Text::tr("Decide on a request");
    op.details = Text::tr("What is decided on is exactly what the request shows: with --digest the decision is refused "
                          "if the request has changed since it was read.");
    op.request = {
        stringField(QStringLiteral("approval"), Text::tr("Id of the request, or a beginning of it that fits only one"))
            .required()
            .upTo(200),
        booleanField(QStringLiteral("approve"), Text::tr("True to approve, false to deny")).required(),
        stringField(QStringLiteral("digest"), Text::tr("SHA-256 of what was shown; must match")).upTo(64),
        anyField(QStringLiteral("answer"), Text::tr("The filled-in form, or the chosen option")),
        stringField(QStringLiteral("comment"), Text::tr("A word to the one who asked")),
        booleanField(QStringLiteral("changes"),
                     Text::tr("With a no to finished work: it is done again, and the comment says what to do better")),
        booleanField(QStringLiteral("interrupt"),
                     Text::tr("With a no to an agent's permission: it stops there, instead of trying another way")),
        objectField(QStringLiteral("input"), Text::tr("Run the tool with this input instead of what was asked")),
        stringField(QStringLiteral("always"),
                    Text::tr("Allow equal requests from now on, in this workflow, agent or folder"))
            .oneOf({QStringLiteral("workflow"), QStringLiteral("agent"), QStringLiteral("folder")}),
        stringField(QStringLiteral("as"), Text::tr("Who decides, where several have to; for callers on this machine"))
            .upTo(100),
    };
    op.response = {objectField(QStringLiteral("approval"), Text::tr("The request after the decision"))};
    op.permission = QStringLiteral("approval:decide");
    op.risk = domain::Risk::High;
    op.method = QStringLiteral("POST");
    op.path = QStringLiteral("/api/v1/approvals/{approval}/decision");
    op.reach = Reach::Write;

    CliForm approve =
        decision(QStringLiteral("approve"), true, Text::tr("Say yes to a request"),
                 {QStringLiteral("approve 01hf3z"), QStringLiteral("approve 01hf3z --comment \"well done\"")});
    approve.options += {option("input", "input", Kind::Json, {}, Text::tr("JSON")),
                        option("always", "always", Kind::Value, {}, Text::tr("WHERE"))};
    approve.examples +=
        {QStringLiteral("approve 01hf3z --always workflow"), QStringLiteral("approve 01hf3z --input @input.json")};
    CliForm deny = decision(QStringLiteral("deny"), false, Text::tr("Say no to a request"),
                            {QStringLiteral("deny 01hf3z --comment \"not on a Friday\""),
                             QStringLiteral("deny 01hf3z --changes --comment \"the tests are missing\"")});
    deny.options +=
        {option("changes", "changes", Kind::Switch, {}, {}), option("interrupt", "interrupt", Kind::Switch, {}, {})};
    CliForm answer = decision(QStringLiteral("answer"), true, Text::tr("Fill in the form of a human task, or vote"),
                              {QStringLiteral("answer 01hf3z --field color=blue"),
                               QStringLiteral("answer 01hf3z --choice ship --as anna"),
                               QStringLiteral("answer 01hf3z --json-answer @answer.json")});
    answer.options = QList<CliArgument>{option("@fields", "field", Kind::Pair, 'f', Text::tr("KEY=VALUE"),
                                               Text::tr("A field of the form; may be repeated")),
                                        option("@choice", "choice", Kind::Value, 'c', Text::tr("OPTION"),
                                               Text::tr("The chosen option of a vote")),
                                        option("answer", "json-answer", Kind::Json, {}, Text::tr("JSON"),
                                               Text::tr("The whole answer as JSON; @FILE reads a file"))} +
                     answer.options;
    op.cli = {approve, deny, answer};
    return op;
}

Operation consult()
{
    Operation op;
    op.name = QStringLiteral("approval.consult");
    op.summary = Text::tr("Have several reviewer agents decide on a request");
    op.details = Text::tr("Each decides by itself. If enough of them answer and enough agree, they count as one who "
                          "decides; otherwise the request stays open. A test that fails refuses it whatever they say. "
                          "What everybody said, and who disagreed, is kept with the request.");
    op.request = {
        stringField(QStringLiteral("approval"), Text::tr("Id of the request, or a beginning of it that fits only one"))
            .required()
            .upTo(200),
        integerField(QStringLiteral("reviewers"), Text::tr("How many agents are asked")).range(1, 25).withDefault(3),
        integerField(QStringLiteral("quorum"), Text::tr("How many of them have to agree")).range(1, 25).withDefault(2),
        integerField(QStringLiteral("live"), Text::tr("How many of them have to answer at all"))
            .range(1, 25)
            .withDefault(2),
        stringField(QStringLiteral("test"), Text::tr("A shell command in the folder of the run; failing, it refuses"))
            .upTo(20'000),
        stringField(QStringLiteral("run"), Text::tr("Run of reviewers that were asked before, whose answer is taken"))
            .upTo(200),
        stringField(QStringLiteral("begin_as"),
                    Text::tr("Id of the reviewers' run; where one has begun under it, that is taken up"))
            .upTo(100),
        numberField(QStringLiteral("budget_usd"), Text::tr("Most dollars the reviewers may spend")).range(0),
        integerField(QStringLiteral("timeout_ms"), Text::tr("How long to wait for them; 0 = as long as it takes"))
            .range(0)
            .withDefault(3'600'000)};
    op.response = {
        stringField(QStringLiteral("approval"), Text::tr("The request")).required(),
        stringField(QStringLiteral("run"), Text::tr("The run of the reviewers")),
        booleanField(QStringLiteral("decided"), Text::tr("Whether they have decided")),
        stringField(QStringLiteral("state"), Text::tr("State of the request; open if people have to agree as well")),
        stringField(QStringLiteral("choice"), Text::tr("What was chosen")),
        stringField(QStringLiteral("decided_by"), Text::tr("votes, tests, or why there was no consensus")),
        integerField(QStringLiteral("live"), Text::tr("How many have answered")),
        arrayField(QStringLiteral("votes"), Text::tr("What each said; null for one that failed")),
        arrayField(QStringLiteral("dissent"), Text::tr("Who disagreed, and why"))};
    op.permission = QStringLiteral("approval:decide");
    op.risk = domain::Risk::High;
    op.method = QStringLiteral("POST");
    op.path = QStringLiteral("/api/v1/approvals/{approval}/consultation");
    op.reach = Reach::Write;
    CliForm form;
    form.words = QStringLiteral("consult");
    form.presentation = QStringLiteral("approval.consult");
    form.positionals = {completing(positional("approval", Text::tr("REQUEST")), "approval")};
    form.options = {option("reviewers", "reviewers", Kind::Value, 'n', Text::tr("N")),
                    option("quorum", "quorum", Kind::Value, {}, Text::tr("N")),
                    option("live", "live", Kind::Value, {}, Text::tr("N")),
                    option("test", "test", Kind::Value, {}, Text::tr("COMMAND")),
                    completing(option("run", "run", Kind::Value, {}, Text::tr("RUN")), "run"),
                    option("budget_usd", "budget", Kind::Value, {}, Text::tr("USD")),
                    option("timeout_ms", "timeout", Kind::Duration, {}, Text::tr("TIME"))};
    form.examples = {QStringLiteral("consult 01hf3z"),
                     QStringLiteral("consult 01hf3z --reviewers 5 --quorum 3 --live 4 --test \"make check\"")};
    op.cli = {form};
    return op;
}

Operation stops()
{
    Operation op;
    op.name = QStringLiteral("stop.list");
    op.summary = Text::tr("List what stands still until a person does something, without having asked");
    op.details =
        Text::tr("Runs that failed, what failed in runs that go on, tasks that nobody can do or pay for, agents "
                 "that say nothing or need a login. What a run asks for itself podiumctl approvals lists.");
    op.request = {integerField(QStringLiteral("within_ms"), Text::tr("Only runs that failed within this time"))
                      .range(0)
                      .withDefault(7 * 24 * 3'600'000)};
    op.response = {arrayField(QStringLiteral("stops"), Text::tr("What stands still, newest first: kind (failed, "
                                                                "budget, limit, login, stalled, waits), run, task, "
                                                                "agent, reason, since_ms"))
                       .of(Field::Type::Object)
                       .required()};
    op.permission = QStringLiteral("approval:read");
    op.method = QStringLiteral("GET");
    op.path = QStringLiteral("/api/v1/stops");
    CliForm form;
    form.words = QStringLiteral("stops");
    form.presentation = QStringLiteral("stop.list");
    form.options = {option("within_ms", "within", Kind::Duration, {}, Text::tr("TIME"))};
    form.examples = {QStringLiteral("stops"), QStringLiteral("stops --within 1h --json")};
    op.cli = {form};
    return op;
}

Operation message()
{
    Operation op;
    op.name = QStringLiteral("message.send");
    op.summary = Text::tr("Send a message into the session of a running task");
    op.request = {stringField(QStringLiteral("run"), Text::tr("Id of the run")).required().upTo(200),
                  stringField(QStringLiteral("task"), Text::tr("Key of the task")).required().upTo(500),
                  stringField(QStringLiteral("text"), Text::tr("The message")).required()};
    op.response = {stringField(QStringLiteral("run"), Text::tr("Full id of the run"))};
    op.permission = QStringLiteral("message:send");
    op.risk = domain::Risk::Medium;
    op.method = QStringLiteral("POST");
    op.path = QStringLiteral("/api/v1/runs/{run}/messages");
    op.mcp = true;
    op.reach = Reach::Write;
    CliForm form;
    form.words = QStringLiteral("send");
    form.presentation = QStringLiteral("run.done");
    form.positionals = {completing(positional("run", Text::tr("RUN")), "run"), positional("task", Text::tr("TASK")),
                        positional("text", Text::tr("TEXT"), Kind::Text)};
    form.examples = {QStringLiteral("send hello build \"use the old compiler\""),
                     QStringLiteral("send hello build @message.md")};
    op.cli = {form};
    return op;
}

} // namespace

QList<Operation> approvalOperations()
{
    return {list(), decide(), consult(), stops(), message()};
}

} // namespace podium::control
