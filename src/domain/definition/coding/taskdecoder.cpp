// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/definition/coding/taskdecoder.h"

#include "base/ids.h"
#include "domain/definition/coding/values.h"

#include <QCoreApplication>

namespace podium::domain
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(TaskDecoder)
};

using Kind = SourceNode::Kind;

/// Other spellings, as swarm files and other engines have them. The schema marks the same keys with x-alias-of.
const QHash<QString, QString> &aliases()
{
    static const QHash<QString, QString> all{{QStringLiteral("needs"), QStringLiteral("depends_on")},
                                             {QStringLiteral("dependencies"), QStringLiteral("depends_on")},
                                             {QStringLiteral("dependsOn"), QStringLiteral("depends_on")},
                                             {QStringLiteral("cwd"), QStringLiteral("working_directory")},
                                             {QStringLiteral("env"), QStringLiteral("environment")},
                                             {QStringLiteral("command"), QStringLiteral("run")},
                                             {QStringLiteral("script"), QStringLiteral("run")},
                                             {QStringLiteral("argv"), QStringLiteral("run")}};
    return all;
}

/// Key → names of the kinds that know it; keys of every kind are not in it.
QHash<QString, QStringList> kindKeys()
{
    QHash<QString, QStringList> out;
    for (const auto &kind : TaskKinds::instance().all()) {
        for (const QString &key : kind->keys())
            out[key] << kind->name();
    }
    return out;
}

} // namespace

TaskDecoder::TaskDecoder(IChildWorkflows &children, Report &report, QList<TextUsage> &texts)
    : m_children(children), m_report(report), m_texts(texts)
{
}

void TaskDecoder::applyDefaults(const SourceNode &defaults)
{
    m_inDefaults = true;
    m_task = m_base;
    m_index = -1;
    fields(defaults);
    refuseDoubles(defaults);
    m_base = std::exchange(m_task, {});
    m_inDefaults = false;
}

TaskSpec TaskDecoder::decode(const SourceNode &node, int index, const QString &key)
{
    m_task = m_base;
    m_name.clear();
    m_description.clear();
    m_index = index;
    fields(node);
    if (m_task.title.isEmpty())
        m_task.title = m_name;
    if (m_task.prompt.isEmpty())
        m_task.prompt = m_description;
    takeId(node, key);
    inferKind(node);
    if (m_task.type == u"human" && m_task.human.message.isEmpty())
        m_task.human.message = m_task.prompt;
    if (m_task.type == u"decision" && m_task.decision.question.isEmpty())
        m_task.decision.question = m_task.prompt;
    refuseForeignKeys(node);
    refuseDoubles(node);
    return std::exchange(m_task, {});
}

void TaskDecoder::fields(const SourceNode &node)
{
    const QHash<QString, Handler> &all = handlers();
    for (const SourceNode *child : node.children) {
        if (const auto handler = all.constFind(child->key); handler != all.constEnd())
            handler.value()(*this, *child);
    }
}

void TaskDecoder::refuseDoubles(const SourceNode &node) const
{
    const QHash<QString, QString> &all = aliases();
    QHash<QString, QString> given;
    for (const SourceNode *child : node.children) {
        const auto alias = all.constFind(child->key);
        const bool isCommand = child->key == u"run";
        if (alias == all.constEnd() && !isCommand)
            continue;
        const QString key = isCommand ? child->key : alias.value();
        const QString other = given.value(key, child->key != key && node.find(key) ? key : QString());
        given.insert(key, child->key);
        if (!other.isEmpty() && other != child->key) {
            m_report.error(child, QStringLiteral("said-twice"),
                           Text::tr("`%1` and `%2` say the same thing").arg(child->key, other),
                           Text::tr("remove one of them"), Report::At::Key);
        }
    }
}

void TaskDecoder::takeId(const SourceNode &node, const QString &key)
{
    if (!key.isEmpty()) {
        if (!m_task.id.isEmpty() && m_task.id != key) {
            m_report.error(node.find(u"id"), QStringLiteral("said-twice"),
                           Text::tr("the task is called `%1` by its key and `%2` by its `id`").arg(key, m_task.id),
                           Text::tr("remove the `id`"));
        }
        m_task.id = key;
    } else if (m_task.id.isEmpty() && !m_task.title.isEmpty()) {
        // A name with dashes would read as a subtraction in an expression.
        const QString base = slug(m_name.isEmpty() ? m_task.title : m_name, 60).replace(u'-', u'_');
        m_task.id = base;
        for (int i = 2; m_madeIds.contains(m_task.id); ++i)
            m_task.id = base + u'_' + QString::number(i);
        m_madeIds.insert(m_task.id);
    } else if (m_task.id.isEmpty()) {
        m_report.error(&node, QStringLiteral("missing-key"), Text::tr("a task needs an `id`"),
                       Text::tr("add `id:`, or at least a `name:`"));
    }
}

void TaskDecoder::inferKind(const SourceNode &node)
{
    if (!m_task.type.isEmpty())
        return;
    for (const auto &kind : TaskKinds::instance().all()) {
        for (const QString &key : kind->impliedBy()) {
            if (node.find(key)) {
                m_task.type = kind->name();
                return;
            }
        }
    }
    m_task.type = QStringLiteral("noop");
}

void TaskDecoder::refuseForeignKeys(const SourceNode &node) const
{
    const ITaskKind *kind = TaskKinds::instance().find(m_task.type);
    if (!kind)
        return; // Reported with the other checks.
    static const QHash<QString, QStringList> all = kindKeys();
    for (const SourceNode *child : node.children) {
        const auto known = all.constFind(child->key);
        if (known == all.constEnd() || known->contains(m_task.type))
            continue;
        m_report.error(child, QStringLiteral("wrong-kind"),
                       Text::tr("`%1` is for tasks of type %2; `%3` is of type %4")
                           .arg(child->key, known->join(QStringLiteral(", ")), m_task.id, m_task.type),
                       Text::tr("remove it, or set `type: %1`").arg(known->first()), Report::At::Key);
    }
}

QString TaskDecoder::text(const SourceNode &node, TextUsage::Use use, TextUsage::Scope scope)
{
    if (!node.isScalar() || node.kind == Kind::Null)
        return {};
    const bool isTemplate = use == TextUsage::Use::Template || use == TextUsage::Use::ShellTemplate;
    const QString out = isTemplate ? node.text : bareExpression(node.text);
    // Most texts hold no expression: then there is nothing to check.
    if (!isTemplate || out.contains(QLatin1StringView("{{")))
        m_texts << TextUsage{&node, out, use, m_inDefaults ? TextUsage::Scope::EveryTask : scope, m_index};
    return out;
}

QStringList TaskDecoder::templates(const SourceNode &node)
{
    QStringList out;
    for (const SourceNode *child : node.children)
        out << text(*child);
    return out;
}

void TaskDecoder::valueTemplates(const SourceNode &node)
{
    if (node.kind == Kind::String)
        text(node);
    for (const SourceNode *child : node.children)
        valueTemplates(*child);
}

QStringList wordList(const SourceNode &node)
{
    if (node.kind == Kind::List) {
        QStringList out;
        for (const SourceNode *child : node.children) {
            if (child->isScalar() && child->kind != Kind::Null)
                out << child->text;
        }
        return out;
    }
    return node.isScalar() && node.kind != Kind::Null ? QStringList{node.text} : QStringList();
}

std::optional<qint64> durationOf(const SourceNode &node)
{
    if (node.isNumber())
        return node.toDouble() >= 0 && node.toDouble() < 4e9 ? std::optional(qRound64(node.toDouble() * 1000))
                                                             : std::nullopt;
    return node.kind == Kind::String ? durationFromText(node.text) : std::nullopt;
}

Budget budgetOf(const SourceNode &node)
{
    Budget out;
    if (node.isNumber())
        out.usd = node.toDouble();
    if (const SourceNode *usd = node.find(u"usd"); usd && usd->isNumber())
        out.usd = usd->toDouble();
    if (const SourceNode *tokens = node.find(u"tokens"); tokens && tokens->kind == Kind::Integer)
        out.tokens = tokens->integer;
    if (const SourceNode *time = node.find(u"time"))
        out.wallMs = durationOf(*time);
    if (const SourceNode *attempts = node.find(u"attempts"); attempts && attempts->kind == Kind::Integer)
        out.attempts = int(std::min<qint64>(attempts->integer, std::numeric_limits<int>::max()));
    if (const SourceNode *agents = node.find(u"agents"); agents && agents->kind == Kind::Integer)
        out.agents = int(std::min<qint64>(agents->integer, std::numeric_limits<int>::max()));
    return out;
}

QMap<QString, QString> textMap(const SourceNode &node)
{
    QMap<QString, QString> out;
    if (node.kind != Kind::Map)
        return out;
    for (const SourceNode *child : node.children) {
        if (child->isScalar() && child->kind != Kind::Null)
            out.insert(child->key, child->text);
    }
    return out;
}

} // namespace podium::domain
