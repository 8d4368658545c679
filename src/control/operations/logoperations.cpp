// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "control/operations/fields.h"

namespace podium::control
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(LogOperations)
};

using Kind = CliArgument::Kind;

Operation page()
{
    Operation op;
    op.name = QStringLiteral("log.page");
    op.summary = Text::tr("Read the output of all runs, page by page");
    op.details =
        Text::tr("The newest lines unless --after or --before says otherwise; lines are numbered over all runs "
                 "in the order in which they came.");
    op.request = {
        stringField(QStringLiteral("run"), Text::tr("Only of this run")).upTo(200),
        stringField(QStringLiteral("task"), Text::tr("Only of this task; needs the run")).upTo(500),
        stringField(QStringLiteral("agent"), Text::tr("Only of tasks that this agent had last")).upTo(200),
        arrayField(QStringLiteral("levels"), Text::tr("Only these levels"))
            .of(Field::Type::String)
            .oneOf(
                {QStringLiteral("debug"), QStringLiteral("info"), QStringLiteral("warning"), QStringLiteral("error")}),
        stringField(QStringLiteral("stream"), Text::tr("Only this stream"))
            .oneOf({QStringLiteral("stdout"), QStringLiteral("stderr"), QStringLiteral("agent"), QStringLiteral("tool"),
                    QStringLiteral("engine")}),
        integerField(QStringLiteral("from_ms"), Text::tr("Only from this time on, in milliseconds since 1970"))
            .range(0),
        integerField(QStringLiteral("to_ms"), Text::tr("Only before this time, in milliseconds since 1970")).range(0),
        stringField(QStringLiteral("words"), Text::tr("Only with all of these words; word* is a beginning")).upTo(1000),
        stringField(QStringLiteral("regex"), Text::tr("Only lines that this regular expression fits")).upTo(1000),
        integerField(QStringLiteral("after"), Text::tr("The first lines after the one with this number")).range(0),
        integerField(QStringLiteral("before"), Text::tr("The last lines before the one with this number")).range(1),
        integerField(QStringLiteral("limit"), Text::tr("At most this many lines")).range(1, 10'000).withDefault(500)};
    op.response = {
        arrayField(QStringLiteral("lines"), Text::tr("The lines, oldest first")).of(Field::Type::Object).required(),
        integerField(QStringLiteral("reached"), Text::tr("Go on here: as `after`, or as `before` on the way back"))
            .required(),
        booleanField(QStringLiteral("more"), Text::tr("There may be more that way")).required()};
    op.permission = QStringLiteral("run:read");
    op.method = QStringLiteral("GET");
    op.path = QStringLiteral("/api/v1/log-lines");
    op.mcp = true;
    CliForm form;
    form.words = QStringLiteral("log");
    form.presentation = QStringLiteral("log.search");
    form.options = {
        completing(option("run", "run", Kind::Value, 'r', Text::tr("RUN")), "run"),
        option("task", "task", Kind::Value, 't', Text::tr("KEY")),
        option("agent", "agent", Kind::Value, {}, Text::tr("NAME")),
        option("levels", "level", Kind::Value, {}, Text::tr("LEVEL"), Text::tr("Only this level; may be repeated")),
        option("stream", "stream", Kind::Value, {}, Text::tr("NAME")),
        option("from_ms", "from-ms", Kind::Value, {}, Text::tr("N")),
        option("to_ms", "to-ms", Kind::Value, {}, Text::tr("N")),
        option("words", "words", Kind::Value, {}, Text::tr("WORDS")),
        option("regex", "regex", Kind::Value, 'e', Text::tr("PATTERN")),
        option("after", "after", Kind::Value, {}, Text::tr("N")),
        option("before", "before", Kind::Value, {}, Text::tr("N")),
        option("limit", "lines", Kind::Value, 'n', Text::tr("N"))};
    form.examples = {QStringLiteral("log -n 100"), QStringLiteral("log --level error --regex \"timed? ?out\"")};
    op.cli = {form};
    return op;
}

} // namespace

QList<Operation> logOperations()
{
    return {page()};
}

} // namespace podium::control
