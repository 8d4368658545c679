// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <array>
#include <optional>

namespace podium
{

/// A fixed list of enum values and their stable names for JSON; entry order does not matter.
template<typename Enum> struct EnumName
{
    Enum value;
    const char *name;
};

template<typename Enum, size_t N> QString nameOf(const std::array<EnumName<Enum>, N> &names, Enum value)
{
    for (const EnumName<Enum> &entry : names) {
        if (entry.value == value)
            return QString::fromLatin1(entry.name);
    }
    return {};
}

template<typename Enum, size_t N>
std::optional<Enum> valueOf(const std::array<EnumName<Enum>, N> &names, const QString &name)
{
    for (const EnumName<Enum> &entry : names) {
        if (name == QLatin1StringView(entry.name))
            return entry.value;
    }
    return std::nullopt;
}

} // namespace podium
