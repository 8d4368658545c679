// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/review/diffmodel.h"

#include <QRegularExpression>

namespace podium::gui
{

namespace
{

/// "src/a.cpp" for "a/src/a.cpp" or "\"a/src/\303\244.cpp\"".
QString pathOf(QString name, const QString &prefix)
{
    if (name.startsWith(u'"') && name.endsWith(u'"')) {
        const QByteArray quoted = name.mid(1, name.size() - 2).toUtf8();
        QByteArray out;
        for (qsizetype i = 0; i < quoted.size(); ++i) {
            if (quoted.at(i) != '\\' || i + 1 >= quoted.size()) {
                out += quoted.at(i);
                continue;
            }
            bool octal = false;
            const int code = quoted.mid(i + 1, 3).toInt(&octal, 8);
            if (octal) {
                out += char(code);
                i += 3;
            } else {
                const char c = quoted.at(++i);
                out += c == 'n' ? '\n' : c == 't' ? '\t' : c;
            }
        }
        name = QString::fromUtf8(out);
    }
    if (name.endsWith(u'\t')) // Ends names that have spaces.
        name.chop(1);
    return name.startsWith(prefix) ? name.mid(prefix.size()) : name;
}

const QRegularExpression &hunkHeader()
{
    static const QRegularExpression header(QStringLiteral("^@@ -(\\d+)(?:,\\d+)? \\+(\\d+)(?:,\\d+)? @@"));
    return header;
}

} // namespace

int DiffModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QHash<int, QByteArray> DiffModel::roleNames() const
{
    return {{KindRole, "kind"}, {OldRole, "oldNumber"},       {NewRole, "newNumber"},
            {TextRole, "text"}, {OtherKindRole, "otherKind"}, {OtherTextRole, "otherText"}};
}

QVariant DiffModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows.at(index.row());
    switch (role) {
    case KindRole:
        return kindOf(row.line);
    case OldRole:
        return row.oldNumber;
    case NewRole:
        return row.newNumber;
    case TextRole:
        return textOf(row.line);
    case OtherKindRole:
        return kindOf(row.other);
    case OtherTextRole:
        return textOf(row.other);
    default:
        return {};
    }
}

QString DiffModel::kindOf(qsizetype line) const
{
    if (line < 0)
        return QStringLiteral("gap");
    const QString &text = m_lines.at(line);
    if (text.startsWith(u'@'))
        return QStringLiteral("hunk");
    if (text.startsWith(u'\\'))
        return QStringLiteral("note");
    return text.startsWith(u'+')   ? QStringLiteral("added")
           : text.startsWith(u'-') ? QStringLiteral("removed")
                                   : QStringLiteral("same");
}

QString DiffModel::textOf(qsizetype line) const
{
    if (line < 0)
        return {};
    const QString &text = m_lines.at(line);
    return text.startsWith(u'@') ? text : text.mid(1);
}

void DiffModel::setSideBySide(bool side)
{
    if (m_sideBySide == side)
        return;
    m_sideBySide = side;
    rebuild();
}

void DiffModel::showFile(int file)
{
    m_file = file;
    rebuild();
}

void DiffModel::setPatch(const QString &patch)
{
    m_lines = patch.split(u'\n');
    m_files.clear();
    m_file = 0;
    bool inHunks = false;
    for (qsizetype i = 0; i < m_lines.size(); ++i) {
        const QString &line = m_lines.at(i);
        if (line.startsWith(QLatin1StringView("diff --git "))) {
            DiffFile file;
            file.change = QStringLiteral("changed");
            // Names without spaces at least; the lines that follow say it better.
            file.path = pathOf(line.section(QStringLiteral(" b/"), -1), {});
            file.first = i + 1;
            m_files.append(file);
            inHunks = false;
            continue;
        }
        if (m_files.isEmpty())
            continue;
        DiffFile &file = m_files.last();
        if (line.startsWith(QLatin1StringView("@@ "))) {
            if (!inHunks)
                file.first = i;
            inHunks = true;
        }
        if (inHunks) {
            file.count = i - file.first + 1;
            file.added += line.startsWith(u'+') ? 1 : 0;
            file.removed += line.startsWith(u'-') ? 1 : 0;
        } else if (line.startsWith(QLatin1StringView("new file"))) {
            file.change = QStringLiteral("added");
        } else if (line.startsWith(QLatin1StringView("deleted file"))) {
            file.change = QStringLiteral("deleted");
        } else if (line.startsWith(QLatin1StringView("rename from "))) {
            file.change = QStringLiteral("renamed");
            file.oldPath = pathOf(line.mid(12), {});
        } else if (line.startsWith(QLatin1StringView("rename to "))) {
            file.path = pathOf(line.mid(10), {});
        } else if (line.startsWith(QLatin1StringView("--- ")) && !line.endsWith(QLatin1StringView("/dev/null"))) {
            file.oldPath = pathOf(line.mid(4), QStringLiteral("a/"));
            file.path = file.oldPath;
        } else if (line.startsWith(QLatin1StringView("+++ ")) && !line.endsWith(QLatin1StringView("/dev/null"))) {
            file.path = pathOf(line.mid(4), QStringLiteral("b/"));
        } else if (line.startsWith(QLatin1StringView("Binary files ")) ||
                   line.startsWith(QLatin1StringView("GIT binary patch"))) {
            file.binary = true;
        }
    }
    // What ends the patch is no line of it.
    if (!m_files.isEmpty() && m_files.last().count > 0 && m_lines.last().isEmpty())
        --m_files.last().count;
    rebuild();
}

void DiffModel::rebuild()
{
    beginResetModel();
    m_rows.clear();
    const DiffFile file = m_files.value(m_file);
    int oldNumber = 0;
    int newNumber = 0;
    QList<Row> removed; // Of the change that is being read, to stand beside what came instead.
    qsizetype paired = 0;
    const auto flush = [&] {
        removed.clear();
        paired = 0;
    };
    for (qsizetype i = file.first; i < file.first + file.count; ++i) {
        const QString &line = m_lines.at(i);
        if (const auto header = hunkHeader().match(line); header.hasMatch()) {
            flush();
            oldNumber = header.captured(1).toInt();
            newNumber = header.captured(2).toInt();
            m_rows.append({i, m_sideBySide ? i : -1, 0, 0});
        } else if (line.startsWith(u'-')) {
            if (paired > 0)
                flush();
            m_rows.append({i, -1, oldNumber++, 0});
            removed.append(m_rows.last());
        } else if (line.startsWith(u'+')) {
            if (m_sideBySide && paired < removed.size()) {
                Row &beside = m_rows[m_rows.size() - (removed.size() - paired)];
                beside.other = i;
                beside.newNumber = newNumber++;
                ++paired;
            } else if (m_sideBySide) {
                m_rows.append({-1, i, 0, newNumber++});
                removed.append(m_rows.last());
                paired = removed.size();
            } else {
                m_rows.append({i, -1, 0, newNumber++});
            }
        } else if (line.startsWith(u'\\')) {
            flush();
            m_rows.append({i, m_sideBySide ? i : -1, 0, 0});
        } else {
            flush();
            m_rows.append({i, m_sideBySide ? i : -1, oldNumber++, newNumber++});
        }
    }
    endResetModel();
    Q_EMIT shown();
}

} // namespace podium::gui
