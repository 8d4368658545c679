// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "control/operations/fields.h"

namespace podium::control
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ReviewOperations)
};

using Kind = CliArgument::Kind;

constexpr double MaxTestMs = 24.0 * 3600 * 1000;

/// Which branch: by run, and by task where the run has several.
Fields branchFields()
{
    return {stringField(QStringLiteral("run"), Text::tr("Id of the run")).required().upTo(200),
            stringField(QStringLiteral("task"),
                        Text::tr("Key of the task, or the branch; may be left out if the run has only one"))
                .upTo(500)};
}

QList<CliArgument> branchArguments()
{
    return {completing(positional("run", Text::tr("RUN")), "run"), optional(positional("task", Text::tr("TASK")))};
}

Field intoField()
{
    return stringField(QStringLiteral("into"), Text::tr("Target branch; left out: the one that the task began at"))
        .upTo(500);
}

CliArgument intoOption()
{
    return option("into", "into", Kind::Value, {}, Text::tr("BRANCH"));
}

Operation list()
{
    Operation op = operation(QStringLiteral("review.list"), Text::tr("List the branches that finished tasks have left"),
                             QStringLiteral("review list"), QStringLiteral("review.list"),
                             {QStringLiteral("review list"), QStringLiteral("review list --run feature --json")});
    op.details = Text::tr("Conflicts are those that a merge would have now, found without touching any checkout: with "
                          "the target branch, and with every other open worktree. What is not committed counts, too.");
    op.request = {
        stringField(QStringLiteral("run"), Text::tr("Only branches of this run")).upTo(200),
        booleanField(QStringLiteral("all"), Text::tr("Also those of running tasks, merged and discarded ones"))
            .withDefault(false)};
    op.response = {arrayField(QStringLiteral("branches"), Text::tr("The branches, oldest first"))
                       .of(Field::Type::Object)
                       .required()};
    rest(op, "GET", "/api/v1/branches", "review:read", Reach::Read);
    op.cli[0].options = {completing(option("run", "run", Kind::Value, 'r', Text::tr("RUN")), "run"),
                         option("all", "all", Kind::Switch, 'a', {})};
    return op;
}

Operation diff()
{
    Operation op =
        operation(QStringLiteral("review.diff"), Text::tr("Show what a task has changed"),
                  QStringLiteral("review diff"), QStringLiteral("review.diff"),
                  {QStringLiteral("review diff feature build"), QStringLiteral("review diff feature build --stat")});
    op.details = Text::tr("The changes since the branch left its target, with what is not committed in the worktree.");
    op.request =
        branchFields() +
        Fields{intoField(),
               booleanField(QStringLiteral("stat"), Text::tr("Only files and numbers of lines")).withDefault(false)};
    op.response = {stringField(QStringLiteral("text"), Text::tr("The patch, or the table")).required(),
                   stringField(QStringLiteral("branch"), Text::tr("The branch")).required()};
    rest(op, "GET", "/api/v1/runs/{run}/diff", "review:read", Reach::Read);
    op.cli[0].positionals = branchArguments();
    op.cli[0].options = {intoOption(), option("stat", "stat", Kind::Switch, {}, {})};
    return op;
}

Operation merge()
{
    Operation op = operation(QStringLiteral("review.merge"), Text::tr("Merge the branch of a task"),
                             QStringLiteral("review merge"), QStringLiteral("review.merged"),
                             {QStringLiteral("review merge feature build"),
                              QStringLiteral("review merge feature build --strategy squash --test \"make check\"")});
    op.details = Text::tr(
        "The target moves last: conflicts, a failed --test, or changes that are not committed where the target "
        "is checked out leave everything as it was. A clean checkout of the target is updated. Afterwards "
        "worktree and branch are removed, unless --keep is given.");
    op.request =
        branchFields() +
        Fields{
            stringField(QStringLiteral("strategy"),
                        Text::tr("merge: a merge commit; squash: one commit; rebase: its commits on top of the target"))
                .oneOf({QStringLiteral("merge"), QStringLiteral("squash"), QStringLiteral("rebase")})
                .withDefault(QStringLiteral("merge")),
            intoField(),
            stringField(QStringLiteral("message"), Text::tr("Message of the commit")),
            stringField(QStringLiteral("test"),
                        Text::tr("Shell command that has to succeed on the merged files, in a worktree of its own")),
            integerField(QStringLiteral("test_timeout_ms"), Text::tr("How long it may take"))
                .range(1000, MaxTestMs)
                .withDefault(1'800'000),
            booleanField(QStringLiteral("commit"),
                         Text::tr("Commit what is not committed in the worktree, and merge it"))
                .withDefault(false),
            booleanField(QStringLiteral("keep"), Text::tr("Leave worktree and branch in place")).withDefault(false),
            stringField(QStringLiteral("expected"),
                        Text::tr("Commit of the branch that was looked at; any other is refused"))};
    op.response = {stringField(QStringLiteral("branch"), Text::tr("The branch")).required(),
                   stringField(QStringLiteral("target"), Text::tr("The target branch")).required(),
                   stringField(QStringLiteral("commit"), Text::tr("Commit that the target is now")).required(),
                   booleanField(QStringLiteral("already"), Text::tr("It had been merged before")).required(),
                   stringField(QStringLiteral("saved_ref"),
                               Text::tr("Where the original commits are kept after a squash or rebase")),
                   arrayField(QStringLiteral("notes"), Text::tr("What else happened")).of(Field::Type::String)};
    rest(op, "POST", "/api/v1/runs/{run}/merge", "review:merge", Reach::Write);
    op.risk = domain::Risk::High;
    op.cli[0].positionals = branchArguments();
    op.cli[0].options = {option("strategy", "strategy", Kind::Value, 's', Text::tr("HOW")),
                         intoOption(),
                         option("message", "message", Kind::Text, 'm', Text::tr("TEXT")),
                         option("test", "test", Kind::Value, 't', Text::tr("COMMAND")),
                         option("test_timeout_ms", "test-timeout", Kind::Duration, {}, Text::tr("TIME")),
                         option("commit", "commit", Kind::Switch, {}, {}),
                         option("keep", "keep", Kind::Switch, {}, {}),
                         option("expected", "expected", Kind::Value, {}, Text::tr("COMMIT"))};
    return op;
}

Operation discard()
{
    Operation op = operation(QStringLiteral("review.discard"), Text::tr("Remove the worktree and the branch of a task"),
                             QStringLiteral("review discard"), QStringLiteral("review.discarded"),
                             {QStringLiteral("review discard feature build")});
    op.details = Text::tr("Everything in them but ignored files is saved as a ref first, also what was not committed; "
                          "the answer says how to get it back. A branch that the workflow has named stays.");
    op.request = branchFields();
    op.response = {
        stringField(QStringLiteral("branch"), Text::tr("The branch")).required(),
        stringField(QStringLiteral("repository"), Text::tr("The repository")).required(),
        stringField(QStringLiteral("saved_ref"), Text::tr("Ref that has all of it; empty if there was nothing"))
            .required(),
        stringField(QStringLiteral("restore"), Text::tr("Command that brings the branch back")),
        arrayField(QStringLiteral("notes"), Text::tr("What else happened")).of(Field::Type::String)};
    rest(op, "POST", "/api/v1/runs/{run}/discard", "review:discard", Reach::Write);
    op.risk = domain::Risk::High;
    op.cli[0].positionals = branchArguments();
    return op;
}

} // namespace

QList<Operation> reviewOperations()
{
    return {list(), diff(), merge(), discard()};
}

} // namespace podium::control
