// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/agentidentity.h"
#include "agents/messages/messagesconversation.h"
#include "base/json.h"
#include "domain/artifactreference.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QStringList>

namespace podium::agents
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(MessagesPrompt)
};

constexpr qsizetype MaxPromptBytes =
    512 * 1024; ///< Of input and earlier results; more is work for one that reads files.

/// The results with what was put into artifacts.
Result<QJsonObject> whole(QJsonObject results, const engine::IArtifactStore *artifacts)
{
    for (auto it = results.begin(); it != results.end(); ++it) {
        QJsonObject entry = it.value().toObject();
        if (!artifacts || !entry.contains(u"result"))
            continue;
        const auto content = [artifacts](const QJsonObject &reference) -> Result<QJsonValue> {
            const Result<QByteArray> bytes = artifacts->get(domain::artifactOf(reference));
            if (!bytes)
                return tl::unexpected(bytes.error());
            const Result<QJsonValue> value = parseJson(*bytes);
            return value ? *value : QJsonValue(QString::fromUtf8(*bytes));
        };
        const Result<QJsonValue> result = domain::withoutReferences(entry.value(u"result"), content);
        if (!result)
            return tl::unexpected(result.error());
        entry.insert(QStringLiteral("result"), *result);
        it.value() = entry;
    }
    return results;
}

} // namespace

QString messagesSystemPrompt(const engine::AttemptRequest &request)
{
    QString out =
        QStringLiteral("You carry out one task of the workflow \"%1\" on your own; nobody watches, and nobody "
                       "can answer questions. You have no files and no shell: all you need is in the message.")
            .arg(request.workflowName);
    out += whoItIs(request);
    out += request.spec.outputSchema.isEmpty()
               ? QStringLiteral("\n\nYour final message is the result of the task; write nothing else into it.")
               : QStringLiteral("\n\nGive the result of the task by a call of the tool structured_output.");
    if (request.agent && !request.agent->systemPrompt.isEmpty())
        out += QStringLiteral("\n\n") + request.agent->systemPrompt;
    return out;
}

Result<QString> messagesPrompt(const engine::AttemptRequest &request, const engine::IArtifactStore *artifacts)
{
    QString out = request.spec.title.isEmpty() ? QString() : QStringLiteral("Task: %1\n\n").arg(request.spec.title);
    out += request.spec.prompt;
    if (!request.reviewNote.isEmpty())
        out +=
            QStringLiteral("\n\nThe task was done before, and a reviewer asks for changes:\n\n") + request.reviewNote;
    if (!request.spec.input.isEmpty())
        out += QStringLiteral("\n\nInput data (JSON):\n") + QString::fromUtf8(canonicalJson(request.spec.input));
    if (!request.previousResults.isEmpty()) {
        const Result<QJsonObject> results = whole(request.previousResults, artifacts);
        if (!results)
            return tl::unexpected(results.error());
        out += QStringLiteral("\n\nResults of the tasks this one depends on (JSON):\n") +
               QString::fromUtf8(canonicalJson(*results));
    }
    if (out.size() > MaxPromptBytes)
        return fail(ErrorCode::Exhausted,
                    Text::tr("the task with its input and earlier results has %L1 characters, at most %L2 can be sent")
                        .arg(out.size())
                        .arg(MaxPromptBytes),
                    {}, Text::tr("Let an agent with the runner claude do it; it reads them from files."));
    return out;
}

} // namespace podium::agents
