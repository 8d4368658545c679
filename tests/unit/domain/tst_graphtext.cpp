// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "base/json.h"
#include "domain/definition/graphtext.h"

#include <QJsonArray>
#include <QTest>

using namespace podium;
using namespace podium::domain;
using namespace Qt::StringLiterals;

namespace
{

Workflow diamond()
{
    Workflow out;
    out.name = u"diamond"_s;
    const auto add = [&](const QString &id, const QStringList &dependsOn, const QString &type) {
        TaskSpec task;
        task.id = id;
        task.type = type;
        task.dependsOn = dependsOn;
        out.tasks << task;
    };
    add(u"top"_s, {}, u"shell"_s);
    add(u"left"_s, {u"top"_s}, u"agent"_s);
    add(u"right"_s, {u"top"_s}, u"human"_s);
    add(u"bottom"_s, {u"left"_s, u"right"_s}, u"decision"_s);
    InputSpec x; // Not known before somebody gives it.
    x.name = u"x"_s;
    x.required = true;
    out.inputs << x;
    out.tasks[1].when = u"inputs.x"_s;
    out.tasks[1].estimate.durationMs = 1'000;
    out.tasks[2].estimate.durationMs = 60'000;
    return out;
}

Workflow hostile()
{
    Workflow out;
    out.name = u"\"; evil [label=x]; \\"_s;
    TaskSpec task;
    task.id = u"end"_s;
    task.type = u"shell"_s;
    task.title = u"a\"] --> b\n<script>alert(1)</script>\x1b[31m\\\" ]; evil -> b; \u202e#quot; `x` | {y}"_s;
    out.tasks << task;
    return out;
}

} // namespace

class TestGraphText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void treeShowsEachTaskOnceAndMentionsItElsewhere()
    {
        QCOMPARE(graphText(diamond(), GraphFormat::Tree), u"diamond\n"
                                                          "└─ top [shell]\n"
                                                          "   ├─ left [agent, if inputs.x]\n"
                                                          "   │  └─ → bottom\n"
                                                          "   └─ right [human]\n"
                                                          "      └─ bottom [decision] ← left, right\n"
                                                          "Critical path: top → right → bottom\n"_s);
    }

    void mermaidNumbersItsNodes()
    {
        const QString text = graphText(diamond(), GraphFormat::Mermaid);
        QVERIFY2(text.startsWith(u"flowchart TD\n    t0[\"top<br/>shell\"]\n"_s), qPrintable(text));
        QVERIFY(text.contains(u"t2[/\"right<br/>human\"/]"_s));
        QVERIFY(text.contains(u"t3{\"bottom<br/>decision\"}"_s));
        QVERIFY(text.contains(u"    t1 --> t3\n    t2 --> t3\n"_s));
        QVERIFY(text.endsWith(u"    class t0,t2,t3 critical\n"_s));
    }

    void dotHasNodesAndEdges()
    {
        const QString text = graphText(diamond(), GraphFormat::Dot);
        QVERIFY2(text.contains(u"    t3 [label=\"bottom\\ndecision\", penwidth=3];\n"_s), qPrintable(text));
        QVERIFY(text.contains(u"    t2 -> t3;\n"_s));
        QVERIFY(text.endsWith(u"}\n"_s));
    }

    void jsonHasLayersAndTheCriticalPath()
    {
        QVERIFY(graphJson(diamond())[u"budget"].toObject().isEmpty());
        const QJsonObject json = graphJson(diamond());
        QCOMPARE(json.value(u"edges").toArray().size(), 4);
        QCOMPARE(canonicalJson(json.value(u"layers")), QByteArray(R"([["top"],["left","right"],["bottom"]])"));
        QCOMPARE(canonicalJson(json.value(u"critical_path")), QByteArray(R"(["top","right","bottom"])"));
        QVERIFY(parseJson(graphText(diamond(), GraphFormat::Json).toUtf8()));
    }

    void criticalPathKnowsWhatEarlierRunsTook()
    {
        EstimateOptions known;
        known.durationsMs[u"left"_s] = {90'000, 110'000};
        const QJsonObject json = graphJson(diamond(), known);
        QCOMPARE(canonicalJson(json.value(u"critical_path")), QByteArray(R"(["top","left","bottom"])"));
        const QJsonValue left = json.value(u"tasks")[1];
        QCOMPARE(left[u"duration_source"].toString(), u"history"_s);
        QVERIFY(left[u"duration_ms"].toDouble() >= 90'000 && left[u"duration_ms"].toDouble() <= 110'000);
        QVERIFY(graphText(diamond(), GraphFormat::Tree, known).endsWith(u"Critical path: top → left → bottom\n"_s));
        Workflow guessed = diamond();
        for (TaskSpec &task : guessed.tasks)
            task.estimate.durationMs.reset();
        QVERIFY(!graphText(guessed, GraphFormat::Tree).contains(u"Critical"_s));
        QVERIFY(!graphText(guessed, GraphFormat::Dot).contains(u"penwidth"_s));
    }

    void hostileTitlesStayText()
    {
        const Workflow workflow = hostile();
        for (const GraphFormat format : {GraphFormat::Tree, GraphFormat::Mermaid, GraphFormat::Dot}) {
            const QString text = graphText(workflow, format);
            QVERIFY(!text.contains(QChar(0x1b)));
            QVERIFY(!text.contains(QChar(0x202e)));
        }
        QCOMPARE(graphText(workflow, GraphFormat::Tree).count(u'\n'), 2);

        const QString mermaid = graphText(workflow, GraphFormat::Mermaid);
        QCOMPARE(mermaid.count(u'\n'), 2);
        QCOMPARE(mermaid.count(u'"'), 2); // Only the two around the label.
        QVERIFY(!mermaid.contains(u"<script"_s));
        QVERIFY(!mermaid.contains(u"-->"_s));

        // In DOT every quote inside of a label has an odd number of backslashes before it.
        const QString dot = graphText(workflow, GraphFormat::Dot);
        int strings = 0;
        bool inside = false;
        for (qsizetype i = 0; i < dot.size(); ++i) {
            if (inside && dot.at(i) == u'\\') {
                ++i;
            } else if (dot.at(i) == u'"') {
                inside = !inside;
                strings += inside ? 1 : 0;
            }
            QVERIFY(inside || dot.mid(i, 7) != u"evil ->"_s);
        }
        QVERIFY(!inside);
        QCOMPARE(strings, 3); // Name, font, label.
    }

    void longChainsAndWideFansAreDrawnInLinearTime()
    {
        Workflow chain;
        chain.name = u"chain"_s;
        for (int i = 0; i < 20'000; ++i) {
            TaskSpec task;
            task.id = u"t%1"_s.arg(i);
            task.type = u"noop"_s;
            if (i > 0)
                task.dependsOn << u"t%1"_s.arg(i - 1);
            chain.tasks << task;
        }
        const QString text = graphText(chain, GraphFormat::Tree);
        QCOMPARE(text.count(u'\n'), 20'001);
        QVERIFY(text.size() < 20'001 * 300);
        QCOMPARE(graphJson(chain).value(u"layers").toArray().size(), 20'000);
    }

    void formatsHaveNames()
    {
        QVERIFY(graphFormatFromName(u"dot"_s) == GraphFormat::Dot);
        QVERIFY(graphFormatFromName(u"mermaid"_s) == GraphFormat::Mermaid);
        QVERIFY(!graphFormatFromName(u"png"_s));
    }
};

QTEST_GUILESS_MAIN(TestGraphText)
#include "tst_graphtext.moc"
