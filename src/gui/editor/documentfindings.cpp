// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/editor/documentfindings.h"

#include "base/whenfinished.h"
#include "domain/definition/workflowloader.h"

#include <QFile>
#include <QFileInfo>
#include <QFuture>
#include <QPromise>
#include <QThreadPool>

namespace podium::gui
{

namespace
{

struct Found
{
    domain::Diagnostics diagnostics;
    std::shared_ptr<const domain::WorkflowSnapshot> snapshot;
};

Result<QByteArray> readFile(const QString &path)
{
    constexpr qint64 MaxBytes = 16 * 1024 * 1024;
    QFile file(path);
    // A pipe or a device could keep the thread for ever.
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::NotFound, DocumentFindings::tr("the file cannot be read"), path);
    return file.read(MaxBytes);
}

} // namespace

DocumentFindings::DocumentFindings(QObject *parent) : QObject(parent) {}

void DocumentFindings::check(const QByteArray &text, const QString &fileName)
{
    const Job job{text, fileName};
    if (m_isRunning)
        m_next = job;
    else
        start(job);
}

void DocumentFindings::start(const Job &job)
{
    m_isRunning = true;
    auto promise = std::make_shared<QPromise<Found>>();
    promise->start();
    whenFinished(promise->future(), this, [this](const Found &found) {
        m_isRunning = false;
        if (m_next) {
            start(*std::exchange(m_next, {}));
            return;
        }
        m_diagnostics = found.diagnostics;
        m_snapshot = found.snapshot;
        Q_EMIT this->found();
    });
    QThreadPool::globalInstance()->start([promise, job] {
        Found out;
        out.diagnostics = domain::loadWorkflow(job.text, job.fileName, readFile).diagnostics;
        out.snapshot = domain::WorkflowSnapshot::read(job.text);
        promise->addResult(std::move(out));
        promise->finish();
    });
}

} // namespace podium::gui
