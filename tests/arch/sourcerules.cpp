// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "arch/sourcerules.h"

#include <QHash>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace podium::arch
{

namespace
{

constexpr qsizetype MaxCppLines = 600;
constexpr qsizetype MaxFilesInFolder = 25;

/// One finding per match of `pattern` in `text`, which has the lines of `file`.
QStringList matches(const SourceFile &file, const QString &text, const QRegularExpression &pattern, const QString &what)
{
    QStringList found;
    for (auto match = pattern.globalMatch(text); match.hasNext();) {
        const QRegularExpressionMatch one = match.next();
        found += finding(file, one.capturedStart(), what.arg(one.captured().trimmed()));
    }
    return found;
}

/// The argument of each call of `macro`, with its offset; parentheses are balanced.
QList<std::pair<qsizetype, QString>> arguments(const QString &code, const QRegularExpression &macro)
{
    QList<std::pair<qsizetype, QString>> calls;
    for (auto match = macro.globalMatch(code); match.hasNext();) {
        const qsizetype start = match.next().capturedEnd();
        int depth = 1;
        qsizetype end = start;
        for (; end < code.size() && depth > 0; ++end) {
            if (code.at(end) == u'(')
                ++depth;
            else if (code.at(end) == u')')
                --depth;
        }
        calls.append({start, code.mid(start, end - start - 1)});
    }
    return calls;
}

bool needsLicense(const SourceFile &file)
{
    static const QStringList suffixes{u".cmake"_s, u".qml"_s, u".sh"_s,   u".js"_s,
                                      u".mjs"_s,   u".py"_s,  u".yaml"_s, u".yml"_s};
    if (file.path.startsWith(u"resources/"))
        return false; // Shown to and copied by users: examples, templates, schemas, help.
    const bool script = file.text.startsWith(u"#!");
    return file.isCpp() || script || file.name() == u"CMakeLists.txt" ||
           std::any_of(suffixes.cbegin(), suffixes.cend(), [&](const QString &s) { return file.path.endsWith(s); });
}

QStringList buildListOf(const ProjectTree &tree, const SourceFile &file, QString *listPath)
{
    // The nearest list up the tree is the one that builds the file; deeper files are named by their path from there.
    QString folder = file.folder();
    while (!folder.isEmpty()) {
        if (const SourceFile *list = tree.find(folder + u"/CMakeLists.txt"_s)) {
            *listPath = list->path;
            static const QRegularExpression words(QStringLiteral("[\\s()\"]+"));
            static const QRegularExpression comment(QStringLiteral("#[^\\n]*"));
            QString text = list->text;
            return text.remove(comment).split(words, Qt::SkipEmptyParts);
        }
        const qsizetype slash = folder.lastIndexOf(u'/');
        folder = slash < 0 ? QString() : folder.left(slash);
    }
    return {};
}

} // namespace

QStringList basenamesAreUnique(const ProjectTree &tree)
{
    QHash<QString, QString> first;
    QStringList found;
    for (const SourceFile &file : tree.files()) {
        if (!file.isCpp() && !file.path.endsWith(u".qml"))
            continue;
        const QString name = file.name().toLower();
        if (first.contains(name))
            found += finding(file, 0, QStringLiteral("there is also %1").arg(first.value(name)));
        else
            first.insert(name, file.path);
    }
    return found;
}

QStringList filesNameTheirLicense(const ProjectTree &tree)
{
    QStringList found;
    for (const SourceFile &file : tree.files()) {
        if (!needsLicense(file))
            continue;
        const QString head = file.text.section(u'\n', 0, 3);
        if (!head.contains(u"SPDX-FileCopyrightText: 2026 The Podium authors"_s) ||
            !head.contains(u"SPDX-License-Identifier: Apache-2.0"_s))
            found += finding(file, 0, QStringLiteral("starts without the two SPDX lines"));
    }
    return found;
}

QStringList sizesStayReadable(const ProjectTree &tree)
{
    QStringList found;
    QHash<QString, int> folders;
    for (const SourceFile &file : tree.files()) {
        const qsizetype lines = file.text.count(u'\n');
        if (file.isCpp() && lines > MaxCppLines)
            found += finding(file, 0, QStringLiteral("%1 lines; at most %2").arg(lines).arg(MaxCppLines));
        // Pictures are looked up by name; nobody reads their folder.
        if (file.folder() != u"resources/icons" && ++folders[file.folder()] == MaxFilesInFolder + 1)
            found += QStringLiteral("%1: more than %2 files in one folder").arg(file.folder()).arg(MaxFilesInFolder);
    }
    return found;
}

QStringList headersAndNamesAreTidy(const ProjectTree &tree)
{
    static const QRegularExpression usingNamespace(QStringLiteral("^using namespace [^;]*;"),
                                                   QRegularExpression::MultilineOption);
    static const QRegularExpression vague(QStringLiteral("\\b(class|struct) \\w*(Manager|Helper|Util|Utils)\\b(?!;)"));
    static const QRegularExpression vagueFile(QStringLiteral("(manager|helper|util|utils)\\.(h|cpp|qml)$"));
    QStringList found;
    for (const SourceFile &file : tree.files()) {
        if (file.isHeader() && !file.text.contains(u"#pragma once"_s))
            found += finding(file, 0, QStringLiteral("a header without #pragma once"));
        if (file.isHeader())
            found += matches(file, file.code, usingNamespace, QStringLiteral("`%1` in a header"));
        if (file.isCpp())
            found += matches(file, file.code, vague, QStringLiteral("`%1`: say what it does instead"));
        if (vagueFile.match(file.name()).hasMatch())
            found += finding(file, 0, QStringLiteral("a file name that does not say what is inside"));
    }
    return found;
}

QStringList assertsHaveNoSideEffects(const ProjectTree &tree)
{
    static const QRegularExpression macro(QStringLiteral("\\b(Q_ASSERT|Q_ASSERT_X|assert)\\s*\\("));
    static const QRegularExpression effect(QStringLiteral(
        "\\+\\+|--|[^=!<>]=[^=]|[.>](insert|remove\\w*|append|prepend|push\\w*|pop\\w*|take\\w*|clear|erase|exec|next|"
        "commit|rollback|open|close|write|start|wait\\w*|lock|tryLock|reset|release|swap|emplace\\w*)\\s*\\("));
    QStringList found;
    for (const SourceFile &file : tree.files()) {
        for (const auto &[offset, argument] : arguments(file.code, macro)) {
            if (effect.match(argument).hasMatch())
                found += finding(file, offset, QStringLiteral("an assertion that does something: %1").arg(argument));
        }
    }
    return found;
}

QStringList nothingSleeps(const ProjectTree &tree)
{
    static const QRegularExpression pause(
        QStringLiteral("\\b(qWait|qSleep|msleep|usleep|nanosleep|sleep_for|sleep_until|sleep)\\s*\\("));
    static const QRegularExpression loop(QStringLiteral("\\bQEventLoop\\s+\\w+|\\bprocessEvents\\s*\\("));
    QStringList found;
    for (const SourceFile &file : tree.files()) {
        found += matches(file, file.code, pause, QStringLiteral("`%1…`: wait for what you wait for"));
        if (file.path.startsWith(u"src/"))
            found += matches(file, file.code, loop, QStringLiteral("`%1`: no event loop inside another"));
    }
    return found;
}

QStringList futuresTellObjectsSafely(const ProjectTree &tree)
{
    static const QRegularExpression then(
        QStringLiteral("(\\.|->)\\s*(then|unwrap|onCanceled|onFailed)\\(|QtFuture::whenA(ll|ny)"));
    QStringList found;
    for (const SourceFile &file : tree.files()) {
        if (file.path.startsWith(u"src/") && file.path != u"src/base/continuation.h" && file.isCpp()) {
            found += matches(file, file.code, then,
                             QStringLiteral("`%1`: use whenFinished(), or then() and all() of continuation.h"));
        }
    }
    return found;
}

QStringList timeComesThroughTheClock(const ProjectTree &tree)
{
    static const QRegularExpression now(QStringLiteral(
        "\\b(currentMSecsSinceEpoch|currentSecsSinceEpoch|currentDateTime|currentDateTimeUtc|system_clock)\\b"));
    QStringList found;
    for (const SourceFile &file : tree.files()) {
        if (file.path.startsWith(u"src/domain/") || file.path.startsWith(u"src/engine/") ||
            file.path.startsWith(u"src/storage/") || file.path.startsWith(u"src/control/"))
            found += matches(file, file.code, now, QStringLiteral("`%1`: time comes through Clock"));
    }
    return found;
}

QStringList textsAreForEverybody(const ProjectTree &tree)
{
    // Written apart, so that this file keeps the rule it states.
    static const QRegularExpression notes(u"\\b(TO"_s + u"DO|FIX"_s + u"ME|XX"_s + u"X|HA"_s + u"CK)\\b"_s);
    static const QRegularExpression places(u"(?<![\\w.])/(wo"_s + u"rk|fa"_s + u"rm|roo"_s + u"t)/|registry\\.np"_s +
                                           u"m|deb\\.deb"_s + u"ian|files\\.pythonho"_s + u"sted|pypi\\.o"_s + u"rg"_s);
    static const QRegularExpression history(u"\\b([Ii]s"_s + u"sue|PR|[Ss]ess"_s + u"ion) #?\\d+\\b"_s);
    QStringList found;
    for (const SourceFile &file : tree.files()) {
        found += matches(file, file.text, notes, QStringLiteral("`%1`: do it, or leave it out"));
        found += matches(file, file.text, places, QStringLiteral("`%1`: a place that only one machine knows"));
        found += matches(file, file.text, history, QStringLiteral("`%1`: say what is so, not how it came about"));
    }
    return found;
}

QStringList everythingIsBuilt(const ProjectTree &tree)
{
    const SourceFile *testsList = tree.find(u"tests/CMakeLists.txt"_s);
    QStringList found;
    for (const SourceFile &file : tree.files()) {
        if (!file.path.endsWith(u".cpp") || !(file.path.startsWith(u"src/") || file.path.startsWith(u"tests/")))
            continue;
        QString listPath;
        const QStringList words = buildListOf(tree, file, &listPath);
        const QString list = listPath.left(listPath.lastIndexOf(u'/') + 1);
        const QString fromList = file.path.mid(list.size());
        const bool test = file.name().startsWith(u"tst_");
        // podium_add_test(tst_x) builds tst_x.cpp unless it names its sources.
        const bool named = words.contains(fromList) || (test && words.contains(fromList.chopped(4)));
        if (!named)
            found +=
                finding(file, 0, QStringLiteral("not built by %1").arg(listPath.isEmpty() ? u"any list"_s : listPath));
        else if (test && !words.contains(u"podium_add_test"_s) && !words.contains(u"podium_add_test_program"_s) &&
                 !words.contains(u"podium_add_page_test"_s))
            found += finding(file, 0, QStringLiteral("%1 does not register it with podium_add_test").arg(listPath));
        if (test && testsList) {
            const QString folder = list.mid(6).chopped(1);
            if (!testsList->text.contains(folder))
                found +=
                    finding(file, 0, QStringLiteral("tests/CMakeLists.txt does not name the folder %1").arg(folder));
        }
    }
    return found;
}

QStringList rootIsTidy(const ProjectTree &tree)
{
    QStringList known{
        u"CMakeLists.txt"_s, u"CMakePresets.json"_s, u"README.md"_s, u"LICENSE"_s,   u"dev"_s,   u"src"_s, u"qml"_s,
        u"resources"_s,      u"translations"_s,      u"tests"_s,     u"installer"_s, u"cmake"_s, u".*"_s};
    if (const SourceFile *ignored = tree.find(u".gitignore"_s)) {
        for (QString pattern : ignored->text.split(u'\n', Qt::SkipEmptyParts))
            known += pattern.remove(u'/');
    }
    QStringList found;
    for (const QString &name : tree.rootNames()) {
        const bool belongs = std::any_of(known.cbegin(), known.cend(), [&](const QString &pattern) {
            return QRegularExpression::fromWildcard(pattern, Qt::CaseSensitive).match(name).hasMatch();
        });
        if (!belongs)
            found += QStringLiteral("%1: does not belong in the root").arg(name);
    }
    return found;
}

} // namespace podium::arch
