// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agents/worktree/boundedprocess.h"

namespace podium::agents
{

/// Runs git in a folder: without hooks, questions, pagers and optional locks, in English. Every call blocks, so none is
/// made in the engine's or a runner's thread. A value; copies may be used in other threads.
class Git
{
public:
    explicit Git(QString folder, CancelFlag cancel = {});

    const QString &folder() const { return m_folder; }
    const CancelFlag &cancelFlag() const { return m_cancel; }
    /// The same in another folder.
    Git in(const QString &folder) const;
    /// The same with a variable, e.g. GIT_INDEX_FILE.
    Git with(const QString &name, const QString &value) const;
    /// The same with a setting for this call ("-c name=value").
    Git configured(const QString &setting) const;
    /// The same with commits of Podium's own, for those that must not fail for want of a name.
    Git asPodium() const;
    /// The same for what may take long: a checkout, a clone of a submodule.
    Git patient() const;

    /// Whatever the exit code; an error only if git did not run to its end.
    Result<BoundedOutput> attempt(const QStringList &arguments) const;
    /// Standard output; an exit code but 0 is an error that has what git says.
    Result<QByteArray> run(const QStringList &arguments) const;
    /// The same, as text without the line end.
    Result<QString> line(const QStringList &arguments) const;
    /// Records that end in NUL, as text.
    Result<QStringList> records(const QStringList &arguments) const;
    /// Whether the exit code is 0.
    bool succeeds(const QStringList &arguments) const;

private:
    QString m_folder;
    CancelFlag m_cancel;
    QProcessEnvironment m_environment;
    QStringList m_settings;
    int m_timeoutMs;
};

/// What git said, as an error.
Error gitError(const QStringList &arguments, const BoundedOutput &output, const QString &folder);

/// Records that end in NUL.
QStringList splitRecords(const QByteArray &bytes);

} // namespace podium::agents
