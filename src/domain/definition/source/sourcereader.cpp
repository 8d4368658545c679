// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/definition/source/sourcereader.h"

#include <QCoreApplication>
#include <QStringDecoder>

#include <algorithm>

namespace podium::domain
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(SourceReader)
};

/// Bytes that no text file holds, and that the parsers would take for something else (yaml-cpp ends at 0x04).
bool refuseBinary(const QByteArray &text, Report &report)
{
    int line = 1;
    qsizetype lineStart = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const auto c = uchar(text.at(i));
        if (c >= 0x20 && c != 0x7f)
            continue;
        if (c == '\n') {
            ++line;
            lineStart = i + 1;
        } else if (c != '\t' && c != '\r') {
            report.errorAt(line, int(i - lineStart) + 1, QStringLiteral("control-character"),
                           Text::tr("a control character (0x%1) is not allowed here").arg(c, 2, 16, QLatin1Char('0')),
                           Text::tr("is this a text file in UTF-8?"));
            return true;
        }
    }
    if (text.isValidUtf8())
        return false;
    // Find the first bad line for the message.
    line = 1;
    for (const QByteArray &one : text.split('\n')) {
        if (!one.isValidUtf8())
            break;
        ++line;
    }
    report.errorAt(line, 1, QStringLiteral("encoding"), Text::tr("this line is not valid UTF-8"),
                   Text::tr("save the file as UTF-8"));
    return true;
}

} // namespace

const SourceNode *readSource(const QByteArray &text, const QString &fileName, const SourceLimits &limits,
                             SourceTree &tree, Report &report)
{
    if (text.size() > limits.maxBytes) {
        report.errorAt(0, 0, QStringLiteral("too-big"),
                       Text::tr("the file has %1 bytes; at most %2 are read").arg(text.size()).arg(limits.maxBytes),
                       Text::tr("split it into sub-workflows, or generate the tasks with `foreach`"));
        return nullptr;
    }
    tree.setText(text);
    if (refuseBinary(text, report))
        return nullptr;
    if (fileName.endsWith(QLatin1StringView(".json"), Qt::CaseInsensitive))
        return readJson(text, limits, tree, report);
    const bool namedYaml = fileName.endsWith(QLatin1StringView(".yaml"), Qt::CaseInsensitive) ||
                           fileName.endsWith(QLatin1StringView(".yml"), Qt::CaseInsensitive);
    const QByteArray start = text.left(4096).trimmed();
    if (!namedYaml && start.startsWith('{')) {
        // Text without a name: JSON if it is JSON. YAML in braces is the exception; then YAML's own error counts.
        Report attempt(report.file(), &tree);
        if (const SourceNode *root = readJson(text, limits, tree, attempt))
            return root;
        const bool looksLikeJson = start.mid(1).trimmed().startsWith('"');
        if (looksLikeJson) {
            report.append(attempt.take());
            return nullptr;
        }
    }
    return readYaml(text, limits, tree, report);
}

} // namespace podium::domain
