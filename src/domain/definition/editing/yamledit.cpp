// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/definition/editing/yamledit.h"

#include "base/json.h"
#include "domain/definition/editing/syntaxscan.h"
#include "domain/definition/editing/yamlwriter.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

namespace podium::domain
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(YamlEdit)
};

using Kind = SyntaxNode::Kind;
using Style = SyntaxNode::Style;

qsizetype startOf(const SyntaxNode &node)
{
    if (node.keyStart >= 0)
        return node.keyStart;
    return node.dash >= 0 ? node.dash : node.start;
}

QByteArray withSpace(const QByteArray &head)
{
    return head.isEmpty() ? head : ' ' + head;
}

} // namespace

YamlEdit::YamlEdit(const SyntaxTree &tree) : m_tree(tree)
{
    const qsizetype first = tree.text().indexOf('\n');
    m_newline = first > 0 && tree.text().at(first - 1) == '\r' ? "\r\n" : "\n";
    m_isJson = tree.root()->style == Style::Flow;
}

QByteArray YamlEdit::inFlow(const QJsonValue &value) const
{
    return m_isJson && !value.isUndefined() ? canonicalJson(value) : flowText(value);
}

QByteArray YamlEdit::keyInFlow(const QString &key) const
{
    return m_isJson ? canonicalJson(QJsonValue(key)) : keyText(key);
}

void YamlEdit::refuse(const QString &why)
{
    if (m_refusal.isEmpty())
        m_refusal = why;
}

void YamlEdit::replace(qsizetype from, qsizetype to, const QByteArray &text)
{
    if (from == to && text.isEmpty())
        return;
    QByteArray bytes = text;
    if (m_newline.size() > 1)
        bytes.replace("\n", m_newline);
    m_changes.append({from, to, bytes});
}

Result<TextEdits> YamlEdit::take()
{
    if (!m_refusal.isEmpty()) {
        return fail(ErrorCode::InvalidArgument, m_refusal, {},
                    Text::tr("Change this place in the text, where every way of writing can be used"));
    }
    // From the end to the start, so that positions hold; what was asked for first at one place stands there first.
    std::stable_sort(m_changes.begin(), m_changes.end(),
                     [](const Change &a, const Change &b) { return a.from < b.from; });
    QList<Change> apart;
    for (const Change &change : std::as_const(m_changes)) {
        const bool overlaps = !apart.isEmpty() && apart.last().to > change.from;
        if (!overlaps) {
            apart.append(change);
        } else if (apart.last().text.isEmpty() && change.text.isEmpty()) {
            apart.last().to = std::max(apart.last().to, change.to);
        } else {
            return fail(ErrorCode::InvalidArgument, Text::tr("the parts of this change overlap in the text"), {},
                        Text::tr("Make it in several steps, or in the text"));
        }
    }
    TextEdits out;
    for (auto change = apart.crbegin(); change != apart.crend(); ++change) {
        const TextEdit edit =
            trimmed({change->from, m_tree.text().mid(change->from, change->to - change->from), change->text});
        if (!edit.isEmpty())
            out.append(edit);
    }
    return out;
}

int YamlEdit::indentOf(const SyntaxNode &node) const
{
    if (!node.parent)
        return -1;
    return node.dash >= 0 ? m_tree.columnOf(node.dash) : m_tree.columnOf(node.parent->content);
}

/// As the file goes deeper elsewhere.
int YamlEdit::stepOf(const SyntaxNode &node) const
{
    for (const SyntaxNode *at = &node; at && at->parent; at = at->parent) {
        if (at->isContainer() && at->isBlock() && at->keyStart >= 0 && !at->children.empty()) {
            const int step = m_tree.columnOf(startOf(*at->children.front())) - m_tree.columnOf(at->keyStart);
            if (step >= 2 && step <= 8)
                return step;
        }
    }
    return 2;
}

qsizetype YamlEdit::lineTail(qsizetype position) const
{
    const qsizetype end = m_tree.lineEnd(position);
    return end > position && m_tree.text().at(end - 1) == '\r' ? end - 1 : end;
}

bool YamlEdit::isBlank(qsizetype from, qsizetype to) const
{
    return m_tree.text().mid(from, to - from).trimmed().isEmpty();
}

bool YamlEdit::isFirstOnLine(qsizetype position) const
{
    return isBlank(m_tree.lineStart(position), position);
}

bool YamlEdit::isSpaced(const SyntaxNode &list) const
{
    for (size_t i = 1; i < list.children.size(); ++i) {
        const qsizetype end = m_tree.lineEnd(list.children[i - 1]->end);
        const qsizetype next = list.children[i]->dash;
        return next > end + 1 && m_tree.text().mid(end + 1, next - end - 1).contains('\n');
    }
    return false;
}

void YamlEdit::set(const SyntaxNode &node, const QJsonValue &value)
{
    if (node.isOdd)
        return refuse(Text::tr("`%1` is written in a way that can be changed in the text only").arg(node.key));
    if ((node.kind == Kind::Alias && m_keepsAliases) || toJson(node) == value)
        return;
    if (node.kind == Kind::Map && value.isObject() && !node.children.empty() && !value.toObject().isEmpty())
        return setMap(node, value.toObject());
    if (node.kind == Kind::List && value.isArray() && !node.children.empty() && !value.toArray().isEmpty())
        return setList(node, value.toArray());
    if (node.isInFlow())
        writeFlow(node, value);
    else
        write(node, value);
}

void YamlEdit::setMap(const SyntaxNode &map, const QJsonObject &value)
{
    const QJsonObject before = toJson(map).toObject();
    QSet<int> gone;
    for (int i = 0; i < int(map.children.size()); ++i) {
        const SyntaxNode *child = map.children[size_t(i)];
        if (child->key == u"<<")
            continue;
        if (value.contains(child->key))
            set(*child, value.value(child->key));
        else
            gone.insert(i);
    }
    if (renameKey(map, gone, value))
        return;
    if (gone.size() == qsizetype(map.children.size()))
        return map.isInFlow() || !map.isBlock() ? writeFlow(map, value) : write(map, value);
    removeKeys(map, gone);
    for (auto it = value.begin(); it != value.end(); ++it) {
        if (!map.find(it.key()) && before.value(it.key()) != it.value())
            insertKey(map, it.key(), it.value());
    }
}

/// One key gone, one new, and the value about the same: the key has another name now.
bool YamlEdit::renameKey(const SyntaxNode &map, const QSet<int> &gone, const QJsonObject &value)
{
    if (gone.size() != 1)
        return false;
    QString fresh;
    for (auto it = value.begin(); it != value.end(); ++it) {
        if (map.find(it.key()))
            continue;
        if (!fresh.isEmpty())
            return false;
        fresh = it.key();
    }
    const SyntaxNode &entry = *map.children[size_t(*gone.begin())];
    const QJsonValue old = toJson(entry);
    if (fresh.isEmpty() || entry.isOdd || entry.keyEnd <= entry.keyStart ||
        !(old == value.value(fresh) || (old.isObject() && value.value(fresh).isObject())))
        return false;
    replace(entry.keyStart, entry.keyEnd, map.isInFlow() || !map.isBlock() ? keyInFlow(fresh) : keyText(fresh));
    set(entry, value.value(fresh));
    return true;
}

void YamlEdit::setList(const SyntaxNode &list, const QJsonArray &value)
{
    // Entries are followed by what names them: they do not change places here.
    const QJsonArray before = toJson(list).toArray();
    const auto isSame = [](const QJsonValue &a, const QJsonValue &b) {
        const QJsonValue id = a.toObject().value(QStringLiteral("id"));
        return a == b || (!id.isUndefined() && id == b.toObject().value(QStringLiteral("id")));
    };
    qsizetype head = 0;
    while (head < before.size() && head < value.size() && isSame(before.at(head), value.at(head)))
        ++head;
    qsizetype tail = 0;
    while (tail < before.size() - head && tail < value.size() - head &&
           isSame(before.at(before.size() - 1 - tail), value.at(value.size() - 1 - tail)))
        ++tail;
    const qsizetype old = before.size() - tail; // One past the last that may differ.
    const qsizetype now = value.size() - tail;
    for (qsizetype i = 0; i < head; ++i)
        set(*list.children[size_t(i)], value.at(i));
    for (qsizetype i = 0; i < tail; ++i)
        set(*list.children[size_t(old + i)], value.at(now + i));
    QSet<int> gone;
    qsizetype j = head;
    for (qsizetype i = head; i < old; ++i) {
        const bool fewer = old - i > now - j; // There are more left than are wanted: one of them goes.
        if (j >= now || (fewer && !isSame(before.at(i), value.at(j))))
            gone.insert(int(i));
        else
            set(*list.children[size_t(i)], value.at(j++));
    }
    removeEntries(list, gone, false);
    for (; j < now; ++j)
        insertEntry(list, int(old), value.at(j));
}

void YamlEdit::writeFlow(const SyntaxNode &node, const QJsonValue &value)
{
    const bool keepsStyle = value.isString() && node.kind == Kind::Scalar && !m_isJson;
    QByteArray text = keepsStyle ? scalarText(value.toString(), node.style, true) : inFlow(value);
    if (node.content == node.end && node.content == node.lead)
        text.prepend(' ');
    replace(node.content, node.end, text);
}

void YamlEdit::write(const SyntaxNode &node, const QJsonValue &value)
{
    const QByteArray &text = m_tree.text();
    const bool wasBlock = node.kind == Kind::Scalar && (node.style == Style::Literal || node.style == Style::Folded);
    const bool isOneLine = value.isString() && !value.toString().contains(u'\n');
    WrittenValue now = blockText(value, indentOf(node), stepOf(node), node.dash >= 0);
    if (wasBlock && value.isString()) {
        // It stays a block, as deep as it was.
        const qsizetype first = m_tree.lineEnd(node.content) + 1;
        qsizetype depth = 0;
        while (first + depth < text.size() && text.at(first + depth) == ' ')
            ++depth;
        const int step = int(depth) - std::max(indentOf(node), 0);
        const WrittenValue block = literalText(value.toString(), std::max(indentOf(node), 0), step > 0 ? step : 2);
        if (!block.head.isEmpty())
            now = block;
    } else if (isOneLine && node.kind == Kind::Scalar) {
        now = {scalarText(value.toString(), node.style, false), {}};
    }
    if (value.isString() && node.style != Style::Literal && replaceWords(node, value.toString()))
        return;
    if (!node.parent) {
        replace(node.content, node.end, now.body.isEmpty() ? now.head : now.body.mid(1));
        return;
    }
    const bool sameLine = m_tree.lineStart(node.content) == m_tree.lineStart(node.lead);
    if (wasBlock && sameLine) {
        // What stands behind the `|` is a comment.
        qsizetype header = node.content;
        while (header < text.size() && !QByteArrayView(" \t\r\n").contains(text.at(header)))
            ++header;
        replace(node.content, header, now.head);
        const qsizetype tail = std::max(header, lineTail(header));
        replace(tail, std::max(tail, node.end), now.body);
        return;
    }
    if (!sameLine) {
        if (node.start != node.content)
            return refuse(Text::tr("this value has an anchor or a tag of its own"));
        replace(node.lead, node.lead, withSpace(now.head));
        const qsizetype tail = lineTail(node.lead);
        replace(tail, std::max(tail, node.end), now.body);
        return;
    }
    const bool isEmpty = node.content == node.end;
    const qsizetype tail = std::max(lineTail(node.end), node.end);
    const bool hasTail = !isBlank(node.end, tail);
    if (isEmpty)
        replace(node.lead, hasTail || !now.body.isEmpty() ? node.lead : tail, withSpace(now.head));
    else if (now.head.isEmpty() && hasTail)
        replace(node.content, SyntaxScan(text).skipSpaces(node.end), {});
    else
        replace(now.head.isEmpty() ? node.lead : node.content, node.end, now.head);
    replace(tail, tail, now.body);
}

/// Lines that YAML folds into one keep their breaks where only words differ.
bool YamlEdit::replaceWords(const SyntaxNode &node, const QString &value)
{
    const QByteArray raw = m_tree.textOf(node);
    if (node.kind != Kind::Scalar || !raw.contains('\n'))
        return false;
    const auto words = [](const QByteArray &text) {
        QList<std::pair<qsizetype, qsizetype>> out; // From, to.
        for (qsizetype i = 0; i < text.size(); ++i) {
            const bool isSpace = QByteArrayView(" \t\r\n").contains(text.at(i));
            const bool goesOn = !out.isEmpty() && out.last().second == i;
            if (!isSpace && goesOn)
                ++out.last().second;
            else if (!isSpace)
                out.append({i, i + 1});
        }
        return out;
    };
    const QByteArray before = node.text.toUtf8();
    const QByteArray after = value.toUtf8();
    const auto old = words(before);
    const auto now = words(after);
    const auto written = words(raw);
    const qsizetype header = node.style == Style::Folded ? 1 : 0;
    if (old.size() != now.size() || written.size() != old.size() + header)
        return false;
    QList<Change> changes;
    for (qsizetype i = 0; i < old.size(); ++i) {
        const QByteArray was = before.mid(old.at(i).first, old.at(i).second - old.at(i).first);
        const QByteArray is = after.mid(now.at(i).first, now.at(i).second - now.at(i).first);
        const auto [from, to] = written.at(i + header);
        const qsizetype at = raw.mid(from, to - from).indexOf(was);
        if (at < 0)
            return false;
        if (was != is)
            changes.append({node.content + from + at, node.content + from + at + was.size(), is});
    }
    for (const Change &change : std::as_const(changes))
        replace(change.from, change.to, change.text);
    return !changes.isEmpty();
}

void YamlEdit::insertKey(const SyntaxNode &map, const QString &key, const QJsonValue &value, bool spaced)
{
    if (map.isOdd)
        return refuse(Text::tr("`%1` is written in a way that can be changed in the text only").arg(map.key));
    if (map.kind != Kind::Map || map.children.empty())
        return set(map, QJsonObject{{key, value}});
    if (!map.isBlock() || map.isInFlow()) {
        const SyntaxNode *last = map.children.back();
        replace(last->end, last->end, ", " + keyInFlow(key) + ": " + inFlow(value));
        return;
    }
    const SyntaxNode *before = map.children.front();
    const int rank = keyRank(key);
    for (const SyntaxNode *child : map.children) {
        if (keyRank(child->key) <= rank)
            before = child;
    }
    const int column = m_tree.columnOf(map.content);
    const WrittenValue now = blockText(value, column, stepOf(*before));
    const qsizetype at = std::max(lineTail(before->end), before->end);
    replace(at, at,
            QByteArray(spaced ? "\n\n" : "\n") + QByteArray(column, ' ') + keyText(key) + ':' + withSpace(now.head) +
                now.body);
}

void YamlEdit::removeKey(const SyntaxNode &entry)
{
    if (!entry.parent)
        return refuse(Text::tr("the file cannot be without a value"));
    removeKeys(*entry.parent, {entry.parent->indexOf(&entry)});
}

void YamlEdit::removeKeys(const SyntaxNode &map, const QSet<int> &keys)
{
    if (keys.isEmpty())
        return;
    if (keys.size() == qsizetype(map.children.size())) {
        if (map.keyStart >= 0 && map.parent)
            return removeKey(map);
        return map.isInFlow() || !map.isBlock() ? writeFlow(map, QJsonObject()) : write(map, QJsonObject());
    }
    for (const int key : keys) {
        if (map.children[size_t(key)]->isOdd)
            return refuse(Text::tr("this key is written in a way that can be changed in the text only"));
    }
    if (!map.isBlock() || map.isInFlow())
        return removeFromFlow(map, keys);
    int from = 0;
    if (!isFirstOnLine(map.content)) { // "- id: x": the next key takes its place behind the dash.
        while (keys.contains(from))
            ++from;
        replace(map.content, map.children[size_t(from)]->keyStart, {});
    }
    for (int i = from; i < int(map.children.size()); ++i) {
        if (keys.contains(i))
            removeLines(map.children[size_t(i)]->keyStart, map.children[size_t(i)]->end);
    }
}

void YamlEdit::removeFromFlow(const SyntaxNode &container, const QSet<int> &members)
{
    const int count = int(container.children.size());
    for (int i = 0; i < count; ++i) {
        if (!members.contains(i))
            continue;
        int last = i;
        while (members.contains(last + 1))
            ++last;
        if (last + 1 < count)
            replace(startOf(*container.children[size_t(i)]), startOf(*container.children[size_t(last) + 1]), {});
        else
            replace(container.children[size_t(i) - 1]->end, container.children[size_t(last)]->end, {});
        i = last;
    }
}

void YamlEdit::removeLines(qsizetype from, qsizetype to)
{
    from = m_tree.lineStart(from);
    to = m_tree.lineEnd(std::max(from, to));
    if (to < m_tree.text().size())
        ++to; // With its newline.
    else if (from > 0)
        from -= m_newline.size(); // The last line without one: the line before becomes the last.
    replace(from, to, {});
}

void YamlEdit::insertEntry(const SyntaxNode &list, int index, const QJsonValue &value)
{
    if (!list.isBlock() || list.isInFlow()) {
        if (index > 0) {
            const qsizetype at = list.children[std::min(size_t(index), list.children.size()) - 1]->end;
            replace(at, at, ", " + inFlow(value));
        } else {
            const qsizetype at = list.children.front()->start;
            replace(at, at, inFlow(value) + ", ");
        }
        return;
    }
    const int column = m_tree.columnOf(list.children.front()->dash);
    const WrittenValue now = blockText(value, column, stepOf(list), true);
    const QByteArray gap = isSpaced(list) ? "\n\n" : "\n";
    const QByteArray entry = QByteArray(column, ' ') + '-' + withSpace(now.head) + now.body;
    if (index > 0) {
        const SyntaxNode *before = list.children[std::min(size_t(index), list.children.size()) - 1];
        const qsizetype at = std::max(lineTail(before->end), before->end);
        replace(at, at, gap + entry);
    } else if (isFirstOnLine(list.children.front()->dash)) {
        const qsizetype at = m_tree.lineStart(list.children.front()->dash);
        replace(at, at, entry + gap);
    } else {
        refuse(Text::tr("this list is written in a way that can be changed in the text only"));
    }
}

void YamlEdit::appendEntryText(const SyntaxNode &list, const QByteArray &lines)
{
    if (list.kind != Kind::List || !list.isBlock() || list.isInFlow() || list.children.empty())
        return refuse(Text::tr("this list is written in a way that can be changed in the text only"));
    const SyntaxNode *last = list.children.back();
    const QByteArray margin(m_tree.columnOf(last->dash), ' ');
    QByteArray text = isSpaced(list) || list.children.size() == 1 ? "\n" : "";
    QByteArray trimmedLines = lines;
    while (trimmedLines.endsWith('\n'))
        trimmedLines.chop(1);
    for (const QByteArray &line : trimmedLines.split('\n'))
        text += '\n' + (line.isEmpty() ? line : margin + line);
    const qsizetype at = std::max(lineTail(last->end), last->end);
    replace(at, at, text);
}

void YamlEdit::removeEntries(const SyntaxNode &list, const QSet<int> &entries, bool prune)
{
    if (entries.isEmpty())
        return;
    if (entries.size() == qsizetype(list.children.size())) {
        if (prune && list.keyStart >= 0)
            return removeKey(list);
        return list.isInFlow() ? writeFlow(list, QJsonArray()) : write(list, QJsonArray());
    }
    if (!list.isBlock() || list.isInFlow())
        return removeFromFlow(list, entries);
    const QByteArray &text = m_tree.text();
    bool keptOne = false;
    for (int i = 0; i < int(list.children.size()); ++i) {
        const SyntaxNode *entry = list.children[size_t(i)];
        if (!entries.contains(i)) {
            keptOne = true;
            continue;
        }
        if (!isFirstOnLine(entry->dash))
            return refuse(Text::tr("this list is written in a way that can be changed in the text only"));
        qsizetype from = m_tree.lineStart(entry->dash);
        qsizetype to = entry->end;
        // A comment right above is about the entry; blank lines above set it apart.
        const qsizetype top = i > 0 ? m_tree.lineEnd(list.children[size_t(i) - 1]->end) + 1 : from;
        const auto above = [&] { return text.mid(m_tree.lineStart(from - 1), from - m_tree.lineStart(from - 1)); };
        while (i > 0 && from > top && above().trimmed().startsWith('#'))
            from = m_tree.lineStart(from - 1);
        while (keptOne && from > top && above().trimmed().isEmpty())
            from = m_tree.lineStart(from - 1);
        if (!keptOne) { // The first ones: the blank lines behind them go.
            while (m_tree.lineEnd(to) + 1 < text.size()) {
                const qsizetype next = m_tree.lineEnd(to) + 1;
                if (!isBlank(next, m_tree.lineEnd(next)))
                    break;
                to = next;
            }
        }
        removeLines(from, to);
    }
}

} // namespace podium::domain
