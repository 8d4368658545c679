// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/worktree/git.h"

#include <QCoreApplication>
#include <QFile>

namespace podium::agents
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Git)
};

constexpr int QuestionTimeoutMs = 120'000;
constexpr int WorkTimeoutMs = 900'000;

QProcessEnvironment gitEnvironment()
{
    QProcessEnvironment out = QProcessEnvironment::systemEnvironment();
    // Podium may be run by a hook of some repository, whose variables must not lead git to that one.
    for (const char *name :
         {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_PREFIX", "GIT_NAMESPACE",
          "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_IMPLICIT_WORK_TREE", "GIT_GRAFT_FILE",
          "GIT_SHALLOW_FILE", "GIT_CEILING_DIRECTORIES", "GIT_TRACE", "GIT_EXTERNAL_DIFF", "GIT_PAGER"})
        out.remove(QLatin1StringView(name));
    out.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
    out.insert(QStringLiteral("GIT_TERMINAL_PROMPT"), QStringLiteral("0"));
    out.insert(QStringLiteral("GIT_ASKPASS"), QStringLiteral("true"));
    out.insert(QStringLiteral("SSH_ASKPASS"), QStringLiteral("true"));
    out.insert(QStringLiteral("GIT_EDITOR"), QStringLiteral("true"));
    out.insert(QStringLiteral("GIT_OPTIONAL_LOCKS"), QStringLiteral("0"));
    if (!out.contains(QStringLiteral("GIT_SSH_COMMAND")))
        out.insert(QStringLiteral("GIT_SSH_COMMAND"), QStringLiteral("ssh -o BatchMode=yes"));
    return out;
}

/// What a person can do about the commonest refusals.
QString hintFor(const QString &message)
{
    if (message.contains(u"not a git repository"))
        return Text::tr("Choose a folder of a git repository, or another kind of workspace.");
    if (message.contains(u"dubious ownership"))
        return Text::tr("The repository belongs to another user; git says above how to trust it.");
    if (message.contains(u"tell me who you are") || message.contains(u"empty ident name"))
        return Text::tr("Set user.name and user.email with git config.");
    if (message.contains(u"index.lock") || message.contains(u".lock': File exists"))
        return Text::tr("Another git works there, or one has crashed: remove the lock file if none does.");
    if (message.contains(u"No space left"))
        return Text::tr("Free some space on that disk.");
    return {};
}

} // namespace

Git::Git(QString folder, CancelFlag cancel)
    : m_folder(std::move(folder)), m_cancel(std::move(cancel)), m_environment(gitEnvironment()),
      // Hooks are for people at work, and a monitor of the file system would be started for good.
      m_settings{QStringLiteral("core.hooksPath=/dev/null"), QStringLiteral("core.fsmonitor=false"),
                 QStringLiteral("gc.auto=0"), QStringLiteral("advice.detachedHead=false")},
      m_timeoutMs(QuestionTimeoutMs)
{
}

Git Git::in(const QString &folder) const
{
    Git out = *this;
    out.m_folder = folder;
    return out;
}

Git Git::with(const QString &name, const QString &value) const
{
    Git out = *this;
    out.m_environment.insert(name, value);
    return out;
}

Git Git::configured(const QString &setting) const
{
    Git out = *this;
    out.m_settings.append(setting);
    return out;
}

Git Git::asPodium() const
{
    Git out = *this;
    for (const char *who : {"AUTHOR", "COMMITTER"}) {
        out.m_environment.insert(QStringLiteral("GIT_%1_NAME").arg(QLatin1StringView(who)), QStringLiteral("Podium"));
        out.m_environment.insert(QStringLiteral("GIT_%1_EMAIL").arg(QLatin1StringView(who)),
                                 QStringLiteral("podium@localhost"));
    }
    return out.configured(QStringLiteral("commit.gpgSign=false"));
}

Git Git::patient() const
{
    Git out = *this;
    out.m_timeoutMs = WorkTimeoutMs;
    return out;
}

Result<BoundedOutput> Git::attempt(const QStringList &arguments) const
{
    BoundedCommand command;
    command.program = QStringLiteral("git");
    for (const QString &setting : m_settings)
        command.arguments << QStringLiteral("-c") << setting;
    command.arguments += arguments;
    command.folder = m_folder;
    command.environment = m_environment;
    command.timeoutMs = m_timeoutMs;
    command.cancel = m_cancel;
    return runBounded(command);
}

Result<QByteArray> Git::run(const QStringList &arguments) const
{
    const Result<BoundedOutput> output = attempt(arguments);
    if (!output)
        return tl::unexpected(output.error());
    if (output->exitCode != 0)
        return tl::unexpected(gitError(arguments, *output, m_folder));
    return output->out;
}

Result<QString> Git::line(const QStringList &arguments) const
{
    const Result<QByteArray> bytes = run(arguments);
    if (!bytes)
        return tl::unexpected(bytes.error());
    QString text = QFile::decodeName(*bytes);
    while (text.endsWith(u'\n'))
        text.chop(1);
    return text;
}

Result<QStringList> Git::records(const QStringList &arguments) const
{
    const Result<QByteArray> bytes = run(arguments);
    return bytes ? Result<QStringList>(splitRecords(*bytes)) : tl::unexpected(bytes.error());
}

bool Git::succeeds(const QStringList &arguments) const
{
    const Result<BoundedOutput> output = attempt(arguments);
    return output && output->exitCode == 0;
}

Error gitError(const QStringList &arguments, const BoundedOutput &output, const QString &folder)
{
    const QString said = outputTail(output.err.isEmpty() ? output.out : output.err);
    return {ErrorCode::Unavailable,
            Text::tr("git %1 failed: %2")
                .arg(arguments.join(u' '), said.isEmpty() ? Text::tr("exit code %1").arg(output.exitCode) : said),
            folder, hintFor(said)};
}

QStringList splitRecords(const QByteArray &bytes)
{
    QStringList out;
    for (qsizetype at = 0; at < bytes.size();) {
        qsizetype end = bytes.indexOf('\0', at);
        if (end < 0)
            end = bytes.size();
        out += QFile::decodeName(bytes.mid(at, end - at));
        at = end + 1;
    }
    return out;
}

} // namespace podium::agents
