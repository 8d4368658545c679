// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/definition/editing/editcompletion.h"

#include "domain/definition/editing/fieldform.h"
#include "domain/definition/textscope.h"
#include "domain/expression/functions/functiontable.h"
#include "domain/expression/nameschema.h"
#include "domain/expression/syntax/lexer.h"
#include "domain/taskkind.h"

#include <QJsonArray>
#include <QRegularExpression>

#include <algorithm>

namespace podium::domain
{

namespace
{

using namespace Qt::StringLiterals;

struct Cursor
{
    QString typed; ///< The word before the cursor.
    qsizetype from = 0;
};

void offer(QList<Completion> &out, const Cursor &at, const QString &word, const QString &detail,
           const QString &label = {})
{
    if (word.startsWith(at.typed, Qt::CaseInsensitive) || label.startsWith(at.typed, Qt::CaseInsensitive))
        out.append({word, label.isEmpty() ? word : label, detail, at.from, at.typed.size()});
}

/// `tasks.a.result.` → {tasks, a, result}; also with ["a"].
QStringList ownerPath(QString chain)
{
    static const QRegularExpression s_bracket(QStringLiteral(R"(\[\s*["']([^"']*)["']\s*\])"));
    chain.replace(s_bracket, QStringLiteral(".\\1"));
    return chain.split(u'.', Qt::SkipEmptyParts);
}

void offerTasks(QList<Completion> &out, const Cursor &at, const NameSchema &schema, const WorkflowSnapshot &workflow)
{
    if (!schema.task)
        return;
    for (const QString &id : schema.taskIds) {
        if (schema.upstream && !schema.upstream(id))
            continue;
        const QString title = workflow.workflow().tasks.at(workflow.indexOf(id)).title;
        if (isPlainName(id)) {
            offer(out, at, id, title);
        } else if (id.startsWith(at.typed, Qt::CaseInsensitive)) {
            // Dashes would be a subtraction: the dot before becomes brackets.
            out.append({QStringLiteral("[\"%1\"]").arg(id), id, title, at.from - 1, at.typed.size() + 1});
        }
    }
}

void offerNames(QList<Completion> &out, const Cursor &at, const NameSchema &schema)
{
    QStringList roots = schema.roots.keys();
    if (!schema.taskIds.isEmpty() && schema.task)
        roots << u"tasks"_s;
    std::sort(roots.begin(), roots.end());
    for (const QString &root : std::as_const(roots))
        offer(out, at, root,
              schema.roots.contains(root) ? ValueType::describe(schema.roots.value(root).kinds()) : QString());
    for (const Function &function : functionTable())
        offer(out, at, QString::fromLatin1(function.name), function.signature());
}

/// Lines of the file's text around a cursor, for a file that may not be readable there.
struct Line
{
    QString before; ///< Up to the cursor.
    int indent = 0; ///< Of its key: behind dashes.
    qsizetype start = 0;
};

int indentOf(QStringView line)
{
    int i = 0;
    while (i < line.size() &&
           (line.at(i) == u' ' || (line.at(i) == u'-' && i + 1 < line.size() && line.at(i + 1) == u' ')))
        ++i;
    return i;
}

/// The keys that a line stands below, outermost first: {tasks, retry}. Entries of lists have no name of their own.
QStringList keysAbove(const QString &text, const Line &line)
{
    static const QRegularExpression s_key(QStringLiteral("^[ -]*(\"?)([A-Za-z0-9_-]+)\\1\\s*:"));
    QStringList out;
    int indent = line.indent;
    qsizetype end = line.start - 1;
    while (end >= 0 && indent > 0) {
        const qsizetype start = end == 0 ? 0 : text.lastIndexOf(u'\n', end - 1) + 1;
        const QStringView one = QStringView(text).mid(start, end - start);
        const auto match = s_key.match(one.toString());
        const int here = int(one.size() - QStringView(one).trimmed().size()) >= one.size() ? indent : indentOf(one);
        if (match.hasMatch() && here < indent) {
            out.prepend(match.captured(2));
            indent = here;
        } else if (one.trimmed().startsWith(u'-') && one.indexOf(u'-') < indent && here <= indent) {
            indent = std::min(indent, int(one.indexOf(u'-')) + 1); // Past the entry's own keys.
        }
        end = start - 1;
    }
    return out;
}

/// The way to what stands at the line, in its task or in the workflow: "repeat/until".
QString fieldAt(QStringList above, const Line &line, bool inTask, const QString &task)
{
    static const QRegularExpression s_key(QStringLiteral("^[ -]*([A-Za-z0-9_-]+)\\s*:"));
    if (inTask)
        above.removeFirst();
    if (inTask && !task.isEmpty() && above.value(0) == task)
        above.removeFirst(); // Tasks by their ids.
    if (const auto own = s_key.match(line.before); own.hasMatch())
        above += own.captured(1);
    return above.join(u'/');
}

QJsonArray fieldsOf(const QJsonArray &form, const QStringList &path)
{
    QJsonArray at = form;
    for (const QString &key : path) {
        QJsonArray next;
        for (const QJsonValue field : std::as_const(at)) {
            if (field.toObject().value("name"_L1) == key)
                next = field.toObject().value("fields"_L1).toArray();
        }
        at = next;
    }
    return at;
}

} // namespace

QList<Completion> completeExpression(const WorkflowSnapshot &workflow, int task, const QString &field,
                                     const QString &text, qsizetype cursor, bool isTemplate)
{
    const QString before = text.left(cursor);
    if (isTemplate) {
        const qsizetype open = before.lastIndexOf(u"{{"_s);
        if (open < 0 || before.indexOf(u"}}"_s, open) >= 0)
            return {};
    }
    static const QRegularExpression s_word(QStringLiteral("[A-Za-z0-9_-]*$"));
    static const QRegularExpression s_plain(QStringLiteral("[A-Za-z0-9_]*$"));
    static const QRegularExpression s_owner(
        QStringLiteral(R"(((?:[A-Za-z_][A-Za-z0-9_]*)(?:\s*\.\s*[A-Za-z0-9_]+|\[\s*["'][^"']*["']\s*\])*)\s*\.\s*$)"));
    // An id with dashes is a word only behind `tasks.`.
    Cursor at;
    for (const QRegularExpression *word : {&s_word, &s_plain}) {
        const auto match = word->match(before);
        at = {match.captured(), match.capturedStart()};
        if (word == &s_word && before.left(at.from).endsWith("tasks."_L1))
            break;
    }
    const WorkflowNames names(workflow.workflow());
    const NameSchema schema = namesFor(task >= 0 ? scopeOfTaskField(field) : scopeOfWorkflowField(field), task, names);
    QList<Completion> out;
    const auto owner = s_owner.match(before.left(at.from));
    if (!owner.hasMatch()) {
        offerNames(out, at, schema);
        return out;
    }
    QStringList path = ownerPath(owner.captured(1));
    ValueType type;
    if (path.first() == "tasks"_L1) {
        if (path.size() == 1) {
            offerTasks(out, at, schema, workflow);
            return out;
        }
        const auto result = schema.task ? schema.task(path.at(1)) : std::nullopt;
        if (!result)
            return out;
        type = *result;
        path = path.mid(2);
    } else {
        if (!schema.roots.contains(path.first()))
            return out;
        type = schema.roots.value(path.first());
        path = path.mid(1);
    }
    for (const QString &key : std::as_const(path))
        type = type.field(key);
    const QStringList known = type.fieldNames();
    for (const QString &name : known)
        offer(out, at, name, ValueType::describe(type.field(name).kinds()));
    return out;
}

QList<Completion> completeText(const WorkflowSnapshot *latest, const QString &text, qsizetype cursor)
{
    Line line;
    line.start = cursor == 0 ? 0 : text.lastIndexOf(u'\n', cursor - 1) + 1;
    line.before = text.mid(line.start, cursor - line.start);
    line.indent = indentOf(line.before);
    const QStringList above = keysAbove(text, line);
    const bool inTask = above.value(0) == "tasks"_L1;
    // The nearest `id:` and `type:` lines of the entry tell which task it is, also while the file cannot be read.
    int task = -1;
    QString type = u"agent"_s;
    if (latest && inTask) {
        static const QRegularExpression s_id(QStringLiteral("^\\s*-?\\s*id:\\s*[\"']?([A-Za-z0-9_-]+)"),
                                             QRegularExpression::MultilineOption);
        for (auto it = s_id.globalMatch(text.left(cursor)); it.hasNext();)
            task = latest->indexOf(it.next().captured(1));
        if (task >= 0)
            type = latest->workflow().tasks.at(task).type;
    }
    const QString field = fieldAt(above, line, inTask, task >= 0 ? latest->workflow().tasks.at(task).id : QString());
    const qsizetype open = line.before.lastIndexOf(u"{{"_s);
    if (latest && open >= 0 && line.before.indexOf(u"}}"_s, open) < 0) {
        QList<Completion> out = completeExpression(*latest, task, field, line.before, line.before.size(), true);
        for (Completion &one : out)
            one.from += line.start;
        return out;
    }
    static const QRegularExpression s_keyStart(QStringLiteral("^[ -]*([A-Za-z0-9_-]*)$"));
    static const QRegularExpression s_value(QStringLiteral("^[ -]*([A-Za-z0-9_-]+):\\s+(.*[\\[,]\\s*)?([^\\s,\\[]*)$"));
    QStringList path = inTask ? above.mid(1) : above;
    QList<Completion> out;
    const auto offerIds = [&](const Cursor &at) {
        for (const TaskSpec &spec : latest ? latest->workflow().tasks : QList<TaskSpec>()) {
            if (task < 0 || spec.id != latest->workflow().tasks.at(task).id)
                offer(out, at, spec.id, spec.title);
        }
    };
    const QJsonArray form = fieldForm(inTask ? type : QString());
    if (const auto key = s_keyStart.match(line.before); key.hasMatch()) {
        const Cursor at{key.captured(1), line.start + key.capturedStart(1)};
        if (path.value(path.size() - 1) == "depends_on"_L1 || path.value(path.size() - 1) == "needs"_L1) {
            offerIds(at);
            return out;
        }
        if (!inTask && path.isEmpty())
            offer(out, at, u"tasks: "_s, {}, u"tasks"_s);
        const QJsonArray fields = fieldsOf(form, path);
        for (const QJsonValue one : fields) {
            const QString name = one.toObject().value("name"_L1).toString();
            offer(out, at, name + ": "_L1, one.toObject().value("help"_L1).toString(), name);
        }
        return out;
    }
    const auto value = s_value.match(line.before);
    if (!value.hasMatch())
        return out;
    const Cursor at{value.captured(3), line.start + value.capturedStart(3)};
    const QString name = value.captured(1);
    if (name == "type"_L1 && inTask && path.isEmpty()) {
        for (const auto &kind : TaskKinds::instance().all())
            offer(out, at, kind->name(), kind->summary());
        return out;
    }
    const QJsonArray fields = fieldsOf(form, path);
    for (const QJsonValue one : fields) {
        const QJsonObject offered = one.toObject();
        const QString control = offered.value("control"_L1).toString();
        if (offered.value("name"_L1) != name)
            continue;
        const QJsonArray choices =
            control == "bool"_L1 ? QJsonArray{u"true"_s, u"false"_s} : offered.value("choices"_L1).toArray();
        for (const QJsonValue choice : choices)
            offer(out, at, choice.toVariant().toString(), {});
        if (control == "tasks"_L1 || control == "task"_L1)
            offerIds(at);
        if (control == "expression"_L1 && latest) {
            QList<Completion> inner = completeExpression(*latest, task, field, line.before, line.before.size(), false);
            for (Completion &completion : inner)
                completion.from += line.start;
            out += inner;
        }
    }
    return out;
}

} // namespace podium::domain
