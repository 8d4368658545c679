// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"

#include <array>

namespace podium
{

namespace
{

struct CodeName
{
    ErrorCode code;
    const char *name;
};

constexpr std::array<CodeName, 10> s_names{{
    {ErrorCode::InvalidArgument, "invalid_argument"},
    {ErrorCode::NotFound, "not_found"},
    {ErrorCode::Conflict, "conflict"},
    {ErrorCode::PermissionDenied, "permission_denied"},
    {ErrorCode::Unavailable, "unavailable"},
    {ErrorCode::Exhausted, "exhausted"},
    {ErrorCode::Corrupt, "corrupt"},
    {ErrorCode::Unsupported, "unsupported"},
    {ErrorCode::Timeout, "timeout"},
    {ErrorCode::Internal, "internal"},
}};

} // namespace

QString Error::text() const
{
    QString out = where.isEmpty() ? message : where + QStringLiteral(": ") + message;
    if (!hint.isEmpty()) {
        if (!out.endsWith(u'.') && !out.endsWith(u'\n'))
            out += u'.';
        out += u' ' + hint;
    }
    return out;
}

bool operator==(const Error &a, const Error &b)
{
    return a.code == b.code && a.message == b.message && a.where == b.where && a.hint == b.hint;
}

QString errorCodeName(ErrorCode code)
{
    for (const CodeName &entry : s_names) {
        if (entry.code == code)
            return QString::fromLatin1(entry.name);
    }
    return QStringLiteral("internal");
}

ErrorCode errorCodeFromName(const QString &name)
{
    for (const CodeName &entry : s_names) {
        if (name == QLatin1StringView(entry.name))
            return entry.code;
    }
    return ErrorCode::Internal;
}

} // namespace podium
