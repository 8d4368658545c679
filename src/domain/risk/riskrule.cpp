// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/risk/riskrule.h"

#include "base/enumnames.h"
#include "domain/risk/shellwrappers.h"

namespace podium::domain
{

namespace
{

using Verdict = RiskRule::Verdict;

constexpr std::array<EnumName<RiskLayer>, 6> s_layers{{
    {RiskLayer::Guard, "guard"},
    {RiskLayer::Agent, "agent"},
    {RiskLayer::Workflow, "workflow"},
    {RiskLayer::User, "configuration"},
    {RiskLayer::Tool, "tool"},
    {RiskLayer::BuiltIn, "built-in"},
}};

constexpr std::array<EnumName<PathScope>, 7> s_scopes{{
    {PathScope::None, "none"},
    {PathScope::Workspace, "workspace"},
    {PathScope::Output, "output"},
    {PathScope::Context, "context"},
    {PathScope::Outside, "outside"},
    {PathScope::Protected, "protected"},
    {PathScope::Secret, "secret"},
}};

constexpr std::array<EnumName<Verdict>, 3> s_verdicts{{
    {Verdict::Allow, "allow"},
    {Verdict::Deny, "deny"},
    {Verdict::Ask, "ask"},
}};

bool anyGlob(const QStringList &patterns, const QString &text)
{
    return std::any_of(patterns.begin(), patterns.end(),
                       [&](const QString &pattern) { return globMatches(pattern, text); });
}

/// "a|b*" against a word.
bool wordMatches(const QString &pattern, const QString &word)
{
    const QStringList either = pattern.split(u'|', Qt::SkipEmptyParts);
    return std::any_of(either.begin(), either.end(), [&](const QString &one) { return globMatches(one, word); });
}

bool optionMatches(const QString &pattern, const QString &word)
{
    const QStringList either = pattern.split(u'|', Qt::SkipEmptyParts);
    return std::any_of(either.begin(), either.end(), [&](const QString &one) {
        if (globMatches(one, word))
            return true;
        if (one.startsWith(QLatin1StringView("--")))
            return word.startsWith(one + u'=');
        // One letter among others.
        return one.size() == 2 && word.size() > 1 && word.startsWith(u'-') &&
               !word.startsWith(QLatin1StringView("--")) && word.contains(one.at(1));
    });
}

bool sequenceMatches(const QStringList &pattern, qsizetype p, const QStringList &words, qsizetype w)
{
    for (; p < pattern.size(); ++p, ++w) {
        if (pattern.at(p) == QLatin1StringView("**")) {
            for (qsizetype rest = w; rest <= words.size(); ++rest) {
                if (sequenceMatches(pattern, p + 1, words, rest))
                    return true;
            }
            return false;
        }
        if (w >= words.size() || !wordMatches(pattern.at(p), words.at(w)))
            return false;
    }
    return w == words.size();
}

} // namespace

QString riskLayerName(RiskLayer layer)
{
    return nameOf(s_layers, layer);
}

QString verdictName(Verdict verdict)
{
    return nameOf(s_verdicts, verdict);
}

QString pathScopeName(PathScope scope)
{
    return nameOf(s_scopes, scope);
}

PathScope RiskPart::scope() const
{
    PathScope worst = PathScope::None;
    for (const PathFact &fact : paths)
        worst = std::max(worst, fact.scope);
    return worst;
}

bool RiskRule::matches(const RiskPart &part) const
{
    if ((!tools.isEmpty() && !anyGlob(tools, part.tool)) || (!scopes.isEmpty() && !scopes.contains(part.scope())) ||
        (!modes.isEmpty() && !modes.contains(part.mode)) ||
        (!reasonTypes.isEmpty() && !reasonTypes.contains(part.reasonType)))
        return false;
    if (!commands.isEmpty() &&
        (!part.isCommand || std::none_of(commands.begin(), commands.end(),
                                         [&](const QString &c) { return commandMatches(c, part.command); })))
        return false;
    if (!hosts.isEmpty() &&
        std::none_of(part.hosts.begin(), part.hosts.end(), [&](const QString &host) { return anyGlob(hosts, host); }))
        return false;
    return paths.isEmpty() || std::any_of(part.paths.begin(), part.paths.end(), [&](const PathFact &fact) {
               return std::any_of(paths.begin(), paths.end(),
                                  [&](const QString &glob) { return globMatches(glob, fact.path, u'/'); });
           });
}

bool commandMatches(const QString &pattern, const ShellCommand &command)
{
    QStringList wanted = pattern.split(u' ', Qt::SkipEmptyParts);
    if (!wanted.isEmpty() && wanted.first() == QLatin1StringView("|")) {
        if (!command.readsPipe)
            return false;
        wanted.removeFirst();
    }
    if (command.words.isEmpty() || wanted.isEmpty())
        return false;
    QStringList words = command.words;
    words.first() = programName(words.first());
    for (qsizetype i = wanted.size() - 1; i > 0; --i) {
        if (!wanted.at(i).startsWith(u'-'))
            continue;
        const QString option = wanted.takeAt(i);
        bool found = false;
        for (qsizetype w = words.size() - 1; w > 0; --w) {
            if (optionMatches(option, words.at(w))) {
                found = true;
                // It stays where it may be another option of the pattern, too: -r and -f in -rf.
                if (std::none_of(wanted.begin(), wanted.end(), [&](const QString &other) {
                        return other.startsWith(u'-') && optionMatches(other, words.at(w));
                    }))
                    words.removeAt(w);
                break;
            }
        }
        if (!found)
            return false;
    }
    return sequenceMatches(wanted, 0, words, 0);
}

bool globMatches(QStringView pattern, QStringView text, QChar separator)
{
    qsizetype p = 0;
    qsizetype t = 0;
    while (p < pattern.size()) {
        if (pattern.at(p) == u'*') {
            const bool deep = separator.isNull() || pattern.mid(p).startsWith(u"**");
            qsizetype next = p;
            while (next < pattern.size() && pattern.at(next) == u'*')
                ++next;
            const QStringView rest = pattern.mid(next);
            for (qsizetype at = t; at <= text.size(); ++at) {
                if (globMatches(rest, text.mid(at), separator))
                    return true;
                if (!deep && at < text.size() && text.at(at) == separator)
                    return false;
            }
            // "**/x" is also "x" at the very top.
            return deep && rest.startsWith(u'/') && t == 0 && globMatches(rest.mid(1), text, separator);
        }
        if (t >= text.size() || (pattern.at(p) != u'?' && pattern.at(p) != text.at(t)) ||
            (pattern.at(p) == u'?' && !separator.isNull() && text.at(t) == separator))
            return false;
        ++p;
        ++t;
    }
    return t == text.size();
}

QJsonObject toJson(const RiskRule &rule)
{
    QJsonObject out{{QStringLiteral("name"), rule.name},
                    {QStringLiteral("layer"), riskLayerName(rule.layer)},
                    {QStringLiteral("risk"), riskName(rule.risk)},
                    {QStringLiteral("decide"), verdictName(rule.verdict)}};
    const auto put = [&out](const QString &key, const QStringList &values) {
        if (!values.isEmpty())
            out.insert(key, QJsonArray::fromStringList(values));
    };
    put(QStringLiteral("tools"), rule.tools);
    put(QStringLiteral("commands"), rule.commands);
    put(QStringLiteral("paths"), rule.paths);
    put(QStringLiteral("hosts"), rule.hosts);
    QStringList scopes;
    for (const PathScope scope : rule.scopes)
        scopes.append(pathScopeName(scope));
    put(QStringLiteral("scopes"), scopes);
    put(QStringLiteral("modes"), rule.modes);
    put(QStringLiteral("reasons"), rule.reasonTypes);
    if (rule.votes > 0)
        out.insert(QStringLiteral("votes"), rule.votes);
    return out;
}

} // namespace podium::domain
