// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// How rules are read: from JSON values and from files.
#include "base/suggestion.h"
#include "domain/definition/source/report.h"
#include "domain/definition/source/sourcereader.h"
#include "domain/risk/riskrule.h"

#include <QCoreApplication>
#include <QHash>
#include <QResource>

namespace podium::domain
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(RiskRules)
};

using Verdict = RiskRule::Verdict;

constexpr SourceLimits s_limits{1024 * 1024, 16, 100'000, 10'000};
constexpr int MaxVotes = 100;

/// One rule out of an object; the first thing that is wrong with it.
class RuleReader
{
public:
    RuleReader(const QJsonObject &object, const QString &where) : m_object(object), m_where(where) {}

    Result<RiskRule> read(RiskLayer layer)
    {
        RiskRule out;
        out.layer = layer;
        static const QStringList s_keys{QStringLiteral("name"),  QStringLiteral("tools"),   QStringLiteral("commands"),
                                        QStringLiteral("paths"), QStringLiteral("hosts"),   QStringLiteral("scopes"),
                                        QStringLiteral("modes"), QStringLiteral("reasons"), QStringLiteral("decide"),
                                        QStringLiteral("risk"),  QStringLiteral("votes")};
        for (const QString &key : m_object.keys()) {
            if (!s_keys.contains(key)) {
                wrong(Text::tr("unknown key \"%1\" in a rule").arg(key),
                      Text::tr("Known keys: %1.").arg(s_keys.join(QStringLiteral(", "))));
            }
        }
        out.name = m_object.value(u"name").toString(m_where);
        out.tools = strings(QStringLiteral("tools"));
        out.commands = strings(QStringLiteral("commands"));
        out.paths = strings(QStringLiteral("paths"));
        out.hosts = strings(QStringLiteral("hosts"));
        out.modes = strings(QStringLiteral("modes"));
        out.reasonTypes = strings(QStringLiteral("reasons"));
        for (const QString &name : strings(QStringLiteral("scopes")))
            scope(name, &out);
        decision(&out);
        if (m_error)
            return tl::unexpected(*m_error);
        return out;
    }

private:
    void wrong(const QString &message, const QString &hint = {})
    {
        if (!m_error)
            m_error = Error{ErrorCode::InvalidArgument, message, m_where, hint};
    }

    QStringList strings(const QString &key)
    {
        const QJsonValue value = m_object.value(key);
        if (value.isString())
            return {value.toString()};
        QStringList out;
        bool fits = value.isUndefined() || value.isArray();
        for (const QJsonValue &entry : value.toArray()) {
            fits = fits && entry.isString() && !entry.toString().isEmpty();
            out.append(entry.toString());
        }
        if (!fits)
            wrong(Text::tr("\"%1\" of a rule must be a text or a list of texts").arg(key));
        return out;
    }

    void scope(const QString &name, RiskRule *out)
    {
        QStringList known;
        for (int i = 0; i <= int(PathScope::Secret); ++i) {
            known.append(pathScopeName(PathScope(i)));
            if (known.last() == name)
                out->scopes.append(PathScope(i));
        }
        if (!known.contains(name)) {
            wrong(Text::tr("unknown scope \"%1\" in a rule").arg(name),
                  Text::tr("Scopes: %1.").arg(known.join(QStringLiteral(", "))));
        }
    }

    void decision(RiskRule *out)
    {
        static const QHash<QString, Verdict> s_verdicts{{QStringLiteral("allow"), Verdict::Allow},
                                                        {QStringLiteral("deny"), Verdict::Deny},
                                                        {QStringLiteral("ask"), Verdict::Ask}};
        const QJsonValue decide = m_object.value(u"decide");
        const QJsonValue risk = m_object.value(u"risk");
        if (decide.isUndefined() && risk.isUndefined())
            wrong(Text::tr("a rule needs \"risk\" (low, medium, high, critical) or \"decide\" (allow, deny, ask)"));
        if (!decide.isUndefined() && !s_verdicts.contains(decide.toString()))
            wrong(Text::tr("\"decide\" of a rule is allow, deny or ask, not \"%1\"").arg(decide.toString()));
        if (!risk.isUndefined()) {
            const std::optional<Risk> known = riskFromName(risk.toString());
            if (!known) {
                wrong(Text::tr("unknown risk \"%1\" in a rule").arg(risk.toString()),
                      Text::tr("Risks: low, medium, high, critical."));
            }
            out->risk = known.value_or(Risk::Medium);
            out->verdict = out->risk == Risk::Low ? Verdict::Allow : Verdict::Ask;
        }
        if (!decide.isUndefined())
            out->verdict = s_verdicts.value(decide.toString(), Verdict::Ask);
        const QJsonValue votes = m_object.value(u"votes");
        out->votes = votes.toInt(votes.isUndefined() ? 0 : -1);
        if (out->votes < 0 || out->votes > MaxVotes)
            wrong(Text::tr("\"votes\" of a rule is a whole number from 1 to %1").arg(MaxVotes));
    }

    QJsonObject m_object;
    QString m_where;
    std::optional<Error> m_error;
};

/// The list of a file as values, with each finding at its line.
QList<RiskRule> readList(const SourceNode &root, const QString &key, RiskLayer layer, Report *report)
{
    QList<RiskRule> out;
    const SourceNode *list = root.find(key);
    if (!list)
        return out;
    if (list->kind != SourceNode::Kind::List) {
        report->error(list, QStringLiteral("rules"), Text::tr("`%1` must be a list of rules").arg(key));
        return out;
    }
    for (size_t i = 0; i < list->children.size(); ++i) {
        const SourceNode *node = list->children.at(i);
        const Result<RiskRule> rule =
            RuleReader(toJson(*node).toObject(), QStringLiteral("%1[%2]").arg(key).arg(i)).read(layer);
        if (rule)
            out.append(*rule);
        else
            report->error(node, QStringLiteral("rules"), rule.error().message, rule.error().hint);
    }
    return out;
}

Result<QList<RiskRule>> readFile(const QByteArray &text, const QString &fileName, RiskLayer layer, bool ownGuards)
{
    SourceTree tree;
    Report report(fileName, &tree);
    const SourceNode *root = readSource(text, fileName, s_limits, tree, report);
    QList<RiskRule> out;
    if (root && root->kind == SourceNode::Kind::Map) {
        QStringList known{QStringLiteral("version"), QStringLiteral("rules")};
        if (ownGuards)
            known.append(QStringLiteral("guards"));
        for (const SourceNode *child : root->children) {
            if (!known.contains(child->key))
                report.error(child, QStringLiteral("unknown-key"), Text::tr("unknown key `%1`").arg(child->key),
                             didYouMean(child->key, known), Report::At::Key);
        }
        const SourceNode *version = root->find(u"version");
        if (!version || version->kind != SourceNode::Kind::Integer || version->integer != 1)
            report.error(version ? version : root, QStringLiteral("rules"), Text::tr("`version: 1` is needed"));
        if (ownGuards)
            out += readList(*root, QStringLiteral("guards"), RiskLayer::Guard, &report);
        out += readList(*root, QStringLiteral("rules"), layer, &report);
    } else if (root) {
        report.error(root, QStringLiteral("rules"), Text::tr("the file must be a map with `version` and `rules`"));
    }
    if (root && !report.hasErrors())
        return out;
    QStringList findings;
    for (const Diagnostic &diagnostic : report.take())
        findings += diagnostic.text();
    return fail(ErrorCode::InvalidArgument, findings.join(u'\n'));
}

} // namespace

Result<QList<RiskRule>> riskRulesFromJson(const QJsonArray &rules, RiskLayer layer, const QString &where)
{
    QList<RiskRule> out;
    for (qsizetype i = 0; i < rules.size(); ++i) {
        const Result<RiskRule> rule =
            RuleReader(rules.at(i).toObject(), QStringLiteral("%1[%2]").arg(where).arg(i)).read(layer);
        if (!rule)
            return tl::unexpected(rule.error());
        out.append(*rule);
    }
    return out;
}

Result<QList<RiskRule>> readRiskRules(const QByteArray &text, const QString &fileName, RiskLayer layer)
{
    return readFile(text, fileName, layer, layer == RiskLayer::BuiltIn);
}

const QList<RiskRule> &builtInRiskRules()
{
    static const QList<RiskRule> s_rules = [] {
        const QResource resource(QStringLiteral(":/podium/risk/rules.yaml"));
        // A test reads the file; what is embedded is what was tested. Without rules everything is asked.
        return readRiskRules(resource.uncompressedData(), QStringLiteral("rules.yaml"), RiskLayer::BuiltIn)
            .value_or(QList<RiskRule>());
    }();
    return s_rules;
}

} // namespace podium::domain
