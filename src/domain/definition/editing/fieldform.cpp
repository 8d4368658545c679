// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/definition/editing/fieldform.h"

#include "base/json.h"
#include "domain/definition/editing/workflowsnapshot.h"
#include "domain/definition/workflowschema.h"
#include "domain/taskkind.h"

#include <QHash>
#include <QJsonObject>
#include <QSet>

#include <algorithm>
#include <optional>

namespace podium::domain
{

namespace
{

using namespace Qt::StringLiterals;

/// Reads fields off the schema.
class FormReader
{
public:
    FormReader() : m_text(QString::fromUtf8(workflowSchemaSource()))
    {
        const Result<QJsonValue> schema = parseJson(m_text.toUtf8());
        m_definitions = schema ? schema->toObject().value("definitions"_L1).toObject() : QJsonObject();
    }

    /// `from`: where the object begins in the text of the schema, as far as that is known.
    QJsonArray fields(const QJsonObject &object, const QSet<QString> &hidden = {}, qsizetype from = 0) const
    {
        const QJsonObject properties = object.value("properties"_L1).toObject();
        const QJsonArray required = object.value("required"_L1).toArray();
        QStringList names = properties.keys();
        // JSON objects are sorted here; the order of people is that of the schema's text.
        QHash<QString, qsizetype> places;
        for (const QString &name : std::as_const(names)) {
            const QString marker = u'"' + name + "\": {\n"_L1;
            const QString help = properties.value(name).toObject().value("description"_L1).toString().left(40);
            qsizetype at = m_text.indexOf(marker, from);
            while (at >= 0 && !QStringView(m_text).mid(at, 400).contains(help.section(u'"', 0, 0)))
                at = m_text.indexOf(marker, at + 1);
            places.insert(name, at);
        }
        std::stable_sort(names.begin(), names.end(),
                         [&](const QString &a, const QString &b) { return places.value(a) < places.value(b); });
        QJsonArray out;
        for (const QString &name : std::as_const(names)) {
            const QJsonObject property = properties.value(name).toObject();
            if (property.contains("x-alias-of"_L1) || hidden.contains(name))
                continue;
            QJsonObject one = field(name, property);
            if (required.contains(name))
                one.insert("required"_L1, true);
            out.append(one);
        }
        return out;
    }

    /// Of a definition in the text.
    qsizetype placeOf(const QString &name) const { return m_text.indexOf(u"\n    \""_s + name + u"\": {\n"_s); }
    QJsonObject definition(const QString &name) const { return m_definitions.value(name).toObject(); }

private:
    static QString reference(const QJsonObject &property)
    {
        QString ref = property.value("$ref"_L1).toString();
        const QJsonArray all = property.value("allOf"_L1).toArray();
        if (ref.isEmpty() && all.size() == 1)
            ref = all.first().toObject().value("$ref"_L1).toString();
        return ref.section(u'/', -1);
    }

    QJsonObject field(const QString &name, const QJsonObject &property) const
    {
        QJsonObject out{{"name"_L1, name}, {"label"_L1, label(name)}};
        const QString help = property.value("description"_L1).toString();
        out.insert("help"_L1, help);
        out.insert("group"_L1, property.value("x-group"_L1).toString());
        static const QSet<QString> s_templates{u"prompt"_s,      u"run"_s,   u"message"_s, u"question"_s,
                                               u"environment"_s, u"input"_s, u"with"_s,    u"argv"_s};
        if (help.contains("emplate"_L1) || s_templates.contains(name))
            out.insert("template"_L1, true);
        if (property.contains("default"_L1))
            out.insert("default"_L1, property.value("default"_L1));
        if (const QJsonArray examples = property.value("examples"_L1).toArray(); !examples.isEmpty())
            out.insert("example"_L1, examples.first());
        const QString ref = reference(property);
        describe(name, ref, ref.isEmpty() ? property : definition(ref), out);
        if (const QString longForm = WorkflowSnapshot::longFormKey(name);
            out.contains("fields"_L1) && !longForm.isEmpty())
            out.insert("long_form"_L1, longForm);
        return out;
    }

    /// `retry_policy` as a label: "Retry policy".
    static QString label(const QString &name)
    {
        QString out = name;
        out.replace(u'_', u' ');
        if (!out.isEmpty())
            out[0] = out.at(0).toUpper();
        return out;
    }

    void describe(const QString &name, const QString &ref, const QJsonObject &schema, QJsonObject &out) const
    {
        static const QHash<QString, QString> s_controls{{u"duration"_s, u"duration"_s},
                                                        {u"size"_s, u"size"_s},
                                                        {u"ids"_s, u"tasks"_s},
                                                        {u"ref"_s, u"task"_s},
                                                        {u"words"_s, u"list"_s},
                                                        {u"text_or_texts"_s, u"list"_s},
                                                        {u"condition"_s, u"expression"_s},
                                                        {u"environment"_s, u"map"_s},
                                                        {u"command"_s, u"prompt"_s},
                                                        {u"exit_codes"_s, u"list"_s},
                                                        {u"id"_s, u"text"_s},
                                                        {u"variable"_s, u"text"_s}};
        static const QSet<QString> s_long{u"prompt"_s, u"description"_s, u"message"_s, u"question"_s,
                                          u"run"_s,    u"stdin"_s,       u"text"_s};
        if (s_long.contains(name) && !schema.contains("properties"_L1)) {
            out.insert("control"_L1, u"prompt"_s);
        } else if (s_controls.contains(ref)) {
            out.insert("control"_L1, s_controls.value(ref));
        } else if (ref == "workflow"_L1) {
            out.insert("control"_L1, u"value"_s); // A file within the file.
        } else if (name == "in"_L1 || name == "until"_L1 || name == "when"_L1) {
            out.insert("control"_L1, u"expression"_s);
        } else {
            plain(schema, out);
        }
        if (name == "outputs"_L1)
            out.insert("control"_L1, u"map"_s);
    }

    void plain(const QJsonObject &schema, QJsonObject &out) const
    {
        for (const auto &limit : {"minimum"_L1, "maximum"_L1}) {
            if (schema.contains(limit))
                out.insert(limit, schema.value(limit));
        }
        if (schema.contains("enum"_L1)) {
            out.insert("control"_L1, u"enum"_s);
            out.insert("choices"_L1, schema.value("enum"_L1));
            return;
        }
        if (const QJsonArray any = schema.value("anyOf"_L1).toArray(); !any.isEmpty())
            return alternatives(any, out);
        const QJsonValue typeValue = schema.value("type"_L1);
        const QString type = typeValue.isArray() ? typeValue.toArray().first().toString() : typeValue.toString();
        if (type == "string"_L1) {
            out.insert("control"_L1, u"text"_s);
        } else if (type == "number"_L1 || type == "integer"_L1) {
            out.insert("control"_L1, u"number"_s);
        } else if (type == "boolean"_L1) {
            out.insert("control"_L1, u"bool"_s);
        } else if (type == "array"_L1) {
            const QJsonObject items = schema.value("items"_L1).toObject();
            const QString ref = reference(items);
            const QJsonObject item = ref.isEmpty() ? items : definition(ref);
            const bool isObject = item.contains("properties"_L1);
            out.insert("control"_L1, isObject ? u"objects"_s : u"list"_s);
            if (isObject)
                out.insert("fields"_L1, fields(item));
        } else if (type == "object"_L1 && schema.contains("properties"_L1)) {
            out.insert("control"_L1, u"object"_s);
            out.insert("fields"_L1, fields(schema));
        } else if (type == "object"_L1 && schema.contains("additionalProperties"_L1) &&
                   !schema.value("additionalProperties"_L1).isBool()) {
            out.insert("control"_L1, u"map"_s);
        } else {
            out.insert("control"_L1, u"value"_s);
        }
    }

    /// The form that can say most is the one to fill in; words of the others are choices.
    void alternatives(const QJsonArray &any, QJsonObject &out) const
    {
        std::optional<QJsonObject> object;
        QJsonObject first;
        QJsonArray choices;
        for (const QJsonValue value : any) {
            const QString ref = reference(value.toObject());
            const QJsonObject one = ref.isEmpty() ? value.toObject() : definition(ref);
            if (one.contains("properties"_L1))
                object = one;
            else if (one.contains("enum"_L1))
                choices = one.value("enum"_L1).toArray();
            else if (first.isEmpty())
                first = one;
        }
        if (object)
            plain(*object, out);
        else if (!first.isEmpty())
            plain(first, out);
        else
            out.insert("control"_L1, u"enum"_s);
        if (!choices.isEmpty())
            out.insert("choices"_L1, choices);
    }

    QString m_text;
    QJsonObject m_definitions;
};

} // namespace

QJsonArray fieldForm(const QString &type)
{
    static const FormReader s_reader;
    if (type.isEmpty())
        return s_reader.fields(s_reader.definition(u"workflow"_s), {u"tasks"_s, u"podium"_s},
                               s_reader.placeOf(u"workflow"_s));
    QSet<QString> hidden{u"working_directory"_s}; // `workspace` says the same.
    const ITaskKind *own = TaskKinds::instance().find(type);
    for (const auto &kind : TaskKinds::instance().all()) {
        const QStringList keys = kind->keys();
        for (const QString &key : keys) {
            if (!own || !own->keys().contains(key))
                hidden.insert(key);
        }
    }
    QJsonArray out = s_reader.fields(s_reader.definition(u"task"_s), hidden, s_reader.placeOf(u"task"_s));
    for (QJsonValueRef value : out) {
        if (value["name"_L1] != "type"_L1)
            continue;
        QJsonObject kinds = value.toObject();
        QJsonArray names;
        for (const auto &kind : TaskKinds::instance().all())
            names.append(kind->name());
        kinds.insert("control"_L1, u"enum"_s);
        kinds.insert("choices"_L1, names);
        value = kinds;
    }
    return out;
}

} // namespace podium::domain
