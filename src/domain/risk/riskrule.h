// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"
#include "domain/approval.h"
#include "domain/risk/shellscript.h"

#include <QByteArray>
#include <QJsonArray>
#include <QList>
#include <QString>
#include <QStringList>

namespace podium::domain
{

/// Where a tool call reaches to. A call that names several paths is where the most delicate of them is.
enum class PathScope {
    None,      ///< The tool names no path.
    Workspace, ///< Below the working directory.
    Output,    ///< The attempt's output and temp folders.
    Context,   ///< The rest of the attempt's folder.
    Outside,
    Protected, ///< Inside the workspace, but steering later work: .git, .claude and the like.
    Secret,    ///< Places where keys and passwords are kept.
};

/// Who wrote a rule. The most particular one is asked first; guards come before all and cannot be softened.
enum class RiskLayer { Guard, Agent, Workflow, User, Tool, BuiltIn };

QString riskLayerName(RiskLayer layer); ///< "built-in"

/// A file that a call names, with links followed.
struct PathFact
{
    QString path;
    PathScope scope = PathScope::None;
};

/// One thing that a tool call does: a call has several if its command starts several programs.
struct RiskPart
{
    QString tool;
    ShellCommand command; ///< Shell tools.
    bool isCommand = false;
    bool certain = true; ///< False: this may do more than can be seen.
    QList<PathFact> paths;
    QStringList hosts;
    QString mode;       ///< Permission mode of the agent.
    QString reasonType; ///< Why the agent's own program asks.
    QString text;       ///< For people: "git push origin main".

    PathScope scope() const;
};

/// One line of the policy: what it is about, and how risky that is. Everything it names has to fit; what it does not
/// name fits always.
struct RiskRule
{
    enum class Verdict { Allow, Deny, Ask };
    QString name;
    RiskLayer layer = RiskLayer::BuiltIn;
    QStringList tools;       ///< Names with `*`.
    QStringList commands;    ///< See commandMatches(); shell tools only.
    QStringList paths;       ///< `*` within a folder, `**` across folders; one of the call's paths fits.
    QStringList hosts;       ///< Names with `*`; one of the call's hosts fits.
    QList<PathScope> scopes; ///< Of the most delicate path.
    QStringList modes;
    QStringList reasonTypes;
    Verdict verdict = Verdict::Ask;
    Risk risk = Risk::Medium;
    int votes = 0; ///< People who have to agree; 0 = as many as the configuration says for this risk.

    bool matches(const RiskPart &part) const;
};

QString verdictName(RiskRule::Verdict verdict); ///< "allow"
QString pathScopeName(PathScope scope);

/// Whether a command is what the pattern says. Words of the pattern stand for words of the command, in order; `*` in a
/// word stands for any characters, `a|b` for either, and `**` as a word for any further arguments. Words that begin
/// with
/// `-` are options, which may stand anywhere: `-r` is also found in `-fr`, `--force` in `--force=x`. A pattern that
/// begins with `|` wants a command that reads what another one says.
bool commandMatches(const QString &pattern, const ShellCommand &command);

/// `*` any characters but `separator`, `**` any characters, `?` one.
bool globMatches(QStringView pattern, QStringView text, QChar separator = {});

/// Rules as they stand in a file or an option: [{name, tools, commands, paths, hosts, scopes, modes, reasons, decide:
/// allow|deny|ask, risk: low|medium|high|critical, votes}]. `risk` alone decides by itself: low is allowed, everything
/// else is asked. Unknown keys and values are errors; `where` names the place ("policy[3]").
Result<QList<RiskRule>> riskRulesFromJson(const QJsonArray &rules, RiskLayer layer, const QString &where);
/// A YAML or JSON file: `version: 1` and `rules`, in the file that comes with Podium also `guards`.
Result<QList<RiskRule>> readRiskRules(const QByteArray &text, const QString &fileName, RiskLayer layer);
/// What comes with Podium: guards and defaults.
const QList<RiskRule> &builtInRiskRules();
QJsonObject toJson(const RiskRule &rule);

} // namespace podium::domain
