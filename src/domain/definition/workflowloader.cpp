// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/definition/workflowloader.h"

#include "base/json.h"
#include "base/suggestion.h"
#include "domain/definition/coding/decoder.h"
#include "domain/definition/source/sourcereader.h"
#include "domain/definition/templates.h"
#include "domain/definition/workflowchecks.h"
#include "domain/definition/workflowschema.h"

#include <QCoreApplication>
#include <QSet>

namespace podium::domain
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(WorkflowLoader)
};

/// "a/./b/../c" as "a/c", on the text alone: the domain does not know what there is on a disk.
QString cleanPath(const QString &path)
{
    QStringList out;
    const bool isAbsolute = path.startsWith(u'/');
    const QStringList parts = path.split(u'/', Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        if (part == u".")
            continue;
        if (part != u"..")
            out << part;
        else if (!out.isEmpty() && out.last() != u"..")
            out.removeLast();
        else if (!isAbsolute)
            out << part;
    }
    return (isAbsolute ? QStringLiteral("/") : QString()) + out.join(u'/');
}

QString folderOf(const QString &path)
{
    return path.left(path.lastIndexOf(u'/') + 1);
}

/// What the files of one call share.
struct Session
{
    const SourceReader &reader;
    const LoadLimits &limits;
    QStringList chain;                     ///< From the first file to the one being loaded.
    QHash<QString, WorkflowPtr> loaded;    ///< Null for files with errors: reported once.
    QHash<const Workflow *, qint64> sizes; ///< Tasks with those of all children.
    const AgentAdvice &advice;
};

/// Loads one file. Sub-workflows in other files are loaded by one of these each.
class FileLoader : public IChildWorkflows
{
public:
    FileLoader(Session &session, QString file) : m_session(session), m_file(std::move(file)), m_report(m_file, nullptr)
    {
    }

    LoadResult load(const QByteArray &text)
    {
        useTree(std::make_unique<SourceTree>());
        const SourceNode *root = readSource(text, m_file, m_session.limits.source, *m_tree, m_report);
        return root ? checked(*root) : LoadResult{nullptr, m_report.take()};
    }

    LoadResult load(const QJsonObject &definition)
    {
        useTree(SourceTree::fromJson(definition));
        if (m_tree->size() <= m_session.limits.source.maxNodes)
            return checked(*m_tree->root());
        m_report.error(nullptr, QStringLiteral("too-big"),
                       Text::tr("the definition has more than %1 values").arg(m_session.limits.source.maxNodes));
        return {nullptr, m_report.take()};
    }

    WorkflowPtr load(const SourceNode &uses) override
    {
        const QString &name = uses.text;
        const bool isFile = name.contains(u'/') || QStringView(name).contains(u'.');
        const QString path = isFile ? cleanPath(name.startsWith(u'/') ? name : folderOf(m_file) + name) : name;
        if (m_session.chain.contains(path)) {
            const QStringList circle = m_session.chain.mid(m_session.chain.indexOf(path)) << path;
            m_report.error(&uses, QStringLiteral("recursive-workflow"),
                           Text::tr("this workflow uses itself: %1").arg(circle.join(QStringLiteral(" -> "))),
                           Text::tr("to do something again until it is right, use `repeat`"));
            return nullptr;
        }
        if (m_session.chain.size() >= m_session.limits.maxWorkflowDepth) {
            m_report.error(
                &uses, QStringLiteral("too-deep"),
                Text::tr("sub-workflows are nested more than %1 deep").arg(m_session.limits.maxWorkflowDepth));
            return nullptr;
        }
        if (const auto known = m_session.loaded.constFind(path); known != m_session.loaded.constEnd()) {
            if (!known.value())
                refuseChild(uses, path);
            return known.value();
        }
        const WorkflowPtr child = isFile ? fromFile(uses, path) : fromTemplate(uses);
        m_session.loaded.insert(path, child);
        return child;
    }

    WorkflowPtr embedded(const SourceNode &definition, const QString &name) override
    {
        DecodedWorkflow decoded = decodeWorkflow(definition, name, *this, m_report);
        return finished(decoded);
    }

    /// The way without schema and expressions, for what was checked before.
    LoadResult trusted(const QJsonObject &definition)
    {
        m_isTrusted = true;
        useTree(SourceTree::fromJson(definition));
        DecodedWorkflow decoded = decodeWorkflow(*m_tree->root(), QStringLiteral("workflow"), *this, m_report);
        if (decoded.workflow->tasks.isEmpty()) {
            m_report.error(m_tree->root(), QStringLiteral("missing-key"),
                           Text::tr("the stored definition has no tasks"));
        }
        checkStructure(decoded, m_report);
        if (m_report.hasErrors())
            return {nullptr, m_report.take()};
        decoded.workflow->definition = definition;
        decoded.workflow->hash = sha256Hex(canonicalJson(definition));
        return {decoded.workflow, m_report.take()};
    }

private:
    void useTree(std::unique_ptr<SourceTree> tree)
    {
        m_tree = std::move(tree);
        m_report.setTree(m_tree.get());
    }

    LoadResult checked(const SourceNode &root)
    {
        // Far more findings than can be shown tell nothing new: a wrong file should be refused quickly.
        for (const SchemaFinding &finding : workflowSchema().check(root)) {
            m_report.error(finding.node, finding.code, finding.message, finding.hint,
                           finding.atKey ? Report::At::Key : Report::At::Value);
            for (const SourceNode *node = finding.node; node && !m_tainted.contains(node); node = node->parent)
                m_tainted.insert(node);
        }
        // "flows/release.yaml" is called "release".
        QString name = m_file.mid(m_file.lastIndexOf(u'/') + 1);
        name.truncate(name.contains(u'.') ? name.lastIndexOf(u'.') : name.size());
        DecodedWorkflow decoded =
            decodeWorkflow(root, name.isEmpty() ? QStringLiteral("workflow") : name, *this, m_report);
        decoded.workflow->sourceFile = m_file;
        WorkflowPtr workflow = finished(decoded);
        return {m_report.hasErrors() ? nullptr : workflow, m_report.take()};
    }

    /// Checks, and normalises what is right. Also for children in place, whose findings go to the same report.
    WorkflowPtr finished(DecodedWorkflow &decoded)
    {
        const qsizetype before = m_report.errorCount();
        checkStructure(decoded, m_report);
        const bool graphIsSound = m_report.errorCount() == before;
        Workflow &workflow = *decoded.workflow;
        if (!m_isTrusted) {
            checkMeaning(decoded, m_tainted, m_report);
            checkTexts(decoded, graphIsSound, m_report);
            if (m_session.advice)
                checkPlaces(decoded, m_session.advice, m_report);
        }
        qint64 size = workflow.tasks.size();
        for (const TaskSpec &task : std::as_const(workflow.tasks)) {
            if (task.sub.definition)
                size += m_session.sizes.value(task.sub.definition.get());
        }
        if (size > m_session.limits.maxTasks) {
            m_report.error(nullptr, QStringLiteral("too-big"),
                           Text::tr("%1 tasks with those of all sub-workflows; at most %2 are possible")
                               .arg(size)
                               .arg(m_session.limits.maxTasks));
        }
        if (m_report.hasErrors())
            return nullptr;
        m_session.sizes.insert(&workflow, size);
        workflow.definition = encodeWorkflow(workflow);
        workflow.hash = sha256Hex(canonicalJson(workflow.definition));
        return decoded.workflow;
    }

    WorkflowPtr fromFile(const SourceNode &uses, const QString &path)
    {
        if (!m_session.reader) {
            m_report.error(&uses, QStringLiteral("cannot-read"),
                           Text::tr("`%1`: no files can be read here").arg(uses.text),
                           Text::tr("put the child below `workflow:`, or use a built-in template"));
            return nullptr;
        }
        const Result<QByteArray> text = m_session.reader(path);
        if (!text) {
            m_report.error(&uses, QStringLiteral("cannot-read"),
                           Text::tr("`%1` cannot be read: %2").arg(path, text.error().message), text.error().hint);
            return nullptr;
        }
        return child(uses, path, *text);
    }

    WorkflowPtr fromTemplate(const SourceNode &uses)
    {
        const Result<QByteArray> text = templateSource(uses.text);
        if (!text) {
            m_report.error(&uses, QStringLiteral("unknown-template"),
                           Text::tr("there is no template `%1`").arg(uses.text),
                           didYouMean(uses.text, templateNames()) + Text::tr("; a file is written as `./name.yaml`"));
            return nullptr;
        }
        return child(uses, uses.text, *text);
    }

    WorkflowPtr child(const SourceNode &uses, const QString &path, const QByteArray &text)
    {
        m_session.chain << path;
        FileLoader loader(m_session, path);
        LoadResult result = loader.load(text);
        m_session.chain.removeLast();
        m_report.append(result.diagnostics);
        if (!result.workflow)
            refuseChild(uses, path);
        return result.workflow;
    }

    void refuseChild(const SourceNode &uses, const QString &path)
    {
        m_report.error(&uses, QStringLiteral("bad-workflow"), Text::tr("the workflow `%1` has errors").arg(path));
    }

    Session &m_session;
    QString m_file;
    std::unique_ptr<SourceTree> m_tree;
    Report m_report;
    QSet<const SourceNode *> m_tainted; ///< Values with errors of form, and everything around them.
    bool m_isTrusted = false;
};

} // namespace

LoadResult loadWorkflow(const QByteArray &text, const QString &fileName, const SourceReader &reader,
                        const LoadLimits &limits, const AgentAdvice &advice)
{
    Session session{reader, limits, {cleanPath(fileName)}, {}, {}, advice};
    return FileLoader(session, fileName).load(text);
}

LoadResult loadDefinition(const QJsonObject &definition, const SourceReader &reader, const LoadLimits &limits)
{
    const AgentAdvice none;
    Session session{reader, limits, {QString()}, {}, {}, none};
    return FileLoader(session, {}).load(definition);
}

LoadResult workflowFromDefinition(const QJsonObject &definition)
{
    const SourceReader none;
    const LoadLimits limits;
    const AgentAdvice noAdvice;
    Session session{none, limits, {QString()}, {}, {}, noAdvice};
    return FileLoader(session, {}).trusted(definition);
}

} // namespace podium::domain
