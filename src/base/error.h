// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <tl/expected.hpp>

namespace podium
{

/// The kinds of failure a caller can act upon. They map one to one to exit codes and HTTP statuses.
enum class ErrorCode {
    InvalidArgument,  ///< The input is wrong; sending it again will fail again.
    NotFound,         ///< The named thing does not exist.
    Conflict,         ///< The state of the thing does not allow the operation now.
    PermissionDenied, ///< The caller may not do this.
    Unavailable,      ///< A part that is needed (process, server, lock) cannot be reached; trying later may help.
    Exhausted,        ///< A limit, a budget or the disk is used up.
    Corrupt,          ///< Stored data is damaged.
    Unsupported,      ///< This build or this version cannot do it.
    Timeout,          ///< It took longer than allowed.
    Internal,         ///< A defect in Podium.
};

/// An error for a person: what was wrong, where, and what to do about it.
struct Error
{
    ErrorCode code = ErrorCode::Internal;
    QString message; ///< What was wrong. One sentence, translated, no full stop needed.
    QString where;   ///< File, line, field, table or address; empty where the message says it.
    QString hint;    ///< What to do; may be empty.

    /// "where: message. hint", for a terminal or a log.
    QString text() const;
};

bool operator==(const Error &a, const Error &b);

/// The value, or why there is none. Cancellation is an outcome of its own type, not an Error.
template<typename T> using Result = tl::expected<T, Error>;

/// Shorthand for returning an error from a function that returns Result<T>.
inline tl::unexpected<Error> fail(ErrorCode code, QString message, QString where = {}, QString hint = {})
{
    return tl::unexpected<Error>(Error{code, std::move(message), std::move(where), std::move(hint)});
}

/// Stable lower-case name, e.g. "invalid_argument"; used in JSON.
QString errorCodeName(ErrorCode code);
ErrorCode errorCodeFromName(const QString &name);

} // namespace podium
