// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/policy/sampling.h"
#include "domain/workflow.h"

#include <QJsonObject>
#include <QMap>

#include <optional>

namespace podium::domain
{

/// What an estimate starts from.
struct EstimateOptions
{
    int rounds = 1000;        ///< Simulated runs; fewer for large workflows, so that it ends in seconds.
    quint64 seed = 1;         ///< The same seed gives the same estimate on every machine.
    int maxParallel = 0;      ///< Of the run, in place of the workflow's limit; 0 = the workflow's, if it has one.
    int places = 0;           ///< Of the engine, for all that runs; 0 = no limit.
    QMap<QString, int> pools; ///< Of the engine, besides those of the workflow.
    QJsonObject inputs;       ///< For conditions and the length of `foreach` lists that depend on inputs only.
    QMap<QString, QList<double>> durationsMs;     ///< Task id → earlier durations; "parent/child" in a sub-workflow.
    QMap<QString, QList<double>> costsUsd;        ///< Task id → earlier costs.
    QMap<QString, QList<double>> kindDurationsMs; ///< By kindKey(): of tasks of any workflow.
    QMap<QString, QList<double>> kindCostsUsd;
};

/// Tasks of one kind are compared only with those that are carried out alike: "agent/review".
QString kindKey(const QString &type, const QString &kind);
/// The kinds that tasks of the workflow and of its sub-workflows are labelled with, sorted.
QStringList kindsIn(const Workflow &workflow);

/// Where a number comes from, best first.
enum class EstimateSource {
    History,  ///< Earlier attempts.
    Given,    ///< The author's `estimate`.
    Children, ///< The tasks of the sub-workflow.
    Kind,     ///< Earlier tasks of the same type and kind, of any workflow.
    Default,  ///< What a task of that type commonly takes; a guess.
    Unknown,  ///< Nothing is known; left out of the sum (cost only).
};

struct TaskEstimate
{
    QString id;
    Quantiles durationMs; ///< Of all its items and iterations together.
    Quantiles usd;
    EstimateSource durationSource = EstimateSource::Default;
    EstimateSource costSource = EstimateSource::Unknown;
    int items = 1;             ///< Of `foreach`.
    bool itemsAssumed = false; ///< The list is known only at run time: `items` is a guess.
    bool skipped = false;      ///< By its condition, as follows from the inputs: takes no time and costs nothing.
};

struct WorkflowEstimate
{
    Quantiles durationMs;     ///< From the start to the last task.
    Quantiles usd;            ///< Of the tasks whose cost is known.
    int unknownCosts = 0;     ///< Tasks whose cost is not known; the real sum is higher by theirs.
    QStringList criticalPath; ///< Ids; the chain that takes longest with the middle durations.
    double criticalPathMs = 0;
    int peakParallel = 0;       ///< Most tasks at the same time in any round.
    double averageParallel = 0; ///< Work done per time.
    int rounds = 0;
    QList<TaskEstimate> tasks; ///< In the order of the file. Without those that can never start.
    bool usesDefaults = false; ///< Some durations are guesses.
};

/// Plays the workflow many times with durations and costs drawn at random. Nothing is expected to fail, conditions to
/// hold unless the inputs tell otherwise; a `repeat` goes on with even odds; a sub-workflow does not compete with its
/// neighbours for places.
WorkflowEstimate estimateWorkflow(const Workflow &workflow, const EstimateOptions &options);

QString estimateSourceName(EstimateSource source); ///< "history"
QJsonObject toJson(const WorkflowEstimate &estimate);

} // namespace podium::domain
