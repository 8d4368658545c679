// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "arch/layerrules.h"

#include <QHash>
#include <QRegularExpression>
#include <QSet>

using namespace Qt::StringLiterals;

namespace podium::arch
{

namespace
{

/// Which layers a layer may use besides itself. `src/README.md` draws the same picture.
const QHash<QString, QStringList> &arrows()
{
    static const QStringList back{u"base"_s, u"domain"_s, u"engine"_s};
    static const QHash<QString, QStringList> table{
        {u"base"_s, {}},
        {u"domain"_s, {u"base"_s}},
        {u"engine"_s, {u"base"_s, u"domain"_s}},
        {u"storage"_s, back},
        {u"agents"_s, back},
        {u"security"_s, back},
        {u"control"_s, {u"base"_s, u"domain"_s}},
        {u"control/local"_s, back + QStringList{u"control"_s, u"storage"_s, u"agents"_s, u"security"_s}},
        {u"server"_s, {u"base"_s, u"domain"_s, u"control"_s}},
        {u"gui"_s, {u"base"_s, u"domain"_s, u"control"_s}},
        {u"supervisor"_s, {u"base"_s}},
        {u"app"_s, {u"*"_s}},
    };
    return table;
}

/// "control/local" for "src/control/local/x.h", "base" for "src/base/x.h"; empty outside src/.
QString layerOf(const QString &path)
{
    const QStringList parts = path.split(u'/');
    if (parts.size() < 3 || parts.first() != u"src")
        return {};
    const QString deep = parts.at(1) + u'/' + parts.at(2);
    return arrows().contains(deep) ? deep : parts.at(1);
}

/// The one header that crosses an arrow: what the supervisor and its clients say to each other, plain C++ without Qt.
const QString WireFormat = u"supervisor/wire.h"_s;

bool mayUse(const QString &layer, const QString &used)
{
    if (used == layer)
        return true;
    const QStringList allowed = arrows().value(layer);
    return allowed.contains(u"*"_s) || allowed.contains(used);
}

struct Include
{
    QString name;
    bool quoted = false;
    qsizetype offset = 0;
};

QList<Include> includesOf(const SourceFile &file)
{
    static const QRegularExpression pattern(QStringLiteral("^[ \\t]*#[ \\t]*include[ \\t]+([\"<])([^\">]+)[\">]"),
                                            QRegularExpression::MultilineOption);
    QList<Include> includes;
    for (auto match = pattern.globalMatch(file.code); match.hasNext();) {
        const QRegularExpressionMatch one = match.next();
        includes.append({one.captured(2), one.captured(1) == u"\"", one.capturedStart(2)});
    }
    return includes;
}

bool isGenerated(const QString &include)
{
    return include.endsWith(u".moc") || include.startsWith(u"moc_");
}

/// A Qt header that pulls a layer into a business that is not its own, or an empty string.
QString foreignBusiness(const QString &layer, const QString &path, const QString &header)
{
    static const QRegularExpression sql(QStringLiteral("^(QtSql/)?QSql"));
    static const QRegularExpression network(
        QStringLiteral("^(QtNetwork/)?Q(Network|Tcp|Udp|Ssl|Local(Server|Socket)|HostA|HostI|AbstractSocket)"));
    static const QRegularExpression window(
        QStringLiteral("^(QtGui|QtQuick|QtQml|QtWidgets)/|^Q(Gui|Quick|Qml|Window|Widget|Painter|Image|Pixmap)"));
    static const QRegularExpression outside(QStringLiteral(
        "^(QObject|QFile|QFileInfo|QDir|QSaveFile|QTemporary\\w+|QProcess\\w*|QThread\\w*|QTimer|QBasicTimer|"
        "QElapsedTimer|QEventLoop|QFileSystemWatcher|QSettings|QRandomGenerator|unistd\\.h|fstream|"
        "filesystem|thread|chrono|ctime)$"));

    const bool window_allowed = layer == u"gui" || path.startsWith(u"src/app/desktop/");
    if (sql.match(header).hasMatch() && layer != u"storage" && layer != u"app")
        return QStringLiteral("SQL belongs to storage");
    if (network.match(header).hasMatch() &&
        (layer == u"base" || layer == u"domain" || layer == u"engine" || layer == u"storage"))
        return QStringLiteral("network belongs to the adapters");
    if (window.match(header).hasMatch() && !window_allowed)
        return QStringLiteral("windows belong to gui and app/desktop");
    // Definitions read what is built into the program, and take file names apart; touchesTheDisk() guards the rest.
    static const QStringList names{u"QFile"_s, u"QDir"_s, u"QFileInfo"_s};
    if (path.startsWith(u"src/domain/definition/") && names.contains(header))
        return {};
    if (layer == u"domain" && outside.match(header).hasMatch())
        return QStringLiteral("domain is pure: no I/O, no objects, no threads, no clock of its own");
    return {};
}

/// Calls of Qt's file classes that look at the machine, not at a name or at a built-in resource.
const QRegularExpression &touchesTheDisk()
{
    static const QRegularExpression verbs(
        QStringLiteral("[.>:](exists|isFile|isDir|isReadable|isWritable|lastModified|canonical(Path|FilePath)|absolute("
                       "Path|FilePath|Dir)|"
                       "mkpath|mkdir|removeRecursively|setCurrent|current|currentPath|homePath|tempPath)\\s*\\(|"
                       "\\bQIODevice::(WriteOnly|ReadWrite|Append)\\b"));
    return verbs;
}

} // namespace

QStringList includesFollowTheArrows(const ProjectTree &tree)
{
    QStringList found;
    for (const SourceFile &file : tree.files()) {
        const QString layer = layerOf(file.path);
        if (layer.isEmpty() || !file.isCpp())
            continue;
        if (!arrows().contains(layer)) {
            found += finding(file, 0, QStringLiteral("the layer \"%1\" is not in the table of layers").arg(layer));
            continue;
        }
        for (const Include &include : includesOf(file)) {
            const QString used = layerOf(u"src/"_s + include.name);
            const bool ours = arrows().contains(used) && tree.find(u"src/"_s + include.name);
            if (!include.quoted) {
                if (ours)
                    found +=
                        finding(file, include.offset, QStringLiteral("include \"%1\" with quotes").arg(include.name));
                continue;
            }
            if (isGenerated(include.name))
                continue;
            if (include.name.contains(u"..") || !include.name.contains(u'/') || (arrows().contains(used) && !ours))
                found += finding(file, include.offset,
                                 QStringLiteral("include \"%1\" by its path from src/").arg(include.name));
            else if (arrows().contains(used) && !mayUse(layer, used) &&
                     !(layer == u"agents" && include.name == WireFormat))
                found += finding(file, include.offset,
                                 QStringLiteral("%1 may not include %2 (\"%3\")").arg(layer, used, include.name));
        }
    }
    return found;
}

QStringList linksFollowTheArrows(const ProjectTree &tree)
{
    static const QRegularExpression target(QStringLiteral("\\bpodium_(\\w+)\\b"));
    static const QRegularExpression comment(QStringLiteral("#[^\\n]*"));
    // Targets that are not layers: settings, and the two sides of control.
    static const QSet<QString> neutral{u"settings"_s, u"add_layer"_s, u"add_test"_s};

    QStringList found;
    for (const SourceFile &file : tree.files()) {
        const QString layer = layerOf(file.path);
        if (layer.isEmpty() || file.name() != u"CMakeLists.txt")
            continue;
        QString text = file.text;
        for (auto match = comment.globalMatch(file.text); match.hasNext();) {
            const QRegularExpressionMatch one = match.next();
            text.replace(one.capturedStart(), one.capturedLength(), QString(one.capturedLength(), u' '));
        }
        for (auto match = target.globalMatch(text); match.hasNext();) {
            const QRegularExpressionMatch one = match.next();
            QString used = one.captured(1);
            if (neutral.contains(used))
                continue;
            used = used.startsWith(u"control_") ? QStringLiteral("control/") + used.mid(8) : used.section(u'_', 0, 0);
            // One list may define the targets of a layer and of its inner folders.
            const bool inner = used.startsWith(layer + u'/') || layer.startsWith(used + u'/');
            if (arrows().contains(used) && !inner && !mayUse(layer, used))
                found += finding(file, one.capturedStart(), QStringLiteral("%1 may not link %2").arg(layer, used));
        }
    }
    return found;
}

QStringList qtModulesStayInTheirLayers(const ProjectTree &tree)
{
    QStringList found;
    for (const SourceFile &file : tree.files()) {
        const QString layer = layerOf(file.path);
        if (layer.isEmpty() || !file.isCpp())
            continue;
        if (file.path.startsWith(u"src/domain/definition/")) {
            for (auto match = touchesTheDisk().globalMatch(file.code); match.hasNext();) {
                const QRegularExpressionMatch one = match.next();
                found += finding(file, one.capturedStart(),
                                 QStringLiteral("`%1`: domain touches no disk").arg(one.captured()));
            }
        }
        for (const Include &include : includesOf(file)) {
            const QString why = include.quoted ? QString() : foreignBusiness(layer, file.path, include.name);
            if (!why.isEmpty())
                found += finding(file, include.offset, QStringLiteral("<%1>: %2").arg(include.name, why));
        }
    }
    return found;
}

} // namespace podium::arch
