// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "base/json.h"
#include "domain/definition/source/sourcereader.h"
#include "domain/definition/workflowloader.h"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QTest>

using namespace podium;
using namespace podium::domain;
using namespace Qt::StringLiterals;

namespace
{

struct Outcome
{
    QByteArray json; ///< Empty after an error.
    QString code;    ///< Of the first finding.
    int line = 0;
    int column = 0;
};

Outcome read(const QByteArray &text, const QString &name = u"x.yaml"_s, const SourceLimits &limits = {})
{
    SourceTree tree;
    Report report(name, &tree);
    const SourceNode *root = readSource(text, name, limits, tree, report);
    Outcome out;
    if (root)
        out.json = canonicalJson(toJson(*root));
    const Diagnostics all = report.take();
    if (!all.isEmpty()) {
        out.code = all.first().code;
        out.line = all.first().line;
        out.column = all.first().column;
    }
    return out;
}

} // namespace

class TestSourceReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void yamlValues_data()
    {
        QTest::addColumn<QByteArray>("yaml");
        QTest::addColumn<QByteArray>("json");
        const auto row = [](const char *yaml, const char *json) {
            QTest::newRow(QByteArray(yaml).replace('\n', '/').constData()) << QByteArray(yaml) << QByteArray(json);
        };
        row("[yes, no, on, off, y, n]", R"(["yes","no","on","off","y","n"])");
        row("[true, True, TRUE, tRUE, false]", R"([true,true,true,"tRUE",false])");
        row("[null, ~, Null, , nUll]", R"([null,null,null,null,"nUll"])");
        row("[1, -1, +1, 0x1F, 0o17, 017, 1_000]", R"([1,-1,1,31,15,17,"1_000"])");
        row("[1.5, .5, 5., 1e3, -1.5E-2, 1.2.3, ., -, +]", R"([1.5,0.5,5,1000,-0.015,"1.2.3",".","-","+"])");
        row("['1', \"true\", '~', !!str 5]", R"(["1","true","~","5"])");
        row("[12:30:00, 2024-01-01]", R"(["12:30:00","2024-01-01"])");
        row("9223372036854775807", "9223372036854775807");
        row("a: &x {b: 1}\nc: *x", R"({"a":{"b":1},"c":{"b":1}})");
        row("base: &b {x: 1, y: 2}\nd:\n  <<: *b\n  y: 3", R"({"base":{"x":1,"y":2},"d":{"x":1,"y":3}})");
        row("a: &a {x: 1}\nb: &b {x: 2, y: 2}\nc: {<<: [*a, *b]}",
            R"({"a":{"x":1},"b":{"x":2,"y":2},"c":{"x":1,"y":2}})");
        row("1: a\ntrue: b", R"({"1":"a","true":"b"})");
        row("\xEF\xBB\xBF"
            "a: 1",
            R"({"a":1})");
        row("a: |\n  x\n  y\nb: >\n  x\n  y\n", R"({"a":"x\ny\n","b":"x y\n"})");
    }
    void yamlValues()
    {
        QFETCH(QByteArray, yaml);
        QFETCH(QByteArray, json);
        const Outcome outcome = read(yaml);
        QVERIFY2(outcome.code.isEmpty(), qPrintable(outcome.code));
        QCOMPARE(outcome.json, json);
    }

    void hostileTextIsRefusedWithItsPlace_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("code");
        QTest::addColumn<int>("line");
        const auto row = [](const char *label, const QByteArray &text, const char *code, int line,
                            const char *name = "x.yaml") {
            QTest::newRow(label) << text << QString::fromLatin1(name) << QString::fromLatin1(code) << line;
        };
        row("empty", "", "empty", 1);
        row("comment only", "# nothing\n", "empty", 1);
        row("duplicate key", "a: 1\nb: 2\na: 3", "duplicate-key", 3);
        row("two documents", "a: 1\n---\nb: 2\n", "several-documents", 2);
        row("unknown tag", "a: !!binary xx", "unknown-tag", 1);
        row("own tag", "a: !evil xx", "unknown-tag", 1);
        row("map as key", "{a: 1}: b", "bad-key", 1);
        row("template without quotes", "a: {{ b }}", "bad-key", 1);
        row("nan", "a: .nan", "bad-number", 1);
        row("too big number", "a: 1e999", "bad-number", 1);
        row("alias of itself", "a: &x [*x]", "recursive-alias", 1);
        row("unknown alias", "a: *x", "syntax", 1);
        row("merge of a scalar", "a: {<<: 5}", "bad-merge", 1);
        row("tab", "a:\n\tb: 1", "syntax", 2);
        row("control character", "a: \x04 b", "control-character", 1);
        row("nul", QByteArray("a: b\0c", 6), "control-character", 1);
        row("not UTF-8", "a: 1\nb: \xff\xfe", "encoding", 2);
        row("deep yaml", QByteArray(100, '[') + QByteArray(100, ']'), "too-deep", 1);
        row(
            "deep block",
            [] {
                QByteArray out;
                for (int i = 0; i < 200; ++i)
                    out += QByteArray(i, ' ') + "a:\n";
                return out;
            }(),
            "too-deep", 65);
        row("deep json", QByteArray(100'000, '['), "too-deep", 1, "x.json");
        row("json half a pair", "[\"\\ud800\"]", "syntax", 1, "x.json");
        row("json control character", "[\"a\nb\"]", "syntax", 1, "x.json");
        row("json number", "[01]", "syntax", 1, "x.json");
        row("json rest", "{} {}", "syntax", 1, "x.json");
        row("json open", "{\"a\": [1,\n2", "syntax", 2, "x.json");
    }
    void hostileTextIsRefusedWithItsPlace()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, name);
        const Outcome outcome = read(text, name);
        QVERIFY(outcome.json.isEmpty());
        QTEST(outcome.code, "code");
        QTEST(outcome.line, "line");
    }

    void aliasBombIsDefused()
    {
        QByteArray text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
        for (int i = 1; i < 12; ++i) {
            const QByteArray previous = "*a" + QByteArray::number(i - 1);
            text += "a" + QByteArray::number(i) + ": &a" + QByteArray::number(i) + " [" +
                    QByteArrayList(10, previous).join(", ") + "]\n";
        }
        QCOMPARE(read(text).code, u"alias-bomb"_s);
    }

    void sizeIsLimited()
    {
        SourceLimits limits;
        limits.maxBytes = 100;
        QCOMPARE(read(QByteArray(101, 'a'), u"x.yaml"_s, limits).code, u"too-big"_s);
        limits = {};
        limits.maxNodes = 10;
        QCOMPARE(read("[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]", u"x.yaml"_s, limits).code, u"too-big"_s);
        QCOMPARE(read("[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]", u"x.json"_s, limits).code, u"too-big"_s);
    }

    void jsonIsReadAsQtReadsIt()
    {
        const QByteArray text =
            R"({"a": [1, -2.5e3, true, null, "x\u00e4\ud83d\ude00\n\/"], "b": {}, "c": [], "big": 1e300})";
        QCOMPARE(read(text, u"x.json"_s).json, canonicalJson(*parseJson(text)));
    }

    void textWithoutANameIsRecognised()
    {
        QCOMPARE(read("  {\"a\": 1}", QString()).json, QByteArray(R"({"a":1})"));
        QCOMPARE(read("{a: 1}", QString()).json, QByteArray(R"({"a":1})"));
        QCOMPARE(read("a: 1", QString()).json, QByteArray(R"({"a":1})"));
        const Outcome broken = read("{\"a\": 1,}", QString());
        QCOMPARE(broken.code, u"syntax"_s);
    }

    /// Random damage to real files: whatever comes out, nothing crashes, findings have places, and what loads loads
    /// again.
    void damagedFilesNeverHarm()
    {
        QList<QByteArray> seeds;
        for (const char *folder : {"resources/templates", "resources/examples", "tests/data/workflows"}) {
            const QDir dir(QStringLiteral(PODIUM_SOURCE_DIR "/") + QLatin1StringView(folder));
            for (const QString &name : dir.entryList({u"*.yaml"_s}, QDir::Files)) {
                QFile file(dir.filePath(name));
                QVERIFY(file.open(QIODevice::ReadOnly));
                seeds << file.readAll();
            }
        }
        QRandomGenerator random(4711);
        const QByteArray pieces[] = {"{{ ", " }}", ": ", "- ", "\n", "  ", "&a ", "*a",   "<<: ",   "[", "]",
                                     "{",   "}",   "|",  "'",  "\"", "\t", "#",   "\xff", "!!str ", "~", "---\n"};
        int loaded = 0;
        for (int round = 0; round < 400; ++round) {
            QByteArray text = seeds.at(random.bounded(int(seeds.size())));
            const int changes = 1 + random.bounded(3);
            for (int i = 0; i < changes; ++i) {
                const int at = random.bounded(int(text.size()));
                switch (random.bounded(4)) {
                case 0:
                    text.insert(at, pieces[random.bounded(int(std::size(pieces)))]);
                    break;
                case 1:
                    text.remove(at, 1 + random.bounded(40));
                    break;
                case 2:
                    text[at] = char(random.bounded(256));
                    break;
                default:
                    text.insert(at, text.mid(random.bounded(int(text.size())), random.bounded(200)));
                    break;
                }
            }
            const LoadResult result = loadWorkflow(text, u"damaged.yaml"_s);
            if (!result.workflow) {
                QVERIFY(hasErrors(result.diagnostics));
                QVERIFY(!result.diagnostics.first().message.isEmpty());
                continue;
            }
            ++loaded;
            const LoadResult again = loadWorkflow(canonicalJson(result.workflow->definition), u"again.json"_s);
            QVERIFY2(again.workflow, text.constData());
            QCOMPARE(again.workflow->hash, result.workflow->hash);
            QVERIFY(workflowFromDefinition(result.workflow->definition).workflow);
        }
        QVERIFY(loaded > 20);
        QVERIFY(loaded < 380);
    }
};

QTEST_GUILESS_MAIN(TestSourceReader)
#include "tst_sourcereader.moc"
