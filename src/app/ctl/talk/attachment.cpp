// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/talk/attachment.h"

#include "base/whenfinished.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace podium::ctl
{

using control::ExitCode;

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Attachment)
};

} // namespace

Attachment::Attachment(std::shared_ptr<control::IControl> control, QJsonObject params, QJsonObject place, Terminal &err)
    : m_control(std::move(control)), m_params(std::move(params)), m_place(std::move(place)), m_err(err)
{
}

Attachment::~Attachment() = default;

void Attachment::start()
{
    QStringList arguments;
    for (const QJsonValue &argument : m_place.value(QLatin1StringView("arguments")).toArray())
        arguments += argument.toString();
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    const QJsonObject more = m_place.value(QLatin1StringView("environment")).toObject();
    for (auto it = more.begin(); it != more.end(); ++it)
        environment.insert(it.key(), it.value().toString());
    m_program.setProcessEnvironment(environment);
    m_program.setWorkingDirectory(m_place.value(QLatin1StringView("working_directory")).toString());
    m_program.setProcessChannelMode(QProcess::ForwardedChannels);
    m_program.setInputChannelMode(QProcess::ForwardedInputChannel);
    connect(&m_program, &QProcess::finished, this,
            [this](int code) { giveBack(code == 0 ? ExitCode::Success : ExitCode::RunFailed); });
    connect(&m_program, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error != QProcess::FailedToStart)
            return;
        m_err.line(Text::tr("podiumctl: %1: %2").arg(m_program.program(), m_program.errorString()));
        giveBack(ExitCode::Unavailable);
    });
    m_program.start(m_place.value(QLatin1StringView("program")).toString(), arguments);
}

void Attachment::leave()
{
    m_program.terminate();
}

void Attachment::giveBack(ExitCode code)
{
    if (m_place.value(QLatin1StringView("ended")).toBool()) {
        Q_EMIT finished(code);
        return;
    }
    const QJsonObject request{{QStringLiteral("name"), m_params.value(QLatin1StringView("name"))},
                              {QStringLiteral("run"), m_place.value(QLatin1StringView("run"))},
                              {QStringLiteral("task"), m_place.value(QLatin1StringView("task"))}};
    whenFinished(m_control->call({QStringLiteral("session.release"), request, {}}), this,
                 [this, code](const Result<QJsonObject> &answer) {
                     if (!answer) {
                         m_err.line(Text::tr("podiumctl: the session could not be given back: %1; try podiumctl agent "
                                             "release %2 --run %3 --task %4")
                                        .arg(answer.error().text(),
                                             m_params.value(QLatin1StringView("name")).toString(),
                                             m_place.value(QLatin1StringView("run")).toString(),
                                             m_place.value(QLatin1StringView("task")).toString()));
                     }
                     Q_EMIT finished(answer ? code : ExitCode::Refused);
                 });
}

} // namespace podium::ctl
