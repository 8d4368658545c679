// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <QList>
#include <QString>

#include <functional>

namespace podium::bench
{

/// What one run of a contender cost.
struct Sample
{
    double wallSeconds = 0;
    double cpuSeconds = 0; ///< Of this process and of the children that it waited for; 0 = not measured.
};

/// One row of the table. `run` does all the work once, on fresh state.
struct Contender
{
    QString name;
    int tasks = 0;
    std::function<Result<Sample>()> run;
    bool reference = false; ///< Ratios of the table are against the last reference before or at this row.
};

/// Runs all contenders in turns, `rounds` times, so that a noisy minute of the machine hits them alike, and prints
/// tasks per second (median, best), processor time per task and the ratio to the reference.
Result<void> contest(const QString &title, const QList<Contender> &contenders, int rounds);

/// Runs `work` between two readings of the clocks.
Result<Sample> timed(const std::function<Result<void>()> &work);

/// Runs a program to its end in `folder`; anything but exit status 0 is an error.
Result<void> runProgram(const QString &program, const QStringList &arguments, const QString &folder);

double median(QList<double> values);
/// 0 < share ≤ 1
double percentile(QList<double> values, double share);

} // namespace podium::bench
