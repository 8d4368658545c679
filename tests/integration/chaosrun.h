// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <QJsonObject>
#include <QMap>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>

#include <optional>

namespace podium::test
{

/// What a task of a chaos workflow must have done at the end, whatever happened meanwhile.
struct ChaosExpectation
{
    QMap<QString, QString> states; ///< Task key → state.
    QMap<QString, int> starts;     ///< Task key → how often its process must have begun, and ended.
    QMap<QString, QJsonObject> results;
    QMap<QString, QStringList> lines; ///< Task key → what its attempts wrote to standard output.
    QJsonObject outputs;              ///< Of the run.
};

/// Runs `podiumctl` on a data folder of its own and kills it. The workflow is made from a seed; every process of it
/// appends one line to a journal when it begins and one when it ends, and carries a mark in its environment by which an
/// orphan is found.
class ChaosRun
{
public:
    ChaosRun(quint32 seed, const QString &database);
    ~ChaosRun();

    bool isValid() const { return m_folder.isValid(); }
    const ChaosExpectation &expectation() const { return m_expectation; }
    QString databaseUrl() const;
    QString runId() const { return m_run; }

    /// Starts podiumctl on the run (or on a new one if there is none yet) and leaves it alone for `lifeMs` at most.
    /// True if it ended by itself; then exitCode() is its status. Else it was killed with SIGKILL.
    Result<bool> live(int lifeMs);
    int exitCode() const { return m_exitCode; }
    QByteArray output() const { return m_output; }

    /// Task key → lines of that sort ("begin", "end") in the journal.
    QMap<QString, int> journal(const QString &sort) const;
    /// Processes of tasks that are still there.
    QStringList survivors() const;
    /// Ends the supervisor, so that nothing outlives the test.
    void clearAway();

private:
    void writeWorkflow(quint32 seed);
    void prepare(QProcess &process) const;
    Result<QString> findRun();

    QTemporaryDir m_folder;
    QString m_database;
    QString m_mark;
    QString m_run;
    ChaosExpectation m_expectation;
    int m_exitCode = 0;
    QByteArray m_output;
};

} // namespace podium::test
