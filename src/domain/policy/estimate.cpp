// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/policy/estimate.h"

#include "domain/graph/taskgraph.h"
#include "domain/policy/foresight.h"

#include <QJsonArray>
#include <QSet>

#include <algorithm>
#include <limits>
#include <numeric>
#include <queue>
#include <vector>

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
    int places = 0;      ///< For its items alone, of the run and of its pools; 0 = no limit.
    int iterations = 1;  ///< At most.
    int priority = 5;
    bool place = true;
    bool skipped = false;
    QList<int> pools;     ///< Indexes of those that have a limit; one place of each.
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
    /// `pools` are the places of each.
    Round(const QList<Job> &jobs, const ReadySet &ready, int places, const QList<int> &pools, SeededRandom &random)
        : m_jobs(jobs), m_ready(ready), m_free(places), m_inPool(pools), m_random(random), m_left(jobs.size(), 0),
          m_open(jobs.size(), 0), m_full(size_t(pools.size()))
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
        if (m_jobs.at(node).place) {
            ++m_free;
            for (const int pool : m_jobs.at(node).pools) {
                ++m_inPool[pool];
                offerAgain(pool);
            }
        }
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
            const Offer offer = m_offers.top();
            m_offers.pop();
            const QList<int> &pools = m_jobs.at(offer.node).pools;
            const auto full =
                std::find_if(pools.begin(), pools.end(), [this](int pool) { return m_inPool.at(pool) <= 0; });
            if (full != pools.end()) {
                m_full[size_t(*full)].push(offer);
                // Another may take the place in the pools that this one cannot use yet.
                for (const int pool : pools)
                    offerAgain(pool);
                continue;
            }
            for (const int pool : pools)
                --m_inPool[pool];
            --m_free;
            start(offer.node);
        }
    }

    /// The first of those that wait for a place in the pool, if there is one now.
    void offerAgain(int pool)
    {
        std::priority_queue<Offer> &waiting = m_full[size_t(pool)];
        if (m_inPool.at(pool) <= 0 || waiting.empty())
            return;
        m_offers.push(waiting.top());
        waiting.pop();
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
    QList<int> m_inPool; ///< Free places of each.
    SeededRandom &m_random;
    QList<int> m_left; ///< Items that are not offered yet.
    QList<int> m_open; ///< Items that are offered or running.
    std::priority_queue<End> m_ends;
    std::priority_queue<Offer> m_offers;
    std::vector<std::priority_queue<Offer>> m_full; ///< By pool: what waits for a place in it.
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

Played play(const Workflow &workflow, const EstimateOptions &options, const Foresight &known, const QString &prefix,
            int depth, int rounds, QList<Job> *jobs);

/// How many items the list has, if that follows from the inputs alone.
void countItems(const TaskSpec &task, const Foresight &known, Job *job)
{
    job->itemsAtOnce = task.foreach->maxParallel;
    const std::optional<QJsonValue> list = known.value(task.foreach->in);
    job->itemsAssumed = !list || !list->isArray();
    job->items = job->itemsAssumed ? AssumedItems : int(list->toArray().size());
}

int smallerLimit(int a, int b)
{
    return a > 0 && b > 0 ? std::min(a, b) : std::max(a, b);
}

/// The limits that hold for the tasks of a sub-workflow: its own besides those around it.
EstimateOptions inside(const Workflow &workflow, const EstimateOptions &options)
{
    EstimateOptions out = options;
    out.places = smallerLimit(options.places, options.maxParallel > 0 ? options.maxParallel : workflow.maxParallel);
    out.maxParallel = 0;
    for (auto it = workflow.pools.cbegin(); it != workflow.pools.cend(); ++it)
        out.pools.insert(it.key(), smallerLimit(out.pools.value(it.key()), it.value()));
    return out;
}

Job jobOf(const TaskSpec &task, const EstimateOptions &options, const Foresight &known, const QString &prefix,
          int depth, Played *played)
{
    const TypeDefault &defaults = defaultsOf(task.type);
    Job job;
    if (known.skips(task)) {
        job.skipped = true;
        job.items = 0;
        job.usd = Distribution::around(0, 0);
        job.costSource = EstimateSource::Default;
        return job;
    }
    job.priority = task.priority;
    job.place = defaults.place && task.type != u"workflow"; // Its children take the places.
    job.longestMs = double(task.timeoutMs);
    job.dearestUsd = task.budget.usd.value_or(-1);
    if (task.foreach)
        countItems(task, known, &job);
    if (task.repeat)
        job.iterations = std::max(1, task.repeat->max);
    for (const QString &pool : task.pools) {
        const auto it = options.pools.constFind(pool);
        if (it != options.pools.cend() && *it > 0)
            job.pools.append(int(std::distance(options.pools.cbegin(), it)));
        job.places = smallerLimit(job.places, options.pools.value(pool));
    }
    job.places = job.place ? smallerLimit(job.places, options.places) : 0;

    const Distribution durations = Distribution::ofHistory(options.durationsMs.value(prefix + task.id));
    const Distribution costs = Distribution::ofHistory(options.costsUsd.value(prefix + task.id));
    const QString kind = task.kind.isEmpty() ? QString() : kindKey(task.type, task.kind);
    const Distribution ofKind = Distribution::ofHistory(options.kindDurationsMs.value(kind));
    const Distribution costsOfKind = Distribution::ofHistory(options.kindCostsUsd.value(kind));
    const bool nested = task.type == u"workflow" && task.sub.definition && depth < MaxWorkflowDepth;
    Played child;
    if (nested && (durations.isEmpty() || costs.isEmpty())) {
        QList<Job> childJobs;
        child = play(*task.sub.definition, options, known.ofChild(task), prefix + task.id + u'/', depth + 1,
                     ChildRounds, &childJobs);
    }

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
    } else if (!ofKind.isEmpty()) {
        job.durationMs = ofKind;
        job.durationSource = EstimateSource::Kind;
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
    } else if (!costsOfKind.isEmpty()) {
        job.usd = costsOfKind;
        job.costSource = EstimateSource::Kind;
    } else if (!defaults.costs) {
        job.usd = Distribution::around(0, 0);
        job.costSource = EstimateSource::Default;
    } else {
        ++played->unknownCosts;
    }
    return job;
}

Played play(const Workflow &workflow, const EstimateOptions &around, const Foresight &known, const QString &prefix,
            int depth, int rounds, QList<Job> *jobs)
{
    const EstimateOptions options = inside(workflow, around);
    Played played;
    for (const TaskSpec &task : workflow.tasks)
        jobs->append(jobOf(task, options, known, prefix, depth, &played));
    qint64 draws = 1;
    for (const Job &job : std::as_const(*jobs))
        draws += qint64(std::min(job.items, MaxItemsDrawn)) * std::min(job.iterations, 2);
    const int enough = int(std::clamp<qint64>(MaxDraws / draws, MinRounds, std::max(rounds, MinRounds)));
    const int places = options.places > 0 ? options.places : std::numeric_limits<int>::max();
    const QList<int> pools = options.pools.values();
    const ReadySet ready(TaskGraph::of(workflow));
    SeededRandom random(options.seed + quint64(depth));
    for (int i = 0; i < enough; ++i) {
        Round round(*jobs, ready, places, pools, random);
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
    const int atOnce = smallerLimit(job.itemsAtOnce, job.places);
    const int wave = atOnce > 0 ? atOnce : std::max(1, drawn);
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
            job.items, job.itemsAssumed,       job.skipped};
}

void addKinds(const Workflow &workflow, int depth, QSet<QString> *kinds)
{
    for (const TaskSpec &task : workflow.tasks) {
        if (!task.kind.isEmpty())
            kinds->insert(task.kind);
        if (task.sub.definition && depth < MaxWorkflowDepth)
            addKinds(*task.sub.definition, depth + 1, kinds);
    }
}

QJsonObject toJson(const Quantiles &quantiles)
{
    return {{u"p10"_s, quantiles.p10}, {u"p50"_s, quantiles.p50}, {u"p90"_s, quantiles.p90}};
}

} // namespace

QString kindKey(const QString &type, const QString &kind)
{
    return type + u'/' + kind;
}

QStringList kindsIn(const Workflow &workflow)
{
    QSet<QString> kinds;
    addKinds(workflow, 0, &kinds);
    QStringList out(kinds.cbegin(), kinds.cend());
    out.sort();
    return out;
}

WorkflowEstimate estimateWorkflow(const Workflow &workflow, const EstimateOptions &options)
{
    WorkflowEstimate out;
    QList<Job> jobs;
    const Played played = play(workflow, options, Foresight(workflow, options.inputs), {}, 0, options.rounds, &jobs);
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
    for (const int node : path.nodes) {
        if (!jobs.at(node).skipped)
            out.criticalPath.append(workflow.tasks.at(node).id);
    }
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
    case EstimateSource::Kind:
        return u"kind"_s;
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
            {u"skipped"_s, task.skipped},
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
