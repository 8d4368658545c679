// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/worktree/worktreenames.h"

#include "base/ids.h"
#include "base/json.h"

#include <QRegularExpression>

namespace podium::agents
{

namespace
{

constexpr int MaxPlainLength = 60;
constexpr int HashDigits = 6;

QString hashOf(const QString &text)
{
    return sha256Hex(text.toUtf8()).left(HashDigits);
}

/// As it is if it is harmless as a part of a ref and of a path, else a short form that no other name has.
QString plainName(const QString &name)
{
    static const QRegularExpression plain(QStringLiteral("\\A[a-z0-9][a-z0-9_-]*\\z"));
    if (name.size() <= MaxPlainLength && plain.match(name).hasMatch())
        return name;
    return slug(name) + u'-' + hashOf(name);
}

} // namespace

QString worktreeBranch(const QString &run, const QString &taskKey, int attempt, domain::WorkspacePolicy::Per per)
{
    static const QRegularExpression iteration(QStringLiteral("#[0-9]+$"));
    const bool own = per == domain::WorkspacePolicy::Per::Attempt;
    QString task = taskKey;
    if (!own)
        task.remove(iteration);
    QString out = QStringLiteral("podium/%1/%2").arg(plainName(run), plainName(task));
    return own ? out + u'-' + QString::number(attempt) : out;
}

QString worktreeFolderName(const QString &branch)
{
    const QString last = branch.section(u'/', -1);
    return branch.startsWith(QLatin1StringView("podium/")) ? last : slug(last) + u'-' + hashOf(branch);
}

QString withVariables(const QString &text, const QMap<QString, QString> &variables)
{
    static const QRegularExpression reference(QStringLiteral("\\$\\{([A-Za-z_][A-Za-z0-9_]*)\\}"));
    QString out;
    qsizetype done = 0;
    for (auto match = reference.globalMatch(text); match.hasNext();) {
        const QRegularExpressionMatch one = match.next();
        const auto value = variables.constFind(one.captured(1));
        if (value == variables.cend())
            continue;
        out += text.mid(done, one.capturedStart() - done) + *value;
        done = one.capturedEnd();
    }
    return out + text.mid(done);
}

} // namespace podium::agents
