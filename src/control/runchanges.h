// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/event.h"

#include <QJsonObject>
#include <QSet>

namespace podium::control
{

/// For whoever shows a run: notes what its events touch, and says what to ask run.show for to be up to date again.
/// A value; small runs are asked for whole, of big ones only the tasks that changed, unless most of them did.
class RunChanges
{
public:
    /// Notes what the event touches.
    void touch(const domain::Event &event);
    /// What is told of this task by no event may be another, e.g. what it has used so far.
    void touchTask(int index);
    /// Everything may be another: a first look, or a stream that fell behind.
    void touchAll() { m_all = true; }
    bool isEmpty() const { return !m_all && !m_run && m_tasks.isEmpty(); }

    /// Parameters of the run.show that brings a view with `known` tasks up to date; nothing is noted any more after it.
    /// `whole`: the answer has all tasks.
    QJsonObject take(const QString &run, qsizetype known, bool *whole);

private:
    QSet<int> m_tasks;
    bool m_run = false;
    bool m_all = true;
};

} // namespace podium::control
