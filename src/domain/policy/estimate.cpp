// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/policy/estimate.h"

#include "domain/expression/expression.h"
#include "domain/graph/taskgraph.h"

#include <QJsonArray>

#include <algorithm>
#include <limits>
#include <numeric>
#include <queue>

using namespace Qt::StringLiterals;

namespace podium::domain
{

namespace
{

constexpr double SpreadOfGiven = 0.35; ///< 80 % within × or ÷ 1.6 of what the author says.
constexpr double SpreadOfDefault = 0.8;
constexpr int AssumedItems = 3;
constexpr int MaxItemsDrawn = 1000; ///< Of longer lists as many are drawn, and scaled up.
constexpr int MaxWorkflowDepth = 8;
constexpr int ChildRounds = 200;
constexpr qint64 MaxDraws = 2'000'000; ///< Tasks × rounds: about a second.
constexpr int MinRounds = 50;
constexpr int TaskDraws = 101;

struct TypeDefault
{
    QLatin1StringView type;
    double durationMs;
    bool costs; ///< Money is spent, and nobody knows how much.
    bool place; ///< Takes one of the places that `maxParallel` counts.
};

constexpr TypeDefault s_defaults[] = {
    {QLatin1StringView("agent"), 300'000, true, true},     {QLatin1StringView("shell"), 30'000, false, true},
    {QLatin1StringView("simulated"), 2'000, false, true},  {QLatin1StringView("human"), 1'800'000, false, false},
    {QLatin1StringView("decision"), 60'000, false, false}, {QLatin1StringView("noop"), 0, false, false},
};
constexpr TypeDefault s_otherDefault{QLatin1StringView(), 60'000, true, true};

const TypeDefault &defaultsOf(const QString &type)
{
    for (const TypeDefault &entry : s_defaults) {
        if (entry.type == type)
            return entry;
    }
    return s_otherDefault;
}

/// One task as it is simulated.
struct Job
{
    Distribution durationMs; ///< Of one item, one iteration.
    Distribution usd;
    EstimateSource durationSource = EstimateSource::Default;
    EstimateSource costSource = EstimateSource::Unknown;
    int items = 1;
    bool itemsAssumed = false;
    int itemsAtOnce = 0; ///< 0 = all.
    int iterations = 1;  ///< At most.
    int priority = 5;
    bool place = true;
    double longestMs = 0; ///< Time limit; 0 = none.
    double dearestUsd = -1;
};

struct Draw
{
    double ms = 0;
    double usd = 0;
};

/// One item: one or more iterations.
Draw drawItem(const Job &job, SeededRandom &random)
{
    Draw out;
    for (int i = 0; i < job.iterations; ++i) {
        const double ms = job.durationMs.draw(random);
        out.ms += job.longestMs > 0 ? std::min(ms, job.longestMs) : ms;
        const double usd = job.usd.isEmpty() ? 0 : job.usd.draw(random);
        out.usd += job.dearestUsd >= 0 ? std::min(usd, job.dearestUsd) : usd;
        if (random.uniform() < 0.5)
            break;
    }
    return out;
}

/// Plays a workflow once.
class Round
{
public:
    Round(const QList<Job> &jobs, const ReadySet &ready, int places, SeededRandom &random)
        : m_jobs(jobs), m_ready(ready), m_free(places), m_random(random), m_left(jobs.size(), 0), m_open(jobs.size(), 0)
    {
    }

    Draw play()
    {
        for (const int node : m_ready.initial()) {
            if (m_jobs.at(node).items == 0)
                complete(node);
            else
                offer(node);
        }
        startWaiting();
        while (!m_ends.empty()) {
            const End end = m_ends.top();
            m_ends.pop();
            m_now = end.ms;
            --m_count;
            finishItem(end.node);
            startWaiting();
        }
        return {m_now, m_usd};
    }
    int peak() const { return m_peak; }
    double work() const { return m_work; }

private:
    struct End
    {
        double ms;
        int node;
        bool operator<(const End &other) const { return ms != other.ms ? ms > other.ms : node > other.node; }
    };
    struct Offer
    {
        int priority;
        int node;
        bool operator<(const Offer &other) const
        {
            return priority != other.priority ? priority < other.priority : node > other.node;
        }
    };

    void offer(int node)
    {
        const Job &job = m_jobs.at(node);
        const int drawn = std::min(job.items, MaxItemsDrawn);
        const int wave = job.itemsAtOnce > 0 ? std::min(drawn, job.itemsAtOnce) : drawn;
        m_left[node] = drawn - wave;
        m_open[node] = wave;
        for (int i = 0; i < wave; ++i)
            offerItem(node);
    }

    void offerItem(int node)
    {
        if (m_jobs.at(node).place)
            m_offers.push({m_jobs.at(node).priority, node});
        else
            start(node);
    }

    void finishItem(int node)
    {
        if (m_jobs.at(node).place)
            ++m_free;
        if (m_left.at(node) > 0) {
            --m_left[node];
            offerItem(node);
        } else if (--m_open[node] == 0) {
            complete(node);
        }
    }

    void complete(int node)
    {
        // Not recursive: there may be a long chain of tasks over empty lists.
        QList<int> open = m_ready.complete(node);
        for (qsizetype i = 0; i < open.size(); ++i) {
            if (m_jobs.at(open.at(i)).items == 0)
                open.append(m_ready.complete(open.at(i)));
            else
                offer(open.at(i));
        }
    }

    void startWaiting()
    {
        while (m_free > 0 && !m_offers.empty()) {
            const int node = m_offers.top().node;
            m_offers.pop();
            --m_free;
            start(node);
        }
    }

    void start(int node)
    {
        const Job &job = m_jobs.at(node);
        // A list too long to be drawn item by item: each item drawn stands for several.
        const double scale = job.items > MaxItemsDrawn ? double(job.items) / MaxItemsDrawn : 1.0;
        const Draw draw = drawItem(job, m_random);
        m_work += draw.ms * scale;
        m_usd += draw.usd * scale;
        m_ends.push({m_now + draw.ms * scale, node});
        m_peak = std::max(m_peak, ++m_count);
    }

    const QList<Job> &m_jobs;
    ReadySet m_ready;
    int m_free;
    SeededRandom &m_random;
    QList<int> m_left; ///< Items that are not offered yet.
    QList<int> m_open; ///< Items that are offered or running.
    std::priority_queue<End> m_ends;
    std::priority_queue<Offer> m_offers;
    int m_count = 0;
    int m_peak = 0;
    double m_now = 0;
    double m_usd = 0;
    double m_work = 0;
};

/// Durations and costs of whole runs, one element a round.
struct Played
{
    QList<double> durationsMs;
    QList<double> usd;
    int peak = 0;
    double work = 0;
    int unknownCosts = 0;
    bool usesDefaults = false;
};

Played play(const Workflow &workflow, const EstimateOptions &options, const QString &prefix, int depth, int rounds,
            QList<Job> *jobs);

QList<double> historyOf(const QMap<QString, QList<double>> &history, const QString &prefix, const QString &id)
{
    const auto it = history.constFind(prefix + id);
    return it != history.cend() ? *it : history.value(id);
}

/// How many items the list has, if that follows from the inputs alone.
void countItems(const Workflow &workflow, const TaskSpec &task, const QJsonObject &inputs, Job *job)
{
    job->itemsAtOnce = task.foreach->maxParallel;
    MapScope scope;
    QJsonObject values = inputs;
    for (const InputSpec &input : workflow.inputs) {
        if (!values.contains(input.name))
            values.insert(input.name, input.defaultValue.isUndefined() ? QJsonValue() : input.defaultValue);
    }
    scope.roots.insert(u"inputs"_s, values);
    const auto expression = Expression::parse(task.foreach->in);
    const auto list = expression ? expression->evaluate(scope) : tl::unexpected<Error>(expression.error());
    job->itemsAssumed = !list || !list->isArray();
    job->items = job->itemsAssumed ? AssumedItems : int(list->toArray().size());
}

Job jobOf(const Workflow &workflow, const TaskSpec &task, const EstimateOptions &options, const QString &prefix,
          int depth, Played *played)
{
    const TypeDefault &defaults = defaultsOf(task.type);
    Job job;
    job.priority = task.priority;
    job.place = defaults.place;
    job.longestMs = double(task.timeoutMs);
    job.dearestUsd = task.budget.usd.value_or(-1);
    if (task.foreach)
        countItems(workflow, task, options.inputs, &job);
    if (task.repeat)
        job.iterations = std::max(1, task.repeat->max);

    const Distribution durations = Distribution::ofHistory(historyOf(options.durationsMs, prefix, task.id));
    const Distribution costs = Distribution::ofHistory(historyOf(options.costsUsd, prefix, task.id));
    const bool nested = task.type == u"workflow" && task.sub.definition && depth < MaxWorkflowDepth;
    Played child;
    if (nested && (durations.isEmpty() || costs.isEmpty())) {
        EstimateOptions inner = options;
        inner.inputs = {};
        for (auto it = task.sub.with.cbegin(); it != task.sub.with.cend(); ++it)
            inner.inputs.insert(it.key(), it.value());
        QList<Job> childJobs;
        child = play(*task.sub.definition, inner, prefix + task.id + u'/', depth + 1, ChildRounds, &childJobs);
    }
    if (task.type == u"workflow")
        job.place = false; // Its children take the places.

    if (!durations.isEmpty()) {
        job.durationMs = durations;
        job.durationSource = EstimateSource::History;
    } else if (task.estimate.durationMs) {
        job.durationMs = Distribution::around(double(*task.estimate.durationMs), SpreadOfGiven);
        job.durationSource = EstimateSource::Given;
    } else if (nested) {
        job.durationMs = Distribution::ofHistory(child.durationsMs);
        job.durationSource = EstimateSource::Children;
        played->usesDefaults = played->usesDefaults || child.usesDefaults;
    } else {
        job.durationMs = Distribution::around(defaults.durationMs, SpreadOfDefault);
        played->usesDefaults = played->usesDefaults || defaults.durationMs > 0;
    }

    if (!costs.isEmpty()) {
        job.usd = costs;
        job.costSource = EstimateSource::History;
    } else if (task.estimate.usd) {
        job.usd = Distribution::around(*task.estimate.usd, SpreadOfGiven);
        job.costSource = EstimateSource::Given;
    } else if (nested) {
        job.usd = Distribution::ofHistory(child.usd);
        job.costSource = EstimateSource::Children;
        played->unknownCosts += child.unknownCosts;
    } else if (!defaults.costs) {
        job.usd = Distribution::around(0, 0);
        job.costSource = EstimateSource::Default;
    } else {
        ++played->unknownCosts;
    }
    return job;
}

Played play(const Workflow &workflow, const EstimateOptions &options, const QString &prefix, int depth, int rounds,
            QList<Job> *jobs)
{
    Played played;
    for (const TaskSpec &task : workflow.tasks)
        jobs->append(jobOf(workflow, task, options, prefix, depth, &played));
    qint64 draws = 1;
    for (const Job &job : std::as_const(*jobs))
        draws += qint64(std::min(job.items, MaxItemsDrawn)) * std::min(job.iterations, 2);
    const int enough = int(std::clamp<qint64>(MaxDraws / draws, MinRounds, std::max(rounds, MinRounds)));
    int places = options.maxParallel > 0 ? options.maxParallel : workflow.maxParallel;
    if (places <= 0)
        places = std::numeric_limits<int>::max();
    const ReadySet ready(TaskGraph::of(workflow));
    SeededRandom random(options.seed + quint64(depth));
    for (int i = 0; i < enough; ++i) {
        Round round(*jobs, ready, places, random);
        const Draw draw = round.play();
        played.durationsMs.append(draw.ms);
        played.usd.append(draw.usd);
        played.peak = std::max(played.peak, round.peak());
        played.work += round.work();
    }
    return played;
}

/// Of the task alone, all its items one after the other in waves.
TaskEstimate taskEstimate(const TaskSpec &task, const Job &job, SeededRandom &random)
{
    QList<double> durations;
    QList<double> costs;
    const int drawn = std::min(job.items, MaxItemsDrawn);
    const int wave = job.itemsAtOnce > 0 ? job.itemsAtOnce : std::max(1, drawn);
    const double scale = drawn > 0 ? double(job.items) / drawn : 0;
    for (int i = 0; i < (drawn > 1 ? TaskDraws / 2 : TaskDraws); ++i) {
        QList<double> lanes(std::max(1, std::min(wave, drawn)), 0.0);
        double usd = 0;
        for (int item = 0; item < drawn; ++item) {
            const Draw draw = drawItem(job, random);
            lanes[item % lanes.size()] += draw.ms;
            usd += draw.usd;
        }
        durations.append(*std::max_element(lanes.begin(), lanes.end()) * (lanes.size() < drawn ? scale : 1.0));
        costs.append(usd * scale);
    }
    return {task.id,   quantilesOf(durations), quantilesOf(costs), job.durationSource, job.costSource,
            job.items, job.itemsAssumed};
}

QJsonObject toJson(const Quantiles &quantiles)
{
    return {{u"p10"_s, quantiles.p10}, {u"p50"_s, quantiles.p50}, {u"p90"_s, quantiles.p90}};
}

} // namespace

WorkflowEstimate estimateWorkflow(const Workflow &workflow, const EstimateOptions &options)
{
    WorkflowEstimate out;
    QList<Job> jobs;
    const Played played = play(workflow, options, {}, 0, options.rounds, &jobs);
    out.rounds = int(played.durationsMs.size());
    out.durationMs = quantilesOf(played.durationsMs);
    out.usd = quantilesOf(played.usd);
    out.unknownCosts = played.unknownCosts;
    out.usesDefaults = played.usesDefaults;
    out.peakParallel = played.peak;
    const double total = std::accumulate(played.durationsMs.begin(), played.durationsMs.end(), 0.0);
    out.averageParallel = total > 0 ? played.work / total : 0;

    const TaskGraph graph = TaskGraph::of(workflow);
    QList<bool> reachable(workflow.tasks.size(), true);
    for (const int node : graph.unreachable())
        reachable[node] = false;
    SeededRandom random(options.seed);
    QList<double> weights;
    for (int i = 0; i < jobs.size(); ++i) {
        const TaskEstimate task = taskEstimate(workflow.tasks.at(i), jobs.at(i), random);
        weights.append(task.durationMs.p50);
        if (reachable.at(i))
            out.tasks.append(task);
    }
    const auto path = graph.criticalPath(weights);
    out.criticalPathMs = path.length;
    for (const int node : path.nodes)
        out.criticalPath.append(workflow.tasks.at(node).id);
    return out;
}

QString estimateSourceName(EstimateSource source)
{
    switch (source) {
    case EstimateSource::History:
        return u"history"_s;
    case EstimateSource::Given:
        return u"given"_s;
    case EstimateSource::Children:
        return u"children"_s;
    case EstimateSource::Default:
        return u"default"_s;
    case EstimateSource::Unknown:
        break;
    }
    return u"unknown"_s;
}

QJsonObject toJson(const WorkflowEstimate &estimate)
{
    QJsonArray tasks;
    for (const TaskEstimate &task : estimate.tasks) {
        tasks.append(QJsonObject{
            {u"id"_s, task.id},
            {u"duration_ms"_s, toJson(task.durationMs)},
            {u"duration_source"_s, estimateSourceName(task.durationSource)},
            {u"usd"_s, task.costSource == EstimateSource::Unknown ? QJsonValue() : QJsonValue(toJson(task.usd))},
            {u"usd_source"_s, estimateSourceName(task.costSource)},
            {u"items"_s, task.items},
            {u"items_assumed"_s, task.itemsAssumed},
        });
    }
    return {{u"duration_ms"_s, toJson(estimate.durationMs)},
            {u"usd"_s, toJson(estimate.usd)},
            {u"unknown_costs"_s, estimate.unknownCosts},
            {u"critical_path"_s, QJsonArray::fromStringList(estimate.criticalPath)},
            {u"critical_path_ms"_s, estimate.criticalPathMs},
            {u"peak_parallel"_s, estimate.peakParallel},
            {u"average_parallel"_s, estimate.averageParallel},
            {u"rounds"_s, estimate.rounds},
            {u"uses_defaults"_s, estimate.usesDefaults},
            {u"tasks"_s, tasks}};
}

} // namespace podium::domain
