// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/claude/claudeplace.h"

#include "agents/claude/claudejournal.h"
#include "agents/worktree/boundedprocess.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QProcessEnvironment>
#include <QUuid>

namespace podium::agents
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ClaudePlace)
};

} // namespace

QString ClaudePlace::transcripts() const
{
    return claudeConfigFolder(environment);
}

Result<ClaudePlace> claudePlace(const QString &attemptFolder, const domain::Agent &agent,
                                const ClaudeSettings &settings)
{
    ClaudeJournal journal(attemptFolder + QStringLiteral("/claude.journal"));
    journal.load();
    if (!journal.exists())
        return fail(ErrorCode::NotFound, Text::tr("the attempt has no session of Claude Code"), attemptFolder);
    engine::AttemptRequest request;
    request.agent = agent;
    request.attemptFolder = attemptFolder;
    const Result<ClaudeOptions> options = claudeOptions(request, settings);
    if (!options)
        return tl::unexpected(options.error());
    const QProcessEnvironment inherited = QProcessEnvironment::systemEnvironment();
    const Result<QString> program = findClaude(settings, inherited);
    if (!program)
        return tl::unexpected(program.error());
    const ClaudePlace out{*program,
                          journal.session(),
                          journal.workingDirectory(),
                          options->configFolder,
                          claudeBounds(*options),
                          claudeEnvironment(request, *options, inherited)};
    if (!sessionExists(out.transcripts(), out.session))
        return fail(ErrorCode::NotFound, Text::tr("the session is not there any more"), out.session);
    if (!QFileInfo(out.folder).isDir())
        return fail(ErrorCode::NotFound, Text::tr("the folder in which the attempt worked is gone"), out.folder);
    return out;
}

Result<void> sessionIsFree(const ClaudePlace &place)
{
    const qint64 holder = sessionHolder(place.transcripts(), place.session);
    if (holder == 0)
        return {};
    return fail(ErrorCode::Conflict, Text::tr("process %1 has the session open").arg(holder), place.session,
                Text::tr("End it first: two processes on one session lose the work of one of them."));
}

Result<void> rewindFiles(const ClaudePlace &place, const QString &message)
{
    if (const Result<void> free = sessionIsFree(place); !free)
        return free;
    if (QUuid::fromString(message).isNull())
        return fail(ErrorCode::InvalidArgument, Text::tr("that is not the id of a message"), message);
    BoundedCommand command;
    command.program = place.program;
    command.arguments = {QStringLiteral("-p"), QStringLiteral("--resume=") + place.session,
                         QStringLiteral("--rewind-files"), message};
    command.arguments += place.bounds; // The folder is one that an agent has worked in: nothing of it is trusted.
    command.folder = place.folder;
    for (auto it = place.environment.begin(); it != place.environment.end(); ++it)
        command.environment.insert(it.key(), it.value());
    const Result<BoundedOutput> output = runBounded(command);
    if (!output)
        return tl::unexpected(output.error());
    if (output->exitCode != 0)
        return fail(ErrorCode::Conflict,
                    Text::tr("the files cannot be set back: %1").arg(outputTail(output->err + output->out)), message);
    return {};
}

} // namespace podium::agents
