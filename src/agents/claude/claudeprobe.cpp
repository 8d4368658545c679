// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/claude/claudeprobe.h"

#include "base/json.h"

#include <QCoreApplication>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>

namespace podium::agents
{

namespace
{

constexpr int VersionTimeoutMs = 10'000;
constexpr qint64 MaxConfigBytes = 64 * 1024 * 1024;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ClaudeProbe)
};

QJsonObject readObject(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const Result<QJsonValue> value = parseJson(file.read(MaxConfigBytes));
    return value ? value->toObject() : QJsonObject();
}

/// Where credentials would come from; empty if none are in sight.
QString loginSource(const QMap<QString, QString> &environment)
{
    for (const char *name : {"ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN", "CLAUDE_CODE_OAUTH_TOKEN",
                             "CLAUDE_CODE_USE_BEDROCK", "CLAUDE_CODE_USE_VERTEX", "CLAUDE_CODE_USE_FOUNDRY"}) {
        if (!environment.value(QLatin1StringView(name)).isEmpty())
            return QLatin1StringView(name);
    }
    const QString folder = claudeConfigFolder(environment);
    if (QFile::exists(folder + QStringLiteral("/.credentials.json")))
        return Text::tr("login of Claude Code");
    // Unset, the global file lies beside the folder; set, it lies inside.
    const QString global = environment.value(QStringLiteral("CLAUDE_CONFIG_DIR")).isEmpty()
                               ? folder + QStringLiteral(".json")
                               : folder + QStringLiteral("/.claude.json");
    if (readObject(global).contains(QLatin1StringView("oauthAccount")))
        return Text::tr("login of Claude Code");
    const QJsonObject settings = readObject(folder + QStringLiteral("/settings.json"));
    if (settings.contains(QLatin1StringView("apiKeyHelper")))
        return Text::tr("apiKeyHelper in the settings of Claude Code");
    const QJsonObject variables = settings.value(QLatin1StringView("env")).toObject();
    if (variables.contains(QLatin1StringView("ANTHROPIC_API_KEY")) ||
        variables.contains(QLatin1StringView("ANTHROPIC_AUTH_TOKEN")))
        return Text::tr("key in the settings of Claude Code");
    return {};
}

} // namespace

ClaudeProbe claudeProbe(const ClaudeSettings &settings, const QProcessEnvironment &environment)
{
    ClaudeProbe out;
    const Result<QString> program = findClaude(settings, environment);
    if (!program) {
        out.problem = program.error().message;
        out.hint = program.error().hint;
        return out;
    }
    out.program = *program;
    const QMap<QString, QString> variables = claudeEnvironment({}, {}, environment);
    QProcess process;
    QProcessEnvironment childEnvironment;
    for (auto it = variables.begin(); it != variables.end(); ++it)
        childEnvironment.insert(it.key(), it.value());
    process.setProcessEnvironment(childEnvironment);
    process.start(out.program, {QStringLiteral("--version")}, QIODevice::ReadOnly);
    const bool finished = process.waitForFinished(VersionTimeoutMs);
    static const QRegularExpression s_version(QStringLiteral(R"(^(\d+\.\d+\.\d+\S*))"));
    const QString said = QString::fromUtf8(process.readAllStandardOutput()).trimmed();
    out.version = s_version.match(said).captured(1);
    if (!finished || out.version.isEmpty()) {
        process.kill();
        process.waitForFinished(VersionTimeoutMs);
        out.problem = finished ? Text::tr("%1 did not tell its version but \"%2\"").arg(out.program, said.left(200))
                               : Text::tr("%1 did not start: %2").arg(out.program, process.errorString());
        out.hint = Text::tr("Run `%1 --version` by hand, or install Claude Code again.").arg(out.program);
        return out;
    }
    out.login = loginSource(variables);
    out.loginLikely = !out.login.isEmpty();
    if (!out.loginLikely) {
        out.problem = Text::tr("Claude Code %1 is installed, but not logged in").arg(out.version);
        out.hint = Text::tr("Run `claude` and /login, or set ANTHROPIC_API_KEY or CLAUDE_CODE_OAUTH_TOKEN.");
    }
    return out;
}

} // namespace podium::agents
