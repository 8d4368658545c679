// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/risk/riskpolicy.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QUrl>

#include <optional>

namespace podium::domain
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(RiskPolicy)
};

using Verdict = RiskRule::Verdict;

bool isHarmlessTarget(const QString &path)
{
    return path == QLatin1StringView("/dev/null") || path == QLatin1StringView("/dev/stdout") ||
           path == QLatin1StringView("/dev/stderr") || path == QLatin1StringView("/dev/tty");
}

/// Hosts that a text names: of addresses, and of "user@host:path".
QStringList hostsIn(const QString &text)
{
    static const QRegularExpression s_scp(QStringLiteral(R"(^[\w.-]+@([\w.-]+):)"));
    if (text.contains(QLatin1StringView("://"))) {
        const QString host =
            QUrl(text.mid(std::max<qsizetype>(0, text.indexOf(u'=') < text.indexOf(u':') ? text.indexOf(u'=') + 1 : 0)))
                .host();
        return host.isEmpty() ? QStringList() : QStringList{host.toLower()};
    }
    const QRegularExpressionMatch scp = s_scp.match(text);
    return scp.hasMatch() ? QStringList{scp.captured(1).toLower()} : QStringList();
}

QStringList hostsOf(const QJsonObject &input)
{
    QStringList out;
    for (const QJsonValue &value : input) {
        if (value.isString())
            out += hostsIn(value.toString());
    }
    return out;
}

bool looksLikePath(const QString &word)
{
    return word.contains(u'/') || word.startsWith(u'.') || word.startsWith(u'~');
}

/// Words of a command that may name files; values of options, too.
QStringList pathsIn(const ShellCommand &command)
{
    QStringList out = command.reads;
    for (qsizetype i = 0; i < command.words.size(); ++i) {
        QString word = command.words.at(i);
        if (const qsizetype equals = word.indexOf(u'='); equals > 0)
            word = word.mid(equals + 1);
        if (word.startsWith(u'@')) // curl -d @file
            word.remove(0, 1);
        // A name alone counts as well where it is one that nobody but secrets has.
        if (i > 0 ? !word.startsWith(u'-') && !word.isEmpty() : looksLikePath(word))
            out.append(word);
    }
    return out;
}

/// A call as the things that it does.
class Parts
{
public:
    Parts(const ToolCall &call, const RiskPolicy::PathView &view) : m_call(call), m_view(view) {}

    QList<RiskPart> all()
    {
        const QJsonValue command = m_call.input.value(u"command");
        if (command.isString())
            shell(command.toString());
        else
            plain();
        return m_parts;
    }

private:
    RiskPart part(const QString &tool) const
    {
        RiskPart out;
        out.tool = tool;
        out.mode = m_call.mode;
        out.reasonType = m_call.reasonType;
        for (const QString &path : m_call.morePaths)
            out.paths.append(m_view(path, {}));
        return out;
    }

    void plain()
    {
        RiskPart out = part(m_call.tool);
        for (const char *key : {"file_path", "notebook_path", "path"}) {
            const QString path = m_call.input.value(QLatin1StringView(key)).toString();
            if (!path.isEmpty())
                out.paths.append(m_view(path, {}));
        }
        out.hosts = hostsOf(m_call.input);
        m_parts.append(out);
    }

    void shell(const QString &script)
    {
        const ShellScript read = readShellScript(script);
        QString base;
        bool baseKnown = true;
        for (const ShellCommand &command : read.commands) {
            one(command, base, baseKnown);
            if (command.changesFolder) {
                baseKnown = baseKnown && command.certain && command.words.size() == 2 &&
                            command.words.first() == QLatin1StringView("cd") && !command.words.at(1).startsWith(u'-');
                if (baseKnown)
                    base = m_view(command.words.at(1), base).path;
            }
        }
        if (!read.understood || read.commands.isEmpty()) {
            RiskPart rest = part(m_call.tool);
            rest.isCommand = true;
            rest.certain = false;
            rest.text = script;
            m_parts.append(rest);
        }
    }

    void one(const ShellCommand &command, const QString &base, bool baseKnown)
    {
        if (!command.words.isEmpty()) {
            RiskPart out = part(m_call.tool);
            out.isCommand = true;
            out.command = command;
            out.certain = command.certain && baseKnown;
            out.text = command.words.join(u' ');
            out.text.replace(UnknownText, u'…');
            for (const QString &word : pathsIn(command)) {
                const PathFact fact = m_view(word, base);
                if (looksLikePath(word) || fact.scope == PathScope::Secret)
                    out.paths.append(fact);
            }
            for (const QString &word : command.words)
                out.hosts += hostsIn(word);
            m_parts.append(out);
        }
        for (const QString &target : command.writes) {
            if (isHarmlessTarget(target))
                continue;
            RiskPart out = part(QStringLiteral("Write"));
            out.certain = command.certain && baseKnown;
            out.paths.append(m_view(target, base));
            out.text = QStringLiteral("> ") + target;
            m_parts.append(out);
        }
    }

    const ToolCall &m_call;
    const RiskPolicy::PathView &m_view;
    QList<RiskPart> m_parts;
};

/// Which of two decisions has to be followed: a denial, then a question, then the higher risk.
bool isWorse(const RiskDecision &a, const RiskDecision &b)
{
    const auto weight = [](Verdict verdict) { return verdict == Verdict::Deny ? 2 : verdict == Verdict::Ask ? 1 : 0; };
    if (weight(a.verdict) != weight(b.verdict))
        return weight(a.verdict) > weight(b.verdict);
    return a.risk > b.risk;
}

} // namespace

QString RiskDecision::why() const
{
    QString out = Text::tr("%1 (%2)").arg(rule, riskLayerName(layer));
    if (!part.isEmpty())
        out = Text::tr("%1, for `%2`").arg(out, part.size() > 120 ? part.left(120) + QStringLiteral(" …") : part);
    if (!certain)
        out = Text::tr("%1; what it does is decided only when it runs").arg(out);
    return out;
}

RiskPolicy::RiskPolicy(const QList<RiskRule> &own)
{
    m_rules = builtInRiskRules() + own;
    std::stable_sort(m_rules.begin(), m_rules.end(),
                     [](const RiskRule &a, const RiskRule &b) { return a.layer < b.layer; });
}

/// Guards are the least that is done; behind them the first rule decides.
RiskDecision RiskPolicy::judge(const RiskPart &part) const
{
    RiskDecision out;
    out.rule = Text::tr("no rule");
    std::optional<RiskDecision> guard;
    for (const RiskRule &rule : m_rules) {
        if (!rule.matches(part))
            continue;
        if (rule.layer == RiskLayer::Guard) {
            const RiskDecision decision{rule.verdict, rule.risk, rule.name, rule.layer, {}, rule.votes, true};
            if (!guard || isWorse(decision, *guard))
                guard = decision;
            continue;
        }
        out = {rule.verdict, rule.risk, rule.name, rule.layer, {}, rule.votes, true};
        // A rule that tells commands apart cannot be sure of one that is put together when it runs.
        const bool tells = !rule.commands.isEmpty() || !rule.paths.isEmpty() || !rule.hosts.isEmpty() ||
                           !rule.scopes.isEmpty() || rule.layer == RiskLayer::BuiltIn;
        if (!part.certain && tells && out.verdict != Verdict::Deny) {
            out.verdict = Verdict::Ask;
            out.risk = std::max(out.risk, Risk::Medium);
            out.certain = false;
        }
        break;
    }
    return guard && !isWorse(out, *guard) ? *guard : out;
}

RiskDecision RiskPolicy::decide(const ToolCall &call, const PathView &view) const
{
    const QList<RiskPart> parts = Parts(call, view).all();
    RiskDecision worst;
    for (qsizetype i = 0; i < parts.size(); ++i) {
        RiskDecision one = judge(parts.at(i));
        one.part = parts.size() > 1 ? parts.at(i).text : QString();
        if (i == 0 || isWorse(one, worst))
            worst = one;
    }
    return worst;
}

} // namespace podium::domain
