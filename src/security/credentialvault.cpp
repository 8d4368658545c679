// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "security/credentialvault.h"

#include "base/enumnames.h"
#include "base/json.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonObject>
#include <QLockFile>
#include <QSaveFile>

namespace podium::security
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(CredentialVault)
};

constexpr std::array<EnumName<Credential::Kind>, 3> s_kinds{{
    {Credential::Kind::ApiKey, "api_key"},
    {Credential::Kind::OAuthToken, "oauth_token"},
    {Credential::Kind::AuthToken, "auth_token"},
}};
constexpr QFileDevice::Permissions OnlyOwner = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
constexpr int LockMs = 10'000;

QString variableOf(Credential::Kind kind)
{
    switch (kind) {
    case Credential::Kind::ApiKey:
        return QStringLiteral("ANTHROPIC_API_KEY");
    case Credential::Kind::OAuthToken:
        return QStringLiteral("CLAUDE_CODE_OAUTH_TOKEN");
    case Credential::Kind::AuthToken:
        return QStringLiteral("ANTHROPIC_AUTH_TOKEN");
    }
    return {};
}

Result<void> writeFile(const QString &path, const QByteArray &bytes)
{
    QDir().mkpath(QFileInfo(path).path());
    QSaveFile file(path);
    // Before anything is in it.
    const bool done = file.open(QIODevice::WriteOnly) && file.setPermissions(OnlyOwner) &&
                      file.write(bytes) == bytes.size() && file.commit();
    if (!done)
        return fail(ErrorCode::Unavailable, Text::tr("credentials cannot be written: %1").arg(file.errorString()),
                    path);
    return {};
}

QByteArray encoded(const QList<Credential> &credentials)
{
    QJsonObject out;
    for (const Credential &credential : credentials) {
        out.insert(credential.name, QJsonObject{{QStringLiteral("kind"), credentialKindName(credential.kind)},
                                                {QStringLiteral("secret"), credential.secret},
                                                {QStringLiteral("created_ms"), credential.createdMs}});
    }
    return canonicalJson(out);
}

} // namespace

QString credentialKindName(Credential::Kind kind)
{
    return nameOf(s_kinds, kind);
}

std::optional<Credential::Kind> credentialKindFromName(const QString &name)
{
    return valueOf(s_kinds, name);
}

Result<SealKey> CredentialVault::key(SealKey::Kind kind, bool make) const
{
    if (kind == SealKey::Kind::Passphrase) {
        if (m_options.passphrase.isEmpty()) {
            return fail(ErrorCode::PermissionDenied, Text::tr("the credentials are sealed with a passphrase"),
                        m_options.file, Text::tr("Give it in PODIUM_PASSPHRASE."));
        }
        return SealKey{kind, m_options.passphrase};
    }
    QFile file(m_options.keyFile);
    if (!file.exists() && make) {
        const QByteArray fresh = newKey().toHex() + '\n';
        if (Result<void> written = writeFile(m_options.keyFile, fresh); !written)
            return tl::unexpected(written.error());
    }
    if (!file.open(QIODevice::ReadOnly)) {
        return fail(ErrorCode::PermissionDenied,
                    Text::tr("the key of the credentials cannot be read: %1").arg(file.errorString()),
                    m_options.keyFile, Text::tr("Bring the file back, or set credentials.key_file to it."));
    }
    const QByteArray secret = file.readAll().trimmed();
    if (secret.size() < 32)
        return fail(ErrorCode::InvalidArgument, Text::tr("the key of the credentials is too short"), m_options.keyFile);
    return SealKey{kind, secret};
}

Result<QList<Credential>> CredentialVault::read() const
{
    QFile file(m_options.file);
    if (!file.exists())
        return QList<Credential>();
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::Unavailable, Text::tr("credentials cannot be read: %1").arg(file.errorString()),
                    m_options.file);
    const QByteArray sealed = file.readAll();
    if (!sealed.isEmpty() && sealed == m_sealed)
        return m_known;
    const auto inFile = [this](Error error) {
        error.where = m_options.file;
        return tl::unexpected(error);
    };
    const Result<SealKey::Kind> kind = sealedWith(sealed);
    if (!kind)
        return inFile(kind.error());
    const Result<SealKey> opener = key(*kind, false);
    if (!opener)
        return tl::unexpected(opener.error());
    const Result<QByteArray> text = unseal(sealed, *opener);
    if (!text)
        return inFile(text.error());
    const Result<QJsonValue> value = parseJson(*text);
    const QJsonObject object = value ? value->toObject() : QJsonObject();
    QList<Credential> out;
    for (auto it = object.begin(); it != object.end(); ++it) {
        const QJsonObject entry = it.value().toObject();
        out.append({it.key(),
                    credentialKindFromName(entry.value(u"kind").toString()).value_or(Credential::Kind::ApiKey),
                    entry.value(u"secret").toString(), entry.value(u"created_ms").toInteger()});
    }
    m_known = out;
    m_sealed = sealed;
    return out;
}

Result<void> CredentialVault::write(const QList<Credential> &credentials) const
{
    const SealKey::Kind kind = m_options.passphrase.isEmpty() ? SealKey::Kind::KeyFile : SealKey::Kind::Passphrase;
    const Result<SealKey> sealer = key(kind, true);
    if (!sealer)
        return tl::unexpected(sealer.error());
    const Result<QByteArray> sealed = seal(encoded(credentials), *sealer);
    if (!sealed)
        return tl::unexpected(sealed.error());
    return writeFile(m_options.file, *sealed);
}

Result<QList<Credential>> CredentialVault::all() const
{
    const QMutexLocker lock(&m_mutex);
    return read();
}

Result<void> CredentialVault::put(const Credential &credential)
{
    if (credential.name.isEmpty() || credential.secret.trimmed().isEmpty())
        return fail(ErrorCode::InvalidArgument, Text::tr("a credential needs a name and a secret"), credential.name);
    const QMutexLocker lock(&m_mutex);
    QDir().mkpath(QFileInfo(m_options.file).path());
    QLockFile file(m_options.file + QStringLiteral(".lock"));
    if (!file.tryLock(LockMs))
        return fail(ErrorCode::Conflict, Text::tr("another process is changing the credentials"), m_options.file);
    Result<QList<Credential>> known = read();
    if (!known)
        return tl::unexpected(known.error());
    known->removeIf([&](const Credential &other) { return other.name == credential.name; });
    Credential added = credential;
    added.secret = credential.secret.trimmed(); // A file ends with a line end.
    known->append(added);
    return write(*known);
}

Result<void> CredentialVault::remove(const QString &name)
{
    const QMutexLocker lock(&m_mutex);
    QLockFile file(m_options.file + QStringLiteral(".lock"));
    if (!file.tryLock(LockMs))
        return fail(ErrorCode::Conflict, Text::tr("another process is changing the credentials"), m_options.file);
    Result<QList<Credential>> known = read();
    if (!known)
        return tl::unexpected(known.error());
    if (known->removeIf([&](const Credential &other) { return other.name == name; }) == 0)
        return fail(ErrorCode::NotFound, Text::tr("there is no credential \"%1\"").arg(name), m_options.file);
    return write(*known);
}

Result<QMap<QString, QString>> CredentialVault::environmentFor(const QString &name) const
{
    const Result<QList<Credential>> known = all();
    if (!known)
        return tl::unexpected(known.error());
    for (const Credential &credential : *known) {
        if (credential.name == name)
            return QMap<QString, QString>{{variableOf(credential.kind), credential.secret}};
    }
    return fail(ErrorCode::NotFound, Text::tr("there is no credential \"%1\"").arg(name), {},
                Text::tr("podiumctl credentials set %1 --secret @- adds it.").arg(name));
}

} // namespace podium::security
