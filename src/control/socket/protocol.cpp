// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "control/socket/protocol.h"

#include "base/json.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

namespace podium::control
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Protocol)
};

// sockaddr_un has room for 108 bytes; Qt binds under a temporary name in the same folder first, which is longer.
constexpr qsizetype MaxSocketPath = 80;

} // namespace

bool LineCutter::feed(const QByteArray &bytes)
{
    qsizetype from = 0;
    while (from < bytes.size()) {
        const qsizetype end = bytes.indexOf('\n', from);
        const qsizetype length = (end < 0 ? bytes.size() : end) - from;
        if (m_rest.size() + length > MaxLineBytes)
            return false;
        m_rest.append(bytes.constData() + from, length);
        if (end < 0)
            break;
        if (m_rest.endsWith('\r'))
            m_rest.chop(1);
        if (!m_rest.isEmpty())
            m_lines.append(std::exchange(m_rest, QByteArray()));
        from = end + 1;
    }
    return true;
}

QList<QByteArray> LineCutter::take()
{
    return std::exchange(m_lines, {});
}

QByteArray toLine(const QJsonObject &object)
{
    return canonicalJson(object) + '\n';
}

QJsonObject toJson(const Error &error)
{
    return {{QStringLiteral("code"), errorCodeName(error.code)},
            {QStringLiteral("message"), error.message},
            {QStringLiteral("where"), error.where},
            {QStringLiteral("hint"), error.hint}};
}

Error errorFromJson(const QJsonObject &object)
{
    return {errorCodeFromName(object.value(QStringLiteral("code")).toString()),
            object.value(QStringLiteral("message")).toString(), object.value(QStringLiteral("where")).toString(),
            object.value(QStringLiteral("hint")).toString()};
}

Result<QString> socketPath(const QString &dataFolder, const QString &name)
{
    // The same folder by whatever way it was named.
    const QString canonical = QFileInfo(dataFolder).canonicalFilePath();
    const QString folder = canonical.isEmpty() ? QDir::cleanPath(dataFolder) : canonical;
    const QString direct = folder + u'/' + name + QStringLiteral(".sock");
    if (QFile::encodeName(direct).size() <= MaxSocketPath)
        return direct;
    // Asked directly: QStandardPaths makes a folder up, and warns, where there is none.
    QString base = qEnvironmentVariable("XDG_RUNTIME_DIR");
    if (base.isEmpty() || QFile::encodeName(base).size() > 40) {
#ifdef Q_OS_UNIX
        base = QStringLiteral("/tmp/podium-%1").arg(geteuid());
#else
        base = QDir::tempPath();
#endif
    } else {
        base += QStringLiteral("/podium");
    }
    QDir().mkdir(base);
#ifdef Q_OS_UNIX
    // In a folder that others can write to somebody could listen in our place.
    const QFileInfo info(base);
    if (info.isSymLink() || !info.isDir() || info.ownerId() != geteuid()) {
        return fail(ErrorCode::PermissionDenied, Text::tr("the folder for sockets belongs to somebody else"), base,
                    Text::tr("Choose a data folder with a shorter path (--data-folder)"));
    }
#endif
    QFile::setPermissions(base, QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
    const QString kind = name == QLatin1StringView("control") ? QString() : u'-' + name;
    return base + u'/' + sha256Hex(QFile::encodeName(folder)).left(24) + kind + QStringLiteral(".sock");
}

} // namespace podium::control
