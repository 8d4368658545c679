// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/editor/yamlhighlighter.h"

#include "domain/definition/editing/yamlspans.h"

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
}

} // namespace podium::gui
