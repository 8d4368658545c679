// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "base/json.h"
#include "base/suggestion.h"
#include "control/local/handlers/answerjson.h"
#include "control/local/handlers/handlers.h"
#include "control/local/handlers/workflowsource.h"
#include "domain/definition/editing/workflowdiff.h"
#include "domain/definition/workflowloader.h"
#include "storage/notebook.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QJsonArray>
#include <QRegularExpression>

#include <algorithm>
#include <optional>

namespace podium::control
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(LibraryHandlers)
};

using domain::WorkflowSnapshot;
using storage::LibraryVersion;

QJsonObject versionJson(const LibraryVersion &version)
{
    return {{QStringLiteral("workflow"), version.workflow},
            {QStringLiteral("version"), version.version},
            {QStringLiteral("hash"), version.hash},
            {QStringLiteral("title"), version.title},
            {QStringLiteral("tasks"), version.tasks},
            {QStringLiteral("errors"), version.errors},
            {QStringLiteral("message"), version.message},
            {QStringLiteral("saved_by"), version.savedBy},
            {QStringLiteral("created_ms"), version.createdMs},
            {QStringLiteral("removed"), version.removed}};
}

/// Why there is nothing, with what was probably meant.
Reply missing(const Request &request, qint64 version)
{
    const QString name = request.text("workflow");
    return andThen(request.host->queries().libraryVersions(name), [=](const QList<LibraryVersion> &versions) {
        if (!versions.isEmpty() && version > 0) {
            return replyNow(fail(ErrorCode::NotFound, Text::tr("there is no version %1").arg(version), name,
                                 Text::tr("podiumctl workflows versions %1 lists them").arg(name)));
        }
        if (!versions.isEmpty()) {
            return replyNow(fail(ErrorCode::NotFound, Text::tr("the workflow was removed from the library"), name,
                                 Text::tr("podiumctl workflows restore %1 %2 brings it back")
                                     .arg(name)
                                     .arg(versions.first().version - 1)));
        }
        return andThen(request.host->queries().library(), [=](const QList<LibraryVersion> &all) {
            QStringList names;
            for (const LibraryVersion &one : all)
                names += one.workflow;
            const QString meant = suggestion(name, names);
            return replyNow(fail(ErrorCode::NotFound, Text::tr("there is no workflow \"%1\" in the library").arg(name),
                                 QStringLiteral("workflow"),
                                 meant.isEmpty() ? Text::tr("podiumctl workflows lists them") : meant));
        });
    });
}

using WithVersion = std::function<Reply(const LibraryVersion &)>;

/// `next` with a version of the workflow that the request names; 0 = the newest.
Reply withVersion(const Request &request, qint64 version, const WithVersion &next)
{
    return andThen(request.host->queries().libraryVersion(request.text("workflow"), version),
                   [=](const std::optional<LibraryVersion> &found) {
                       return found && !found->removed ? next(*found) : missing(request, version);
                   });
}

Reply list(const Request &request)
{
    return answered(request.host->queries().library(), [](const QList<LibraryVersion> &all) -> Result<QJsonObject> {
        return QJsonObject{{QStringLiteral("workflows"), jsonArray(all, versionJson)}};
    });
}

Reply show(const Request &request)
{
    const qint64 version = request.params.value(QStringLiteral("version")).toInteger();
    return withVersion(request, version, [](const LibraryVersion &found) {
        QJsonObject out = versionJson(found);
        out.insert(QStringLiteral("text"), found.source);
        return replyNow(out);
    });
}

Reply versions(const Request &request)
{
    return andThen(request.host->queries().libraryVersions(request.text("workflow")),
                   [request](const QList<LibraryVersion> &all) {
                       if (all.isEmpty())
                           return missing(request, 0);
                       return replyNow(QJsonObject{{QStringLiteral("versions"), jsonArray(all, versionJson)}});
                   });
}

Reply write(const Request &request, LibraryVersion version)
{
    version.savedBy = request.principal.name;
    version.createdMs = SystemClock().nowMs();
    std::optional<qint64> base;
    if (request.has("base"))
        base = request.params.value(QStringLiteral("base")).toInteger();
    // The notebook's write outlives it: it belongs to the storage.
    return answered(storage::Notebook(*request.host->storage()).saveVersion(version, base),
                    [](const LibraryVersion &saved) -> Result<QJsonObject> { return versionJson(saved); });
}

/// A name that can be typed on a command line and stand in an address, and is no path of a file.
Result<QString> libraryName(const QString &name)
{
    static const QRegularExpression s_name(
        QStringLiteral("^(?!.*\\.(?:ya?ml|json)$)[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,99}$"));
    if (s_name.match(name).hasMatch())
        return name;
    return fail(ErrorCode::InvalidArgument,
                name.isEmpty() ? Text::tr("the workflow has no name") : Text::tr("\"%1\" cannot be its name").arg(name),
                QStringLiteral("workflow"),
                Text::tr("Use letters, digits, blanks, dots, dashes and underlines, 100 at most"));
}

/// The library keeps one text: what that needs of other files would be missing when it is to run.
Result<void> standsAlone(const QByteArray &text)
{
    const domain::Diagnostics found = domain::loadWorkflow(text, QString()).diagnostics;
    const auto file = std::find_if(found.begin(), found.end(), [](const domain::Diagnostic &one) {
        return one.code == QLatin1StringView("cannot-read");
    });
    if (file == found.end())
        return {};
    return fail(
        ErrorCode::InvalidArgument,
        Text::tr("line %1 uses another file, which the library does not keep").arg(file->line), QStringLiteral("uses"),
        Text::tr("Write the tasks of that file below `workflow:` in place of `uses:`, or leave both as files and "
                 "run them with podiumctl run FILE"));
}

Reply save(const Request &request)
{
    const Result<QByteArray> text = requestedText(request.params);
    if (!text)
        return replyNow(tl::unexpected(text.error()));
    if (const Result<void> alone = standsAlone(*text); !alone)
        return replyNow(tl::unexpected(alone.error()));
    const Result<domain::LoadResult> loaded = loadRequested(request.params);
    if (!loaded)
        return replyNow(tl::unexpected(loaded.error()));
    const std::shared_ptr<const WorkflowSnapshot> snapshot = WorkflowSnapshot::read(*text);
    if (!snapshot) {
        const domain::Diagnostics &found = loaded->diagnostics;
        return replyNow(fail(ErrorCode::InvalidArgument,
                             found.isEmpty() ? Text::tr("the text cannot be read") : found.first().text()));
    }
    LibraryVersion version;
    const Result<QString> name =
        libraryName(request.has("workflow") ? request.text("workflow") : snapshot->workflow().name);
    if (!name)
        return replyNow(tl::unexpected(name.error()));
    version.workflow = *name;
    version.title = snapshot->workflow().title;
    version.tasks = int(snapshot->workflow().tasks.size());
    version.errors = int(std::count_if(loaded->diagnostics.begin(), loaded->diagnostics.end(), [](const auto &one) {
        return one.severity == domain::Diagnostic::Severity::Error;
    }));
    version.hash = QString::fromLatin1(QCryptographicHash::hash(*text, QCryptographicHash::Sha256).toHex());
    version.source = QString::fromUtf8(*text);
    version.message = request.text("message");
    return write(request, version);
}

Reply restore(const Request &request)
{
    const qint64 wanted = request.params.value(QStringLiteral("version")).toInteger();
    return withVersion(request, wanted, [request](const LibraryVersion &found) {
        LibraryVersion again = found;
        again.message = Text::tr("Version %1 again").arg(found.version);
        return write(request, again);
    });
}

Reply removal(const Request &request)
{
    return withVersion(request, 0, [request](const LibraryVersion &newest) {
        LibraryVersion gone;
        gone.workflow = newest.workflow;
        gone.title = newest.title;
        gone.removed = true;
        return write(request, gone);
    });
}

/// Without versions the newest and the one before it; with one the newest and that.
Reply withTwo(const Request &request, const std::function<Reply(const LibraryVersion &, const LibraryVersion &)> &next)
{
    const qint64 from = request.params.value(QStringLiteral("from")).toInteger();
    const qint64 to = request.params.value(QStringLiteral("to")).toInteger();
    return withVersion(request, to, [=](const LibraryVersion &newer) {
        if (from > 0)
            return withVersion(request, from, [=](const LibraryVersion &older) { return next(older, newer); });
        return andThen(request.host->queries().libraryVersions(newer.workflow), [=](const QList<LibraryVersion> &all) {
            const auto before = std::find_if(all.begin(), all.end(), [&](const LibraryVersion &one) {
                return one.version < newer.version && !one.removed;
            });
            if (before == all.end()) {
                return replyNow(fail(ErrorCode::Conflict, Text::tr("it is the first version: there is none before it"),
                                     newer.workflow));
            }
            return withVersion(request, before->version,
                               [=](const LibraryVersion &older) { return next(older, newer); });
        });
    });
}

Reply compared(const LibraryVersion &from, const QByteArray &text, std::optional<qint64> to)
{
    const std::shared_ptr<const WorkflowSnapshot> before = WorkflowSnapshot::read(from.source.toUtf8());
    const std::shared_ptr<const WorkflowSnapshot> after = WorkflowSnapshot::read(text);
    if (!before)
        return replyNow(
            fail(ErrorCode::Corrupt, Text::tr("version %1 cannot be read").arg(from.version), from.workflow));
    if (!after)
        return replyNow(fail(ErrorCode::InvalidArgument, Text::tr("the text cannot be read"), from.workflow));
    QJsonObject out{{QStringLiteral("from"), from.version},
                    {QStringLiteral("diff"), domain::workflowDiff(*before, *after)},
                    {QStringLiteral("before"), from.source},
                    {QStringLiteral("after"), QString::fromUtf8(text)}};
    if (to)
        out.insert(QStringLiteral("to"), *to);
    return replyNow(out);
}

Reply diff(const Request &request)
{
    if (request.has("definition")) {
        const QByteArray text = request.text("definition").toUtf8();
        return withVersion(request, request.params.value(QStringLiteral("from")).toInteger(),
                           [text](const LibraryVersion &from) { return compared(from, text, {}); });
    }
    return withTwo(request, [](const LibraryVersion &from, const LibraryVersion &to) {
        return compared(from, to.source.toUtf8(), to.version);
    });
}

Reply trial(const Request &request)
{
    const Result<domain::WorkflowPtr> workflow = requestedWorkflow(request);
    if (!workflow)
        return replyNow(tl::unexpected(workflow.error()));
    QJsonObject results = request.params.value(QStringLiteral("results")).toObject();
    for (QJsonValueRef value : results) { // From a command line everything is text.
        if (const Result<QJsonValue> parsed = parseJson(value.toString().toUtf8()); value.isString() && parsed)
            value = *parsed;
    }
    const QString task = request.text("task");
    const Result<QJsonObject> alone = domain::trialOf(**workflow, task, results);
    if (!alone)
        return replyNow(tl::unexpected(alone.error()));
    Request start = request;
    start.params = {{QStringLiteral("definition"), QString::fromUtf8(canonicalJson(*alone))}};
    for (const char *field : {"inputs", "working_directory"}) {
        if (request.has(field))
            start.params.insert(QLatin1StringView(field), request.params.value(QLatin1StringView(field)));
    }
    return andThen(submitRun(start), [task](const QJsonObject &begun) {
        return replyNow(
            QJsonObject{{QStringLiteral("run"), begun.value(QStringLiteral("run"))}, {QStringLiteral("task"), task}});
    });
}

} // namespace

Handler orFromLibrary(const Handler &handler)
{
    return [handler](const Request &request) {
        if (!request.has("template") || !request.host)
            return handler(request);
        return andThen(request.host->queries().libraryVersion(request.text("template")),
                       [request, handler](const std::optional<LibraryVersion> &found) {
                           if (!found)
                               return handler(request);
                           Request own = request;
                           own.params.remove(QStringLiteral("template"));
                           own.params.insert(QStringLiteral("definition"), found->source);
                           return handler(own);
                       });
    };
}

Handlers libraryHandlers()
{
    return {{QStringLiteral("workflow.list"), list},         {QStringLiteral("workflow.show"), show},
            {QStringLiteral("workflow.versions"), versions}, {QStringLiteral("workflow.save"), save},
            {QStringLiteral("workflow.diff"), diff},         {QStringLiteral("workflow.restore"), restore},
            {QStringLiteral("workflow.remove"), removal},    {QStringLiteral("workflow.try"), orFromLibrary(trial)}};
}

} // namespace podium::control
