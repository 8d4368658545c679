// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/definition/editing/syntaxtree.h"

#include "domain/definition/editing/syntaxscan.h"
#include "domain/definition/source/scalar.h"

#include <QJsonArray>
#include <QJsonObject>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <sstream>
#include <stdexcept>
#include <string>

namespace podium::domain
{

using Kind = SyntaxNode::Kind;
using Style = SyntaxNode::Style;

/// Builds the tree from the parser's events, which say where values start, and then looks where they end.
class SyntaxBuilder : public YAML::EventHandler
{
public:
    explicit SyntaxBuilder(SyntaxTree &tree) : m_tree(tree), m_scan(tree.m_text) {}

    void OnDocumentStart(const YAML::Mark &) override
    {
        if (++m_documents > 1)
            throw std::runtime_error("several documents");
    }
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark &mark, YAML::anchor_t anchor) override { place(Kind::Null, mark, anchor); }
    void OnAlias(const YAML::Mark &mark, YAML::anchor_t anchor) override
    {
        if (expectsKey()) {
            takeKey(mark, {}, true);
            m_oddKey = true;
        } else {
            SyntaxNode *alias = place(Kind::Alias, mark, YAML::NullAnchor);
            alias->target = m_anchors.value(anchor);
            for (const SyntaxNode *open : m_open) {
                if (open == alias->target)
                    throw std::runtime_error("an alias that contains itself");
            }
        }
    }
    void OnScalar(const YAML::Mark &mark, const std::string &, YAML::anchor_t anchor, const std::string &value) override
    {
        if (expectsKey()) {
            takeKey(mark, QString::fromStdString(value), anchor != YAML::NullAnchor);
            return;
        }
        place(Kind::Scalar, mark, anchor)->text = QString::fromStdString(value);
    }
    void OnSequenceStart(const YAML::Mark &mark, const std::string &, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value style) override
    {
        open(Kind::List, mark, anchor, style);
    }
    void OnSequenceEnd() override { m_open.pop_back(); }
    void OnMapStart(const YAML::Mark &mark, const std::string &, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value style) override
    {
        open(Kind::Map, mark, anchor, style);
    }
    void OnMapEnd() override { m_open.pop_back(); }

    void finish()
    {
        if (m_tree.m_root)
            finish(*m_tree.m_root, -1, false);
    }

private:
    bool expectsKey() const { return !m_open.empty() && m_open.back()->kind == Kind::Map && !m_keyTaken; }

    qsizetype positionOf(const YAML::Mark &mark) const { return mark.pos + m_scan.bom(); }

    void takeKey(const YAML::Mark &mark, const QString &key, bool anchored)
    {
        m_key = key;
        m_keyStart = positionOf(mark);
        m_keyAnchored = anchored;
        m_keyTaken = true;
        m_oddKey = false;
    }

    SyntaxNode *place(Kind kind, const YAML::Mark &mark, YAML::anchor_t anchor)
    {
        SyntaxNode *parent = m_open.empty() ? nullptr : m_open.back();
        m_tree.m_nodes.emplace_back();
        SyntaxNode *node = &m_tree.m_nodes.back();
        node->kind = kind;
        node->parent = parent;
        node->start = positionOf(mark);
        node->isAnchored = anchor != YAML::NullAnchor;
        if (node->isAnchored)
            m_anchors.insert(anchor, node);
        if (parent && parent->kind == Kind::Map) {
            if (!m_keyTaken) { // `? ` and nothing, or `: value`: a key that is null.
                m_keyTaken = true;
                m_oddKey = true;
                m_keyStart = node->start;
                return node;
            }
            node->key = m_key;
            node->keyStart = m_keyStart;
            node->isAnchored |= m_keyAnchored;
            node->isOdd = m_oddKey;
            m_keyTaken = false;
        }
        if (parent)
            parent->children.push_back(node);
        if (!m_tree.m_root)
            m_tree.m_root = node;
        return node;
    }

    void open(Kind kind, const YAML::Mark &mark, YAML::anchor_t anchor, YAML::EmitterStyle::value style)
    {
        constexpr size_t MaxDepth = 64; // As SourceLimits has it.
        if (m_open.size() >= MaxDepth || expectsKey())
            throw std::runtime_error("too deep, or a key that is no scalar");
        SyntaxNode *node = place(kind, mark, anchor);
        node->style = style == YAML::EmitterStyle::Flow ? Style::Flow : Style::Block;
        m_open.push_back(node);
    }

    /// `indent`: columns up to which a line is no longer part of a block value.
    void finish(SyntaxNode &node, int indent, bool inFlow)
    {
        node.content = m_scan.skipProperties(node.start);
        switch (node.kind) {
        case Kind::Null:
            finishNull(node);
            break;
        case Kind::Alias:
            node.end = m_scan.wordEnd(node.start);
            break;
        case Kind::Scalar:
            node.style = m_scan.styleAt(node.content);
            node.end = m_scan.scalarEnd(node.content, indent, inFlow);
            break;
        case Kind::List:
            finishList(node, inFlow);
            break;
        case Kind::Map:
            finishMap(node, inFlow);
            break;
        }
        m_tree.m_byStart.insert(node.start, &node);
    }

    void finishNull(SyntaxNode &node)
    {
        const qsizetype from = std::max<qsizetype>(node.lead, 0);
        const qsizetype length = m_scan.nullWordLength(node.start);
        if (length > 0 && node.start >= from && m_scan.skipBlank(from) == node.start) {
            node.content = node.start;
            node.end = node.start + length;
            return;
        }
        node.start = node.content = node.end = from; // Nothing stands behind the colon.
    }

    void finishList(SyntaxNode &list, bool inFlow)
    {
        const bool flow = inFlow || !list.isBlock();
        list.end = list.content + (flow ? 1 : 0);
        for (SyntaxNode *child : list.children) {
            if (flow) {
                child->lead = child->start;
                finish(*child, -1, true);
            } else {
                child->dash = m_scan.skipBlank(list.end);
                child->lead = child->dash + 1;
                finish(*child, m_scan.columnOf(child->dash), false);
            }
            list.end = std::max(list.end, child->end);
        }
        if (flow)
            list.end = m_scan.closerEnd(list.end, ']');
    }

    void finishMap(SyntaxNode &map, bool inFlow)
    {
        const bool flow = inFlow || !map.isBlock();
        const bool hasBrace = flow && m_scan.at(map.content) == '{';
        map.isOdd |= flow && !hasBrace; // `[a: b]`
        if (!flow && !map.children.empty())
            map.content = map.children.front()->keyStart; // What was skipped belongs to the first key.
        map.end = map.content + (hasBrace ? 1 : 0);
        for (SyntaxNode *child : map.children) {
            child->keyEnd = m_scan.keyEnd(m_scan.skipProperties(child->keyStart), flow);
            const qsizetype colon = m_scan.skipSpaces(child->keyEnd);
            child->isOdd |= m_scan.at(colon) != ':';
            child->lead = child->isOdd ? child->keyEnd : colon + 1;
            if (flow)
                finish(*child, -1, true);
            else
                finish(*child, m_scan.columnOf(map.content), false);
            map.end = std::max(map.end, child->end);
        }
        if (hasBrace)
            map.end = m_scan.closerEnd(map.end, '}');
    }

    SyntaxTree &m_tree;
    SyntaxScan m_scan;
    std::vector<SyntaxNode *> m_open;
    QHash<YAML::anchor_t, const SyntaxNode *> m_anchors;
    QString m_key;
    qsizetype m_keyStart = 0;
    bool m_keyAnchored = false;
    bool m_keyTaken = false;
    bool m_oddKey = false;
    int m_documents = 0;
};

const SyntaxNode *SyntaxNode::find(QStringView name) const
{
    if (kind != Kind::Map)
        return nullptr;
    for (const SyntaxNode *child : children) {
        if (child->key == name)
            return child;
    }
    return nullptr;
}

int SyntaxNode::indexOf(const SyntaxNode *child) const
{
    const auto found = std::find(children.begin(), children.end(), child);
    return found == children.end() ? -1 : int(found - children.begin());
}

bool SyntaxNode::isInFlow() const
{
    return parent && (parent->style == Style::Flow || parent->isInFlow());
}

QJsonValue toJson(const SyntaxNode &node)
{
    switch (node.kind) {
    case Kind::Null:
        return QJsonValue::Null;
    case Kind::Alias:
        return node.target ? toJson(*node.target) : QJsonValue();
    case Kind::Scalar: {
        if (node.style != Style::Plain)
            return node.text;
        SourceNode value;
        value.kind = SourceNode::Kind::String;
        value.text = node.text;
        resolvePlainScalar(node.text.toStdString(), value);
        return toJson(value);
    }
    case Kind::List: {
        QJsonArray out;
        for (const SyntaxNode *child : node.children)
            out.append(toJson(*child));
        return out;
    }
    case Kind::Map:
        break;
    }
    QJsonObject out;
    const auto takeOver = [&out](const QJsonObject &from) {
        for (auto it = from.begin(); it != from.end(); ++it) {
            if (!out.contains(it.key()))
                out.insert(it.key(), it.value());
        }
    };
    for (const SyntaxNode *child : node.children) {
        if (child->key != u"<<")
            out.insert(child->key, toJson(*child));
    }
    for (const SyntaxNode *child : node.children) {
        if (child->key != u"<<")
            continue;
        const QJsonValue merged = toJson(*child);
        takeOver(merged.toObject());
        const QJsonArray several = merged.toArray();
        for (const QJsonValue one : several)
            takeOver(one.toObject());
    }
    return out;
}

std::unique_ptr<SyntaxTree> SyntaxTree::read(const QByteArray &text)
{
    auto tree = std::make_unique<SyntaxTree>();
    tree->m_text = text;
    tree->m_lines.push_back(0);
    for (qsizetype i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1))
        tree->m_lines.push_back(i + 1);
    SyntaxBuilder builder(*tree);
    try {
        std::istringstream stream(text.toStdString());
        YAML::Parser parser(stream);
        while (parser.HandleNextDocument(builder)) {
        }
    } catch (const std::exception &) {
        return nullptr; // The loader says what is wrong, and better.
    }
    if (!tree->m_root)
        return nullptr;
    builder.finish();
    return tree;
}

const SyntaxNode *SyntaxTree::nodeAt(qsizetype position) const
{
    const SyntaxNode *node = m_root;
    const auto from = [](const SyntaxNode *child) {
        if (child->keyStart >= 0)
            return child->keyStart;
        return child->dash >= 0 ? child->dash : child->start;
    };
    for (const SyntaxNode *inner = node; inner;) {
        node = inner;
        inner = nullptr;
        for (const SyntaxNode *child : node->children) {
            if (from(child) > position)
                break;
            if (position <= child->end)
                inner = child;
        }
    }
    return node;
}

const SyntaxNode *SyntaxTree::nodeAt(int line, int column) const
{
    return m_byStart.value(positionOf(line, column));
}

qsizetype SyntaxTree::lineStart(qsizetype position) const
{
    return *(std::upper_bound(m_lines.begin(), m_lines.end(), position) - 1);
}

qsizetype SyntaxTree::lineEnd(qsizetype position) const
{
    const auto next = std::upper_bound(m_lines.begin(), m_lines.end(), position);
    return next == m_lines.end() ? m_text.size() : *next - 1;
}

qsizetype SyntaxTree::positionOf(int line, int column) const
{
    if (line < 1 || size_t(line) > m_lines.size())
        return -1;
    const qsizetype bom = line == 1 && m_text.startsWith("\xef\xbb\xbf") ? 3 : 0;
    return std::min<qsizetype>(m_lines[size_t(line) - 1] + bom + std::max(0, column - 1), m_text.size());
}

} // namespace podium::domain
