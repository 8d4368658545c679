// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/expression/template.h"

#include "base/json.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonObject>
#include <QProcess>
#include <QRandomGenerator>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace podium;
using namespace podium::domain;
using namespace Qt::StringLiterals;

namespace
{

MapScope scopeOf(const QJsonObject &inputs)
{
    MapScope scope;
    scope.roots.insert(u"inputs"_s, inputs);
    return scope;
}

QString rendered(const QString &source, const QJsonObject &inputs, Quoting quoting = Quoting::None)
{
    const auto text = Template::parse(source);
    if (!text)
        return u"syntax: "_s + text.error().text();
    const auto out = text->render(scopeOf(inputs), quoting);
    return out ? *out : u"error: "_s + out.error().text();
}

/// What the shell makes of a script in that folder; "exit <n>" in front if it fails.
QByteArray run(const QString &shell, const QString &script, const QString &folder)
{
    QProcess process;
    process.setWorkingDirectory(folder);
    process.start(shell, {u"-c"_s, script});
    if (!process.waitForFinished(20'000))
        return "did not end";
    const QByteArray out = process.readAllStandardOutput();
    return process.exitCode() == 0
               ? out
               : "exit " + QByteArray::number(process.exitCode()) + ": " + process.readAllStandardError() + out;
}

QStringList shells()
{
    QStringList found;
    for (const QString &name : {u"sh"_s, u"dash"_s, u"bash"_s, u"ksh"_s, u"zsh"_s}) {
        const QString path = QFileInfo(QStandardPaths::findExecutable(name)).canonicalFilePath();
        if (!path.isEmpty() && !found.contains(path))
            found += path;
    }
    return found;
}

const QStringList Hostile{
    u"plain"_s,
    u""_s,
    u"two words"_s,
    u"it's"_s,
    u"'; touch pwned; '"_s,
    u"\"; touch pwned; \""_s,
    u"$(touch pwned)"_s,
    u"`touch pwned`"_s,
    u"${HOME}"_s,
    u"$HOME"_s,
    u"HOME"_s,
    u"\\"_s,
    u"\\\\'\\\""_s,
    u"a\nb; touch pwned\n"_s,
    u"\r\n\ttab"_s,
    u"*"_s,
    u"~root"_s,
    u"!!"_s,
    u"-n"_s,
    u"#x"_s,
    u"{a,b}"_s,
    u"(touch pwned)"_s,
    u"1 > pwned"_s,
    u"PATH=/nowhere"_s,
    u"ünïcödé 😀 \u202e"_s,
    u"%s%n"_s,
    u"\u0001\u001b[31m"_s,
    u"EOF"_s,
    u"'"_s,
    u"''"_s,
    u"\\'"_s,
    u"$'\\''"_s,
};

} // namespace

class TestTemplate : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
    }

    /// A value that was run, or a redirection that was made of one, would have left a file.
    void cleanup()
    {
        const QDir folder(m_folder->path());
        QCOMPARE(folder.entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot),
                 QStringList());
    }

    void textWithoutExpressionsStandsForItself()
    {
        const auto text = Template::parse(u"a } b }} $x \\{ {% %}"_s);
        QVERIFY(text->isPlain());
        QCOMPARE(*text->render(MapScope()), text->source());
        QCOMPARE(*text->value(MapScope()), QJsonValue(text->source()));
        QVERIFY(text->names().isEmpty());
    }

    void expressionsAreFilledIn_data()
    {
        QTest::addColumn<QString>("source");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *source, const char *expected) {
            QTest::newRow(source) << QString::fromUtf8(source) << QString::fromUtf8(expected);
        };
        row("build {{ inputs.s }}!", "build text!");
        row("{{inputs.s}}{{inputs.n}}", "text3");
        row("{{ inputs.f }} {{ inputs.t }} {{ inputs.z }}.", "1.5 true .");
        row("{{ inputs.l }} {{ inputs.o }}", R"([1,"a"] {"k":{"k":1}})");
        row("{{ 100000000 }} {{ 1e6 }}", "100000000 1000000");
        row("{{{{ .Names }} {{ inputs.s }}", "{{ .Names }} text");
        row("{{ '}}' }}{{ \"{{\" }}", "}}{{");
        row("{{ {a: {b: inputs.n}} }}", R"({"a":{"b":3}})");
        row("{{ inputs.s | raw }}", "text");
        row("{{\n  inputs.s\n  | upper\n}}", "TEXT");
        row("a }} b {{ 1 }}", "a }} b 1");
        row("{{ .Names }}", "syntax: column 4: `.` where a value was expected. Write {{{{ for a literal {{");
        row("{{ }}", "syntax: column 4: there is no expression between `{{` and `}}`. Write {{{{ for a literal {{");
        row("x {{ inputs.s", "syntax: column 14: the expression ends where `}}` was expected");
        row("x {{ inputs.s } }", "syntax: column 15: `}` where `}}` was expected");
        row("a\nbc {{ 1 + }}", "syntax: line 2, column 11: `}` where a value was expected");
        row("a\nbc {{ nope }}",
            "error: line 2, column 7, `nope`: unknown name `nope`. Known are inputs, tasks, run, task "
            "and what the task defines itself");
    }

    void expressionsAreFilledIn()
    {
        QFETCH(QString, source);
        QFETCH(QString, expected);
        const QJsonObject inputs = parseJson(R"({"s": "text", "n": 3, "f": 1.5, "t": true, "z": null, "l": [1, "a"],
                                                "o": {"k": {"k": 1}}})")
                                       ->toObject();
        QCOMPARE(rendered(source, inputs), expected);
    }

    void loneExpressionKeepsItsType()
    {
        const MapScope scope = scopeOf({{u"list"_s, QJsonArray{1, 2}}, {u"n"_s, 7}});
        QCOMPARE(*Template::parse(u"{{ inputs.list }}"_s)->value(scope), QJsonValue(QJsonArray{1, 2}));
        QCOMPARE(*Template::parse(u" {{ inputs.n }}\n"_s)->value(scope), QJsonValue(7));
        QCOMPARE(*Template::parse(u"{{ inputs.n }}{{ inputs.n }}"_s)->value(scope), QJsonValue(u"77"_s));
        QCOMPARE(*Template::parse(u"n={{ inputs.n }}"_s)->value(scope), QJsonValue(u"n=7"_s));
        QCOMPARE(*Template::parse(u"{{ inputs.none }}"_s)->value(scope), QJsonValue());
    }

    void templatesInsideValuesAreFilledIn()
    {
        const QJsonValue value = *parseJson(
            R"({"{{ key }}": "{{ inputs.n }}", "list": ["x{{ inputs.n }}", 5, null, {"deep": "{{ inputs.l }}"}]})");
        const auto filled = fillTemplates(value, scopeOf({{u"n"_s, 2}, {u"l"_s, QJsonArray{1}}}));
        QVERIFY(filled);
        QCOMPARE(canonicalJson(*filled), QByteArray(R"({"list":["x2",5,null,{"deep":[1]}],"{{ key }}":2})"));
        QVERIFY(!fillTemplates(QJsonArray{u"{{ nope }}"_s}, MapScope()));
        QVERIFY(!fillTemplates(QJsonArray{u"{{ 1 + }}"_s}, MapScope()));
        QJsonValue deep(1);
        for (int i = 0; i < 400; ++i)
            deep = QJsonArray{deep};
        QVERIFY(!fillTemplates(deep, MapScope()));
    }

    void jsonQuotingWritesLiterals()
    {
        QCOMPARE(rendered(u"x = {{ inputs.s }}"_s, {{u"s"_s, u"a\"b\n"_s}}, Quoting::Json), u"x = \"a\\\"b\\n\""_s);
    }

    void quotingFollowsTheInterpreter()
    {
        QCOMPARE(quotingFor({}), Quoting::Shell);
        QCOMPARE(quotingFor({u"/bin/bash"_s, u"-eu"_s, u"-c"_s}), Quoting::Shell);
        QCOMPARE(quotingFor({u"/usr/bin/env"_s, u"-i"_s, u"LC_ALL=C"_s, u"zsh"_s, u"-c"_s}), Quoting::Shell);
        QCOMPARE(quotingFor({u"busybox"_s, u"ash"_s, u"-c"_s}), Quoting::Shell);
        QCOMPARE(quotingFor({u"python3"_s, u"-c"_s}), Quoting::Json);
        QCOMPARE(quotingFor({u"env"_s, u"node"_s, u"-e"_s}), Quoting::Json);
        QCOMPARE(quotingFor({u"env"_s}), Quoting::Json);
        QCOMPARE(quotingFor({u"fish"_s, u"-c"_s}), Quoting::Json); // its quotes have other rules
    }

    void allMistakesOfATextAreReported()
    {
        NameSchema schema;
        schema.roots = {{u"inputs"_s, ValueType::object({{u"repo"_s, ValueType::Text}}, true)}};
        QList<qsizetype> offsets;
        for (const Problem &problem : Template::problems(u"{{ 1 + }} {{ inputs.repo }} {{ ) }}"_s, schema))
            offsets += problem.offset;
        QCOMPARE(offsets, QList<qsizetype>({7, 31}));
        offsets.clear();
        for (const Problem &problem : Template::problems(u"{{ inputs.rep }} {{ upper(1) }}"_s, schema))
            offsets += problem.offset;
        QCOMPARE(offsets, QList<qsizetype>({10, 26}));
        QVERIFY(Template::problems(u"plain {x}"_s, schema).isEmpty());
    }

    /// Every value must arrive in every shell as it is, wherever it stands in the script.
    void hostileValuesArriveUnchangedInRealShells_data()
    {
        QTest::addColumn<QString>("script");
        QTest::addColumn<QString>("expected"); ///< %1 is the value.
        const auto row = [](const char *script, const char *expected = "[%1]") {
            QTest::newRow(script) << QString::fromUtf8(script) << QString::fromUtf8(expected);
        };
        row("printf '[%s]' {{ inputs.x }}");
        row("printf '[%s]' \"{{ inputs.x }}\"");
        row("printf '[%s]' '{{ inputs.x }}'");
        row("printf '[%s]' a{{ inputs.x }}b", "[a%1b]");
        row("printf '[%s]' \"a{{ inputs.x }}b\"", "[a%1b]");
        row("printf '[%s]' {{ inputs.x }}{{ inputs.x }}", "[%1%1]");
        row("printf '[%s]' \"{{ inputs.x }}{{ inputs.x }}\"", "[%1%1]");
        row("printf '[%s]' \"$(printf '%s.' {{ inputs.x }})\"", "[%1.]");
        row("printf '[%s]' \"$(printf '%s.' \"{{ inputs.x }}\")\"", "[%1.]");
        row("v={{ inputs.x }}; printf '[%s]' \"$v\"");
        row("V=v; printf '[%s]' $V{{ inputs.x }}", "[v%1]");
        row("V=v; printf '[%s]' \"$V{{ inputs.x }}\"", "[v%1]");
        row("# {{ inputs.x }}\nprintf '[]'", "[]");
        row("# don't\n# {{ inputs.x }}\n#{{ inputs.x }}\nprintf '[%s]' {{ inputs.x }}");
        row("printf '[%s]' a#{{ inputs.x }} # don't {{ inputs.x }}\n", "[a#%1]");
        row("printf '[%s]' \"${V:-x}{{ inputs.x }}\"", "[x%1]");
        row("(printf '[%s]' {{ inputs.x }})");
        row("f() { printf '[%s]' \"$1\"; }; f {{ inputs.x }}");
        row("case {{ inputs.x }} in never-this) echo no;; *) printf '[%s]' {{ inputs.x }};; esac");
        row("cat >/dev/null <<'END'\ndon't \"\nEND\nprintf '[%s]' {{ inputs.x }}");
        row("cat >/dev/null <<-END; printf '[%s]' {{ inputs.x }}\n\tisn't\n\tEND\n:");
        row("echo $((1 << 2)) $# >/dev/null; printf '[%s]' {{ inputs.x }}");
        row("printf '[%s]' \\\n  {{ inputs.x }}");
        row("printf '[%s]' \"it's \\\"{{ inputs.x }}\\\"\"", "[it's \"%1\"]");
        row("[ {{ inputs.x }} = {{ inputs.x }} ] && printf '[%s]' \"{{ inputs.x }}\"");
    }

    void hostileValuesArriveUnchangedInRealShells()
    {
        QFETCH(QString, script);
        QFETCH(QString, expected);
        const auto text = Template::parse(script);
        QVERIFY(text);
        for (const QString &value : Hostile) {
            // dash and bash disagree about `[ "(touch" … ]`-like operands only for words that are operators.
            const auto out = text->render(scopeOf({{u"x"_s, value}}), Quoting::Shell);
            QVERIFY2(out, qPrintable(out ? QString() : out.error().text()));
            for (const QString &shell : shells())
                QCOMPARE(run(shell, *out, m_folder->path()), QString(expected).replace(u"%1"_s, value).toUtf8());
        }
    }

    void listsBecomeOneWordEach()
    {
        const QJsonObject inputs{{u"l"_s, QJsonArray{u"a b"_s, u"$x"_s, 3}}, {u"none"_s, QJsonArray{}}};
        QCOMPARE(rendered(u"ls {{ inputs.l }}"_s, inputs, Quoting::Shell), u"ls 'a b' '$x' '3'"_s);
        QCOMPARE(rendered(u"ls {{ inputs.none }}"_s, inputs, Quoting::Shell), u"ls "_s);
        QCOMPARE(rendered(u"ls \"{{ inputs.l }}\""_s, inputs, Quoting::Shell), u"ls \"a b \\$x 3\""_s);
        QCOMPARE(rendered(u"x {{ {a: \"it's\"} }}"_s, inputs, Quoting::Shell), u"x '{\"a\":\"it'\\''s\"}'"_s);
        QCOMPARE(rendered(u"sleep {{ 5 }}; echo {{ 2 }}>f; echo {{ true }} {{ null }}"_s, inputs, Quoting::Shell),
                 u"sleep 5; echo '2'>f; echo true ''"_s);
    }

    void rawAndQuoteAreTheAuthorsChoice()
    {
        const QJsonObject inputs{{u"x"_s, u"a b"_s}, {u"q"_s, u"\""_s}, {u"e"_s, u"; id"_s}};
        QCOMPARE(rendered(u"echo {{ inputs.x | raw }}"_s, inputs, Quoting::Shell), u"echo a b"_s);
        QCOMPARE(rendered(u"echo {{ inputs.x | quote }}"_s, inputs, Quoting::Shell), u"echo 'a b'"_s);
        // Raw text opens a quote: what follows is quoted for that place.
        QCOMPARE(rendered(u"echo {{ inputs.q | raw }}{{ inputs.q }}{{ inputs.q | raw }} {{ inputs.e }}"_s, inputs,
                          Quoting::Shell),
                 u"echo \"\\\"\" '; id'"_s);
    }

    void placesThatCannotBeQuotedAreRefused_data()
    {
        QTest::addColumn<QString>("script");
        for (const char *script : {"echo `ls {{ inputs.x }}`",
                                   "echo ${V:-{{ inputs.x }}}",
                                   "cat <<EOF\n{{ inputs.x }}\nEOF\n",
                                   "cat <<'EOF'\na\n{{ inputs.x }}\nEOF\n",
                                   "cat <<{{ inputs.x }}\n",
                                   "cat <<EOF{{ inputs.x }}\n",
                                   "echo \\{{ inputs.x }}",
                                   "echo \"\\{{ inputs.x }}\"",
                                   "echo ${{ inputs.x }}",
                                   "echo \"${{ inputs.x }}\"",
                                   "echo $'{{ inputs.x }}'",
                                   "echo $(case a in a) echo {{ inputs.x }};; esac)",
                                   "echo ${V:-'}{{ inputs.x }}",
                                   "echo $((1 + {{ inputs.x }}))",
                                   "((n = {{ inputs.x }}))",
                                   "echo $'\\''{{ inputs.x }}",
                                   "cat <<EOF\na\\\nEOF\n{{ inputs.x }}\nEOF\n",
                                   "echo $[{{ inputs.x }}]",
                                   "echo $((\"\n))\n{{ inputs.x }}",
                                   "echo $((echo '{{ inputs.x }}'))"})
            QTest::newRow(script) << QString::fromUtf8(script);
    }

    void placesThatCannotBeQuotedAreRefused()
    {
        QFETCH(QString, script);
        NameSchema schema;
        schema.roots = {{u"inputs"_s, ValueType::object({{u"x"_s, ValueType::Text}}, true)}};
        const Problems problems = Template::problems(script, schema, Quoting::Shell);
        QCOMPARE(problems.size(), 1);
        QCOMPARE(problems.first().code, u"quoting"_s);
        QCOMPARE(problems.first().offset, script.indexOf(u"{{"));
        QVERIFY(!problems.first().hint.isEmpty());
        QVERIFY(rendered(script, {{u"x"_s, u"y"_s}}, Quoting::Shell).startsWith(u"error: "));
        QVERIFY(Template::problems(script, schema, Quoting::None).isEmpty());
    }

    void numbersMayBeCalculatedWith()
    {
        QCOMPARE(rendered(u"echo $((1 + {{ inputs.n }}))"_s, {{u"n"_s, 4}}, Quoting::Shell), u"echo $((1 + 4))"_s);
        QVERIFY(rendered(u"echo $((1 + {{ inputs.n }}))"_s, {{u"n"_s, u"a[$(id)]"_s}}, Quoting::Shell)
                    .startsWith(u"error"));
    }

    void zeroCharactersAreRefusedInScripts()
    {
        for (const QString &script :
             {u"echo {{ inputs.x }}"_s, u"echo '{{ inputs.x }}'"_s, u"echo \"{{ inputs.x }}\""_s})
            QVERIFY(rendered(script, {{u"x"_s, QString(QChar(u'\0'))}}, Quoting::Shell).startsWith(u"error"));
    }

    /// Random scripts made of everything that changes quoting, with one hostile value: whatever is not refused must
    /// neither run the value nor change how the rest is read.
    void randomScriptsNeverRunAValue()
    {
        const QStringList pieces{u"'"_s,       u"\""_s,          u"\\"_s,     u"$"_s,       u"`"_s,
                                 u"#"_s,       u" "_s,           u"\n"_s,     u"("_s,       u")"_s,
                                 u"{"_s,       u"}"_s,           u"$("_s,     u"${"_s,      u"$(("_s,
                                 u"))"_s,      u"<<E\n"_s,       u"E\n"_s,    u"<<'E'\n"_s, u"a"_s,
                                 u"echo "_s,   u";"_s,           u"&"_s,      u"|"_s,       u"case x in x)"_s,
                                 u";; esac"_s, u"$v"_s,          u"$'"_s,     u"="_s,       u"["_s,
                                 u"]"_s,       u"!"_s,           u"~"_s,      u"*"_s,       u"\t"_s,
                                 u"<"_s,       u">/dev/null "_s, u"<<-E\n"_s, u"1"_s};
        const QStringList attacks{u"'; pwned; '"_s,
                                  u"\"; pwned; \""_s,
                                  u"$(pwned)"_s,
                                  u"`pwned`"_s,
                                  u"\npwned\n"_s,
                                  u"; pwned;"_s,
                                  u"\nE\npwned\n"_s,
                                  u"} pwned"_s,
                                  u") ; pwned"_s,
                                  u"\\'; pwned; '"_s,
                                  u"(pwned)"_s,
                                  u"v; pwned"_s,
                                  u"'\"; pwned; $(pwned)`pwned`\npwned\n"_s};
        // PODIUM_FUZZ_SEED and PODIUM_FUZZ_ROUNDS look further than the build does.
        bool given = false;
        const int seed = qEnvironmentVariableIntValue("PODIUM_FUZZ_SEED", &given);
        QRandomGenerator random(given ? uint(seed) : 4711U);
        const int more = qEnvironmentVariableIntValue("PODIUM_FUZZ_ROUNDS");
        int accepted = 0;
        const QStringList all = shells();
        for (int round = 0; round < (more > 0 ? more : 700); ++round) {
            QString script = u"pwned() { echo PWNED >&2; }\n"_s;
            const int before = random.bounded(8);
            for (int i = 0; i < before; ++i)
                script += pieces.at(random.bounded(int(pieces.size())));
            script += u"{{ inputs.x }}"_s;
            const int after = random.bounded(6);
            for (int i = 0; i < after; ++i)
                script += pieces.at(random.bounded(int(pieces.size())));
            const auto text = Template::parse(script);
            if (!text)
                continue;
            const auto out =
                text->render(scopeOf({{u"x"_s, attacks.at(random.bounded(int(attacks.size())))}}), Quoting::Shell);
            if (!out)
                continue;
            ++accepted;
            for (const QString &shell : all) {
                QProcess process;
                process.setStandardInputFile(QProcess::nullDevice());
                process.setWorkingDirectory(m_folder->path());
                process.start(shell, {u"-c"_s, *out});
                QVERIFY(process.waitForFinished(20'000));
                const QByteArray errors = process.readAllStandardError();
                // A syntax error may quote the text; only the function writes a line of its own.
                QVERIFY2(!errors.split('\n').contains("PWNED"), qPrintable(shell + u":\n"_s + *out));
            }
        }
        QVERIFY(accepted > 100);
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder; ///< Where the scripts run.
};

QTEST_GUILESS_MAIN(TestTemplate)
#include "tst_template.moc"
