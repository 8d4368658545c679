// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/sessions/openterminals.h"

#include "base/whenfinished.h"
#include "gui/backend/backend.h"
#include "gui/sessions/terminalcommand.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QPointer>
#include <QProcess>
#include <QProcessEnvironment>

namespace podium::gui
{

OpenTerminals::OpenTerminals(QObject *parent) : QObject(parent)
{
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, &OpenTerminals::programEnded);
}

OpenTerminals *OpenTerminals::instance()
{
    static QPointer<OpenTerminals> s_terminals;
    if (!s_terminals)
        s_terminals = new OpenTerminals(Backend::instance());
    return s_terminals;
}

Result<void> OpenTerminals::available()
{
    if (const auto terminal = terminalCommand({}, QProcessEnvironment::systemEnvironment()); !terminal)
        return tl::unexpected(terminal.error());
    return {};
}

Result<void> OpenTerminals::open(const QString &agent, const QJsonObject &place)
{
    QJsonObject back;
    if (!place.value(QStringLiteral("ended")).toBool()) {
        back = {{QStringLiteral("name"), agent},
                {QStringLiteral("run"), place.value(QStringLiteral("run"))},
                {QStringLiteral("task"), place.value(QStringLiteral("task"))}};
    }
    const QString marker = m_markers.filePath(QString::number(++m_opened));
    if (const Result<void> started = start(place, marker); !started) {
        if (!back.isEmpty())
            release(back);
        return started;
    }
    m_open.insert(marker, back);
    m_watcher.addPath(marker);
    programEnded(marker); // It may have, already.
    return {};
}

Result<void> OpenTerminals::start(const QJsonObject &place, const QString &marker) const
{
    TerminalJob job;
    job.program = place.value(QStringLiteral("program")).toString();
    const QJsonArray arguments = place.value(QStringLiteral("arguments")).toArray();
    for (const QJsonValue &argument : arguments)
        job.arguments += argument.toString();
    job.folder = place.value(QStringLiteral("working_directory")).toString();
    const QJsonObject variables = place.value(QStringLiteral("environment")).toObject();
    for (auto it = variables.begin(); it != variables.end(); ++it)
        job.environment.insert(it.key(), it.value().toString());
    job.marker = marker;

    QFile file(marker);
    if (!file.open(QIODevice::WriteOnly))
        return fail(ErrorCode::Unavailable, tr("the file cannot be written: %1").arg(file.errorString()), marker,
                    tr("Look whether there is room in that folder."));
    file.close();
    const Result<TerminalCommand> command = terminalCommand(job, QProcessEnvironment::systemEnvironment());
    if (!command)
        return tl::unexpected(command.error());
    if (!QProcess::startDetached(command->program, command->arguments))
        return fail(ErrorCode::Unavailable, tr("the terminal could not be started"), command->program,
                    tr("Name another one in the variable TERMINAL, and start Podium again."));
    return {};
}

void OpenTerminals::programEnded(const QString &marker)
{
    if (QFileInfo::exists(marker) || !m_open.contains(marker))
        return;
    const QJsonObject back = m_open.take(marker);
    if (!back.isEmpty())
        release(back);
}

void OpenTerminals::release(const QJsonObject &session)
{
    whenFinished(Backend::instance()->call(QStringLiteral("session.release"), session), this,
                 [this, session](const Result<QJsonObject> &answer) {
                     Q_EMIT givenBack(session.value(QStringLiteral("run")).toString(),
                                      session.value(QStringLiteral("task")).toString(),
                                      answer ? QString() : answer.error().text());
                 });
}

} // namespace podium::gui
