// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/attempt.h"

#include <QByteArray>
#include <QMap>
#include <QString>

#include <optional>

namespace podium::agents
{

/// A request to the Messages API that brought no answer.
struct MessagesFailure
{
    QString errorClass;    ///< As of the runner `claude`: "auth", "rate_limit", "overloaded", "server_error" …
    QString error;         ///< For a person.
    bool retryable = true; ///< By the task's policy, once the runner has given up.
    bool passing = false;  ///< The same request may be answered in a moment.
    qint64 pauseMs = -1;   ///< As the API asks; -1 = it does not say.
    qint64 resetsAtMs = 0; ///< When a limit ends; 0 = not known.
};

/// Headers with their names in lower case.
using MessagesHeaders = QMap<QByteArray, QByteArray>;

/// For a status other than 200, or an error in the stream (`status` 200): `type` and `message` as of the API.
MessagesFailure refusedRequest(int status, const QString &type, const QString &message, const MessagesHeaders &headers,
                               qint64 nowMs);
/// No answer, or the connection ended in the middle of one.
MessagesFailure brokenConnection(const QString &why);

/// How the attempt ends with it.
domain::AttemptOutcome outcomeOf(const MessagesFailure &failure, qint64 nowMs, qint64 rateLimitPauseMs);

} // namespace podium::agents
