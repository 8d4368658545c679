// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// The Markdown reference: generated, so that help, editor and validation cannot tell different things.
#include "base/json.h"
#include "domain/definition/workflowschema.h"
#include "domain/taskkind.h"

#include <QJsonArray>
#include <QJsonObject>

namespace podium::domain
{

namespace
{

using namespace Qt::StringLiterals;

/// Inside a cell of a table.
QString cell(QString text)
{
    return text.replace(u'|', "\\|"_L1).replace(u'\n', u' ');
}

QString code(const QJsonValue &value)
{
    return u'`' + cell(QString::fromUtf8(canonicalJson(value))) + u'`';
}

class Reference
{
public:
    explicit Reference(const QJsonObject &schema) : m_definitions(schema.value(u"definitions").toObject()) {}

    QString text()
    {
        m_out =
            u"# Workflow reference\n\n"
            "<!-- Generated from resources/schemas/workflow.schema.json; tst_workflowschema compares the two, and "
            "writes this\n     file anew if PODIUM_UPDATE_REFERENCE is set. -->\n\n"
            "A workflow is one YAML or JSON file. Strings that are called templates may contain expressions in `{{ "
            "}}`\n"
            "(see expressions.md). YAML is read as version 1.2: `no` and `on` are strings, and a text that starts "
            "with\n"
            "`{{` has to stand in quotes. Keys that start with `x-` are ignored; anchors, aliases and `<<` work.\n\n"
            "## The file\n\n"_s;
        table(definition(u"workflow"_s), QString());
        m_out += u"\n## Task types\n\n| Type | What it does | Its own keys |\n| --- | --- | --- |\n"_s;
        for (const auto &kind : TaskKinds::instance().all()) {
            QStringList keys;
            for (const QString &key : kind->keys())
                keys << u'`' + key + u'`';
            m_out += u"| `%1` | %2 | %3 |\n"_s.arg(kind->name(), cell(kind->summary()), keys.join(", "_L1));
        }
        tasks();
        values();
        return m_out;
    }

private:
    QJsonObject definition(const QString &name) const { return m_definitions.value(name).toObject(); }

    /// Name of the definition that a property refers to, or nothing.
    static QString reference(const QJsonObject &property)
    {
        QString ref = property.value(u"$ref").toString();
        const QJsonArray all = property.value(u"allOf").toArray();
        if (ref.isEmpty() && all.size() == 1)
            ref = all.first().toObject().value(u"$ref").toString();
        return ref.section(u'/', -1);
    }

    QString typeText(const QJsonObject &property) const
    {
        if (const QString name = reference(property); !name.isEmpty())
            return u"[%1](#%1)"_s.arg(name);
        if (const QJsonValue values = property.value(u"enum"); values.isArray()) {
            QStringList words;
            for (const QJsonValue value : values.toArray())
                words << u'`' + (value.isString() ? value.toString() : QString::fromUtf8(canonicalJson(value))) + u'`';
            return words.join(u", "_s);
        }
        if (const QJsonArray choices = property.value(u"anyOf").toArray(); !choices.isEmpty()) {
            QStringList words;
            for (const QJsonValue choice : choices) {
                const QString expected = choice.toObject().value(u"x-expected").toString();
                const QString word = expected.isEmpty() ? typeText(choice.toObject()) : expected;
                if (!words.contains(word))
                    words << word;
            }
            return words.join(u" or "_s);
        }
        static const QHash<QString, QString> names{{u"array"_s, u"list"_s}, {u"object"_s, u"map"_s}};
        QStringList words;
        const QJsonValue type = property.value(u"type");
        const QJsonArray types = type.isArray() ? type.toArray() : QJsonArray{type};
        for (const QJsonValue one : types)
            words << names.value(one.toString(), one.toString());
        words.removeAll(QString());
        QString out = words.isEmpty() ? u"anything"_s : words.join(u" or "_s);
        if (const QString item = reference(property.value(u"items").toObject()); !item.isEmpty())
            out += u" of [%1](#%1)"_s.arg(item);
        return out;
    }

    /// The keys of an object; with `group` only those that belong to it.
    void table(const QJsonObject &object, const QString &group)
    {
        m_out += u"| Key | Value | Meaning |\n| --- | --- | --- |\n"_s;
        rows(object, group, QString());
    }

    /// Those of an object that has no name of its own, or of a list of such ones, stand below its key: `ask.tool`.
    void inlineRows(const QJsonObject &property, const QString &key)
    {
        if (property.contains(u"properties"))
            rows(property, QString(), key + u'.');
        if (const QJsonObject items = property.value(u"items").toObject(); items.contains(u"properties"))
            rows(items, QString(), key + u"[]."_s);
        for (const QJsonValue choice : property.value(u"anyOf").toArray())
            inlineRows(choice.toObject(), key);
    }

    void rows(const QJsonObject &object, const QString &group, const QString &prefix)
    {
        const QJsonObject properties = object.value(u"properties").toObject();
        const QJsonArray required = object.value(u"required").toArray();
        QMap<QString, QStringList> aliases;
        for (auto it = properties.constBegin(); it != properties.constEnd(); ++it) {
            if (const QString of = it.value().toObject().value(u"x-alias-of").toString(); !of.isEmpty())
                aliases[of] << u'`' + it.key() + u'`';
        }
        for (auto it = properties.constBegin(); it != properties.constEnd(); ++it) {
            const QJsonObject property = it.value().toObject();
            if (property.contains(u"x-alias-of") ||
                (!group.isEmpty() && property.value(u"x-group").toString() != group))
                continue;
            QString meaning = cell(property.value(u"description").toString());
            if (required.contains(it.key()))
                meaning += u" Required."_s;
            if (property.contains(u"default"))
                meaning += u" Default: %1."_s.arg(code(property.value(u"default")));
            if (aliases.contains(it.key()))
                meaning += u" Also written %1."_s.arg(aliases.value(it.key()).join(u", "_s));
            QStringList examples;
            for (const QJsonValue example : property.value(u"examples").toArray())
                examples << code(example);
            if (!examples.isEmpty())
                meaning += u" For example %1."_s.arg(examples.join(u", "_s));
            m_out += u"| `%1` | %2 | %3 |\n"_s.arg(prefix + it.key(), typeText(property), meaning);
            inlineRows(property, prefix + it.key());
        }
    }

    void tasks()
    {
        const QJsonObject task = definition(u"task"_s);
        // Groups in the order that helps a reader; one that is missing here would be missing in the text, so a test
        // compares the two.
        static const QStringList groups{u"What it is"_s,
                                        u"Who does it"_s,
                                        u"When it runs"_s,
                                        u"How it fails"_s,
                                        u"Where it works, and what it may use"_s,
                                        u"Shell tasks"_s,
                                        u"Simulated tasks"_s,
                                        u"Human tasks"_s,
                                        u"Decisions"_s,
                                        u"Sub-workflows"_s};
        for (const QString &group : groups) {
            m_out += u"\n## Tasks: %1\n\n"_s.arg(group.at(0).toLower() + group.mid(1));
            table(task, group);
        }
    }

    void values()
    {
        m_out += u"\n## Values\n"_s;
        for (auto it = m_definitions.constBegin(); it != m_definitions.constEnd(); ++it) {
            if (it.key() == u"task" || it.key() == u"workflow")
                continue;
            const QJsonObject value = it.value().toObject();
            m_out += u"\n### %1\n\n%2\n"_s.arg(it.key(), value.value(u"description").toString());
            QJsonObject keys = value;
            for (const QJsonValue choice : value.value(u"anyOf").toArray()) {
                if (choice.toObject().contains(u"properties"))
                    keys = choice.toObject();
            }
            if (keys.contains(u"properties")) {
                m_out += u'\n';
                table(keys, QString());
            } else if (value.contains(u"enum") || value.contains(u"anyOf")) {
                m_out += u"\nOne of: %1.\n"_s.arg(typeText(value));
            }
        }
    }

    QJsonObject m_definitions;
    QString m_out;
};

} // namespace

QString workflowReferenceMarkdown()
{
    const Result<QJsonValue> schema = parseJson(workflowSchemaSource());
    return schema ? Reference(schema->toObject()).text() : QString();
}

} // namespace podium::domain
