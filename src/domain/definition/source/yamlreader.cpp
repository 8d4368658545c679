// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/definition/source/scalar.h"
#include "domain/definition/source/sourcereader.h"

#include <QCoreApplication>
#include <QHash>
#include <QSet>

#include <yaml-cpp/depthguard.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <istream>
#include <streambuf>
#include <string>
#include <unordered_map>

namespace podium::domain
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(YamlReader)
};

using Kind = SourceNode::Kind;

/// Leaves the parser from inside a callback; never leaves this file.
struct Refused
{
    int line;
    int column;
    QString code;
    QString message;
    QString hint;
};

[[noreturn]] void refuse(const YAML::Mark &mark, const char *code, const QString &message, const QString &hint = {})
{
    throw Refused{mark.line + 1, mark.column + 1, QString::fromLatin1(code), message, hint};
}

/// Lets the parser read a byte array without copying it first.
class ByteBuffer : public std::streambuf
{
public:
    explicit ByteBuffer(const QByteArray &bytes)
    {
        // The stream only reads; setg() has no const form.
        char *begin = const_cast<char *>(bytes.constData());
        setg(begin, begin, begin + bytes.size());
    }
};

/// Builds the tree from the parser's events.
class TreeBuilder : public YAML::EventHandler
{
public:
    TreeBuilder(SourceTree &tree, const SourceLimits &limits) : m_tree(tree), m_limits(limits) {}

    void OnDocumentStart(const YAML::Mark &mark) override
    {
        if (++m_documents > 1) {
            refuse(mark, "several-documents", Text::tr("a second document starts here; a workflow file has one"),
                   Text::tr("remove the `---`, or move the rest to a file of its own"));
        }
    }
    void OnDocumentEnd() override {}

    void OnNull(const YAML::Mark &mark, YAML::anchor_t anchor) override
    {
        if (expectsKey()) {
            refuse(mark, "bad-key", Text::tr("a key is missing before the colon"));
        }
        SourceNode *node = place(Kind::Null, mark);
        // Nothing stands nowhere: the parser says where it found out, which may be lines later.
        if (node->keyLine > 0 && node->line != node->keyLine) {
            node->line = node->keyLine;
            node->column = node->keyColumn;
        }
        remember(anchor, node);
    }

    void OnAlias(const YAML::Mark &mark, YAML::anchor_t anchor) override
    {
        const auto found = m_anchors.find(anchor);
        if (found == m_anchors.end())
            refuse(mark, "unknown-alias", Text::tr("this alias has no anchor before it"));
        const SourceNode *original = found->second;
        if (!original->complete)
            refuse(mark, "recursive-alias", Text::tr("this alias contains itself"));
        if (expectsKey()) {
            if (!original->isScalar())
                refuse(mark, "bad-key", Text::tr("a key must be a single word or string"));
            takeKey(mark, original->text);
            return;
        }
        // The copy keeps the positions of the original: that is where a mistake in it has to be corrected.
        copy(*original, place(Kind::Null, mark), m_open.size(), mark);
    }

    void OnScalar(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
                  const std::string &value) override
    {
        if (expectsKey()) {
            takeKey(mark, internedKey(value));
            m_mergeKey = tag == "?" && value == "<<";
            if (anchor != YAML::NullAnchor) {
                SourceNode *node = m_tree.add(Kind::String, nullptr); // A key can be an anchor, too.
                node->text = m_key;
                remember(anchor, node);
            }
            return;
        }
        SourceNode *node = place(Kind::String, mark);
        remember(anchor, node);
        node->text = QString::fromUtf8(value.data(), qsizetype(value.size()));
        if (tag == "?") {
            if (const QString problem = resolvePlainScalar(value, *node); !problem.isEmpty())
                refuse(mark, "bad-number", problem, Text::tr("put it in quotes if it is a text"));
        } else if (tag != "!" && tag != "tag:yaml.org,2002:str") {
            if (tag == "tag:yaml.org,2002:int" || tag == "tag:yaml.org,2002:float" || tag == "tag:yaml.org,2002:bool" ||
                tag == "tag:yaml.org,2002:null") {
                resolvePlainScalar(value, *node);
            } else {
                refuseTag(mark, tag);
            }
        }
    }

    void OnSequenceStart(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override
    {
        open(Kind::List, mark, tag, anchor);
    }
    void OnSequenceEnd() override { close(); }

    void OnMapStart(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value) override
    {
        open(Kind::Map, mark, tag, anchor);
    }
    void OnMapEnd() override
    {
        Open &top = m_open.back();
        if (!top.merges.empty())
            merge(top);
        close();
    }

    SourceNode *root() const { return m_root; }

private:
    struct Open
    {
        SourceNode *node = nullptr;
        bool keyTaken = false;
        QSet<QString> seen; ///< Filled only once a map is big.
        std::vector<SourceNode *> merges;
    };

    [[noreturn]] static void refuseTag(const YAML::Mark &mark, const std::string &tag)
    {
        refuse(mark, "unknown-tag", Text::tr("the tag `%1` is not supported").arg(QString::fromStdString(tag)),
               Text::tr("remove it"));
    }

    bool expectsKey() const
    {
        return !m_open.empty() && m_open.back().node->kind == Kind::Map && !m_open.back().keyTaken;
    }

    QString internedKey(const std::string &value)
    {
        const auto found = m_keys.find(value);
        if (found != m_keys.end())
            return found->second;
        const QString key = QString::fromUtf8(value.data(), qsizetype(value.size()));
        if (m_keys.size() < 1024)
            m_keys.emplace(value, key);
        return key;
    }

    void takeKey(const YAML::Mark &mark, const QString &key)
    {
        Open &top = m_open.back();
        top.keyTaken = true;
        m_key = key;
        m_mergeKey = false;
        m_keyLine = mark.line + 1;
        m_keyColumn = mark.column + 1;
        const SourceNode *first = nullptr;
        constexpr size_t Small = 24;
        if (top.node->children.size() <= Small) {
            first = top.node->find(key);
        } else {
            if (top.seen.isEmpty()) {
                for (const SourceNode *child : top.node->children)
                    top.seen.insert(child->key);
            }
            if (top.seen.contains(key))
                first = top.node->find(key);
            top.seen.insert(key);
        }
        if (first) {
            refuse(mark, "duplicate-key",
                   Text::tr("the key `%1` is here for the second time; the first is in line %2")
                       .arg(key)
                       .arg(first->keyLine));
        }
    }

    void countNode(const YAML::Mark &mark)
    {
        if (m_tree.size() >= m_limits.maxNodes) {
            refuse(mark, "too-big", Text::tr("the file has more than %1 values").arg(m_limits.maxNodes),
                   Text::tr("split it into sub-workflows, or generate the tasks with `foreach`"));
        }
    }

    /// A new node where the parser is.
    SourceNode *place(Kind kind, const YAML::Mark &mark)
    {
        countNode(mark);
        SourceNode *parent = m_open.empty() ? nullptr : m_open.back().node;
        SourceNode *node = nullptr;
        if (parent && parent->kind == Kind::Map) {
            Open &top = m_open.back();
            top.keyTaken = false;
            if (m_mergeKey) {
                node = m_tree.add(kind, nullptr);
                node->parent = parent;
                top.merges.push_back(node);
                m_mergeKey = false;
            } else {
                node = m_tree.add(kind, parent);
            }
            node->key = m_key;
            node->keyLine = m_keyLine;
            node->keyColumn = m_keyColumn;
        } else {
            node = m_tree.add(kind, parent);
        }
        node->line = mark.line + 1;
        node->column = mark.column + 1;
        if (!m_root)
            m_root = node;
        return node;
    }

    void remember(YAML::anchor_t anchor, SourceNode *node)
    {
        if (anchor != YAML::NullAnchor)
            m_anchors[anchor] = node;
    }

    void open(Kind kind, const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor)
    {
        if (expectsKey()) {
            refuse(mark, "bad-key", Text::tr("a key must be a single word or string"),
                   Text::tr("a text with {{ }} has to stand in quotes"));
        }
        if (int(m_open.size()) >= m_limits.maxDepth)
            refuse(mark, "too-deep", Text::tr("more than %1 levels are nested here").arg(m_limits.maxDepth));
        const bool plain =
            tag.empty() || tag == "?" || tag == "!" || tag == "tag:yaml.org,2002:map" || tag == "tag:yaml.org,2002:seq";
        if (!plain)
            refuseTag(mark, tag);
        SourceNode *node = place(kind, mark);
        node->complete = false;
        remember(anchor, node);
        m_open.push_back({node, false, {}, {}});
    }

    void close()
    {
        m_open.back().node->complete = true;
        m_open.pop_back();
    }

    /// Deep copy for an alias. `place`d nodes keep their own key; everything else comes from the original.
    void copy(const SourceNode &from, SourceNode *to, size_t depth, const YAML::Mark &mark)
    {
        if (int(depth) > m_limits.maxDepth)
            refuse(mark, "too-deep", Text::tr("more than %1 levels are nested here").arg(m_limits.maxDepth));
        if (++m_aliasNodes > m_limits.maxAliasNodes) {
            refuse(mark, "alias-bomb",
                   Text::tr("the aliases of this file expand to more than %1 values").arg(m_limits.maxAliasNodes),
                   Text::tr("write fewer aliases of aliases"));
        }
        countNode(mark);
        to->kind = from.kind;
        to->boolean = from.boolean;
        to->integer = from.integer;
        to->text = from.text;
        to->line = from.line;
        to->column = from.column;
        if (from.kind == Kind::Double)
            to->number = from.number;
        for (const SourceNode *child : from.children) {
            SourceNode *twin = m_tree.add(child->kind, to);
            twin->key = child->key;
            twin->keyLine = child->keyLine;
            twin->keyColumn = child->keyColumn;
            copy(*child, twin, depth + 1, mark);
        }
    }

    /// `<<: *base` and `<<: [*a, *b]`: keys that the map does not have itself are taken over, earlier ones first.
    void merge(Open &top)
    {
        QSet<QString> own;
        for (const SourceNode *child : top.node->children)
            own.insert(child->key);
        const auto takeOver = [&](const SourceNode *from) {
            if (from->kind != Kind::Map) {
                throw Refused{from->line,
                              from->column,
                              QStringLiteral("bad-merge"),
                              Text::tr("`<<` takes over the keys of a map, and this is none"),
                              {}};
            }
            for (SourceNode *child : from->children) {
                const qsizetype before = own.size();
                own.insert(child->key);
                if (own.size() == before)
                    continue;
                child->parent = top.node;
                top.node->children.push_back(child);
            }
        };
        for (const SourceNode *merged : top.merges) {
            if (merged->kind == Kind::List) {
                for (const SourceNode *element : merged->children)
                    takeOver(element);
            } else {
                takeOver(merged);
            }
        }
    }

    SourceTree &m_tree;
    const SourceLimits &m_limits;
    SourceNode *m_root = nullptr;
    std::vector<Open> m_open;
    std::unordered_map<YAML::anchor_t, SourceNode *> m_anchors;
    std::unordered_map<std::string, QString> m_keys;
    QString m_key;
    int m_keyLine = 0;
    int m_keyColumn = 0;
    bool m_mergeKey = false;
    int m_documents = 0;
    qsizetype m_aliasNodes = 0;
};

QString syntaxHint(const std::string &message)
{
    const auto says = [&](const char *part) { return message.find(part) != std::string::npos; };
    if (says("tab"))
        return Text::tr("indent with spaces, not with tabs");
    if (says("map value") || says("map key"))
        return Text::tr("a text with \": \" or {{ }} in it has to stand in quotes");
    if (says("end of map") || says("end of seq") || says("block"))
        return Text::tr("check the indentation of this line and the one before");
    if (says("EOF in scalar"))
        return Text::tr("a quote is not closed");
    if (says("unknown token"))
        return Text::tr("a text that starts with @, ` or %, or has a ? within { }, has to stand in quotes");
    if (says("alias"))
        return Text::tr("a text that starts with * has to stand in quotes");
    return {};
}

} // namespace

const SourceNode *readYaml(const QByteArray &text, const SourceLimits &limits, SourceTree &tree, Report &report)
{
    ByteBuffer buffer(text);
    std::istream stream(&buffer);
    TreeBuilder builder(tree, limits);
    try {
        YAML::Parser parser(stream);
        while (parser.HandleNextDocument(builder)) {
        }
    } catch (const Refused &refused) {
        report.errorAt(refused.line, refused.column, refused.code, refused.message, refused.hint);
        return nullptr;
    } catch (const YAML::DeepRecursion &deep) {
        report.errorAt(deep.mark.line + 1, deep.mark.column + 1, QStringLiteral("too-deep"),
                       Text::tr("more than %1 levels are nested here").arg(limits.maxDepth));
        return nullptr;
    } catch (const YAML::Exception &error) {
        report.errorAt(error.mark.line + 1, error.mark.column + 1, QStringLiteral("syntax"),
                       Text::tr("not valid YAML: %1").arg(QString::fromStdString(error.msg)), syntaxHint(error.msg));
        return nullptr;
    } catch (const std::exception &error) {
        // The parser's own containers throw, too (out of range, no memory).
        report.errorAt(0, 0, QStringLiteral("syntax"),
                       Text::tr("not valid YAML: %1").arg(QString::fromLocal8Bit(error.what())));
        return nullptr;
    }
    if (!builder.root()) {
        report.errorAt(1, 1, QStringLiteral("empty"), Text::tr("the file is empty"),
                       Text::tr("a workflow needs at least `tasks:`"));
        return nullptr;
    }
    tree.setRoot(builder.root());
    return builder.root();
}

} // namespace podium::domain
