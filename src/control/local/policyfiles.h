// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "control/settings/settings.h"
#include "domain/policy/prices.h"
#include "domain/risk/riskrule.h"
#include "security/credentialvault.h"

#include <memory>

namespace podium::control
{

/// What the files of the configuration say about agents.
struct AgentPolicies
{
    QList<domain::RiskRule> riskRules;
    domain::PriceTable prices;
    const engine::ICredentials *credentials = nullptr;
};

/// Where the accounts and keys are that agents name. Nothing is opened yet.
std::unique_ptr<security::CredentialVault> credentialVault(const Settings &settings);

/// The rules of `approvals.rules`. A file that nobody named need not be there; any other fault is an error, since
/// without its rules something might be allowed that should not be.
Result<QList<domain::RiskRule>> ownRiskRules(const Settings &settings);

/// The prices of `prices.file` before those that come with Podium; the same about the file.
Result<domain::PriceTable> priceTable(const Settings &settings);

} // namespace podium::control
