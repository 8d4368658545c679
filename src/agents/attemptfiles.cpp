// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/attemptfiles.h"

#include "base/json.h"
#include "domain/artifactreference.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSaveFile>

namespace podium::agents::attemptfiles
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(AttemptFiles)
};

Result<void> writeFile(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return fail(ErrorCode::Unavailable, Text::tr("cannot write the attempt's context: %1").arg(file.errorString()),
                    path, Text::tr("Check the permissions and the free space of the data folder."));
    return {};
}

Result<void> writeJson(const QString &path, const QJsonObject &object)
{
    return writeFile(path, QJsonDocument(object).toJson(QJsonDocument::Indented));
}

/// Why the object is not a result, or nothing.
QString resultFault(const QJsonObject &object)
{
    if (!object.value(QLatin1StringView("success")).isBool())
        return Text::tr("\"success\" must be true or false");
    const QJsonValue summary = object.value(QLatin1StringView("summary"));
    if (!summary.isUndefined() && !summary.isNull() && !summary.isString())
        return Text::tr("\"summary\" must be a string");
    for (const char *key : {"files_created", "next_steps"}) {
        const QJsonValue list = object.value(QLatin1StringView(key));
        if (list.isUndefined() || list.isNull())
            continue;
        const QJsonArray entries = list.toArray();
        if (!list.isArray() ||
            !std::all_of(entries.begin(), entries.end(), [](const QJsonValue &entry) { return entry.isString(); }))
            return Text::tr("\"%1\" must be a list of strings").arg(QLatin1StringView(key));
    }
    return {};
}

/// The results with each artifact as a file, by its path.
Result<QJsonObject> withFiles(const QString &folder, QJsonObject results, const engine::IArtifactStore *artifacts)
{
    for (auto it = results.begin(); it != results.end(); ++it) {
        QJsonObject entry = it.value().toObject();
        if (!artifacts || !entry.contains(QStringLiteral("result")))
            continue;
        const QJsonValue result = entry.value(QStringLiteral("result"));
        const bool alone = !domain::artifactOf(result).isEmpty();
        int number = 0;
        const auto asFile = [&](const QJsonObject &reference) -> Result<QJsonValue> {
            const Result<QByteArray> bytes = artifacts->get(domain::artifactOf(reference));
            if (!bytes)
                return tl::unexpected(bytes.error());
            // Of a list or a sub-workflow there may be several.
            const QString name = alone ? it.key() : QStringLiteral("%1-%2").arg(it.key()).arg(++number);
            const QString path = QStringLiteral("%1/context/results/%2.json").arg(folder, name);
            if (!QDir().mkpath(QFileInfo(path).path()))
                return fail(ErrorCode::Unavailable, Text::tr("cannot create a folder of the attempt"), path);
            if (Result<void> written = writeFile(path, *bytes); !written)
                return tl::unexpected(written.error());
            QJsonObject out = reference;
            out.insert(QStringLiteral("file"), path);
            return QJsonValue(out);
        };
        const Result<QJsonValue> filed = domain::withoutReferences(result, asFile);
        if (!filed)
            return tl::unexpected(filed.error());
        entry.insert(QStringLiteral("result"), *filed);
        it.value() = entry;
    }
    return results;
}

} // namespace

QString taskFile(const QString &folder)
{
    return folder + QStringLiteral("/context/task.json");
}

QString previousResultsFile(const QString &folder)
{
    return folder + QStringLiteral("/context/previous_results.json");
}

QString resultFile(const QString &folder)
{
    return folder + QStringLiteral("/output/result.json");
}

QJsonObject taskContext(const engine::AttemptRequest &request)
{
    const domain::TaskSpec &spec = request.spec;
    QJsonObject out{{QStringLiteral("id"), spec.id},
                    {QStringLiteral("key"), request.taskKey},
                    {QStringLiteral("title"), spec.title},
                    {QStringLiteral("description"), spec.prompt},
                    {QStringLiteral("type"), spec.type},
                    {QStringLiteral("kind"), spec.kind},
                    {QStringLiteral("role"), spec.role},
                    {QStringLiteral("capabilities"), QJsonArray::fromStringList(spec.capabilities)},
                    {QStringLiteral("input"), spec.input},
                    {QStringLiteral("tags"), QJsonArray::fromStringList(spec.tags)},
                    {QStringLiteral("workflow"), request.workflowName},
                    {QStringLiteral("run"), request.key.run},
                    {QStringLiteral("attempt"), request.key.attempt},
                    {QStringLiteral("working_directory"), request.workingDirectory}};
    if (!spec.outputSchema.isEmpty())
        out.insert(QStringLiteral("output_schema"), spec.outputSchema);
    if (!request.reviewNote.isEmpty())
        out.insert(QStringLiteral("review_note"), request.reviewNote);
    return out;
}

Result<void> writeContext(const QString &folder, const engine::AttemptRequest &request,
                          const engine::IArtifactStore *artifacts)
{
    for (const char *name : {"/context", "/output", "/temp"}) {
        const QString path = folder + QLatin1StringView(name);
        if (!QDir().mkpath(path))
            return fail(ErrorCode::Unavailable, Text::tr("cannot create a folder of the attempt"), path,
                        Text::tr("Check the permissions and the free space of the data folder."));
    }
    if (Result<void> written = writeJson(taskFile(folder), taskContext(request)); !written)
        return written;
    const Result<QJsonObject> results = withFiles(folder, request.previousResults, artifacts);
    return results ? writeJson(previousResultsFile(folder), *results) : tl::unexpected(results.error());
}

Result<std::optional<QJsonObject>> readResult(const QString &folder)
{
    const QString path = resultFile(folder);
    const QFileInfo info(path);
    if (!info.exists() && !info.isSymLink())
        return std::nullopt;
    // A link could name any file of the machine, which would then be shown as a result.
    if (info.isSymLink() || !info.isFile())
        return fail(ErrorCode::InvalidArgument, Text::tr("the result is not a regular file"), path);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::Unavailable, file.errorString(), path);
    const QByteArray bytes = file.read(MaxResultBytes + 1);
    if (bytes.size() > MaxResultBytes)
        return fail(ErrorCode::Exhausted,
                    Text::tr("the result is larger than %1 MiB").arg(MaxResultBytes / (1024 * 1024)), path,
                    Text::tr("Put large data into files of their own and name them in files_created."));
    const Result<QJsonValue> value = parseJson(bytes);
    if (!value)
        return fail(ErrorCode::InvalidArgument, value.error().message, path, value.error().where);
    if (!value->isObject())
        return fail(ErrorCode::InvalidArgument, Text::tr("the result must be a JSON object"), path);
    if (const QString fault = resultFault(value->toObject()); !fault.isEmpty())
        return fail(ErrorCode::InvalidArgument, fault, path);
    return value->toObject();
}

} // namespace podium::agents::attemptfiles
