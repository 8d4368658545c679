// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// What an editor offers besides edits: forms, completions, colours.
#include "domain/definition/editing/editcompletion.h"
#include "domain/definition/editing/fieldform.h"
#include "domain/definition/editing/yamlspans.h"
#include "domain/definition/templates.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QSet>
#include <QTest>

#include <functional>

using namespace podium::domain;
using namespace Qt::StringLiterals;

namespace
{

QJsonObject fieldNamed(const QJsonArray &form, const QString &name)
{
    for (const QJsonValue field : form) {
        if (field[u"name"] == name)
            return field.toObject();
    }
    return {};
}

QStringList labels(const QList<Completion> &completions)
{
    QStringList out;
    for (const Completion &one : completions)
        out << one.label;
    return out;
}

/// The text with the completion done; `|` is the cursor.
QString completed(const QByteArray &latest, QString text, const QString &label)
{
    const qsizetype cursor = text.indexOf(u'|');
    text.remove(cursor, 1);
    const auto workflow = WorkflowSnapshot::read(latest);
    for (const Completion &one : completeText(workflow.get(), text, cursor)) {
        if (one.label == label)
            return text.replace(one.from, one.length, one.text);
    }
    return {};
}

const QByteArray Source =
    "inputs:\n  topic: x\ntasks:\n  - id: first-one\n    run: x\n    output_schema: {type: object, "
    "properties: {files: {type: array}}}\n  - id: b\n    needs: first-one\n    prompt: x\n"
    "  - id: late\n    needs: b\n    prompt: y\n";

} // namespace

class tst_WorkflowEditor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKeyOfATypeHasAControl();
    void fieldsSayHowTheyAreFilledIn();
    void expressionsOfferWhatIsThere();
    void onlyWhatTheChecksAcceptIsOffered();
    void keysAndWordsOfTheFileAreOffered();
    void linesHaveColours();
    void spansLieInTheirLine();
};

void tst_WorkflowEditor::everyKeyOfATypeHasAControl()
{
    const QSet<QString> controls{u"text"_s, u"prompt"_s, u"number"_s, u"duration"_s, u"size"_s,
                                 u"enum"_s, u"bool"_s,   u"list"_s,   u"tasks"_s,    u"task"_s,
                                 u"map"_s,  u"object"_s, u"value"_s,  u"objects"_s,  u"expression"_s};
    const std::function<void(const QJsonArray &)> check = [&](const QJsonArray &form) {
        for (const QJsonValue field : form) {
            QVERIFY2(controls.contains(field[u"control"].toString()), qPrintable(field[u"name"].toString()));
            QVERIFY(!field[u"label"].toString().isEmpty());
            check(field[u"fields"].toArray());
        }
    };
    for (const QString &type : {u""_s, u"agent"_s, u"shell"_s, u"human"_s, u"decision"_s, u"workflow"_s, u"noop"_s})
        check(fieldForm(type));
    QCOMPARE(fieldForm(u"shell"_s).first()[u"name"], u"id"_s);
    // As in the schema, although tasks and inputs have fields of these names, too.
    QStringList first;
    for (int i = 0; i < 4; ++i)
        first += fieldForm({}).at(i)[u"name"].toString();
    QCOMPARE(first, QStringList({u"version"_s, u"name"_s, u"title"_s, u"description"_s}));
    QVERIFY(fieldNamed(fieldForm(u"shell"_s), u"type"_s)[u"choices"].toArray().contains(u"agent"_s));
    QVERIFY(fieldNamed(fieldForm(u"shell"_s), u"model"_s).isEmpty());
    QVERIFY(fieldNamed(fieldForm(u"agent"_s), u"run"_s).isEmpty());
    QVERIFY(fieldNamed(fieldForm(u"shell"_s), u"needs"_s).isEmpty());
}

void tst_WorkflowEditor::fieldsSayHowTheyAreFilledIn()
{
    const QJsonArray agent = fieldForm(u"agent"_s);
    QCOMPARE(fieldNamed(agent, u"prompt"_s).value(u"control"_s), u"prompt"_s);
    QCOMPARE(fieldNamed(agent, u"prompt"_s).value(u"template"_s), true);
    QCOMPARE(fieldNamed(agent, u"timeout"_s).value(u"control"_s), u"duration"_s);
    QCOMPARE(fieldNamed(agent, u"capabilities"_s).value(u"control"_s), u"list"_s);
    QCOMPARE(fieldNamed(agent, u"depends_on"_s).value(u"control"_s), u"tasks"_s);
    QCOMPARE(fieldNamed(agent, u"when"_s).value(u"control"_s), u"expression"_s);
    QCOMPARE(fieldNamed(agent, u"environment"_s).value(u"control"_s), u"map"_s);
    QCOMPARE(fieldNamed(agent, u"on_failure"_s).value(u"choices"_s).toArray().size(), 3);
    QCOMPARE(fieldNamed(agent, u"hooks"_s).value(u"control"_s), u"objects"_s);
    const QJsonObject retry = fieldNamed(agent, u"retry"_s);
    QCOMPARE(retry.value(u"control"_s), u"object"_s);
    QCOMPARE(retry.value(u"long_form"_s), u"attempts"_s);
    const QJsonObject attempts = fieldNamed(retry.value(u"fields"_s).toArray(), u"attempts"_s);
    QCOMPARE(attempts.value(u"control"_s), u"number"_s);
    QCOMPARE(attempts.value(u"minimum"_s), 1);
    QCOMPARE(attempts.value(u"default"_s), 1);
    const QJsonObject repeat = fieldNamed(agent, u"repeat"_s);
    QCOMPARE(fieldNamed(repeat.value(u"fields"_s).toArray(), u"until"_s).value(u"required"_s), true);
    QCOMPARE(fieldNamed(fieldForm(u"human"_s), u"form"_s).value(u"control"_s), u"value"_s);
    QCOMPARE(fieldNamed(fieldForm({}), u"resume_after_limit"_s).value(u"control"_s), u"bool"_s);
    QCOMPARE(fieldNamed(fieldForm({}), u"outputs"_s).value(u"control"_s), u"map"_s);
}

void tst_WorkflowEditor::expressionsOfferWhatIsThere()
{
    const auto workflow = WorkflowSnapshot::read(Source);
    const auto offer = [&](const QString &text, int task = 1) {
        return labels(completeExpression(*workflow, task, u"prompt"_s, text, text.size(), true));
    };
    QCOMPARE(offer(u"a {{ inputs.t"_s), QStringList{u"topic"_s});
    QCOMPARE(offer(u"a {{ inputs.topic }} b in"_s), QStringList());
    QCOMPARE(offer(u"{{ tasks."_s), QStringList{u"first-one"_s}); // Not itself, and nothing that comes later.
    QCOMPARE(offer(u"{{ tasks.fir"_s), QStringList{u"first-one"_s});
    QCOMPARE(offer(u"{{ tasks."_s, -1), (QStringList{u"first-one"_s, u"b"_s, u"late"_s}));
    QVERIFY(offer(u"{{ tasks[\"first-one\"]."_s).contains(u"result"_s));
    QCOMPARE(offer(u"{{ tasks[\"first-one\"].result.f"_s), QStringList{u"files"_s});
    QVERIFY(offer(u"{{ "_s).contains(u"inputs"_s));
    QVERIFY(offer(u"{{ inputs.topic | up"_s).contains(u"upper"_s));
    QVERIFY(offer(u"{{ run."_s).contains(u"id"_s));
    const QList<Completion> dashed = completeExpression(*workflow, 1, u"prompt"_s, u"{{ tasks.fi"_s, 11, true);
    QCOMPARE(u"{{ tasks.fi"_s.replace(dashed.first().from, dashed.first().length, dashed.first().text),
             u"{{ tasks[\"first-one\"]"_s);
}

void tst_WorkflowEditor::onlyWhatTheChecksAcceptIsOffered()
{
    const QByteArray source =
        "environment: {A: x}\ndefaults: {environment: {B: x}}\noutputs: {o: x}\ntasks:\n"
        "  - id: a\n    run: x\n  - id: each\n    run: x\n    depends_on: a\n    foreach: {in: '[1]', as: "
        "thing}\n  - id: loop\n    run: x\n    repeat: {until: x, max: 3}\n";
    const auto workflow = WorkflowSnapshot::read(source);
    QVERIFY(workflow);
    const QStringList of{u"thing"_s, u"index"_s, u"iteration"_s, u"result"_s, u"task"_s, u"tasks"_s};
    const auto offered = [&](int task, const QString &field) {
        QStringList out;
        const QStringList all = labels(completeExpression(*workflow, task, field, {}, 0, false));
        for (const QString &name : of) {
            if (all.contains(name))
                out << name;
        }
        return out.join(u' ');
    };
    QCOMPARE(offered(1, u"run"_s), u"thing index task tasks"_s);
    for (const QString &field : {u"when"_s, u"gate"_s, u"gate/message"_s, u"review/message"_s, u"foreach/in"_s})
        QCOMPARE(offered(1, field), u"task tasks"_s);
    QCOMPARE(offered(2, u"run"_s), u"iteration task tasks"_s);
    QCOMPARE(offered(2, u"when"_s), u"task tasks"_s);
    QCOMPARE(offered(2, u"repeat/until"_s), u"iteration result task tasks"_s);
    QCOMPARE(offered(-1, u"outputs"_s), u"tasks"_s);
    QCOMPARE(offered(-1, u"environment/A"_s), u"task"_s);
    QCOMPARE(offered(-1, u"defaults/environment/B"_s), u"task"_s);
    // The same in the text, in each of the ways to write it.
    const QString head = u"tasks:\n  - id: each\n    foreach: {in: '[1]', as: thing}\n"_s;
    const auto inText = [&](const QString &text) {
        return labels(completeText(workflow.get(), text, text.size())).contains(u"thing"_s);
    };
    QVERIFY(inText(head + u"    prompt: Do {{ th"_s));
    QVERIFY(inText(head + u"    prompt: |\n      Do {{ th"_s));
    QVERIFY(!inText(head + u"    when: th"_s));
    QVERIFY(!inText(head + u"    gate: Start {{ th"_s));
    QVERIFY(!inText(head + u"    gate:\n      message: Start {{ th"_s));
    QVERIFY(!inText(head + u"    review: {message: \"{{ th"_s));
}

void tst_WorkflowEditor::keysAndWordsOfTheFileAreOffered()
{
    const QString head = u"tasks:\n  - id: a\n    run: x\n  - id: b\n"_s;
    QCOMPARE(completed(Source, head + u"    prio|"_s, u"priority"_s), head + u"    priority: "_s);
    QCOMPARE(completed(Source, head + u"    retry:\n      att|"_s, u"attempts"_s),
             head + u"    retry:\n      attempts: "_s);
    QCOMPARE(completed(Source, head + u"    on_failure: c|"_s, u"continue"_s), head + u"    on_failure: continue"_s);
    QCOMPARE(completed(Source, head + u"    type: sh|"_s, u"shell"_s), head + u"    type: shell"_s);
    QCOMPARE(completed(Source, head + u"    depends_on: [late, f|"_s, u"first-one"_s),
             head + u"    depends_on: [late, first-one"_s);
    QCOMPARE(completed(Source, head + u"    depends_on:\n      - f|"_s, u"first-one"_s),
             head + u"    depends_on:\n      - first-one"_s);
    QCOMPARE(completed(Source, head + u"    prompt: Of {{ inp|"_s, u"inputs"_s), head + u"    prompt: Of {{ inputs"_s);
    QCOMPARE(completed(Source, u"max|"_s, u"max_parallel"_s), u"max_parallel: "_s);
    QVERIFY(completed(Source, head + u"    max|"_s, u"max_parallel"_s).isEmpty());
}

void tst_WorkflowEditor::linesHaveColours()
{
    using Kind = YamlSpan::Kind;
    YamlLineState state = 0;
    const auto kinds = [&](const QString &line) {
        QString out;
        for (const YamlSpan &span : yamlSpans(line, state))
            out += QStringLiteral("KTNWCEM").at(int(span.kind)) + u'(' + line.mid(span.from, span.length) + u')';
        return out;
    };
    QCOMPARE(kinds(u"name: a b # c"_s), u"K(name)M(:)T(a b)C(# c)"_s);
    QCOMPARE(kinds(u"- id: 3"_s), u"M(-)K(id)M(:)N(3)"_s);
    QCOMPARE(kinds(u"a: {b: true, c: [x, 1]}"_s), u"K(a)M(:)M({)K(b)M(:)W(true)M(,)K(c)M(:)M([)T(x)M(,)N(1)M(])M(})"_s);
    QCOMPARE(kinds(u"p: \"do {{ x }} it\""_s), u"K(p)M(:)T(\"do )E({{ x }})T( it\")"_s);
    QCOMPARE(kinds(u"    prompt: |-  # c"_s), u"K(prompt)M(:)M(|-)C(# c)"_s);
    QCOMPARE(kinds(u"      # text {{ a }}"_s), u"T(      # text )E({{ a }})"_s);
    QCOMPARE(kinds({}), QString());
    QCOMPARE(kinds(u"    next: \"open"_s), u"K(next)M(:)T(\"open)"_s);
    QCOMPARE(kinds(u"  still\""_s), u"T(  still\")"_s);
    QCOMPARE(kinds(u"e: *x"_s), u"K(e)M(:)W(*x)"_s);
    static_assert(int(Kind::Mark) == 6);
}

void tst_WorkflowEditor::spansLieInTheirLine()
{
    const QStringList names = templateNames();
    for (const QString &name : names) {
        YamlLineState state = 0;
        const QStringList lines = QString::fromUtf8(templateSource(name).value()).split(u'\n');
        for (const QString &line : lines) {
            qsizetype end = 0;
            for (const YamlSpan &span : yamlSpans(line, state)) {
                QVERIFY(span.from >= end && span.length > 0);
                end = span.from + span.length;
                QVERIFY(end <= line.size());
            }
        }
        QCOMPARE(state < 3 ? state : 0, 0);
    }
}

QTEST_APPLESS_MAIN(tst_WorkflowEditor)
#include "tst_workfloweditor.moc"
