// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "control/operations/fields.h"

namespace podium::control
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(SystemOperations)
};

using Kind = CliArgument::Kind;

Field fileField(const QString &description)
{
    return stringField(QStringLiteral("file"), description).upTo(4096);
}

Operation budget()
{
    Operation op = operation(QStringLiteral("budget.show"), Text::tr("Show what was spent today, and what may be"),
                             QStringLiteral("budget"), QStringLiteral("budget.show"),
                             {QStringLiteral("budget"), QStringLiteral("budget --json")});
    rest(op, "GET", "/api/v1/budget", "run:read", Reach::Read);
    op.mcp = true;
    op.response = {
        arrayField(QStringLiteral("accounts"), Text::tr("Per level and name: limit, spent and reserved"))
            .of(Field::Type::Object)
            .required(),
        booleanField(QStringLiteral("live"), Text::tr("Whether what running attempts have reserved is known"))};
    return op;
}

Operation usageDays()
{
    Operation op = operation(QStringLiteral("usage.days"), Text::tr("Show what was spent on each of the last days"),
                             QStringLiteral("usage"), QStringLiteral("usage.days"),
                             {QStringLiteral("usage"), QStringLiteral("usage --days 30 --json")});
    op.details = Text::tr("By the day on which an attempt ended; days without any are left out.");
    rest(op, "GET", "/api/v1/usage/days", "run:read", Reach::Read);
    op.mcp = true;
    op.request = {
        integerField(QStringLiteral("days"), Text::tr("How many days, with today")).range(1, 366).withDefault(14)};
    op.response = {arrayField(QStringLiteral("days"), Text::tr("Newest first: date, and what was spent in all and by "
                                                               "workflow and agent"))
                       .of(Field::Type::Object)
                       .required(),
                   arrayField(QStringLiteral("kinds"), Text::tr("What tasks of each kind have spent on all these days, "
                                                                "and how many attempts at them succeeded or failed"))
                       .of(Field::Type::Object)};
    op.cli[0].options = {option("days", "days", Kind::Value, 'd', Text::tr("N"))};
    return op;
}

Operation search()
{
    Operation op =
        operation(QStringLiteral("log.search"), Text::tr("Search the output of all runs"), QStringLiteral("search"),
                  QStringLiteral("log.search"),
                  {QStringLiteral("search \"connection refused\""), QStringLiteral("search timeout --run hello")});
    rest(op, "GET", "/api/v1/logs", "run:read", Reach::Read);
    op.mcp = true;
    op.request = {
        stringField(QStringLiteral("query"), Text::tr("Words to look for")).required().upTo(1000),
        stringField(QStringLiteral("run"), Text::tr("Only in this run")).upTo(200),
        integerField(QStringLiteral("limit"), Text::tr("At most this many lines")).range(1, 10'000).withDefault(100)};
    op.response = {arrayField(QStringLiteral("lines"), Text::tr("The lines")).of(Field::Type::Object).required()};
    op.cli[0].positionals = {positional("query", Text::tr("WORDS"))};
    op.cli[0].options = {completing(option("run", "run", Kind::Value, 'r', Text::tr("RUN")), "run"),
                         option("limit", "limit", Kind::Value, 'n', Text::tr("N"))};
    return op;
}

Operation doctor()
{
    Operation op =
        operation(QStringLiteral("doctor"), Text::tr("Find out what is here, what is missing and how to get it"),
                  QStringLiteral("doctor"), QStringLiteral("doctor"), {QStringLiteral("doctor")});
    op.details = Text::tr("Exit code 1 if something is missing without which Podium cannot work.");
    rest(op, "GET", "/api/v1/doctor", "system:read", Reach::Process);
    op.response = {
        arrayField(QStringLiteral("checks"), Text::tr("What was looked at")).of(Field::Type::Object).required(),
        booleanField(QStringLiteral("ready"), Text::tr("Nothing that is required is missing")).required()};
    return op;
}

Operation config()
{
    Operation op = operation(QStringLiteral("config.show"), Text::tr("Show the configuration in force"),
                             QStringLiteral("config"), QStringLiteral("config.show"),
                             {QStringLiteral("config"), QStringLiteral("config show --origin"),
                              QStringLiteral("config show engine.max_parallel")});
    op.details = Text::tr("Later layers win: built-in defaults, the configuration file, PODIUM_* variables of the "
                          "environment, the command line (--set KEY=VALUE).");
    rest(op, "GET", "/api/v1/config", "system:read", Reach::Process);
    op.request = {stringField(QStringLiteral("key"), Text::tr("Only this key, or all keys below it")).upTo(200)};
    op.response = {arrayField(QStringLiteral("settings"), Text::tr("Keys, values and origins"))
                       .of(Field::Type::Object)
                       .required()};
    op.cli[0].positionals = {};
    op.cli[0].options = {
        option("@origin", "origin", Kind::Switch, 'o', {}, Text::tr("Also where each value came from"))};
    CliForm form = op.cli[0];
    form.words = QStringLiteral("config show");
    form.positionals = {completing(optional(positional("key", Text::tr("KEY"))), "key")};
    op.cli += form;
    return op;
}

Operation serve()
{
    Operation op = operation(QStringLiteral("engine.serve"),
                             Text::tr("Keep an engine running that carries out whatever is handed in"),
                             QStringLiteral("serve"), QStringLiteral("engine.serve"),
                             {QStringLiteral("serve"), QStringLiteral("serve --idle-exit 10m"),
                              QStringLiteral("serve --log-level info --log-format json")});
    op.details = Text::tr("Takes up all runs that have not ended, then carries out what podiumctl submit, run, approve "
                          "and the others hand in, and writes a line for each thing that happens. While another "
                          "process runs the engine of the data folder it watches, and takes over when that one ends. "
                          "Ctrl-C or SIGTERM ends it: everything decided is on disk, processes and agents that are at "
                          "work go on, and the next podiumctl serve or resume finds them. With --idle-exit the exit "
                          "code is that of the runs: 0, 1 if one failed, 130 if one was cancelled.");
    rest(op, "POST", "/api/v1/engine/serve", "system:serve", Reach::Write);
    op.request = {integerField(QStringLiteral("idle_exit_ms"),
                               Text::tr("End when no run has been under way for this long; paused runs are not"))
                      .range(0)};
    op.response = {
        integerField(QStringLiteral("ended"), Text::tr("Runs that ended while the engine was kept")).required()};
    op.cli[0].options = {option("idle_exit_ms", "idle-exit", Kind::Duration, {}, Text::tr("TIME")),
                         option("@no-wait", "no-wait", Kind::Switch, {}, {},
                                Text::tr("Leave with exit code 4 as soon as only a person can move any run on")),
                         option("@plain", "plain", Kind::Switch, {}, {},
                                Text::tr("Plain lines, as it always writes: for scripts that say so everywhere"))};
    return op;
}

Operation status()
{
    Operation op = operation(QStringLiteral("engine.show"), Text::tr("Show what the engine is doing now"),
                             QStringLiteral("status"), QStringLiteral("engine.show"),
                             {QStringLiteral("status"), QStringLiteral("status --json")});
    rest(op, "GET", "/api/v1/engine", "system:read", Reach::Read);
    op.mcp = true;
    op.response = {
        booleanField(QStringLiteral("live"), Text::tr("Whether a process runs the engine")).required(),
        objectField(QStringLiteral("engine"), Text::tr("How many attempts run, tasks are queued, runs are under way")),
        arrayField(QStringLiteral("attempts"), Text::tr("What each running attempt is doing, and what it has used"))
            .of(Field::Type::Object)
            .required(),
        arrayField(QStringLiteral("waiting"), Text::tr("Ready tasks that cannot start, with the reason"))
            .of(Field::Type::Object)
            .required()};
    return op;
}

Operation stop()
{
    Operation op = operation(QStringLiteral("engine.stop"), Text::tr("Start no further tasks, of any run"),
                             QStringLiteral("stop"), QStringLiteral("engine.stop"),
                             {QStringLiteral("stop"), QStringLiteral("stop --now"), QStringLiteral("stop --off")});
    op.details =
        Text::tr("For as long as this engine runs: before it is ended or the machine is switched off. What is "
                 "running goes on to its end. With --now it is stopped, too, and done again or gone on with by "
                 "the next engine, as on_interrupt of each task says. --off takes it back.");
    rest(op, "POST", "/api/v1/engine/stop", "system:serve", Reach::Write);
    op.risk = domain::Risk::Medium;
    op.request = {
        booleanField(QStringLiteral("now"), Text::tr("Also stop the attempts that are running")).withDefault(false),
        booleanField(QStringLiteral("off"), Text::tr("Start tasks again")).withDefault(false)};
    op.response = {
        integerField(QStringLiteral("running"), Text::tr("Attempts that are running")).required(),
        booleanField(QStringLiteral("stopping"), Text::tr("Whether no further tasks are started")).required()};
    op.cli[0].options = {
        option("now", "now", Kind::Switch, {}, {}, Text::tr("Also stop the attempts that are running")),
        option("off", "off", Kind::Switch, {}, {}, Text::tr("Start tasks again"))};
    return op;
}

Operation backup()
{
    Operation op =
        operation(QStringLiteral("backup.create"), Text::tr("Write a consistent copy of all data, while runs go on"),
                  QStringLiteral("backup"), QStringLiteral("backup.done"), {QStringLiteral("backup podium-backup.db")});
    rest(op, "POST", "/api/v1/backups", "system:backup", Reach::Read);
    op.risk = domain::Risk::Medium;
    op.request = {fileField(Text::tr("Where to write it; an existing file is never overwritten")).required()};
    op.response = {stringField(QStringLiteral("file"), Text::tr("The backup")),
                   integerField(QStringLiteral("bytes"), Text::tr("Its size"))};
    op.cli[0].positionals = {completing(positional("file", Text::tr("FILE"), Kind::Path), "file")};
    return op;
}

Operation restore()
{
    Operation op = operation(
        QStringLiteral("backup.restore"), Text::tr("Put the data of a backup in the place of the present data"),
        QStringLiteral("restore"), QStringLiteral("backup.done"), {QStringLiteral("restore podium-backup.db --yes")});
    op.details = Text::tr("The backup is checked first; the data it replaces is kept beside it.");
    rest(op, "POST", "/api/v1/backups/restore", "system:restore", Reach::Alone);
    op.risk = domain::Risk::Critical;
    op.request = {fileField(Text::tr("The backup to restore")).required(),
                  booleanField(QStringLiteral("confirmed"), Text::tr("Replace what is there")).withDefault(false)};
    op.response = {stringField(QStringLiteral("file"), Text::tr("The backup")),
                   stringField(QStringLiteral("kept"), Text::tr("Where the replaced data is"))};
    op.cli[0].positionals = {completing(positional("file", Text::tr("FILE"), Kind::Path), "file")};
    op.cli[0].options = {option("confirmed", "yes", Kind::Switch, 'y', {}, Text::tr("Replace what is there"))};
    return op;
}

Operation check()
{
    Operation op = operation(QStringLiteral("backup.check"), Text::tr("Check the data, or a backup, for damage"),
                             QStringLiteral("check"), QStringLiteral("backup.check"),
                             {QStringLiteral("check"), QStringLiteral("check podium-backup.db")});
    rest(op, "POST", "/api/v1/backups/check", "system:read", Reach::Read);
    op.request = {fileField(Text::tr("A backup; without it the present data"))};
    op.response = {
        booleanField(QStringLiteral("sound"), Text::tr("No damage was found")).required(),
        arrayField(QStringLiteral("findings"), Text::tr("What is wrong")).of(Field::Type::String).required()};
    op.cli[0].positionals = {completing(optional(positional("file", Text::tr("FILE"), Kind::Path)), "file")};
    return op;
}

Operation audit()
{
    Operation op =
        operation(QStringLiteral("audit.list"), Text::tr("List who changed what, newest last"), QStringLiteral("audit"),
                  QStringLiteral("audit.list"),
                  {QStringLiteral("audit"), QStringLiteral("audit hello"), QStringLiteral("audit --who anna --json"),
                   QStringLiteral("audit --operation approval.decide --since 120")});
    op.details = Text::tr("Every operation that changes something leaves an entry, also when it was refused. Entries "
                          "are never changed or removed: each contains the hash of the one before, and podiumctl check "
                          "says if one is missing.");
    rest(op, "GET", "/api/v1/audit", "audit:read", Reach::Read);
    op.request = {
        stringField(QStringLiteral("subject"), Text::tr("Only on this run, request, agent …, or those that begin so"))
            .upTo(500),
        stringField(QStringLiteral("who"), Text::tr("Only by this person")).upTo(200),
        stringField(QStringLiteral("operation"), Text::tr("Only this operation, or area: run, agent …")).upTo(100),
        integerField(QStringLiteral("since"), Text::tr("The first ones after this number instead of the last ones"))
            .range(0),
        integerField(QStringLiteral("limit"), Text::tr("At most this many")).range(1, 10'000).withDefault(50)};
    op.response = {arrayField(QStringLiteral("entries"), Text::tr("The entries")).of(Field::Type::Object).required()};
    op.cli[0].positionals = {completing(optional(positional("subject", Text::tr("SUBJECT"))), "run")};
    op.cli[0].options = {option("who", "who", Kind::Value, {}, Text::tr("NAME")),
                         option("operation", "operation", Kind::Value, {}, Text::tr("NAME")),
                         option("since", "since", Kind::Value, {}, Text::tr("N")),
                         option("limit", "limit", Kind::Value, 'n', Text::tr("N"))};
    return op;
}

Operation retention()
{
    Operation op =
        operation(QStringLiteral("retention.apply"), Text::tr("Compact finished runs and old logs now"),
                  QStringLiteral("retention"), QStringLiteral("retention.done"), {QStringLiteral("retention")});
    op.details = Text::tr("Follows the retention.* keys of the configuration; live runs are never touched.");
    rest(op, "POST", "/api/v1/retention", "system:retention", Reach::Write);
    op.risk = domain::Risk::High;
    op.response = {objectField(QStringLiteral("summary"), Text::tr("What was compacted")).required()};
    return op;
}

Operation version()
{
    Operation op = operation(QStringLiteral("version"), Text::tr("Show versions"), QStringLiteral("version"),
                             QStringLiteral("version"), {QStringLiteral("version")});
    rest(op, "GET", "/api/v1/version", "system:read", Reach::Process);
    op.response = {stringField(QStringLiteral("podium"), Text::tr("Version of Podium")).required(),
                   stringField(QStringLiteral("qt"), Text::tr("Version of Qt in use")).required()};
    return op;
}

Operation completion()
{
    Operation op = operation(QStringLiteral("completion"), Text::tr("Print a completion script for a shell"),
                             QStringLiteral("completion"), QStringLiteral("text"),
                             {QStringLiteral("completion bash > ~/.local/share/bash-completion/completions/podiumctl"),
                              QStringLiteral("completion fish > ~/.config/fish/completions/podiumctl.fish"),
                              QStringLiteral("completion zsh > ~/.zfunc/_podiumctl")});
    rest(op, "GET", "/api/v1/completion/{shell}", "system:read", Reach::Process);
    op.request = {stringField(QStringLiteral("shell"), Text::tr("The shell"))
                      .required()
                      .oneOf({QStringLiteral("bash"), QStringLiteral("zsh"), QStringLiteral("fish")})};
    op.response = {stringField(QStringLiteral("text"), Text::tr("The script")).required()};
    op.cli[0].positionals = {positional("shell", Text::tr("SHELL"))};
    return op;
}

} // namespace

QList<Operation> systemOperations()
{
    return {search(), budget(),  usageDays(), serve(), status(),    stop(),    config(),    doctor(),
            backup(), restore(), check(),     audit(), retention(), version(), completion()};
}

} // namespace podium::control
