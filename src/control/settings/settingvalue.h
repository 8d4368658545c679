// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"
#include "control/settings/settingkeys.h"

namespace podium::control
{

/// The value inside of a text; relative paths start at `base`. The error does not name the key.
Result<QJsonValue> parseSetting(const SettingKey &key, const QString &text, const QString &base);
/// As a person would write it: "10s", "10MiB", "a=1,b=2".
QString showSetting(const SettingKey &key, const QJsonValue &value);

} // namespace podium::control
