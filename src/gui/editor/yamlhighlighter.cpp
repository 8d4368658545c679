// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/editor/yamlhighlighter.h"

#include "domain/definition/editing/yamlspans.h"

#include <QSet>
#include <QTextBlock>
#include <QTextCharFormat>
#include <QTextDocument>

#include <algorithm>

namespace podium::gui
{

using namespace Qt::StringLiterals;

YamlHighlighter::YamlHighlighter(QObject *parent) : QSyntaxHighlighter(parent)
{
    connect(this, &YamlHighlighter::changed, this, &QSyntaxHighlighter::rehighlight);
}

void YamlHighlighter::setTextDocument(QQuickTextDocument *document)
{
    if (m_document == document)
        return;
    m_document = document;
    setDocument(document ? document->textDocument() : nullptr);
    Q_EMIT changed();
}

void YamlHighlighter::setFindings(const QVariantList &findings)
{
    if (m_findings == findings)
        return;
    QSet<int> lines; // Only those with findings, before or now, look different.
    for (const QVariantList &some : {m_findings, findings}) {
        for (const QVariant &one : some)
            lines.insert(one.toMap().value(u"line"_s).toInt());
    }
    m_findings = findings;
    for (const int line : std::as_const(lines)) {
        if (document())
            rehighlightBlock(document()->findBlockByNumber(line - 1));
    }
}

void YamlHighlighter::highlightBlock(const QString &text)
{
    using Kind = domain::YamlSpan::Kind;
    domain::YamlLineState state = std::max(0, previousBlockState());
    const QList<domain::YamlSpan> spans = domain::yamlSpans(text, state);
    setCurrentBlockState(state);
    const auto colour = [this](Kind kind) {
        switch (kind) {
        case Kind::Key:
            return m_key;
        case Kind::Text:
            return m_text;
        case Kind::Number:
        case Kind::Word:
            return m_number;
        case Kind::Comment:
            return m_comment;
        case Kind::Expression:
            return m_expression;
        case Kind::Mark:
            break;
        }
        return m_mark;
    };
    for (const domain::YamlSpan &span : spans) {
        if (colour(span.kind).isValid())
            setFormat(int(span.from), int(span.length), colour(span.kind));
    }
    const int line = currentBlock().blockNumber() + 1;
    for (const QVariant &one : std::as_const(m_findings)) {
        const QVariantMap finding = one.toMap();
        if (finding.value(u"line"_s).toInt() != line)
            continue;
        int from = std::clamp(finding.value(u"column"_s).toInt() - 1, 0, std::max(0, int(text.size()) - 1));
        int to = from;
        while (to < text.size() && !text.at(to).isSpace())
            ++to;
        const bool isError = finding.value(u"severity"_s) == u"error"_s;
        for (int i = from; i < std::max(to, from + 1) && i < text.size(); ++i) {
            QTextCharFormat wavy = format(i);
            wavy.setUnderlineStyle(QTextCharFormat::SpellCheckUnderline);
            wavy.setUnderlineColor(isError ? m_error : m_warning);
            setFormat(i, 1, wavy);
        }
    }
}

} // namespace podium::gui
