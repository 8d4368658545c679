// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/process/programsearch.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <unistd.h>

namespace podium::agents
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ProgramSearch)
};

Error executeError(int error, const QByteArray &program)
{
    const QString path = QFile::decodeName(program);
    switch (error) {
    case ENOENT: {
        QFile file(path);
        if (file.open(QIODevice::ReadOnly) && file.peek(2) == "#!") {
            const QByteArray line = file.readLine(256).mid(2).trimmed();
            return {ErrorCode::NotFound,
                    Text::tr("the interpreter %1 does not exist").arg(QString::fromLocal8Bit(line.split(' ').first())),
                    path, Text::tr("Correct the first line of the file, or install the interpreter")};
        }
        return {ErrorCode::NotFound, Text::tr("the program does not exist"), path, {}};
    }
    case EACCES:
        if (QFileInfo(path).isDir())
            return {ErrorCode::InvalidArgument, Text::tr("it is a folder, not a program"), path, {}};
        return {ErrorCode::PermissionDenied, Text::tr("it is not executable"), path,
                Text::tr("Run chmod +x on it, or name its interpreter as the program")};
    case ENOEXEC:
        return {ErrorCode::InvalidArgument, Text::tr("it is neither a program nor a script with a #! line"), path, {}};
    case E2BIG:
        return {ErrorCode::Exhausted, Text::tr("the arguments and the environment are too long"), path,
                Text::tr("Pass large values on standard input or in a file")};
    default:
        return {ErrorCode::Unavailable, Text::tr("it cannot be executed: %1").arg(qt_error_string(error)), path, {}};
    }
}

} // namespace

QByteArray environmentValue(const QList<QByteArray> &environment, const QByteArray &name)
{
    const QByteArray start = name + '=';
    for (const QByteArray &variable : environment) {
        if (variable.startsWith(start))
            return variable.mid(start.size());
    }
    return {};
}

Result<QByteArray> findProgram(const QByteArray &name, const QList<QByteArray> &environment)
{
    if (name.isEmpty())
        return fail(ErrorCode::InvalidArgument, Text::tr("no program is named"));
    if (name.contains('/'))
        return name;
    const QByteArray path = environmentValue(environment, "PATH");
    QByteArray refused;
    for (const QByteArray &folder : path.split(':')) {
        // An empty entry means the working directory; a program must not be picked up from there by accident.
        if (!folder.startsWith('/'))
            continue;
        const QByteArray candidate = folder + '/' + name;
        if (access(candidate.constData(), F_OK) != 0 || QFileInfo(QFile::decodeName(candidate)).isDir())
            continue;
        if (access(candidate.constData(), X_OK) == 0)
            return candidate;
        refused = candidate;
    }
    if (!refused.isEmpty())
        return tl::unexpected<Error>(executeError(EACCES, refused));
    return fail(ErrorCode::NotFound, Text::tr("the program was not found"), QString::fromLocal8Bit(name),
                path.isEmpty() ? Text::tr("PATH is empty")
                               : Text::tr("Searched in PATH: %1").arg(QString::fromLocal8Bit(path)));
}

Error spawnError(const SpawnFailure &failure, const QByteArray &program, const QString &workingDirectory)
{
    const QString why = qt_error_string(failure.errorNumber);
    switch (failure.stage) {
    case SpawnFailure::Stage::WorkingDirectory:
        return {failure.errorNumber == ENOENT ? ErrorCode::NotFound : ErrorCode::PermissionDenied,
                failure.errorNumber == ENOENT ? Text::tr("the working directory does not exist")
                                              : Text::tr("the working directory cannot be used: %1").arg(why),
                workingDirectory,
                {}};
    case SpawnFailure::Stage::Execute:
        return executeError(failure.errorNumber, program);
    case SpawnFailure::Stage::Journal:
        return {ErrorCode::Exhausted,
                Text::tr("the supervisor cannot write its journal: %1").arg(why),
                {},
                Text::tr("Free space in the data folder")};
    case SpawnFailure::Stage::Spool:
        return {ErrorCode::Unavailable, Text::tr("the files for its output cannot be created: %1").arg(why), {}, {}};
    case SpawnFailure::Stage::Limits:
        return {ErrorCode::InvalidArgument, Text::tr("its resource limits cannot be set: %1").arg(why), {}, {}};
    case SpawnFailure::Stage::Request:
        return {ErrorCode::InvalidArgument,
                Text::tr("an argument, variable or path is empty or contains a zero byte"),
                {},
                {}};
    case SpawnFailure::Stage::Process:
        break;
    }
    return {ErrorCode::Exhausted, Text::tr("no process can be created: %1").arg(why), QFile::decodeName(program), {}};
}

} // namespace podium::agents
