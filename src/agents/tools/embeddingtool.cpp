// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/tools/embeddingtool.h"

#include "agents/tools/toolschema.h"
#include "base/continuation.h"
#include "base/ids.h"
#include "base/json.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonArray>
#include <QPromise>
#include <QSaveFile>

namespace podium::agents
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(EmbeddingTool)
};

constexpr int MaxTexts = 2048;
constexpr qsizetype InlineBytes = 32 * 1024; ///< More than a model can make use of.
constexpr qint64 TimeLimitMs = 10 * 60'000;

QJsonArray toJson(const QList<double> &vector)
{
    QJsonArray out;
    for (const double number : vector)
        out.append(number);
    return out;
}

/// One line for each text: {"index", "text", "embedding"}.
Result<QString> written(const QString &folder, const QStringList &texts, const Vectors &vectors)
{
    const QString path = folder + QStringLiteral("/output/embeddings-%1.jsonl").arg(newId());
    QDir().mkpath(folder + QStringLiteral("/output"));
    QSaveFile file(path);
    bool ok = file.open(QIODevice::WriteOnly);
    for (qsizetype i = 0; ok && i < vectors.size(); ++i) {
        const QByteArray line = canonicalJson(QJsonObject{{QStringLiteral("index"), i},
                                                          {QStringLiteral("text"), texts.at(i)},
                                                          {QStringLiteral("embedding"), toJson(vectors.at(i))}}) +
                                '\n';
        ok = file.write(line) == line.size();
    }
    if (!ok || !file.commit())
        return fail(ErrorCode::Exhausted, Text::tr("the vectors cannot be written: %1").arg(file.errorString()), path);
    return path;
}

Result<QJsonValue> answerOf(const Result<Vectors> &vectors, const QStringList &texts, const QString &folder,
                            const QString &model)
{
    if (!vectors)
        return tl::unexpected(vectors.error());
    QJsonObject out{{QStringLiteral("model"), model},
                    {QStringLiteral("count"), vectors->size()},
                    {QStringLiteral("dimensions"), vectors->value(0).size()}};
    QJsonArray all;
    for (const QList<double> &vector : *vectors)
        all.append(toJson(vector));
    if (canonicalJson(all).size() <= InlineBytes) {
        out.insert(QStringLiteral("embeddings"), all);
        return QJsonValue(out);
    }
    const Result<QString> path = written(folder, texts, *vectors);
    if (!path)
        return tl::unexpected(path.error());
    out.insert(QStringLiteral("file"), *path);
    return QJsonValue(out);
}

} // namespace

AgentTool generateEmbeddingTool(EmbeddingClient &client)
{
    AgentTool tool;
    tool.name = QStringLiteral("generate_embedding");
    tool.description =
        QStringLiteral("Turn texts into vectors with the embedding model of this project. Small answers hold the "
                       "vectors (\"embeddings\"); larger ones name a \"file\" with one JSON object per line: index, "
                       "text, embedding.");
    tool.inputSchema = toolschema::object(
        {{QStringLiteral("texts"),
          toolschema::field("array", "The texts.",
                            {{QStringLiteral("minItems"), 1},
                             {QStringLiteral("maxItems"), MaxTexts},
                             {QStringLiteral("items"), QJsonObject{{QStringLiteral("type"), QStringLiteral("string")},
                                                                   {QStringLiteral("minLength"), 1}}}})}},
        {QStringLiteral("texts")});
    tool.consent = AgentTool::Consent::Given;
    tool.risk = domain::Risk::Low;
    tool.repeatable = true;
    tool.timeLimitMs = TimeLimitMs;
    tool.handler = [&client](const ToolCall &call) -> ToolAnswer {
        QStringList texts;
        for (const QJsonValue &text : call.arguments.value(QLatin1StringView("texts")).toArray())
            texts.append(text.toString());
        // then() would hand on neither progress nor the wish to end it.
        auto promise = std::make_shared<QPromise<Result<QJsonValue>>>();
        promise->start();
        promise->setProgressRange(0, int(texts.size()));
        const EmbeddingWatch watch{QFuture<void>(promise->future()), [promise](int done, const QString &text) {
                                       promise->setProgressValueAndText(done, text);
                                   }};
        then(client.embed(texts, watch), [promise, texts, folder = call.attemptFolder,
                                          model = client.settings().model](const Result<Vectors> &vectors) {
            promise->addResult(answerOf(vectors, texts, folder, model));
            promise->finish();
        });
        return promise->future();
    };
    return tool;
}

} // namespace podium::agents
