// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "arch/layerrules.h"
#include "arch/sourcerules.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace podium::arch;
using namespace Qt::StringLiterals;

namespace
{

const QString License = u"// SPDX-FileCopyrightText: 2026 The Podium authors\n"
                        "// SPDX-License-Identifier: Apache-2.0\n"_s;

void plant(const QTemporaryDir &root, const QString &path, const QString &text)
{
    const QString full = root.filePath(path);
    QVERIFY(QDir().mkpath(QFileInfo(full).path()));
    QFile file(full);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(text.toUtf8()), text.toUtf8().size());
}

struct NamedRule
{
    const char *name;
    Rule rule;
};

constexpr NamedRule Rules[] = {
    {"includesFollowTheArrows", includesFollowTheArrows},
    {"linksFollowTheArrows", linksFollowTheArrows},
    {"qtModulesStayInTheirLayers", qtModulesStayInTheirLayers},
    {"basenamesAreUnique", basenamesAreUnique},
    {"filesNameTheirLicense", filesNameTheirLicense},
    {"sizesStayReadable", sizesStayReadable},
    {"headersAndNamesAreTidy", headersAndNamesAreTidy},
    {"assertsHaveNoSideEffects", assertsHaveNoSideEffects},
    {"nothingSleeps", nothingSleeps},
    {"futuresTellObjectsSafely", futuresTellObjectsSafely},
    {"timeComesThroughTheClock", timeComesThroughTheClock},
    {"textsAreForEverybody", textsAreForEverybody},
    {"everythingIsBuilt", everythingIsBuilt},
    {"rootIsTidy", rootIsTidy},
};

Rule ruleNamed(const QByteArray &name)
{
    for (const NamedRule &rule : Rules) {
        if (name == rule.name)
            return rule.rule;
    }
    return nullptr;
}

} // namespace

/// The rules of the tree, each tried on the project itself and on a tree that breaks it.
class ArchitectureTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void projectKeepsTheRule_data();
    void projectKeepsTheRule();
    void plantedViolationIsFound_data();
    void plantedViolationIsFound();
    void innocentLookalikeIsNotFound_data();
    void innocentLookalikeIsNotFound();
    void everyRuleHasAPlantedViolation();
    void commentsAndLiteralsAreNotCode();
    void findingsNameTheLine();
    void rootNamesAreWhatGitCouldTrack();

private:
    void violations();
};

void ArchitectureTest::projectKeepsTheRule_data()
{
    QTest::addColumn<QByteArray>("rule");
    for (const NamedRule &rule : Rules)
        QTest::newRow(rule.name) << QByteArray(rule.name);
}

void ArchitectureTest::projectKeepsTheRule()
{
    QFETCH(QByteArray, rule);
    static const ProjectTree tree(QStringLiteral(PODIUM_SOURCE_DIR));
    QVERIFY2(tree.find(u"src/base/json.cpp"_s), "The tree was not read.");
    const QStringList found = ruleNamed(rule)(tree);
    QVERIFY2(found.isEmpty(), qPrintable(u'\n' + found.join(u'\n')));
}

void ArchitectureTest::violations()
{
    QTest::addColumn<QByteArray>("rule");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *title, const char *rule, const char *path, const QString &text,
                        const char *expected) {
        QTest::newRow(title) << QByteArray(rule) << QString::fromLatin1(path) << text << QString::fromLatin1(expected);
    };

    const char *arrows = "includesFollowTheArrows";
    row("domain uses engine", arrows, "src/domain/a.h", u"#include \"engine/known.h\"\n"_s,
        "domain may not include engine");
    row("engine uses storage", arrows, "src/engine/a.cpp", u"\n#include \"storage/known.h\"\n"_s,
        "a.cpp:2: engine may not");
    row("storage uses agents", arrows, "src/storage/a.cpp", u"#include \"agents/known.h\"\n"_s,
        "storage may not include");
    row("control uses engine", arrows, "src/control/a.cpp", u"#include \"engine/known.h\"\n"_s,
        "control may not include");
    row("server uses local control", arrows, "src/server/a.cpp", u"#include \"control/local/known.h\"\n"_s,
        "server may not include control/local");
    row("supervisor uses domain", arrows, "src/supervisor/a.cpp", u"#include \"domain/known.h\"\n"_s,
        "supervisor may not include domain");
    row("server uses the wire", arrows, "src/server/a.cpp", u"#include \"supervisor/wire.h\"\n"_s,
        "server may not include supervisor");
    row("indented include", arrows, "src/base/a.h", u"  #  include \"domain/known.h\"\n"_s,
        "base may not include domain");
    row("relative include", arrows, "src/engine/a.cpp", u"#include \"../storage/known.h\"\n"_s,
        "by its path from src/");
    row("include by basename", arrows, "src/engine/a.cpp", u"#include \"known.h\"\n"_s, "by its path from src/");
    row("missing header", arrows, "src/engine/a.cpp", u"#include \"engine/gone.h\"\n"_s, "by its path from src/");
    row("angle brackets", arrows, "src/domain/a.cpp", u"#include <engine/known.h>\n"_s, "with quotes");
    row("unknown layer", arrows, "src/misc/a.cpp", QString(), "not in the table of layers");

    const char *links = "linksFollowTheArrows";
    row("domain links engine", links, "src/domain/CMakeLists.txt", u"podium_add_layer(domain LINK podium_engine)\n"_s,
        "domain may not link engine");
    row("server links local", links, "src/server/CMakeLists.txt", u"\n  podium_control_local)"_s,
        "CMakeLists.txt:2: server may not link control/local");

    const char *modules = "qtModulesStayInTheirLayers";
    row("SQL in engine", modules, "src/engine/a.cpp", u"#include <QSqlQuery>\n"_s, "SQL belongs to storage");
    row("network in engine", modules, "src/engine/a.cpp", u"#include <QTcpSocket>\n"_s, "network belongs");
    row("window in control", modules, "src/control/a.cpp", u"#include <QGuiApplication>\n"_s, "windows belong");
    row("file in domain", modules, "src/domain/a.cpp", u"#include <QFile>\n"_s, "domain is pure");
    row("object in domain", modules, "src/domain/a.h", u"#include <QObject>\n"_s, "domain is pure");

    row("disk in definitions", modules, "src/domain/definition/a.cpp", u"bool b = QFileInfo(x).exists();\n"_s,
        "domain touches no disk");
    row("writing in definitions", modules, "src/domain/definition/a.cpp", u"f.open(QIODevice::WriteOnly);\n"_s,
        "domain touches no disk");
    row("same name twice", "basenamesAreUnique", "src/supervisor/Known.h", QString(), "there is also src/");
    row("no license", "filesNameTheirLicense", "src/base/a.h", u"#pragma once\n"_s, "without the two SPDX lines");
    row("script without license", "filesNameTheirLicense", "tests/support/run", u"#!/bin/sh\nexit 0\n"_s, "SPDX");
    row("foreign license", "filesNameTheirLicense", "src/base/a.h",
        u"// SPDX-FileCopyrightText: 2026 The Podium authors\n// SPDX-License-Identifier: GPL-3.0-only\n"_s, "SPDX");
    row("too long", "sizesStayReadable", "src/base/a.cpp", QString(601, u'\n'), "601 lines");

    row("no pragma once", "headersAndNamesAreTidy", "src/base/a.h", License, "without #pragma once");
    row("using namespace", "headersAndNamesAreTidy", "src/base/a.h", u"#pragma once\nusing namespace std;\n"_s,
        "a.h:2: `using namespace std;`");
    row("vague class", "headersAndNamesAreTidy", "src/base/a.cpp", u"class TaskManager\n{\n};\n"_s, "say what it does");
    row("vague file", "headersAndNamesAreTidy", "src/base/stringutils.cpp", QString(), "does not say what is inside");

    const char *asserts = "assertsHaveNoSideEffects";
    row("assert increments", asserts, "src/base/a.cpp", u"void f(int i) { Q_ASSERT(++i > 0); }\n"_s, "does something");
    row("assert assigns", asserts, "src/base/a.cpp", u"Q_ASSERT(ok = g());\n"_s, "does something");
    row("assert removes", asserts, "src/base/a.cpp", u"Q_ASSERT(list.removeOne(\n  (x)));\n"_s, "does something");

    const char *sleeps = "nothingSleeps";
    row("test waits", sleeps, "tests/a.cpp", u"void f() { QTest::qWait"_s + u"(100); }\n"_s,
        "wait for what you wait for");
    row("thread sleeps", sleeps, "src/agents/a.cpp", u"QThread::msleep"_s + u"(5);\n"_s, "wait for what you wait for");
    row("std sleeps", sleeps, "src/agents/a.cpp", u"std::this_thread::sleep_for"_s + u"(1s);\n"_s, "wait for what");
    row("nested loop", sleeps, "src/agents/a.cpp", u"QEventLoop loop;\nloop.exec();\n"_s,
        "no event loop inside another");

    row("then with a context", "futuresTellObjectsSafely", "src/engine/a.cpp",
        u"store.load()\n    .then(this, [this](int) {});\n"_s, "use whenFinished()");
    row("then without a context", "futuresTellObjectsSafely", "src/engine/a.cpp",
        u"last->then([](int a) { f(a, 1); });\n"_s, "then() and all() of continuation.h");
    row("unwrap", "futuresTellObjectsSafely", "src/engine/a.cpp", u"then(a, b)\n    .unwrap();\n"_s,
        "use whenFinished()");
    row("when all", "futuresTellObjectsSafely", "src/engine/a.cpp", u"QtFuture::whenAll(a, b);\n"_s,
        "use whenFinished()");

    row("own clock", "timeComesThroughTheClock", "src/engine/a.cpp",
        u"auto t = QDateTime::currentMSecsSinceEpoch();\n"_s, "time comes through Clock");

    const char *texts = "textsAreForEverybody";
    row("note to self", texts, "src/base/a.cpp", u"// TO"_s + u"DO: later\n"_s, "do it, or leave it out");
    row("path of a machine", texts, "resources/help/a.md", u"see /wo"_s + u"rk/main\n"_s, "only one machine knows");
    row("registry", texts, "dev", u"npm --registry https://registry.np"_s + u"mjs.org\n"_s, "only one machine knows");
    row("history", texts, "src/README.md", u"Since is"_s + u"sue 12 it works.\n"_s, "not how it came about");

    const char *built = "everythingIsBuilt";
    row("forgotten source", built, "src/base/a.cpp", QString(), "not built by src/base/CMakeLists.txt");
    row("forgotten test", built, "tests/unit/base/tst_forgotten.cpp", QString(), "not built by tests/unit/base");
    row("test in a comment", built, "tests/unit/base/tst_commented.cpp", QString(), "not built by");
    row("file left in the root", "rootIsTidy", "left", QString(), "does not belong");
    row("named like a command", "rootIsTidy", "\nprintf [%s] a", QString(), "does not belong");
    row("folder of nobody", built, "tests/odd/a.cpp", QString(), "not built by tests/CMakeLists.txt");
}

void ArchitectureTest::plantedViolationIsFound_data()
{
    violations();
}

void ArchitectureTest::plantedViolationIsFound()
{
    QFETCH(QByteArray, rule);
    QFETCH(QString, path);
    QFETCH(QString, text);
    QFETCH(QString, expected);

    QTemporaryDir root;
    const QStringList layers{u"base"_s,   u"domain"_s,  u"engine"_s,       u"storage"_s,
                             u"agents"_s, u"control"_s, u"control/local"_s};
    for (const QString &layer : layers)
        plant(root, u"src/%1/known.h"_s.arg(layer), License + u"#pragma once\n"_s);
    plant(root, u"src/supervisor/wire.h"_s, License + u"#pragma once\n"_s);
    plant(root, u"src/base/CMakeLists.txt"_s, u"podium_add_layer(base SOURCES known.h)\n"_s);
    plant(root, u"tests/CMakeLists.txt"_s, u"foreach(folder unit/base)\n"_s);
    plant(root, u"tests/unit/base/CMakeLists.txt"_s,
          u"podium_add_test(tst_other)\n# podium_add_test(tst_commented)\n"_s);
    plant(root, path, text);
    if (QTest::currentTestFailed())
        return;

    const QStringList found = ruleNamed(rule)(ProjectTree(root.path()));
    const bool hit = std::any_of(found.cbegin(), found.cend(),
                                 [&](const QString &one) { return one.startsWith(path) && one.contains(expected); });
    QVERIFY2(hit, qPrintable(u"Found only: "_s + found.join(u'\n')));
}

void ArchitectureTest::innocentLookalikeIsNotFound_data()
{
    QTest::addColumn<QByteArray>("rule");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *title, const char *rule, const char *path, const QString &text) {
        QTest::newRow(title) << QByteArray(rule) << QString::fromLatin1(path) << text;
    };
    row("include in a comment", "includesFollowTheArrows", "src/domain/a.h", u"// #include \"engine/known.h\"\n"_s);
    row("allowed include", "includesFollowTheArrows", "src/engine/a.h", u"#include \"domain/known.h\"\n"_s);
    row("agents speak the wire", "includesFollowTheArrows", "src/agents/a.cpp", u"#include \"supervisor/wire.h\"\n"_s);
    row("library with a folder", "includesFollowTheArrows", "src/domain/a.cpp", u"#include <yaml-cpp/yaml.h>\n"_s);
    row("comparison", "assertsHaveNoSideEffects", "src/base/a.cpp", u"Q_ASSERT(a == b && c <= d && e != f);\n"_s);
    row("sleep of a shell task", "nothingSleeps", "tests/a.cpp", u"auto s = u\"sleep (30)\"_s; // sleep(1)\n"_s);
    row("sleep in a raw string", "nothingSleeps", "tests/a.cpp", u"auto s = R\"x(\" sleep(9) )\" )x\";\n"_s);
    row("then of a future", "futuresTellObjectsSafely", "src/engine/a.cpp",
        u"return then(store.load(), [](int a) { return f(a, 1); });\n"_s);
    row("word within a word", "textsAreForEverybody", "src/base/a.cpp",
        u"// the home/wo"_s + u"rk/ folder, 2 TODOS\n"_s);
    row("test without sources", "everythingIsBuilt", "tests/unit/base/tst_other.cpp", QString());
    row("build products", "filesNameTheirLicense", "build/dev/moc_a.cpp", u"int a;\n"_s);
    row("sources of tests", "filesNameTheirLicense", "tests/data/broken.yaml", u"a: [\n"_s);
    row("built-in resource", "qtModulesStayInTheirLayers", "src/domain/definition/a.cpp",
        u"#include <QFile>\nQFile f(n);\nf.open(QIODevice::ReadOnly);\n"_s);
    row("example", "filesNameTheirLicense", "resources/examples/a.yaml", u"tasks: []\n"_s);
    row("build folder", "rootIsTidy", "build/dev/build.ninja", u"x\n"_s);
    row("dot-file", "rootIsTidy", ".editorconfig", u"x\n"_s);
    row("ignored file", "rootIsTidy", "my.user", u"x\n"_s);
    row("declared elsewhere", "headersAndNamesAreTidy", "src/base/a.cpp", u"class QNetworkAccessManager;\n"_s);
}

void ArchitectureTest::innocentLookalikeIsNotFound()
{
    QFETCH(QByteArray, rule);
    QFETCH(QString, path);
    QFETCH(QString, text);
    QTemporaryDir root;
    for (const QString &layer : {u"domain"_s, u"engine"_s})
        plant(root, u"src/%1/known.h"_s.arg(layer), License + u"#pragma once\n"_s);
    plant(root, u"src/supervisor/wire.h"_s, License + u"#pragma once\n"_s);
    plant(root, u".gitignore"_s, u"/build/\n*.user\n"_s);
    plant(root, u"tests/CMakeLists.txt"_s, License + u"foreach(folder unit/base)\n"_s);
    plant(root, u"tests/unit/base/CMakeLists.txt"_s, License + u"podium_add_test(tst_other)\n"_s);
    plant(root, path, text);
    QCOMPARE(ruleNamed(rule)(ProjectTree(root.path())), QStringList());
}

void ArchitectureTest::everyRuleHasAPlantedViolation()
{
    // The rows are only known while a data function runs, so the source is asked.
    const ProjectTree tree(QStringLiteral(PODIUM_SOURCE_DIR));
    const SourceFile *self = tree.find(u"tests/arch/tst_architecture.cpp"_s);
    QVERIFY(self);
    for (const NamedRule &rule : Rules)
        QVERIFY2(self->text.count(u'"' + QString::fromLatin1(rule.name) + u'"') >= 2, rule.name);
}

void ArchitectureTest::commentsAndLiteralsAreNotCode()
{
    QCOMPARE(blankedCode(u"a(\"b\\\"c\", 'd'); // e\n/* f\ng */ h"_s), u"a(\"    \", ' ');     \n    \n     h"_s);
    QCOMPARE(blankedCode(u"R\"(a\"b)\" c"_s), u"R\"       c"_s);
    QCOMPARE(blankedCode(u"#include \"a/b.h\"\n1'000 x"_s), u"#include \"a/b.h\"\n1'000 x"_s);
    QCOMPARE(blankedCode(u"\"never closed\nnext"_s), u"\"            \nnext"_s);
    QCOMPARE(blankedCode(u"/* never closed"_s), QString(15, u' '));
}

void ArchitectureTest::findingsNameTheLine()
{
    const SourceFile file{u"src/a.cpp"_s, u"one\ntwo\nthree"_s, {}};
    QCOMPARE(finding(file, 0, u"x"_s), u"src/a.cpp:1: x"_s);
    QCOMPARE(finding(file, 5, u"x"_s), u"src/a.cpp:2: x"_s);
}

void ArchitectureTest::rootNamesAreWhatGitCouldTrack()
{
    QTemporaryDir root;
    plant(root, u"Testing/a.log"_s, u"x"_s);
    plant(root, u"core"_s, QString(u'\0')); // Binary: not among files().
    QVERIFY(QDir(root.path()).mkdir(u"empty"_s));
    QVERIFY(QFile::link(u"nowhere"_s, root.filePath(u"link"_s)));
    QStringList names = ProjectTree(root.path()).rootNames();
    names.sort();
    QCOMPARE(names, QStringList({u"Testing"_s, u"core"_s, u"link"_s}));
}

QTEST_GUILESS_MAIN(ArchitectureTest)
#include "tst_architecture.moc"
