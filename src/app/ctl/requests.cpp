// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/requests.h"

#include "app/ctl/views/commandtext.h"
#include "app/ctl/views/planningview.h"
#include "base/json.h"

#include <QCoreApplication>

namespace podium::ctl
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Requests)
};

// A title says nothing if less of it is left.
constexpr int LeastTitle = 12;

QString str(const QJsonObject &object, const char *name)
{
    return oneLine(object.value(QLatin1StringView(name)).toString());
}

QJsonObject subjectOf(const QJsonObject &request)
{
    return request.value(QStringLiteral("subject")).toObject();
}

bool isKind(const QJsonObject &request, const char *kind)
{
    return str(request, "kind") == QLatin1StringView(kind);
}

/// As a word of a shell; plain words stay as they are.
QString fieldOption(const QString &name, const QString &value)
{
    return QStringLiteral(" --field ") + commandWord(name) + u'=' + commandWord(value);
}

QString scalar(const QJsonValue &value)
{
    return value.isString() ? value.toString() : QString::fromUtf8(canonicalJson(value));
}

QStringList scalars(const QJsonArray &array)
{
    QStringList out;
    for (const QJsonValue &value : array)
        out += oneLine(scalar(value));
    return out;
}

/// A field of a form: a property of its JSON Schema.
/// A value that the field takes, as an example of what to write.
QString exampleValue(const QJsonObject &schema)
{
    for (const char *key : {"default", "const"}) {
        if (schema.contains(QLatin1StringView(key)))
            return scalar(schema.value(QLatin1StringView(key)));
    }
    const QJsonArray choices = schema.value(QStringLiteral("enum")).toArray();
    if (!choices.isEmpty())
        return scalar(choices.first());
    const QString type = schema.value(QStringLiteral("type")).toString();
    if (type == QLatin1StringView("boolean"))
        return QStringLiteral("true");
    if (type == QLatin1StringView("integer") || type == QLatin1StringView("number"))
        return scalar(schema.value(QStringLiteral("minimum")).toDouble(1));
    if (type == QLatin1StringView("array"))
        return Text::tr("TEXT,TEXT");
    return type == QLatin1StringView("object") ? QStringLiteral("{}") : Text::tr("TEXT");
}

QString fieldType(const QJsonObject &schema)
{
    const QJsonArray choices = schema.value(QStringLiteral("enum")).toArray();
    if (!choices.isEmpty())
        return Text::tr("one of %1").arg(scalars(choices).join(QStringLiteral(", ")));
    QString type = str(schema, "type");
    if (type == QLatin1StringView("array")) {
        const QString items = str(schema.value(QStringLiteral("items")).toObject(), "type");
        type = items.isEmpty() ? Text::tr("list") : Text::tr("list of %1").arg(items);
    }
    if (type.isEmpty())
        type = Text::tr("any value");
    const QJsonValue least = schema.value(QStringLiteral("minimum"));
    const QJsonValue most = schema.value(QStringLiteral("maximum"));
    if (least.isDouble() && most.isDouble())
        return Text::tr("%1 from %2 to %3").arg(type, scalar(least), scalar(most));
    if (least.isDouble())
        return Text::tr("%1, at least %2").arg(type, scalar(least));
    return most.isDouble() ? Text::tr("%1, at most %2").arg(type, scalar(most)) : type;
}

QStringList fieldLines(const QList<FormField> &fields)
{
    int width = 0;
    for (const FormField &field : fields)
        width = std::max(width, displayWidth(oneLine(field.name)));
    QStringList out;
    for (const FormField &field : fields) {
        out += padded(oneLine(field.name), width) + QStringLiteral("  ") + aboutField(field);
    }
    return out;
}

/// "name  value" with the lines of longer values below each other; objects as "outer.inner".
void addValues(QStringList &out, const QJsonObject &object, const QString &prefix)
{
    for (auto it = object.begin(); it != object.end(); ++it) {
        const QString name = prefix + oneLine(it.key());
        if (it.value().isObject() && !it.value().toObject().isEmpty()) {
            addValues(out, it.value().toObject(), name + u'.');
            continue;
        }
        const QStringList lines = harmless(scalar(it.value())).trimmed().split(u'\n');
        out += name + QStringLiteral(": ") + (lines.size() == 1 ? lines.first() : QString());
        for (qsizetype i = 0; lines.size() > 1 && i < lines.size(); ++i)
            out += QStringLiteral("  ") + lines.at(i);
    }
}

QStringList questionLines(const QJsonArray &questions)
{
    QStringList out;
    for (const QJsonValue &value : questions) {
        const QJsonObject question = value.toObject();
        QString line = str(question, "question");
        if (const QString header = str(question, "header"); !header.isEmpty())
            line = header + QStringLiteral(": ") + line;
        if (question.value(QStringLiteral("multiSelect")).toBool())
            line += u' ' + Text::tr("(several may be chosen)");
        out += line;
        const QJsonArray options = question.value(QStringLiteral("options")).toArray();
        for (const QJsonValue &option : options) {
            const QString about = str(option.toObject(), "description");
            out += QStringLiteral("  - ") + str(option.toObject(), "label") +
                   (about.isEmpty() ? QString() : QStringLiteral(": ") + about);
        }
    }
    return out;
}

QJsonArray questionsOf(const QJsonObject &request)
{
    return subjectOf(request).value(QStringLiteral("input")).toObject().value(QStringLiteral("questions")).toArray();
}

/// What exactly is decided on, without what is said elsewhere.
QStringList subjectLines(const QJsonObject &request)
{
    if (const QJsonArray questions = questionsOf(request); isKind(request, "question") && !questions.isEmpty())
        return questionLines(questions);
    QJsonObject subject = subjectOf(request);
    for (const char *said : {"run", "task", "attempt", "message", "question", "form", "voters", "starts"})
        subject.remove(QLatin1StringView(said));
    QStringList out;
    if (isKind(request, "vote")) {
        const QJsonArray voters = subjectOf(request).value(QStringLiteral("voters")).toArray();
        out += Text::tr("Options: %1").arg(scalars(subject.take(QStringLiteral("options")).toArray()).join(u", "));
        if (!voters.isEmpty())
            out += Text::tr("Who may vote: %1").arg(scalars(voters).join(QStringLiteral(", ")));
    }
    addValues(out, subject, QString());
    const QList<FormField> fields = isKind(request, "form") ? formFields(request) : QList<FormField>();
    if (!fields.isEmpty()) {
        out += Text::tr("Fields:");
        for (const QString &line : fieldLines(fields))
            out += QStringLiteral("  ") + line;
    }
    return out;
}

QJsonArray votesOf(const QJsonObject &request)
{
    return request.value(QStringLiteral("answer")).toObject().value(QStringLiteral("votes")).toArray();
}

/// Who has voted or agreed so far: "anna: ship".
QStringList votesSoFar(const QJsonObject &request)
{
    QStringList out;
    const QJsonArray votes = votesOf(request);
    for (const QJsonValue &value : votes) {
        const QJsonObject vote = value.toObject();
        const QString choice = str(vote, "choice");
        out += choice.isEmpty() ? str(vote, "by") : QStringLiteral("%1: %2").arg(str(vote, "by"), choice);
    }
    return out;
}

/// " --as NAME" where it is not enough, or not right, that the caller decides.
QString voterOption(const QJsonObject &request)
{
    const QJsonArray voters = subjectOf(request).value(QStringLiteral("voters")).toArray();
    if (voters.isEmpty())
        return request.value(QStringLiteral("needed")).toInt(1) > 1 || !str(request, "role").isEmpty()
                   ? QStringLiteral(" --as ") + Text::tr("NAME")
                   : QString();
    QStringList missing = scalars(voters);
    const QJsonArray votes = votesOf(request);
    for (const QJsonValue &vote : votes)
        missing.removeAll(str(vote.toObject(), "by"));
    return QStringLiteral(" --as ") + commandWord(missing.isEmpty() ? scalars(voters).first() : missing.first());
}

QString kindText(const QJsonObject &request)
{
    const QString agent = str(request, "agent");
    const auto whose = [&agent](const QString &nobody, const QString &named) {
        return agent.isEmpty() ? nobody : named.arg(agent);
    };
    if (isKind(request, "gate"))
        return Text::tr("gate before a task");
    if (isKind(request, "review"))
        return whose(Text::tr("review of finished work"), Text::tr("review of the work of %1"));
    if (isKind(request, "form"))
        return Text::tr("form to fill in");
    if (isKind(request, "permission"))
        return whose(Text::tr("an agent asks for permission"), Text::tr("%1 asks for permission"));
    if (isKind(request, "question"))
        return whose(Text::tr("an agent asks a question"), Text::tr("%1 asks a question"));
    if (isKind(request, "interrupted"))
        return Text::tr("interrupted task");
    return isKind(request, "vote") ? Text::tr("vote") : str(request, "kind");
}

/// The other ways to answer, beside answerCommand().
QStringList moreCommands(const QJsonObject &request)
{
    const QString id = commandWord(str(request, "id"));
    if (isKind(request, "vote"))
        return {};
    const QString deny = commandText(QStringLiteral("deny %1 --comment %2").arg(id, Text::tr("'the reason'")));
    if (isKind(request, "review"))
        return {commandText(QStringLiteral("deny %1 --changes --comment %2").arg(id, Text::tr("'what to do better'"))),
                deny};
    return {deny};
}

} // namespace

QList<FormField> formFields(const QJsonObject &request)
{
    const QJsonObject form = subjectOf(request).value(QStringLiteral("form")).toObject();
    const QJsonObject properties = form.value(QStringLiteral("properties")).toObject();
    const QJsonArray required = form.value(QStringLiteral("required")).toArray();
    QList<FormField> out;
    // What has to be there first, in the order in which the form names it.
    for (const QJsonValue &name : required)
        out += {name.toString(), properties.value(name.toString()).toObject(), true};
    for (auto it = properties.begin(); it != properties.end(); ++it) {
        if (!required.contains(it.key()))
            out += {it.key(), it.value().toObject(), false};
    }
    return out;
}

QString aboutField(const FormField &field)
{
    QString out = fieldType(field.schema) + QStringLiteral(", ") +
                  (field.required ? Text::tr("required") : Text::tr("may be left out"));
    if (field.schema.contains(QStringLiteral("default")))
        out += Text::tr(" (default: %1)").arg(oneLine(scalar(field.schema.value(QStringLiteral("default")))));
    QStringList about{str(field.schema, "title"), str(field.schema, "description")};
    about.removeAll(QString());
    if (!about.isEmpty())
        out += QStringLiteral(": ") + about.join(QStringLiteral(". "));
    return out;
}

QString answerCommand(const QJsonObject &request)
{
    const QString id = commandWord(str(request, "id"));
    QString fields;
    if (isKind(request, "form")) {
        const QList<FormField> all = formFields(request);
        for (const FormField &field : all) {
            if (field.required)
                fields += fieldOption(field.name, exampleValue(field.schema));
        }
        if (fields.isEmpty() && !all.isEmpty())
            fields = fieldOption(all.first().name, exampleValue(all.first().schema));
    } else if (isKind(request, "vote")) {
        const QJsonArray options = subjectOf(request).value(QStringLiteral("options")).toArray();
        fields = QStringLiteral(" --choice ") +
                 (options.isEmpty() ? Text::tr("OPTION") : commandWord(scalar(options.first())));
    } else if (isKind(request, "question")) {
        const QJsonArray questions = questionsOf(request);
        for (const QJsonValue &value : questions) {
            const QJsonObject question = value.toObject();
            const QString header = str(question, "header");
            const QJsonArray options = question.value(QStringLiteral("options")).toArray();
            const QString first = options.isEmpty() ? Text::tr("TEXT") : str(options.first().toObject(), "label");
            fields += fieldOption(header.isEmpty() ? str(question, "question") : header, first);
        }
    }
    return commandText((fields.isEmpty() ? QStringLiteral("approve ") : QStringLiteral("answer ")) + id + fields +
                       voterOption(request));
}

QString requestLine(const QJsonObject &request)
{
    return QStringLiteral("%1 (%2)").arg(oneLine(str(request, "title")), answerCommand(request));
}

QString pausedText(const QString &run)
{
    return Text::tr("the run is paused: %1").arg(commandText(QStringLiteral("resume ") + run));
}

QString waitsForPerson(const QString &why)
{
    return Text::tr("podiumctl: waits for a person: %1").arg(why);
}

QStringList requestRows(const QJsonObject &request, const RenderOptions &options)
{
    const QString head = (options.unicode ? QStringLiteral("◆ ") : QStringLiteral("! ")) + str(request, "title");
    const QString indent = QStringLiteral("  ");
    const auto row = [&options](const QString &text) {
        return styled(elided(text, options.columns), Style::Yellow, options.colour);
    };
    QString command = answerCommand(request);
    // Where the fields have no room, the command that shows them.
    if (displayWidth(command) + indent.size() > options.columns)
        command = commandText(QStringLiteral("approvals ") + commandWord(str(request, "id")));
    if (displayWidth(command) + indent.size() > options.columns)
        command = QStringLiteral("podiumctl approvals ") + commandWord(str(request, "id"));
    const int room = options.columns - displayWidth(command) - int(indent.size());
    if (room >= displayWidth(head) || room >= LeastTitle + 2)
        return {row(elided(head, room) + indent + command)};
    return {row(head), row(indent + command)};
}

QStringList requestLines(const QJsonObject &request, const RenderOptions &options)
{
    const QString risk = str(request, "risk");
    const bool high = risk == QLatin1StringView("high") || risk == QLatin1StringView("critical");
    const bool open = str(request, "state") == QLatin1StringView("open");
    const QString indent = QStringLiteral("    ");
    QStringList out{styled(str(request, "id"), Style::Bold, options.colour) + QStringLiteral("  ") +
                    str(request, "title")};
    out += indent +
           styled(Text::tr("%1, risk %2").arg(kindText(request), risk), high ? Style::Red : Style::Dim, options.colour);
    const QString task = str(request, "task_key");
    QString where = task.isEmpty() ? Text::tr("run %1").arg(str(request, "run"))
                                   : Text::tr("task %1 of run %2").arg(task, str(request, "run"));
    where += QStringLiteral(", ") +
             Text::tr("since %1").arg(dateTime(request.value(QStringLiteral("created_ms")).toInteger()));
    if (const qint64 expires = request.value(QStringLiteral("expires_ms")).toInteger(); open && expires > 0)
        where += QStringLiteral(", ") + Text::tr("until %1").arg(dateTime(expires));
    if (const QString role = str(request, "role"); !role.isEmpty())
        where += QStringLiteral(", ") + Text::tr("for %1").arg(role);
    if (const int needed = request.value(QStringLiteral("needed")).toInt(1); needed > 1)
        where += QStringLiteral(", ") + Text::tr("%n of them needed", nullptr, needed);
    out += indent + styled(where, Style::Dim, options.colour);
    const QStringList reason =
        harmless(request.value(QStringLiteral("reason")).toString()).split(u'\n', Qt::SkipEmptyParts);
    for (const QString &line : reason + subjectLines(request))
        out += indent + line;
    if (const QStringList votes = votesSoFar(request); !votes.isEmpty())
        out += indent + Text::tr("So far: %1").arg(votes.join(QStringLiteral(", ")));
    for (const QString &line : reviewerLines(request.value(QStringLiteral("answer")).toObject()))
        out += indent + line;
    if (!open) {
        const QString by = str(request, "decided_by");
        out += indent + (by.isEmpty() ? str(request, "state") : Text::tr("%1 by %2").arg(str(request, "state"), by));
        return out;
    }
    out += styled(indent + Text::tr("digest %1").arg(str(request, "digest")), Style::Dim, options.colour);
    for (const QString &command : QStringList{answerCommand(request)} + moreCommands(request))
        out += indent + styled(command, Style::Cyan, options.colour);
    return out;
}

} // namespace podium::ctl
