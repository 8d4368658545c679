// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "control/local/handlers/reply.h"
#include "control/local/localstream.h"

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
    /// Thread-safe. `attention`: also ends when only a person can move the run on. `timeoutMs` 0 = no limit.
    static Reply wait(LocalHost &host, const QString &run, bool attention, qint64 timeoutMs);
    ~RunWaiter() override;

private:
    RunWaiter(LocalHost &host, QString run, bool attention);
    void begin(qint64 timeoutMs);
    void look();
    void lookForRest(const QJsonObject &row);
    void answer(const Result<QJsonObject> &result);

    LocalHost &m_host;
    QString m_run;
    bool m_attention;
    bool m_looking = false;
    bool m_again = false;
    bool m_answered = false;
    QTimer m_timer;
    std::unique_ptr<LocalStream> m_stream;
    QPromise<Result<QJsonObject>> m_promise;
};

} // namespace podium::control
