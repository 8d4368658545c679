// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// What is said to the model. It is not shown to people, and therefore not translated.
#include "agents/agentidentity.h"
#include "agents/attemptfiles.h"
#include "agents/claude/claudelaunch.h"
#include "base/json.h"

#include <QJsonDocument>

namespace podium::agents
{

namespace
{

constexpr qsizetype InlineInputBytes = 16 * 1024;

QString contextHint(const engine::AttemptRequest &request)
{
    QString out;
    if (!request.spec.input.isEmpty()) {
        const QByteArray input = canonicalJson(request.spec.input);
        if (input.size() <= InlineInputBytes)
            out += QStringLiteral("\n\nInput data (JSON):\n") + QString::fromUtf8(input);
        else
            out += QStringLiteral("\n\nThe input data is in %1, under \"input\".")
                       .arg(attemptfiles::taskFile(request.attemptFolder));
    }
    if (!request.previousResults.isEmpty())
        out += QStringLiteral("\n\nResults of the tasks this one depends on (%1) are in %2.")
                   .arg(request.previousResults.keys().join(QStringLiteral(", ")),
                        attemptfiles::previousResultsFile(request.attemptFolder));
    return out;
}

} // namespace

QString claudeSystemPrompt(const engine::AttemptRequest &request, const QString &branch)
{
    const QString &folder = request.attemptFolder;
    const bool talks = request.spec.conversation.stays;
    QString out =
        talks ? QStringLiteral("You are an agent of a team that Podium coordinates. A person talks to you now; do what "
                               "they ask, and answer them in plain words.")
              : QStringLiteral("You are an agent of a team that Podium coordinates. You carry out one task of the "
                               "workflow \"%1\" on your own; nobody watches, and questions cost a person's time, so "
                               "ask only what you cannot decide.")
                    .arg(request.workflowName);
    out += whoItIs(request);
    out += QStringLiteral("\n\nWork in the current directory. If it contains CLAUDE.md or AGENTS.md, read that first.\n"
                          "Files of this task:\n"
                          "- %1: the task, complete.\n"
                          "- %2: results of the tasks it depends on; a large one is in the file that it names.\n"
                          "- %3/temp: for your scratch files.\n"
                          "- %3/output: for what you produce outside of the working directory.\n")
               .arg(attemptfiles::taskFile(folder), attemptfiles::previousResultsFile(folder), folder);
    if (!branch.isEmpty()) {
        out += QStringLiteral(
                   "\nThe current directory is a git worktree of this task alone, on the branch %1. Commit your "
                   "work to that branch; it is reviewed and merged later. Do not switch branches, merge into "
                   "others, or push.\n")
                   .arg(branch);
    }
    if (talks) {
        // What was said last is the result.
    } else if (request.spec.outputSchema.isEmpty()) {
        out +=
            QStringLiteral(
                "\nReport: as the last thing you do, write %1 with the Write tool, a JSON object with the keys "
                "\"success\" (true or false), \"data\" (anything the next tasks need), \"summary\" (one paragraph), "
                "\"files_created\" (list of paths) and \"next_steps\" (list of strings). Say success: false with the "
                "reason as summary if you could not do the task. For a task that only wants an answer in words, "
                "your final message is enough.")
                .arg(attemptfiles::resultFile(folder));
    } else {
        out += QStringLiteral(
                   "\nReport: end with a call of the tool StructuredOutput. If you cannot do the task, write %1 "
                   "instead: {\"success\": false, \"summary\": \"<why>\"}.")
                   .arg(attemptfiles::resultFile(folder));
    }
    if (request.agent && !request.agent->systemPrompt.isEmpty())
        out += QStringLiteral("\n\n") + request.agent->systemPrompt;
    return out;
}

QString claudePrompt(const engine::AttemptRequest &request, bool resume)
{
    const QString task =
        (request.spec.title.isEmpty() ? QString() : QStringLiteral("Task: %1\n\n").arg(request.spec.title)) +
        request.spec.prompt;
    const QString told = request.messages.join(QStringLiteral("\n\n"));
    if (resume && request.continues && !told.isEmpty())
        return told;
    QString out;
    if (resume && request.continues) {
        out = QStringLiteral("A person has gone on with this conversation meanwhile and may have changed files. Check "
                             "what of the task is done now, then go on with it.\n\n%1")
                  .arg(task);
    } else if (!request.reviewNote.isEmpty()) {
        out = resume ? QStringLiteral("A reviewer asks for changes to your work:\n\n%1\n\nThe task was:\n\n%2")
                           .arg(request.reviewNote, task)
                     : QStringLiteral("%2\n\nThe task was done before, and a reviewer asks for changes:\n\n%1")
                           .arg(request.reviewNote, task);
    } else if (resume) {
        out = QStringLiteral(
                  "You were interrupted while you worked on this task. Check what of it is done and whether your last "
                  "tool call took effect, then go on with it.\n\n%1")
                  .arg(task);
    } else {
        out = task;
    }
    if (!told.isEmpty())
        out += QStringLiteral("\n\nYou were told meanwhile:\n\n") + told;
    if (request.spec.conversation.stays)
        return out;
    return out + contextHint(request);
}

} // namespace podium::agents
