// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/definition/editing/yamlwriter.h"

#include "base/json.h"
#include "domain/definition/source/scalar.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QStringList>

#include <algorithm>

namespace podium::domain
{

namespace
{

using Style = SyntaxNode::Style;

/// What YAML 1.2 takes for a text, and YAML 1.1 (other people's tools) too.
bool isPlainSafe(const QString &text, bool inFlow)
{
    if (text.isEmpty() || text.front().isSpace() || text.back().isSpace() || text.back() == u':')
        return false;
    static const QString s_firsts = QStringLiteral("-?:,[]{}#&*!|>'\"%@`=<~");
    if (s_firsts.contains(text.front()) || text == QLatin1StringView("...") || text.startsWith(u"---"))
        return false;
    for (const QChar c : text) {
        if (c < u' ' || c == QChar(0x7f) || c == QChar(0x85) || c == QChar(0xa0) || c == QChar(0x2028) ||
            c == QChar(0x2029) || c == QChar(0xfeff))
            return false;
        if (inFlow && QStringLiteral(",[]{}").contains(c))
            return false;
    }
    if (text.contains(QLatin1StringView(": ")) || text.contains(QLatin1StringView(" #")) ||
        (inFlow && text.contains(u':')))
        return false;
    static const QStringList s_words{QStringLiteral("yes"), QStringLiteral("no"), QStringLiteral("on"),
                                     QStringLiteral("off"), QStringLiteral("y"),  QStringLiteral("n")};
    if (s_words.contains(text.toLower()))
        return false;
    SourceNode node;
    node.kind = SourceNode::Kind::String;
    return resolvePlainScalar(text.toStdString(), node).isEmpty() && node.kind == SourceNode::Kind::String;
}

QByteArray quoted(const QString &text)
{
    return canonicalJson(QJsonValue(text)); // A JSON text is a YAML text.
}

bool isScalar(const QJsonValue &value)
{
    return !value.isArray() && !value.isObject();
}

/// Short words in brackets, everything else line by line.
bool fitsInBrackets(const QJsonArray &list)
{
    qsizetype length = 0;
    for (const QJsonValue value : list) {
        if (!isScalar(value) || value.toString().contains(u'\n'))
            return false;
        length += flowText(value).size() + 2;
    }
    return length <= 90;
}

} // namespace

QByteArray keyText(const QString &key)
{
    return isPlainSafe(key, true) ? key.toUtf8() : quoted(key);
}

int keyRank(const QString &key)
{
    static const QHash<QString, int> ranks = [] {
        QHash<QString, int> out;
        const char *const order[] = {
            "podium",  "version",    "id",        "name",    "title",   "description", "type", "kind",   "role",
            "agent",   "depends_on", "needs",     "when",    "foreach", "team",        "tags", "inputs", "environment",
            "pools",   "budget",     "defaults",  "uses",    "with",    "prompt",      "run",  "argv",   "question",
            "options", "cases",      "otherwise", "message", "form",    "simulate",    "tasks"};
        for (const char *word : order)
            out.insert(QLatin1StringView(word), int(out.size()));
        return out;
    }();
    return ranks.value(key, int(ranks.size()) + (key.startsWith(u"x-") ? 1 : 0));
}

QByteArray scalarText(const QString &text, Style like, bool inFlow)
{
    const bool hasControl = std::any_of(text.begin(), text.end(), [](QChar c) { return c < u' ' && c != u'\t'; });
    if (like == Style::SingleQuoted && !hasControl) {
        QString out = text;
        return '\'' + out.replace(u'\'', QStringLiteral("''")).toUtf8() + '\'';
    }
    if (like == Style::DoubleQuoted || !isPlainSafe(text, inFlow))
        return quoted(text);
    return text.toUtf8();
}

QByteArray flowText(const QJsonValue &value)
{
    if (value.isString())
        return scalarText(value.toString(), Style::Plain, true);
    if (value.isArray()) {
        QByteArrayList parts;
        const QJsonArray list = value.toArray();
        for (const QJsonValue one : list)
            parts += flowText(one);
        return '[' + parts.join(", ") + ']';
    }
    if (value.isObject()) {
        QByteArrayList parts;
        const QJsonObject map = value.toObject();
        QStringList keys = map.keys();
        std::stable_sort(keys.begin(), keys.end(),
                         [](const QString &a, const QString &b) { return keyRank(a) < keyRank(b); });
        for (const QString &key : std::as_const(keys))
            parts += keyText(key) + ": " + flowText(map.value(key));
        return '{' + parts.join(", ") + '}';
    }
    return value.isUndefined() ? QByteArray("null") : canonicalJson(value);
}

WrittenValue literalText(const QString &text, int indent, int step)
{
    const bool isOdd = std::any_of(text.begin(), text.end(), [](QChar c) {
        return (c < u' ' && c != u'\t' && c != u'\n') || c == QChar(0x7f) || c == QChar(0x85) || c == QChar(0x2028) ||
               c == QChar(0x2029) || c == QChar(0xfeff);
    });
    QString lines = text;
    const bool endsLine = lines.endsWith(u'\n');
    lines.chop(endsLine ? 1 : 0);
    if (isOdd || lines.isEmpty() || lines.endsWith(u'\n') || lines.trimmed().isEmpty())
        return {};
    WrittenValue out;
    out.head = "|";
    if (lines.front().isSpace())
        out.head += QByteArray::number(step);
    if (!endsLine)
        out.head += '-';
    const QByteArray margin(indent + step, ' ');
    const QStringList all = lines.split(u'\n');
    for (const QString &line : all)
        out.body += '\n' + (line.isEmpty() ? QByteArray() : margin + line.toUtf8());
    return out;
}

WrittenValue blockText(const QJsonValue &value, int indent, int step, bool isEntry)
{
    if (value.isString() && value.toString().contains(u'\n')) {
        const WrittenValue block = literalText(value.toString(), indent, step);
        if (!block.head.isEmpty())
            return block;
    }
    if (value.isString())
        return {scalarText(value.toString(), Style::Plain, false), {}};
    if (isScalar(value))
        return {flowText(value), {}};
    WrittenValue out;
    if (value.isArray()) {
        const QJsonArray list = value.toArray();
        if (fitsInBrackets(list))
            return {flowText(value), {}};
        const int column = indent + step;
        for (const QJsonValue one : list) {
            const WrittenValue entry = blockText(one, column, step, true);
            out.body +=
                '\n' + QByteArray(column, ' ') + '-' + (entry.head.isEmpty() ? "" : " ") + entry.head + entry.body;
        }
        return out;
    }
    const QJsonObject map = value.toObject();
    if (map.isEmpty())
        return {"{}", {}};
    QStringList keys = map.keys();
    std::stable_sort(keys.begin(), keys.end(),
                     [](const QString &a, const QString &b) { return keyRank(a) < keyRank(b); });
    // "- id: x": the keys are two columns behind the dash, however deep the file goes otherwise.
    const int column = indent + (isEntry ? 2 : step);
    QByteArray lines;
    for (const QString &key : std::as_const(keys)) {
        const WrittenValue entry = blockText(map.value(key), column, step);
        lines += '\n' + QByteArray(column, ' ') + keyText(key) + ':' + (entry.head.isEmpty() ? "" : " ") + entry.head +
                 entry.body;
    }
    if (!isEntry)
        return {{}, lines};
    lines.remove(0, column + 1);
    const qsizetype end = lines.indexOf('\n');
    return end < 0 ? WrittenValue{lines, {}} : WrittenValue{lines.left(end), lines.mid(end)};
}

} // namespace podium::domain
