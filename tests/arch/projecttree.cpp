// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "arch/projecttree.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

namespace podium::arch
{

namespace
{

constexpr qint64 MaxFileBytes = 4 * 1024 * 1024;

bool isSkippedFolder(const QString &path)
{
    // Data is input of tests: broken and foreign files are there on purpose.
    return path == u"build" || path == u"out" || path == u"node_modules" || path == u"tests/data" ||
           path.endsWith(u"/node_modules");
}

/// Walks over C++ text and decides for each character whether it is code.
class Blanker
{
public:
    explicit Blanker(const QString &text) : m_text(text), m_out(text) {}

    QString run()
    {
        while (m_at < m_text.size()) {
            const QStringView rest = QStringView(m_text).mid(m_at);
            if (rest.startsWith(u"//")) {
                blankTo(endOfLine(m_at));
            } else if (rest.startsWith(u"/*")) {
                blankTo(endAfter(u"*/", m_at + 2));
            } else if (const qsizetype delimiter = rawDelimiterLength(); delimiter >= 0) {
                const QString close = u')' + m_text.mid(m_at + 2, delimiter) + u'"';
                m_at += 2;
                blankTo(endAfter(close, m_at));
            } else if (rest.startsWith(u'"')) {
                isIncludeLine() ? skipTo(endOfLine(m_at)) : blankLiteral(u'"');
            } else if (rest.startsWith(u'\'') && !isDigitSeparator()) {
                blankLiteral(u'\'');
            } else {
                ++m_at;
            }
        }
        return m_out;
    }

private:
    qsizetype endOfLine(qsizetype from) const
    {
        const qsizetype end = m_text.indexOf(u'\n', from);
        return end < 0 ? m_text.size() : end;
    }

    qsizetype endAfter(QStringView what, qsizetype from) const
    {
        const qsizetype end = m_text.indexOf(what, from);
        return end < 0 ? m_text.size() : end + what.size();
    }

    /// Length of the delimiter if a raw string begins here, else -1.
    qsizetype rawDelimiterLength() const
    {
        if (!QStringView(m_text).mid(m_at).startsWith(u"R\""))
            return -1;
        const qsizetype open = m_text.indexOf(u'(', m_at + 2);
        return open < 0 || open - m_at > 18 ? -1 : open - m_at - 2;
    }

    bool isIncludeLine() const
    {
        const qsizetype start = m_at == 0 ? 0 : m_text.lastIndexOf(u'\n', m_at - 1) + 1;
        const QStringView before = QStringView(m_text).mid(start, m_at - start).trimmed();
        return before.startsWith(u'#') && before.mid(1).trimmed() == u"include";
    }

    bool isDigitSeparator() const
    {
        return m_at > 0 && m_text.at(m_at - 1).isLetterOrNumber() && m_at + 1 < m_text.size() &&
               m_text.at(m_at + 1).isLetterOrNumber() && m_text.indexOf(u'\'', m_at + 1) != m_at + 2;
    }

    void blankLiteral(QChar quote)
    {
        qsizetype end = ++m_at;
        while (end < m_text.size() && m_text.at(end) != quote && m_text.at(end) != u'\n')
            end += m_text.at(end) == u'\\' ? 2 : 1;
        blankTo(qMin(end, m_text.size()));
        ++m_at;
    }

    void skipTo(qsizetype end) { m_at = end; }

    void blankTo(qsizetype end)
    {
        for (; m_at < end; ++m_at) {
            if (m_out.at(m_at) != u'\n')
                m_out[m_at] = u' ';
        }
    }

    const QString &m_text;
    QString m_out;
    qsizetype m_at = 0;
};

} // namespace

QString SourceFile::folder() const
{
    const qsizetype slash = path.lastIndexOf(u'/');
    return slash < 0 ? QString() : path.left(slash);
}

QString SourceFile::name() const
{
    return path.mid(path.lastIndexOf(u'/') + 1);
}

bool SourceFile::isCpp() const
{
    return isHeader() || path.endsWith(u".cpp");
}

bool SourceFile::isHeader() const
{
    return path.endsWith(u".h");
}

ProjectTree::ProjectTree(const QString &root)
{
    const QDir::Filters everything = QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot;
    for (const QFileInfo &entry : QDir(root).entryInfoList(everything)) {
        if (!entry.isDir() || entry.isSymLink() || !QDir(entry.filePath()).isEmpty(everything))
            m_rootNames += entry.fileName();
    }
    readFolder(root, {});
    std::sort(m_files.begin(), m_files.end(), [](const SourceFile &a, const SourceFile &b) { return a.path < b.path; });
}

const SourceFile *ProjectTree::find(const QString &path) const
{
    const auto found =
        std::find_if(m_files.cbegin(), m_files.cend(), [&](const SourceFile &file) { return file.path == path; });
    return found == m_files.cend() ? nullptr : &*found;
}

void ProjectTree::readFolder(const QString &root, const QString &folder)
{
    const QDir here(root + u'/' + folder);
    const QFileInfoList entries =
        here.entryInfoList(QDir::Files | QDir::Dirs | QDir::Hidden | QDir::NoDotAndDotDot | QDir::NoSymLinks);
    for (const QFileInfo &entry : entries) {
        const QString path = folder.isEmpty() ? entry.fileName() : folder + u'/' + entry.fileName();
        if (entry.isDir()) {
            if (!isSkippedFolder(path) && (!entry.fileName().startsWith(u'.') || path == u".ci"))
                readFolder(root, path);
            continue;
        }
        QFile file(entry.filePath());
        if (path == u".git")
            continue; // A worktree has a file of this name.
        if (entry.size() > MaxFileBytes || !file.open(QIODevice::ReadOnly))
            continue;
        const QByteArray bytes = file.readAll();
        if (bytes.contains('\0'))
            continue;
        SourceFile read{path, QString::fromUtf8(bytes), {}};
        if (read.isCpp())
            read.code = blankedCode(read.text);
        m_files.append(read);
    }
}

QString blankedCode(const QString &text)
{
    return Blanker(text).run();
}

QString finding(const SourceFile &file, qsizetype offset, const QString &what)
{
    const qsizetype line = QStringView(file.text).left(offset).count(u'\n') + 1;
    return QStringLiteral("%1:%2: %3").arg(file.path).arg(line).arg(what);
}

} // namespace podium::arch
