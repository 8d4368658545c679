// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QPointer>
#include <QQmlEngine>
#include <QQuickTextDocument>
#include <QSyntaxHighlighter>
#include <QVariantList>

namespace podium::gui
{

/// Colours YAML in a TextArea:
///
///     YamlHighlighter { textDocument: area.textDocument; keyColor: Theme.accent; … }
///
/// GUI thread.
class YamlHighlighter : public QSyntaxHighlighter
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QQuickTextDocument *textDocument READ textDocument WRITE setTextDocument NOTIFY changed FINAL)
    Q_PROPERTY(QColor keyColor MEMBER m_key NOTIFY changed FINAL)
    Q_PROPERTY(QColor textColor MEMBER m_text NOTIFY changed FINAL)
    /// Numbers, true, null, anchors and aliases.
    Q_PROPERTY(QColor numberColor MEMBER m_number NOTIFY changed FINAL)
    Q_PROPERTY(QColor commentColor MEMBER m_comment NOTIFY changed FINAL)
    Q_PROPERTY(QColor expressionColor MEMBER m_expression NOTIFY changed FINAL)
    Q_PROPERTY(QColor markColor MEMBER m_mark NOTIFY changed FINAL)

public:
    explicit YamlHighlighter(QObject *parent = nullptr);

    QQuickTextDocument *textDocument() const { return m_document; }
    void setTextDocument(QQuickTextDocument *document);

Q_SIGNALS:
    void changed();

protected:
    void highlightBlock(const QString &text) override;

private:
    QPointer<QQuickTextDocument> m_document;
    QColor m_key, m_text, m_number, m_comment, m_expression, m_mark;
};

} // namespace podium::gui
