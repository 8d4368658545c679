// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "control/local/files/agentfile.h"

#include "base/suggestion.h"
#include "control/admission.h"
#include "domain/definition/source/sourcereader.h"

#include <QCoreApplication>
#include <QSet>

namespace podium::control
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(AgentFile)
};

using domain::Report;
using domain::SourceNode;

const QString Code = QStringLiteral("agents");

/// What an error names as "options/x" stands there; the agent itself where that cannot be told.
const SourceNode *placeOf(const SourceNode *agent, const QString &pointer)
{
    const SourceNode *node = agent;
    for (const QString &key : pointer.split(u'/', Qt::SkipEmptyParts)) {
        const SourceNode *child = nullptr;
        if (node->kind == SourceNode::Kind::List) {
            const size_t index = key.toULongLong();
            child = index < node->children.size() ? node->children.at(index) : nullptr;
        } else {
            child = node->find(key);
        }
        if (!child)
            break;
        node = child;
    }
    return node;
}

QList<AgentEntry> readEntries(const SourceNode &list, const domain::SourceTree &tree, Report *report)
{
    QList<AgentEntry> out;
    const Operation *set = findOperation(QStringLiteral("agent.set"));
    QSet<QString> names;
    for (const SourceNode *node : list.children) {
        if (node->kind != SourceNode::Kind::Map) {
            report->error(node, Code, Text::tr("an agent is a map with a name"));
            continue;
        }
        const QJsonObject params = toJson(*node).toObject();
        if (const Result<void> fits = validate(set->request, params); !fits) {
            report->error(placeOf(node, fits.error().where), Code,
                          QStringLiteral("%1: %2").arg(fits.error().where, fits.error().message), fits.error().hint);
            continue;
        }
        const QString name = params.value(u"name").toString();
        if (names.contains(name))
            report->error(node->find(u"name"), Code, Text::tr("there are two agents \"%1\"").arg(name));
        names.insert(name);
        const domain::SourcePosition at = tree.position(node);
        out.append({params, QStringLiteral("%1:%2:%3").arg(report->file()).arg(at.line).arg(at.column)});
    }
    return out;
}

} // namespace

Result<QList<AgentEntry>> readAgentFile(const QByteArray &text, const QString &fileName)
{
    domain::SourceTree tree;
    Report report(fileName, &tree);
    const SourceNode *root = readSource(text, fileName, {}, tree, report);
    QList<AgentEntry> out;
    const SourceNode *list = root ? root->find(u"agents") : nullptr;
    if (list && list->kind == SourceNode::Kind::List) {
        for (const SourceNode *child : root->children) {
            if (child != list) {
                report.error(child, QStringLiteral("unknown-key"), Text::tr("unknown key `%1`").arg(child->key),
                             didYouMean(child->key, {QStringLiteral("agents")}), Report::At::Key);
            }
        }
        out = readEntries(*list, tree, &report);
    } else if (root) {
        report.error(list ? list : root, Code, Text::tr("the file must be a map with `agents`, a list"));
    }
    if (root && !report.hasErrors())
        return out;
    QStringList findings;
    for (const domain::Diagnostic &diagnostic : report.take())
        findings += diagnostic.text();
    return fail(ErrorCode::InvalidArgument, findings.join(u'\n'));
}

} // namespace podium::control
