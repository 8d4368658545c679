// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "control/operations/fields.h"

namespace podium::control
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(RuleOperations)
};

using Kind = CliArgument::Kind;

Field agentField()
{
    return stringField(QStringLiteral("agent"), Text::tr("With the rules of this agent")).upTo(200);
}

CliArgument agentOption()
{
    return completing(option("agent", "agent", Kind::Value, {}, Text::tr("NAME")), "agent");
}

CliArgument workflowOption()
{
    return completing(option("@workflow", "workflow", Kind::Workflow, 'w', Text::tr("FILE|TEMPLATE"),
                             Text::tr("With the rules of this workflow")),
                      "workflow");
}

Operation list()
{
    Operation op;
    op.name = QStringLiteral("rule.list");
    op.summary = Text::tr("List the rules about risk, in the order in which they are asked");
    op.request =
        workflowFields() +
        Fields{agentField(), booleanField(QStringLiteral("all"), Text::tr("Also what was revoked")).withDefault(false)};
    op.response = {
        arrayField(QStringLiteral("rules"), Text::tr("Rules of the configuration")).of(Field::Type::Object).required(),
        arrayField(QStringLiteral("permits"), Text::tr("What people have allowed for good, with who and when"))
            .of(Field::Type::Object)
            .required()};
    op.permission = QStringLiteral("approval:read");
    op.method = QStringLiteral("GET");
    op.path = QStringLiteral("/api/v1/rules");
    CliForm form;
    form.words = QStringLiteral("rules");
    form.presentation = QStringLiteral("rule.list");
    form.options = {agentOption(), workflowOption(), option("all", "all", Kind::Switch, 'a', {})};
    form.examples = {QStringLiteral("rules"), QStringLiteral("rules --agent coder --json"),
                     QStringLiteral("rules --workflow build.yaml")};
    op.cli = {form};
    form.words = QStringLiteral("rules list");
    form.examples = {QStringLiteral("rules list --all")};
    op.cli += form;
    return op;
}

Operation test()
{
    Operation op;
    op.name = QStringLiteral("rule.test");
    op.summary = Text::tr("Say how risky a tool call is, and which rule says so");
    op.details = Text::tr("A call is written as Claude Code writes it: Bash(git push), Edit(src/a.cpp), "
                          "WebFetch(https://example.org). Nothing is run.");
    op.request =
        workflowFields() + Fields{stringField(QStringLiteral("call"), Text::tr("The call")).required().upTo(100'000),
                                  agentField(),
                                  stringField(QStringLiteral("mode"), Text::tr("Permission mode of the agent"))
                                      .upTo(100)
                                      .withDefault(QStringLiteral("default")),
                                  stringField(QStringLiteral("folder"), Text::tr("Where the agent works")).upTo(4096)};
    op.response = {stringField(QStringLiteral("risk"), Text::tr("low, medium, high or critical")).required(),
                   stringField(QStringLiteral("decide"), Text::tr("allow, deny or ask")).required(),
                   stringField(QStringLiteral("rule"), Text::tr("The rule that matched")).required(),
                   stringField(QStringLiteral("layer"), Text::tr("Whose rule it is")).required(),
                   stringField(QStringLiteral("part"), Text::tr("What of the call it is about")),
                   integerField(QStringLiteral("votes"), Text::tr("People who have to agree"))};
    op.permission = QStringLiteral("approval:read");
    op.method = QStringLiteral("GET");
    op.path = QStringLiteral("/api/v1/rules/test");
    CliForm form;
    form.words = QStringLiteral("rules test");
    form.presentation = QStringLiteral("rule.test");
    form.positionals = {positional("call", Text::tr("CALL"), Kind::Text)};
    form.options = {agentOption(), workflowOption(), option("mode", "mode", Kind::Value, {}, Text::tr("MODE")),
                    completing(option("folder", "folder", Kind::Path, {}, Text::tr("FOLDER")), "directory")};
    form.examples = {QStringLiteral("rules test \"Bash(git push origin main)\""),
                     QStringLiteral("rules test \"Edit(src/main.cpp)\" --mode acceptEdits")};
    op.cli = {form};
    return op;
}

Operation revoke()
{
    Operation op;
    op.name = QStringLiteral("rule.revoke");
    op.summary = Text::tr("Take back what somebody has allowed for good");
    op.request = {stringField(QStringLiteral("permit"), Text::tr("Id of the rule, or a beginning that fits only one"))
                      .required()
                      .upTo(100)};
    op.response = {objectField(QStringLiteral("permit"), Text::tr("The rule, with who revoked it and when"))};
    op.permission = QStringLiteral("approval:decide");
    op.risk = domain::Risk::Medium;
    op.method = QStringLiteral("DELETE");
    op.path = QStringLiteral("/api/v1/rules/{permit}");
    op.reach = Reach::Write;
    CliForm form;
    form.words = QStringLiteral("rules revoke");
    form.presentation = QStringLiteral("rule.revoked");
    form.positionals = {positional("permit", Text::tr("RULE"))};
    form.examples = {QStringLiteral("rules revoke 3f9a")};
    op.cli = {form};
    return op;
}

} // namespace

QList<Operation> ruleOperations()
{
    return {list(), test(), revoke()};
}

} // namespace podium::control
