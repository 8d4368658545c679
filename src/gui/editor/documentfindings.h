// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/definition/editing/workflowsnapshot.h"
#include "domain/diagnostic.h"

#include <QObject>

#include <memory>
#include <optional>

namespace podium::gui
{

/// Reads and checks the newest text of a workflow in another thread, one at a time: what was overtaken meanwhile is
/// left out. Lives in the GUI thread.
class DocumentFindings : public QObject
{
    Q_OBJECT
public:
    explicit DocumentFindings(QObject *parent = nullptr);

    void check(const QByteArray &text, const QString &fileName);
    const domain::Diagnostics &diagnostics() const { return m_diagnostics; }
    /// Nothing is being checked.
    bool isCurrent() const { return !m_isRunning; }
    /// Of the text that was checked last; null if it could not be read.
    const std::shared_ptr<const domain::WorkflowSnapshot> &snapshot() const { return m_snapshot; }

Q_SIGNALS:
    /// The newest text has been checked.
    void found();

private:
    struct Job
    {
        QByteArray text;
        QString fileName;
    };
    void start(const Job &job);

    domain::Diagnostics m_diagnostics;
    std::shared_ptr<const domain::WorkflowSnapshot> m_snapshot;
    std::optional<Job> m_next;
    bool m_isRunning = false;
};

} // namespace podium::gui
