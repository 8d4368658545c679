// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/workflow.h"

namespace podium::domain
{

/// Whether the policy tries again after an error of that class. `retryable` is the runner's own word: what cannot help
/// (a wrong key, a denied request) is never tried again, whatever the policy lists.
bool isRetryable(const RetryPolicy &policy, const QString &errorClass, bool retryable);

/// Classes of errors that a policy may list to some effect; runners and scripts may have others.
QStringList retryableErrorClasses();

/// Milliseconds until the next try after the `failures`-th failure (from 1): exponential, bounded by maxBackoffMs, with
/// jitter drawn from the seed, so that the same attempt always gets the same delay.
qint64 retryDelayMs(const RetryPolicy &policy, int failures, const QString &seed);

/// A usage limit that is met again within this time of its end is the same one, in milliseconds.
constexpr qint64 SameLimitMs = 60'000;
/// Milliseconds that are waited at least for a usage limit that was met so often in a row (from 1), whatever it says of
/// its end: nothing for the first, so that what is true is believed; bounded.
qint64 limitPauseMs(int inARow);

} // namespace podium::domain
