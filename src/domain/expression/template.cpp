// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/expression/template.h"

#include "domain/expression/parsecache.h"
#include "domain/expression/shellreader.h"
#include "domain/expression/syntax/checker.h"
#include "domain/expression/syntax/evaluator.h"
#include "domain/expression/syntax/parser.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>
#include <QSet>

using namespace Qt::StringLiterals;

namespace podium::domain
{

namespace
{

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Expression)
};

constexpr int MaxFillDepth = 128;

} // namespace

struct Template::Parsed
{
    struct Part
    {
        QString literal; ///< Of parts without a node.
        NodePtr node;
        bool raw = false;
        qsizetype offset = 0; ///< Of `{{`.

        /// In a shell script `| quote` says what happens anyway: it must not happen twice.
        const Node &valueNode(Quoting quoting) const
        {
            const bool quotes = quoting == Quoting::Shell && node->kind == Node::Kind::Call && node->text == u"quote" &&
                                node->children.size() == 1;
            return quotes ? *node->children.front() : *node;
        }
    };
    std::vector<Part> parts;
    Problems problems;
    const Part *single = nullptr; ///< The one expression, if there is nothing else.
};

namespace
{

using Parts = Template::Parsed;

void addLiteral(Parts *parts, const QString &text)
{
    if (text.isEmpty())
        return;
    if (parts->parts.empty() || parts->parts.back().node)
        parts->parts.emplace_back();
    parts->parts.back().literal += text;
}

std::shared_ptr<const Parts> parsed(const QString &source)
{
    static ParseCache<Parts> cache;
    if (auto known = cache.find(source))
        return known;
    auto made = std::make_shared<Parts>();
    qsizetype at = 0;
    while (at < source.size()) {
        const qsizetype open = source.indexOf(u"{{", at);
        addLiteral(made.get(), source.mid(at, open < 0 ? -1 : open - at));
        if (open < 0)
            break;
        if (QStringView(source).sliced(open).startsWith(u"{{{{")) {
            addLiteral(made.get(), u"{{"_s);
            at = open + 4;
            continue;
        }
        Parser parser(source, open + 2, source.size());
        qsizetype end = 0;
        NodePtr node = parser.parsePlaceholder(&end);
        if (!node) {
            made->problems.append(parser.problem());
            const qsizetype close = source.indexOf(u"}}", open + 2);
            at = close < 0 ? source.size() : close + 2; // all mistakes are reported at once
            continue;
        }
        made->parts.push_back({{}, std::move(node), parser.isRaw(), open});
        at = end;
    }
    const auto isBlank = [](const Parts::Part &part) { return !part.node && part.literal.trimmed().isEmpty(); };
    for (const Parts::Part &part : made->parts) {
        if (isBlank(part))
            continue;
        if (made->single || !part.node) {
            made->single = nullptr;
            break;
        }
        made->single = &part;
    }
    cache.insert(source, made);
    return made;
}

} // namespace

Quoting quotingFor(const QStringList &interpreter)
{
    static const QSet<QString> shells{u"sh"_s,  u"ash"_s,  u"dash"_s, u"bash"_s, u"rbash"_s,
                                      u"ksh"_s, u"mksh"_s, u"zsh"_s,  u"yash"_s};
    if (interpreter.isEmpty())
        return Quoting::Shell;
    // env and busybox only start the one that matters: the next word that is neither an option nor an assignment.
    for (const QString &word : interpreter) {
        const QString program = word.mid(word.lastIndexOf(u'/') + 1);
        if (program == u"env" || program == u"busybox" || word.startsWith(u'-') || word.contains(u'='))
            continue;
        return shells.contains(program) ? Quoting::Shell : Quoting::Json;
    }
    return Quoting::Json;
}

Result<Template> Template::parse(const QString &source)
{
    if (!source.contains(u"{{"))
        return Template(source, nullptr);
    auto parts = parsed(source);
    if (parts->problems.isEmpty())
        return Template(source, std::move(parts));
    const Problem &problem = parts->problems.first();
    return fail(ErrorCode::InvalidArgument, problem.message, placeIn(source, problem.offset), problem.hint);
}

Problems Template::problems(const QString &source, const NameSchema &schema, Quoting quoting)
{
    if (!source.contains(u"{{"))
        return {};
    auto parts = parsed(source);
    if (!parts->problems.isEmpty())
        return parts->problems;
    return Template(source, std::move(parts)).check(schema, quoting);
}

Result<QString> Template::render(const IScope &scope, Quoting quoting) const
{
    if (!d)
        return m_source;
    EvaluationBudget budget;
    Evaluator evaluator(m_source, scope, budget);
    ShellReader shell;
    QString out;
    const qsizetype limit = m_source.size() + EvaluationBudget::MaxTextLength;
    for (size_t i = 0; i < d->parts.size(); ++i) {
        const Parsed::Part &part = d->parts[i];
        if (!part.node) {
            if (quoting == Quoting::Shell)
                shell.read(part.literal);
            out += part.literal;
            continue;
        }
        const auto value = evaluator.evaluate(part.valueNode(quoting));
        if (!value)
            return tl::unexpected<Error>(value.error());
        Result<QString> text;
        if (part.raw || quoting == Quoting::None) {
            text = valueText(*value, budget);
            if (text && quoting == Quoting::Shell)
                shell.read(*text); // a part of the script, which may open or close quotes
        } else if (quoting == Quoting::Json) {
            text = valueJson(*value, 0, budget);
        } else {
            const QString &after = i + 1 < d->parts.size() ? d->parts[i + 1].literal : QString();
            text = shellText(*value, shell.value(), after.isEmpty() ? QChar() : after.front(), budget);
        }
        if (text && (!budget.spendText(text->size()) || out.size() + text->size() > limit))
            text = EvaluationBudget::textTooLong();
        if (!text) {
            Error error = text.error();
            if (error.where.isEmpty())
                error.where = placeIn(m_source, part.offset);
            return tl::unexpected<Error>(std::move(error));
        }
        out += *text;
    }
    return out;
}

ValueType Template::type(const NameSchema &schema) const
{
    return d && d->single ? Checker(m_source, schema).check(*d->single->node) : ValueType(ValueType::Text);
}

Result<QJsonValue> Template::value(const IScope &scope) const
{
    if (!d)
        return QJsonValue(m_source);
    if (!d->single)
        return render(scope).map([](const QString &text) { return QJsonValue(text); });
    EvaluationBudget budget;
    auto value = Evaluator(m_source, scope, budget).evaluate(*d->single->node);
    if (value && !budget.spendValue(*value))
        return EvaluationBudget::exhausted();
    return value;
}

QList<NameRef> Template::names() const
{
    QList<NameRef> out;
    if (d) {
        for (const Parsed::Part &part : d->parts) {
            if (part.node)
                collectNames(*part.node, &out);
        }
    }
    return out;
}

Problems Template::check(const NameSchema &schema, Quoting quoting) const
{
    Problems problems;
    if (!d)
        return problems;
    ShellReader shell;
    for (const Parsed::Part &part : d->parts) {
        if (!part.node) {
            if (quoting == Quoting::Shell)
                shell.read(part.literal);
            continue;
        }
        Checker checker(m_source, schema);
        const ValueType type = checker.check(part.valueNode(quoting));
        problems += checker.problems();
        if (quoting != Quoting::Shell || part.raw)
            continue;
        const ShellPlace place = shell.value();
        if (place.kind == ShellPlace::Kind::Unsafe ||
            (place.kind == ShellPlace::Kind::Arithmetic && !type.mayBe(ValueType::Number))) {
            EvaluationBudget budget;
            const Error error = shellText(QJsonValue(), place, QChar(), budget).error();
            problems.append({part.offset, u"quoting"_s, error.message, error.hint});
        }
    }
    return problems;
}

static Result<QJsonValue> fill(const QJsonValue &value, const IScope &scope, int depth)
{
    if (value.isString()) {
        const auto text = Template::parse(value.toString());
        if (!text)
            return tl::unexpected<Error>(text.error());
        return text->isPlain() ? Result<QJsonValue>(value) : text->value(scope);
    }
    if (depth > MaxFillDepth)
        return fail(ErrorCode::InvalidArgument, Words::tr("the value is nested too deeply"));
    if (value.isArray()) {
        QJsonArray out;
        for (const QJsonValue &element : value.toArray()) {
            auto filled = fill(element, scope, depth + 1);
            if (!filled)
                return filled;
            out.append(*filled);
        }
        return out;
    }
    if (value.isObject()) {
        QJsonObject out;
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it) {
            auto filled = fill(it.value(), scope, depth + 1);
            if (!filled)
                return filled;
            out.insert(it.key(), *filled);
        }
        return out;
    }
    return value;
}

Result<QJsonValue> fillTemplates(const QJsonValue &value, const IScope &scope)
{
    return fill(value, scope, 0);
}

QString literalText(QString text)
{
    return text.replace(u"{{"_s, u"{{{{"_s);
}

QJsonValue literalValue(const QJsonValue &value)
{
    if (value.isString())
        return literalText(value.toString());
    if (value.isArray()) {
        QJsonArray out;
        for (const QJsonValue &element : value.toArray())
            out.append(literalValue(element));
        return out;
    }
    if (value.isObject()) {
        QJsonObject out = value.toObject();
        for (QJsonValueRef member : out)
            member = literalValue(member);
        return out;
    }
    return value;
}

} // namespace podium::domain
