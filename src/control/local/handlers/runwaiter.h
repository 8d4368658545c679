// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "control/local/handlers/reply.h"
#include "control/local/localstream.h"
#include "domain/approval.h"
#include "engine/ports/irunstore.h"

#include <QPromise>
#include <QTimer>

namespace podium::control
{

class LocalHost;

/// Waits for the end of a run (run.wait). Lives in the host's service thread and deletes itself when it has answered;
/// if the host closes first the answer is Unavailable.
class RunWaiter : public QObject
{
    Q_OBJECT
public:
    /// What is waited for.
    enum class Until {
        Ended,       ///< The run has ended.
        Asked,       ///< Or it waits for the answer of a person, or is paused.
        NeedsPerson, ///< Or nobody can do what is left of it, as `run --no-wait` takes it.
    };
    /// Thread-safe. `timeoutMs` 0 = no limit.
    static Reply wait(LocalHost &host, const QString &run, Until until, qint64 timeoutMs);
    ~RunWaiter() override;

private:
    RunWaiter(LocalHost &host, QString run, Until until);
    void begin(qint64 timeoutMs);
    void look();
    void lookAgain();
    void lookWhatMovesIt(const QJsonObject &row);
    void judge(const QJsonObject &row, const QList<domain::Approval> &asked, const QJsonObject &figures,
               const QList<engine::TaskRow> &tasks);
    void answerWaits(const QJsonObject &row, const QString &why, const QJsonObject &request = {});
    void answer(const Result<QJsonObject> &result);

    LocalHost &m_host;
    QString m_run;
    Until m_until;
    bool m_looking = false;
    bool m_again = false;
    bool m_answered = false;
    QTimer m_timer;
    std::unique_ptr<LocalStream> m_stream;
    std::unique_ptr<LocalStream> m_agents; ///< Whether there is one that could do what waits.
    QPromise<Result<QJsonObject>> m_promise;
};

} // namespace podium::control
