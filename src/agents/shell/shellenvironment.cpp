// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/shell/shellenvironment.h"

#include <QSet>

#include <unistd.h>

namespace podium::agents
{

namespace
{

/// What programs need to find their way about, and nothing that could be a secret.
const QSet<QByteArray> &safeNames()
{
    static const QSet<QByteArray> names{"PATH",
                                        "HOME",
                                        "USER",
                                        "LOGNAME",
                                        "SHELL",
                                        "LANG",
                                        "LANGUAGE",
                                        "TZ",
                                        "TMPDIR",
                                        "TERM",
                                        "XDG_RUNTIME_DIR",
                                        "XDG_CACHE_HOME",
                                        "XDG_CONFIG_HOME",
                                        "XDG_DATA_HOME",
                                        "XDG_STATE_HOME"};
    return names;
}

} // namespace

bool isInherited(const QByteArray &name, const QStringList &allowed)
{
    if (name.startsWith("PODIUM_"))
        return false;
    if (safeNames().contains(name) || name.startsWith("LC_"))
        return true;
    for (const QString &pattern : allowed) {
        const QByteArray bytes = pattern.toUtf8();
        if (bytes.endsWith('*') ? name.startsWith(bytes.chopped(1)) : name == bytes)
            return true;
    }
    return false;
}

QList<QByteArray> taskEnvironment(const QStringList &allowed, const QMap<QString, QString> &set)
{
    QList<QByteArray> variables;
    for (char **at = environ; at && *at; ++at) {
        const QByteArray variable(*at);
        const QByteArray name = variable.left(variable.indexOf('='));
        if (isInherited(name, allowed) && !set.contains(QString::fromUtf8(name)))
            variables.append(variable);
    }
    for (auto at = set.cbegin(); at != set.cend(); ++at)
        variables.append(at.key().toUtf8() + '=' + at.value().toUtf8());
    return variables;
}

} // namespace podium::agents
