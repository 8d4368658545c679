// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/ports/icredentials.h"
#include "security/sealedbox.h"

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QMutex>
#include <QString>

#include <optional>

namespace podium::security
{

/// An account or key that agents can name.
struct Credential
{
    enum class Kind {
        ApiKey,     ///< ANTHROPIC_API_KEY
        OAuthToken, ///< CLAUDE_CODE_OAUTH_TOKEN, of `claude setup-token`
        AuthToken,  ///< ANTHROPIC_AUTH_TOKEN, for gateways
    };
    QString name;
    Kind kind = Kind::ApiKey;
    QString secret;
    qint64 createdMs = 0;
};

QString credentialKindName(Credential::Kind kind); ///< "api_key"
std::optional<Credential::Kind> credentialKindFromName(const QString &name);

/// Credentials in one encrypted file that only its owner may read. Thread-safe; several processes may use the file.
class CredentialVault : public engine::ICredentials
{
public:
    struct Options
    {
        QString file;
        QString keyFile;       ///< Made with the first credential if it is not there.
        QByteArray passphrase; ///< If it is set, new files are sealed with it instead of the key file.
    };
    explicit CredentialVault(Options options) : m_options(std::move(options)) {}

    /// With their secrets; none if there is no file yet.
    Result<QList<Credential>> all() const;
    /// Adds or replaces it.
    Result<void> put(const Credential &credential);
    Result<void> remove(const QString &name);

    // ICredentials
    Result<QMap<QString, QString>> environmentFor(const QString &name) const override;

private:
    Result<SealKey> key(SealKey::Kind kind, bool make) const;
    Result<QList<Credential>> read() const;
    Result<void> write(const QList<Credential> &credentials) const;

    Options m_options;
    mutable QMutex m_mutex;
    mutable QByteArray m_sealed; ///< What was read last: making a key of a passphrase takes a while.
    mutable QList<Credential> m_known;
};

} // namespace podium::security
