// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/policy/prices.h"

#include "base/suggestion.h"
#include "domain/definition/source/report.h"
#include "domain/definition/source/sourcereader.h"
#include "domain/risk/riskrule.h"

#include <QCoreApplication>
#include <QResource>

namespace podium::domain
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Prices)
};

constexpr SourceLimits s_limits{1024 * 1024, 16, 100'000, 10'000};
constexpr double PerToken = 1e-6;

/// One file; collects every finding with its line.
class PriceReader
{
public:
    explicit PriceReader(Report *report) : m_report(report) {}

    QList<ModelPrice> read(const SourceNode &root)
    {
        QList<ModelPrice> out;
        onlyKeys(root, {QStringLiteral("version"), QStringLiteral("updated"), QStringLiteral("batch"),
                        QStringLiteral("prices")});
        const SourceNode *version = root.find(u"version");
        if (!version || version->kind != SourceNode::Kind::Integer || version->integer != 1)
            wrong(version ? *version : root, Text::tr("`version: 1` is needed"));
        const SourceNode *updated = root.find(u"updated");
        if (!updated || !QDate::fromString(updated->text, Qt::ISODate).isValid())
            wrong(updated ? *updated : root, Text::tr("`updated` must be the day of these prices, as 2026-11-01"));
        const double batch = amount(root, u"batch", 1);
        const SourceNode *list = root.find(u"prices");
        if (!list || list->kind != SourceNode::Kind::List) {
            wrong(list ? *list : root, Text::tr("`prices` must be a list"));
            return out;
        }
        for (const SourceNode *node : list->children)
            out.append(price(*node, batch));
        return out;
    }

private:
    ModelPrice price(const SourceNode &node, double batch)
    {
        onlyKeys(node, {QStringLiteral("model"), QStringLiteral("from"), QStringLiteral("input"),
                        QStringLiteral("output"), QStringLiteral("cache_write_5m"), QStringLiteral("cache_write_1h"),
                        QStringLiteral("cache_read"), QStringLiteral("batch")});
        ModelPrice out;
        if (const SourceNode *model = node.find(u"model"))
            out.model = model->text;
        if (out.model.isEmpty() || !node.find(u"input") || !node.find(u"output"))
            wrong(node, Text::tr("a price needs `model`, `input` and `output`"));
        if (const SourceNode *from = node.find(u"from")) {
            out.from = QDate::fromString(from->text, Qt::ISODate);
            if (!out.from.isValid())
                wrong(*from, Text::tr("`from` must be a day, as 2026-11-01"));
        }
        out.input = amount(node, u"input", 0);
        out.output = amount(node, u"output", 0);
        // As all list prices have it so far, where a file does not say.
        out.cacheWrite5m = amount(node, u"cache_write_5m", 1.25 * out.input);
        out.cacheWrite1h = amount(node, u"cache_write_1h", 2 * out.input);
        out.cacheRead = amount(node, u"cache_read", 0.1 * out.input);
        out.batch = amount(node, u"batch", batch);
        return out;
    }

    double amount(const SourceNode &node, QStringView key, double otherwise)
    {
        const SourceNode *value = node.find(key);
        if (!value)
            return otherwise;
        if (!value->isNumber() || value->toDouble() < 0)
            wrong(*value, Text::tr("`%1` must be a number of at least 0").arg(key));
        return value->isNumber() ? value->toDouble() : otherwise;
    }

    void onlyKeys(const SourceNode &map, const QStringList &known)
    {
        if (map.kind != SourceNode::Kind::Map) {
            wrong(map, Text::tr("this must be a map"));
            return;
        }
        for (const SourceNode *child : map.children) {
            if (!known.contains(child->key))
                m_report->error(child, QStringLiteral("unknown-key"), Text::tr("unknown key `%1`").arg(child->key),
                                didYouMean(child->key, known), Report::At::Key);
        }
    }

    void wrong(const SourceNode &node, const QString &message)
    {
        m_report->error(&node, QStringLiteral("prices"), message);
    }

    Report *m_report;
};

} // namespace

TokenCounts &TokenCounts::operator+=(const TokenCounts &other)
{
    input += other.input;
    output += other.output;
    cacheWrite5m += other.cacheWrite5m;
    cacheWrite1h += other.cacheWrite1h;
    cacheRead += other.cacheRead;
    return *this;
}

PriceTable PriceTable::builtIn()
{
    static const PriceTable s_table = [] {
        const QResource resource(QStringLiteral(":/podium/prices/models.yaml"));
        // A test reads the file; what is embedded is what was tested. Without prices costs are unknown.
        return read(resource.uncompressedData(), QStringLiteral("models.yaml")).value_or(PriceTable());
    }();
    return s_table;
}

Result<PriceTable> PriceTable::read(const QByteArray &text, const QString &fileName)
{
    SourceTree tree;
    Report report(fileName, &tree);
    const SourceNode *root = readSource(text, fileName, s_limits, tree, report);
    PriceTable out;
    if (root)
        out.m_prices = PriceReader(&report).read(*root);
    if (root && !report.hasErrors())
        return out;
    QStringList findings;
    for (const Diagnostic &diagnostic : report.take())
        findings += diagnostic.text();
    return fail(ErrorCode::InvalidArgument, findings.join(u'\n'));
}

PriceTable PriceTable::after(const PriceTable &own) const
{
    PriceTable out;
    out.m_prices = own.m_prices + m_prices;
    return out;
}

std::optional<double> PriceTable::usd(const QString &model, const TokenCounts &tokens, QDate day, bool batch) const
{
    for (const ModelPrice &price : m_prices) {
        if ((price.from.isValid() && price.from > day) || !globMatches(price.model, model))
            continue;
        const double whole = double(tokens.input) * price.input + double(tokens.output) * price.output +
                             double(tokens.cacheWrite5m) * price.cacheWrite5m +
                             double(tokens.cacheWrite1h) * price.cacheWrite1h +
                             double(tokens.cacheRead) * price.cacheRead;
        return whole * PerToken * (batch ? price.batch : 1);
    }
    return std::nullopt;
}

} // namespace podium::domain
