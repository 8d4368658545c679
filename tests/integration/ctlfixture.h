// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

#include <memory>
#include <vector>

namespace podium::test
{

constexpr int LimitMs = 60'000;

struct Outcome
{
    int code = -1;
    QByteArray out;
    QByteArray err;
    QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
};

/// The real podiumctl on a data folder of its own, as a shell would use it.
class CtlFixture
{
protected:
    void begin();
    /// Ends what still runs in the background.
    void end();

    static QString program() { return QStringLiteral(PODIUM_BINARY_DIR "/bin/podiumctl"); }
    QString path(const char *name) const { return m_folder->filePath(QLatin1String(name)); }
    QProcessEnvironment environment() const;
    /// For everything that is started from now on.
    void setVariable(const QString &name, const QString &value) { m_variables.insert(name, value); }

    QProcess *start(const QStringList &arguments);
    QProcess *start(std::initializer_list<QString> arguments) { return start(QStringList(arguments)); }
    Outcome ctl(const QStringList &arguments) const { return execute(program(), arguments); }
    Outcome execute(const QString &file, const QStringList &arguments) const;
    /// The id of the newest run; waits until there is one.
    QString waitForRun() const;
    QString state(const QString &run) const;
    /// Waits until the process has said it on standard error.
    static bool waitForLine(QProcess *process, const QByteArray &text);

    QString write(const char *name, const QByteArray &yaml) const;
    /// A task that says it has started and waits until the gate is opened; a named pipe, so that nobody polls.
    QString gate() const;
    void openGate() const;
    /// A task that does not let itself be ended politely.
    QByteArray stubborn() const;
    QString form() const;
    /// Lines of a file in the folder; 0 if it is not there.
    qsizetype lines(const char *name) const;

private:
    void prepare(QProcess &process) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    QMap<QString, QString> m_variables;
    std::vector<std::unique_ptr<QProcess>> m_background;
};

} // namespace podium::test
