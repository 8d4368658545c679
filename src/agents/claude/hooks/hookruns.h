// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agents/claude/hooks/hookhandler.h"
#include "agents/claude/hooks/qualitygate.h"
#include "agents/worktree/boundedprocess.h"

#include <QHash>
#include <QObject>

namespace podium::agents
{

/// Commands, quality gates and handlers of hooks that are under way. Lives in one thread; destroying it ends the
/// commands.
class HookRuns : public QObject
{
    Q_OBJECT
public:
    /// Where commands run, and with what.
    struct Place
    {
        QString folder;
        QString tempFolder; ///< For the event, as a file.
        QProcessEnvironment environment;
        qualitygate::Place gate;
    };
    explicit HookRuns(QObject *parent = nullptr);
    ~HookRuns() override;

    void start(const QString &id, const HookHandler &hook, const HookEvent &event, const Place &place);
    void cancel(const QString &id);
    void cancelAll();

Q_SIGNALS:
    void finished(const QString &id, const podium::agents::HookAnswer &answer);

private:
    struct Run
    {
        int number = 0;
        CancelFlag cancel;
    };
    QFuture<HookAnswer> command(const domain::HookRule &rule, const HookEvent &event, const Place &place,
                                const CancelFlag &cancel, int number);
    /// After a command: it is noted. At an end: whether the agent may end.
    static QFuture<HookAnswer> gate(const domain::HookRule &rule, const HookEvent &event, const Place &place,
                                    const CancelFlag &cancel);
    QHash<QString, Run> m_runs;
    int m_count = 0;
};

} // namespace podium::agents
