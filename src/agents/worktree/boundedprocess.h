// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QProcessEnvironment>
#include <QString>
#include <QStringList>

#include <memory>

namespace podium::agents
{

/// Ends what another thread waits for. Copies share their state; thread-safe.
class CancelFlag
{
public:
    CancelFlag();
    /// Processes that run under the flag are ended now, and none is started under it any more.
    void cancel();
    bool isCancelled() const;

private:
    friend class ProcessGuard;
    struct State;
    std::shared_ptr<State> m_state;
};

struct BoundedCommand
{
    QString program;
    QStringList arguments;
    QString folder;
    QProcessEnvironment environment;
    int timeoutMs = 60'000;
    qint64 maxOutputBytes = 64 * 1024 * 1024; ///< Of standard output, unless it is a log.
    bool endsWithPodium = false;              ///< Asked to end (TERM) if Podium dies; else it finishes what it does.
    bool mergeStreams = false;                ///< A log: standard error goes into `out`, too, of which the end is kept.
    CancelFlag cancel;
};

struct BoundedOutput
{
    int exitCode = 0;
    QByteArray out;
    QByteArray err;
};

/// Runs a program to its end and blocks so long; its standard input is empty. Timeout, Exhausted (output) and
/// cancellation end its whole process group. A signal counts as exit code 128 + number.
Result<BoundedOutput> runBounded(const BoundedCommand &command);

/// The last lines of an output, for errors: at most `maxBytes`.
QString outputTail(const QByteArray &output, qsizetype maxBytes = 2000);

} // namespace podium::agents
