// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/definition/source/sourcetree.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

namespace podium::domain
{

namespace
{

using Kind = SourceNode::Kind;

SourceNode *addJson(SourceTree &tree, const QJsonValue &value, SourceNode *parent)
{
    SourceNode *node = tree.add(Kind::Null, parent);
    switch (value.type()) {
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        break;
    case QJsonValue::Bool:
        node->kind = Kind::Bool;
        node->boolean = value.toBool();
        node->text = node->boolean ? QStringLiteral("true") : QStringLiteral("false");
        break;
    case QJsonValue::Double: {
        // A QJsonValue holds integers exactly up to 64 bits; toInteger() gives the default for a fraction.
        const qint64 integer = value.toInteger(0);
        if (integer != 0 || value.toDouble() == 0.0) {
            node->kind = Kind::Integer;
            node->integer = integer;
            node->text = QString::number(integer);
        } else {
            node->kind = Kind::Double;
            node->number = value.toDouble();
            node->text = QString::number(node->number, 'g', QLocale::FloatingPointShortest);
        }
        break;
    }
    case QJsonValue::String:
        node->kind = Kind::String;
        node->text = value.toString();
        break;
    case QJsonValue::Array: {
        node->kind = Kind::List;
        const QJsonArray array = value.toArray();
        node->children.reserve(size_t(array.size()));
        for (const QJsonValue element : array)
            addJson(tree, element, node);
        break;
    }
    case QJsonValue::Object: {
        node->kind = Kind::Map;
        const QJsonObject object = value.toObject();
        node->children.reserve(size_t(object.size()));
        for (auto it = object.constBegin(); it != object.constEnd(); ++it)
            addJson(tree, it.value(), node)->key = it.key();
        break;
    }
    }
    return node;
}

} // namespace

const SourceNode *SourceNode::find(QStringView name) const
{
    if (kind != Kind::Map)
        return nullptr;
    for (const SourceNode *child : children) {
        if (child->key == name)
            return child;
    }
    return nullptr;
}

std::unique_ptr<SourceTree> SourceTree::fromJson(const QJsonValue &value)
{
    auto tree = std::make_unique<SourceTree>();
    tree->setRoot(addJson(*tree, value, nullptr));
    return tree;
}

SourceNode *SourceTree::add(SourceNode::Kind kind, SourceNode *parent)
{
    SourceNode *node = &m_nodes.emplace_back();
    node->kind = kind;
    node->parent = parent;
    if (parent)
        parent->children.push_back(node);
    return node;
}

SourcePosition SourceTree::position(const SourceNode *node, bool ofKey) const
{
    if (!node)
        return {};
    return ofKey && node->keyLine > 0 ? position(node->keyLine, node->keyColumn) : position(node->line, node->column);
}

SourcePosition SourceTree::position(int line, int byteColumn) const
{
    if (line <= 0)
        return {};
    findLines();
    int column = 1;
    if (line <= m_lineStarts.size()) {
        const qsizetype start = m_lineStarts.at(line - 1);
        const qsizetype end = std::min(start + byteColumn - 1, m_text.size());
        for (qsizetype i = start; i < end; ++i) {
            // Continuation bytes of UTF-8 are not characters of their own.
            if ((uchar(m_text.at(i)) & 0xC0) != 0x80)
                ++column;
        }
    }
    return {line, column};
}

void SourceTree::findLines() const
{
    if (!m_lineStarts.isEmpty())
        return;
    m_lineStarts << 0;
    for (qsizetype at = m_text.indexOf('\n'); at >= 0; at = m_text.indexOf('\n', at + 1))
        m_lineStarts << at + 1;
}

QString SourceTree::lineText(int line) const
{
    findLines();
    if (line < 1 || line > m_lineStarts.size())
        return {};
    const qsizetype start = m_lineStarts.at(line - 1);
    const qsizetype end = line < m_lineStarts.size() ? m_lineStarts.at(line) - 1 : m_text.size();
    return QString::fromUtf8(m_text.mid(start, end - start));
}

SourcePosition SourceTree::positionInText(const SourceNode *node, qsizetype offset) const
{
    const SourcePosition fallback = position(node);
    if (!node || fallback.line == 0 || node->text.isEmpty())
        return fallback;
    offset = std::clamp<qsizetype>(offset, 0, node->text.size());
    // The line of the value that the offset is in, and how many come before it.
    const QStringView before = QStringView(node->text).left(offset);
    const qsizetype lineStart = before.lastIndexOf(u'\n') + 1;
    const auto lineNumber = int(before.count(u'\n'));
    qsizetype lineEnd = node->text.indexOf(u'\n', lineStart);
    if (lineEnd < 0)
        lineEnd = node->text.size();
    const QString wanted = node->text.mid(lineStart, lineEnd - lineStart);
    // A block scalar begins on the line after its `|`, everything else where it stands.
    for (const int line : {fallback.line + lineNumber, fallback.line + lineNumber + 1}) {
        const QString raw = lineText(line);
        const qsizetype from = line == fallback.line ? fallback.column - 1 : 0;
        const qsizetype at = wanted.isEmpty() ? -1 : raw.indexOf(wanted, from);
        if (at < 0)
            continue;
        const QStringView passed = QStringView(raw).left(at + offset - lineStart);
        const auto pairs = std::count_if(passed.begin(), passed.end(), [](QChar c) { return c.isLowSurrogate(); });
        return {line, int(passed.size() - pairs) + 1};
    }
    return fallback;
}

QString jsonPointer(const SourceNode *node)
{
    QStringList parts;
    for (; node && node->parent; node = node->parent) {
        if (node->parent->kind == SourceNode::Kind::Map) {
            QString key = node->key;
            parts.prepend(key.replace(u'~', QLatin1StringView("~0")).replace(u'/', QLatin1StringView("~1")));
        } else {
            const auto &siblings = node->parent->children;
            const auto at = std::find(siblings.begin(), siblings.end(), node);
            parts.prepend(QString::number(at - siblings.begin()));
        }
    }
    return parts.isEmpty() ? QString() : u'/' + parts.join(u'/');
}

QJsonValue toJson(const SourceNode &node)
{
    switch (node.kind) {
    case Kind::Null:
        return QJsonValue::Null;
    case Kind::Bool:
        return node.boolean;
    case Kind::Integer:
        return node.integer;
    case Kind::Double:
        return node.number;
    case Kind::String:
        return node.text;
    case Kind::List: {
        QJsonArray out;
        for (const SourceNode *child : node.children)
            out.append(toJson(*child));
        return out;
    }
    case Kind::Map: {
        // QJsonObject keeps its keys sorted: inserting them in order keeps a big map linear.
        std::vector<const SourceNode *> sorted(node.children.begin(), node.children.end());
        std::sort(sorted.begin(), sorted.end(), [](const auto *a, const auto *b) { return a->key < b->key; });
        QJsonObject out;
        for (const SourceNode *child : sorted)
            out.insert(child->key, toJson(*child));
        return out;
    }
    }
    return {};
}

} // namespace podium::domain
