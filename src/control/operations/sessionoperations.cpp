// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "control/operations/fields.h"

namespace podium::control
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(SessionOperations)
};

using Kind = CliArgument::Kind;

Fields taskFields()
{
    return {stringField(QStringLiteral("run"), Text::tr("Id of the run, or a beginning of it that fits only one"))
                .required()
                .upTo(200),
            stringField(QStringLiteral("task"), Text::tr("Key of the task in the run, e.g. build or lint[3]"))
                .required()
                .upTo(500)};
}

Field attemptField()
{
    return integerField(QStringLiteral("attempt"), Text::tr("Which attempt; the last one if left out")).range(1);
}

CliArgument attemptOption()
{
    return option("attempt", "attempt", Kind::Value, {}, Text::tr("N"));
}

/// Something that is asked of the session of a running task.
Operation sessionVerb(const QString &verb, const QString &summary, const QStringList &examples)
{
    Operation op;
    op.name = QStringLiteral("session.") + verb;
    op.summary = summary;
    op.request = taskFields();
    op.response = {stringField(QStringLiteral("run"), Text::tr("Full id of the run")),
                   stringField(QStringLiteral("task"), Text::tr("Key of the task")),
                   integerField(QStringLiteral("attempt"), Text::tr("The attempt whose session it is"))};
    op.permission = QStringLiteral("message:send");
    op.risk = domain::Risk::Medium;
    op.method = QStringLiteral("POST");
    op.path = QStringLiteral("/api/v1/runs/{run}/tasks/{task}/session/") + verb;
    op.reach = Reach::Write;
    CliForm form;
    form.words = QStringLiteral("session ") + verb;
    form.presentation = QStringLiteral("session.done");
    form.positionals = {completing(positional("run", Text::tr("RUN")), "run"), positional("task", Text::tr("TASK"))};
    form.examples = examples;
    op.cli = {form};
    return op;
}

Operation interrupt()
{
    Operation op = sessionVerb(QStringLiteral("interrupt"), Text::tr("Stop what an agent is doing, but not its task"),
                               {QStringLiteral("session interrupt hello build")});
    op.details = Text::tr("The agent waits for the next message (podiumctl send), in the same session.");
    op.response += booleanField(QStringLiteral("interrupted"), Text::tr("It was doing something"));
    return op;
}

Operation change()
{
    Operation op =
        sessionVerb(QStringLiteral("change"), Text::tr("Change model or permission mode of a running session"),
                    {QStringLiteral("session change hello build --model opus"),
                     QStringLiteral("session change hello build --permission-mode acceptEdits")});
    op.details = Text::tr("What was set holds for the task from now on, also for its later attempts.");
    op.request += {stringField(QStringLiteral("model"), Text::tr("The model; empty for the configured one")).upTo(200),
                   stringField(QStringLiteral("permission_mode"), Text::tr("How its tool uses are decided"))
                       .oneOf({QStringLiteral("default"), QStringLiteral("manual"), QStringLiteral("acceptEdits"),
                               QStringLiteral("plan"), QStringLiteral("auto"), QStringLiteral("dontAsk"),
                               QStringLiteral("bypassPermissions")})};
    op.risk = domain::Risk::High;
    op.cli.first().options = {option("model", "model", Kind::Value, {}, Text::tr("NAME")),
                              option("permission_mode", "permission-mode", Kind::Value, {}, Text::tr("MODE"))};
    return op;
}

Operation checkpoints()
{
    Operation op = sessionVerb(QStringLiteral("checkpoints"), Text::tr("Show the points that a session can go back to"),
                               {QStringLiteral("session checkpoints hello build")});
    op.details = Text::tr("Files can be set back to what they were before a message to the agent (podiumctl session "
                          "rewind); a copy of the session can go on behind any answer (podiumctl session fork).");
    op.request += attemptField();
    op.response += arrayField(QStringLiteral("checkpoints"), Text::tr("The points in order")).of(Field::Type::Object);
    op.permission = QStringLiteral("run:read");
    op.risk = domain::Risk::Low;
    op.method = QStringLiteral("GET");
    op.reach = Reach::Read;
    op.cli.first().presentation = QStringLiteral("session.checkpoints");
    op.cli.first().options = {attemptOption()};
    return op;
}

Operation rewind()
{
    Operation op = sessionVerb(QStringLiteral("rewind"), Text::tr("Set files back to what they were before a message"),
                               {QStringLiteral("session rewind hello build 8f3c5a1e-… --dry-run")});
    op.details = Text::tr("Only what the agent changed with its own tools for files is set back, not what its commands "
                          "did. The conversation stays as it is. --dry-run needs a running session.");
    op.request +=
        {stringField(QStringLiteral("checkpoint"), Text::tr("Id of the message to the agent")).required().upTo(100),
         attemptField(),
         booleanField(QStringLiteral("dry_run"), Text::tr("Only tell what would change")).withDefault(false)};
    op.response += {arrayField(QStringLiteral("files"), Text::tr("With dry_run: the files")).of(Field::Type::String),
                    integerField(QStringLiteral("insertions"), Text::tr("With dry_run: lines that would come back")),
                    integerField(QStringLiteral("deletions"), Text::tr("With dry_run: lines that would go"))};
    op.risk = domain::Risk::High;
    op.cli.first().presentation = QStringLiteral("session.rewind");
    op.cli.first().positionals += positional("checkpoint", Text::tr("CHECKPOINT"));
    op.cli.first().options = {attemptOption(), option("dry_run", "dry-run", Kind::Switch, {}, {})};
    return op;
}

Operation fork()
{
    Operation op = sessionVerb(QStringLiteral("fork"), Text::tr("Go on with a copy of a session, in a run of its own"),
                               {QStringLiteral("session fork hello build \"try it with a map\""),
                                QStringLiteral("session fork hello build @other.md --at 5c1f0a7d-…")});
    op.details = Text::tr("The session itself stays as it is. Both work in the same folder, whose files are not set "
                          "back.");
    op.request +=
        {stringField(QStringLiteral("text"), Text::tr("What the agent is told")).required(), attemptField(),
         stringField(QStringLiteral("at"), Text::tr("The last answer that is taken over; left out: all")).upTo(100),
         booleanField(QStringLiteral("stay"), Text::tr("Do not end with the answer: more will be said"))
             .withDefault(false)};
    op.permission = QStringLiteral("run:write");
    op.cli.first().positionals += positional("text", Text::tr("TEXT"), Kind::Text);
    op.cli.first().options = {attemptOption(), option("at", "at", Kind::Value, {}, Text::tr("CHECKPOINT")),
                              option("stay", "stay", Kind::Switch, {}, {})};
    return op;
}

Operation end()
{
    return sessionVerb(QStringLiteral("end"), Text::tr("End a conversation; what was said last is its result"),
                       {QStringLiteral("session end conversation-4fh2kq talk")});
}

/// Something about the conversation with an agent, by its name.
Operation agentVerb(const QString &verb, const QString &summary, const QStringList &examples)
{
    Operation op = sessionVerb(verb, summary, examples);
    op.request = {
        stringField(QStringLiteral("name"), Text::tr("Name of the agent")).required().upTo(100),
        stringField(QStringLiteral("run"), Text::tr("The run, where the agent is not talked to already")).upTo(200),
        stringField(QStringLiteral("task"), Text::tr("Its task")).upTo(500)};
    op.response += stringField(QStringLiteral("session"), Text::tr("Id of the session"));
    op.path = QStringLiteral("/api/v1/agents/{name}/") + verb;
    CliForm &form = op.cli.first();
    form.words = QStringLiteral("agent ") + verb;
    form.positionals = {completing(positional("name", Text::tr("AGENT")), "agent")};
    form.options = {completing(option("run", "run", Kind::Value, 'r', Text::tr("RUN")), "run"),
                    option("task", "task", Kind::Value, 't', Text::tr("KEY"))};
    return op;
}

Operation chat()
{
    Operation op = agentVerb(QStringLiteral("chat"), Text::tr("Talk to an agent"),
                             {QStringLiteral("agent chat backend"), QStringLiteral("agent chat backend --new"),
                              QStringLiteral("agent chat backend --run hello --task build")});
    op.details =
        Text::tr("Goes on with the last conversation with it, in the same session, or joins the task it works on; "
                 "else begins one. While it works on several tasks, one has to be named. Leaving does not end it: its "
                 "process is stopped when nobody has said anything for "
                 "a while, and comes back with the next message. /end ends it. Ctrl-C stops what the agent is doing.");
    op.request += {stringField(QStringLiteral("text"), Text::tr("What is said; left out: only find the conversation")),
                   booleanField(QStringLiteral("new"), Text::tr("Begin another conversation")).withDefault(false),
                   stringField(QStringLiteral("working_directory"), Text::tr("Absolute path in which the agent works"))
                       .upTo(4096)};
    op.response += {stringField(QStringLiteral("state"), Text::tr("State of its task")),
                    booleanField(QStringLiteral("begun"), Text::tr("The conversation is new"))};
    CliForm &form = op.cli.first();
    form.presentation = QStringLiteral("agent.chat");
    form.options += {option("new", "new", Kind::Switch, {}, {}),
                     completing(option("working_directory", "directory", Kind::Path, 'C', Text::tr("DIR"),
                                       Text::tr("Folder in which the agent works (default: the current one)")),
                                "directory")};
    return op;
}

Operation attach()
{
    Operation op = agentVerb(
        QStringLiteral("attach"), Text::tr("Take over the session of an agent with claude itself"),
        {QStringLiteral("agent attach backend"), QStringLiteral("agent attach backend --run hello --task build")});
    op.details = Text::tr("Podium ends its own process first and does not go on with the session before it is given "
                          "back, which podiumctl does when claude has ended. What the agent was doing is interrupted.");
    op.response +=
        {stringField(QStringLiteral("program"), Text::tr("The program to run")).required(),
         arrayField(QStringLiteral("arguments"), Text::tr("With these arguments")).of(Field::Type::String),
         stringField(QStringLiteral("working_directory"), Text::tr("In this folder")).required(),
         objectField(QStringLiteral("environment"), Text::tr("With these variables besides")),
         booleanField(QStringLiteral("ended"), Text::tr("Its task has ended: nothing has to be given back"))};
    op.risk = domain::Risk::High;
    op.cli.first().presentation = QStringLiteral("agent.attach");
    return op;
}

Operation release()
{
    Operation op = agentVerb(QStringLiteral("release"), Text::tr("Give a session back that was taken over"),
                             {QStringLiteral("agent release backend")});
    op.details = Text::tr("Needed only where podiumctl agent attach could not do it itself. Refused while a process "
                          "has the session open.");
    op.request += stringField(QStringLiteral("text"), Text::tr("What the agent is told to go on with"));
    op.cli.first().options += option("text", "message", Kind::Text, 'm', Text::tr("TEXT"));
    return op;
}

} // namespace

QList<Operation> sessionOperations()
{
    return {interrupt(), change(), checkpoints(), rewind(), fork(), end(), chat(), attach(), release()};
}

} // namespace podium::control
