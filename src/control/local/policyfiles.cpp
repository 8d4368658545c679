// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "control/local/policyfiles.h"

#include <QCoreApplication>
#include <QFile>

#include <optional>

namespace podium::control
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(PolicyFiles)
};

constexpr qint64 MaxBytes = 1024 * 1024;

/// Nothing if there is no file and nobody asked for one.
Result<std::optional<QByteArray>> contents(const Settings &settings, const QString &key)
{
    QFile file(settings.text(key));
    const bool asked = settings.origin(key) != QLatin1StringView("default");
    if (file.fileName().isEmpty() || (!asked && !file.exists()))
        return std::optional<QByteArray>();
    if (!file.open(QIODevice::ReadOnly)) {
        return fail(ErrorCode::Unavailable, Text::tr("the file of %1 cannot be read: %2").arg(key, file.errorString()),
                    file.fileName(), Text::tr("Correct %1 in the configuration.").arg(key));
    }
    if (file.size() > MaxBytes)
        return fail(ErrorCode::InvalidArgument, Text::tr("the file of %1 is too large").arg(key), file.fileName());
    return std::optional(file.readAll());
}

} // namespace

std::unique_ptr<security::CredentialVault> credentialVault(const Settings &settings)
{
    return std::make_unique<security::CredentialVault>(security::CredentialVault::Options{
        settings.text(QStringLiteral("credentials.file")), settings.text(QStringLiteral("credentials.key_file")),
        qgetenv("PODIUM_PASSPHRASE")});
}

Result<QList<domain::RiskRule>> ownRiskRules(const Settings &settings)
{
    const QString key = QStringLiteral("approvals.rules");
    const Result<std::optional<QByteArray>> text = contents(settings, key);
    if (!text)
        return tl::unexpected(text.error());
    return *text ? domain::readRiskRules(**text, settings.text(key), domain::RiskLayer::User)
                 : QList<domain::RiskRule>();
}

Result<domain::PriceTable> priceTable(const Settings &settings)
{
    const QString key = QStringLiteral("prices.file");
    const Result<std::optional<QByteArray>> text = contents(settings, key);
    if (!text)
        return tl::unexpected(text.error());
    if (!*text)
        return domain::PriceTable::builtIn();
    const Result<domain::PriceTable> own = domain::PriceTable::read(**text, settings.text(key));
    if (!own)
        return tl::unexpected(own.error());
    return domain::PriceTable::builtIn().after(*own);
}

} // namespace podium::control
