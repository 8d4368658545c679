// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/workflow.h"

#include <QString>

#include <optional>

namespace podium::domain
{

/// "90s", "5m", "1h30m", "250ms", "2d" in milliseconds. A number without a unit is not accepted here.
std::optional<qint64> durationFromText(const QString &text);
/// The shortest exact form that durationFromText() reads: "1h30m", "1500ms", "0s".
QString durationText(qint64 ms);
/// "512MiB", "2GB", "100" in bytes.
std::optional<qint64> sizeFromText(const QString &text);
/// LOW 2, NORMAL 5, HIGH 8, CRITICAL 10, in any case.
std::optional<int> priorityFromWord(const QString &word);

QString failurePolicyName(FailurePolicy policy); ///< "fail_fast"
std::optional<FailurePolicy> failurePolicyFromName(const QString &name);
QString onInterruptName(OnInterrupt policy); ///< "retry"
std::optional<OnInterrupt> onInterruptFromName(const QString &name);
QString workspaceKindName(WorkspacePolicy::Kind kind); ///< "scratch"
std::optional<WorkspacePolicy::Kind> workspaceKindFromName(const QString &name);
QString workspacePerName(WorkspacePolicy::Per per); ///< "task"
std::optional<WorkspacePolicy::Per> workspacePerFromName(const QString &name);

/// The expression itself: without the {{ }} that may stand around the whole of it.
QString bareExpression(const QString &text);

} // namespace podium::domain
