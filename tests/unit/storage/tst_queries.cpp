// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/definition/workflowloader.h"
#include "storage/notebook.h"
#include "storage/queries.h"
#include "support/backends.h"
#include "support/storesamples.h"

#include <QTest>

using namespace podium;
using namespace podium::test;
using namespace podium::storage;
using domain::EventType;
using domain::RunState;
using domain::TaskState;
using engine::StoreBatch;

/// What RunQueries gives back of what Storage and Notebook wrote, on SQLite and on PostgreSQL.
class TestQueries : public QObject
{
    Q_OBJECT

private:
    Backends m_backends;
    std::unique_ptr<Storage> m_store;
    std::unique_ptr<RunQueries> m_queries;
    qint64 m_seq = 0;

    /// Three runs: alpha-1 (completed), alpha-2 (in progress), beta-1 (failed).
    void fill()
    {
        const QString url = m_backends.fresh();
        m_store = std::make_unique<Storage>(sampleOptions(url));
        m_queries = std::make_unique<RunQueries>(url);
        m_seq = 0;
        const Result<engine::StoredState> state = await(m_store->takeOver(QStringLiteral("test")));
        QVERIFY2(state, qPrintable(state ? QString() : state.error().text()));
        const domain::WorkflowPtr alpha = sampleWorkflow(3, QStringLiteral("alpha"));
        const domain::WorkflowPtr beta = sampleWorkflow(2, QStringLiteral("beta"));
        const QList<std::tuple<QString, domain::WorkflowPtr, RunState>> runs{
            {QStringLiteral("alpha-1"), alpha, RunState::Completed},
            {QStringLiteral("alpha-2"), alpha, RunState::InProgress},
            {QStringLiteral("beta-1"), beta, RunState::Failed}};
        qint64 created = 1000;
        for (const auto &[id, workflow, state2] : runs) {
            StoreBatch batch = creationOf(id, workflow, m_seq);
            batch.runs.first().state = state2;
            batch.runs.first().createdMs = ++created;
            QVERIFY(commitNow(*m_store, batch));
        }
    }

    QStringList idsOf(const RunFilter &filter, int limit = 100)
    {
        QStringList ids;
        const auto runs = await(m_queries->listRuns(filter, limit));
        if (!runs)
            return {runs.error().text()};
        for (const engine::RunRow &run : *runs)
            ids << run.id;
        return ids;
    }

    QStringList textsOf(const LogFilter &filter, int limit = 100)
    {
        QStringList texts;
        const auto lines = await(m_queries->logs(filter, limit));
        if (!lines)
            return {lines.error().text()};
        for (const LogEntry &entry : *lines)
            texts << entry.line.text;
        return texts;
    }

private Q_SLOTS:
    void cleanup()
    {
        m_queries.reset();
        m_store.reset();
    }

    void tagsAreFoundInTheWorkflowAndOfItsTasks_data() { Backends::addRows(); }
    void tagsAreFoundInTheWorkflowAndOfItsTasks()
    {
        fill();
        const domain::LoadResult loaded = domain::loadWorkflow(
            "name: tagged\ntags: [nightly, 'a%b']\ntasks:\n"
            "  - {id: build, type: noop, tags: [slow, once]}\n  - {id: plain, type: noop}\n"
            "  - {id: sub, type: workflow, workflow: {tasks: [{id: inner, type: noop, tags: [deep]}]}}\n",
            QStringLiteral("tagged.yaml"));
        QVERIFY2(loaded.workflow, qPrintable(loaded.diagnostics.value(0).text()));
        QVERIFY(commitNow(*m_store, creationOf(QStringLiteral("tagged-1"), loaded.workflow, m_seq)));
        RunFilter filter;
        for (const char *tag : {"nightly", "a%b"}) {
            filter.tag = QString::fromLatin1(tag);
            QCOMPARE(idsOf(filter), QStringList{QStringLiteral("tagged-1")});
        }
        for (const char *tag : {"slow", "night", "NIGHTLY", "a_b"}) {
            filter.tag = QString::fromLatin1(tag); // A task's, a part, another case, no pattern.
            QCOMPARE(idsOf(filter), QStringList());
        }
        for (int i = 0; i < 2; ++i) { // The second time as remembered.
            const auto tags = await(m_queries->tags({loaded.workflow->hash, QStringLiteral("gone")}));
            QVERIFY(tags);
            const WorkflowTags of = tags->value(loaded.workflow->hash);
            QCOMPARE(of.own, QStringList({QStringLiteral("nightly"), QStringLiteral("a%b")}));
            QCOMPARE(of.ofTask(QStringLiteral("build[3]")),
                     QStringList({QStringLiteral("slow"), QStringLiteral("once")}));
            QCOMPARE(of.ofTask(QStringLiteral("sub[0]/inner")), QStringList{QStringLiteral("deep")});
            QVERIFY(of.ofTask(QStringLiteral("plain")).isEmpty());
        }
    }

    void runsAreFilteredAndNewestComesFirst_data() { Backends::addRows(); }
    void runsAreFilteredAndNewestComesFirst()
    {
        fill();
        QCOMPARE(idsOf({}), QStringList({"beta-1", "alpha-2", "alpha-1"}));
        QCOMPARE(idsOf({}, 1), QStringList({"beta-1"}));
        RunFilter filter;
        filter.states = {RunState::Completed, RunState::Failed};
        QCOMPARE(idsOf(filter), QStringList({"beta-1", "alpha-1"}));
        filter = {};
        filter.workflowName = QStringLiteral("alpha");
        QCOMPARE(idsOf(filter), QStringList({"alpha-2", "alpha-1"}));
        filter.beforeMs = 1002;
        QCOMPARE(idsOf(filter), QStringList({"alpha-1"}));
        filter = {};
        filter.text = QStringLiteral("BETA");
        QCOMPARE(idsOf(filter), QStringList({"beta-1"}));
        filter.text = QStringLiteral("%"); // A character like any other.
        QCOMPARE(idsOf(filter), QStringList());
        filter = {};
        filter.team = QStringLiteral("nobody's");
        QCOMPARE(idsOf(filter), QStringList());
    }

    void runIsFoundByTheBeginningOrEndOfItsId_data() { Backends::addRows(); }
    void runIsFoundByTheBeginningOrEndOfItsId()
    {
        fill();
        const auto exact = await(m_queries->run(QStringLiteral("alpha-1")));
        QVERIFY(exact);
        QCOMPARE(exact->inputs, QJsonObject({{"who", "world"}}));
        QCOMPARE(exact->usage.usd, std::nullopt);
        QCOMPARE(await(m_queries->run(QStringLiteral("bet")))->id, QStringLiteral("beta-1"));
        QCOMPARE(await(m_queries->run(QStringLiteral("2")))->id, QStringLiteral("alpha-2"));
        QCOMPARE(await(m_queries->run(QStringLiteral("alp"))).error().code, ErrorCode::Conflict);
        QVERIFY(await(m_queries->run(QStringLiteral("alp"))).error().message.contains(u"alpha-2"));
        for (const char *none : {"gamma", "", "_", "%"})
            QCOMPARE(await(m_queries->run(QString::fromLatin1(none))).error().code, ErrorCode::NotFound);
    }

    void tasksKeepEverythingAndAResultGoesWithAReset_data() { Backends::addRows(); }
    void tasksKeepEverythingAndAResultGoesWithAReset()
    {
        fill();
        const QString run = QStringLiteral("alpha-2");
        engine::TaskRow task = sampleTask(run, 1, TaskState::Success);
        task.parent = 0;
        task.attempt = 2;
        task.failures = 1;
        task.agent = QStringLiteral("coder");
        task.runner = QStringLiteral("claude");
        task.result = QJsonObject{{"answer", 42}};
        task.resultSource = QStringLiteral("file");
        task.usage.usd = 0.25;
        task.usage.inputTokens = 12;
        task.session = QStringLiteral("s-1");
        task.process = {4711, 99, QStringLiteral("boot")};
        task.readyMs = 1;
        task.startedMs = 10;
        task.finishedMs = 30;
        StoreBatch batch;
        batch.tasks << task;
        batch.events << sampleEvent(++m_seq, run, EventType::TaskSucceeded, 1, 2);
        QVERIFY(commitNow(*m_store, batch));
        auto tasks = await(m_queries->tasks(run));
        QVERIFY2(tasks, qPrintable(tasks ? QString() : tasks.error().text()));
        QCOMPARE(tasks->size(), 3);
        const engine::TaskRow &read = tasks->at(1);
        QCOMPARE(read.state, TaskState::Success);
        QCOMPARE(read.result, task.result);
        QCOMPARE(read.resultSource, task.resultSource);
        QCOMPARE(read.usage.usd, task.usage.usd);
        QCOMPARE(read.usage.inputTokens, task.usage.inputTokens);
        QCOMPARE(read.usage.outputTokens, std::nullopt);
        QCOMPARE(read.process.pid, 4711);
        QCOMPARE(read.process.bootId, QStringLiteral("boot"));
        QCOMPARE(read.finishedMs, 30);
        QCOMPARE(read.parent, 0);
        const auto history = await(m_queries->history(QStringLiteral("alpha"), 10));
        QVERIFY(history);
        QCOMPARE(history->size(), 1);
        QCOMPARE(history->first().durationMs, 20);
        QCOMPARE(history->first().usd, 0.25);

        task.state = TaskState::Pending;
        task.result = QJsonValue();
        task.resultSource.clear();
        batch = {};
        batch.tasks << task;
        batch.events << sampleEvent(++m_seq, run, EventType::TaskReset, 1, 2);
        QVERIFY(commitNow(*m_store, batch));
        QVERIFY(await(m_queries->tasks(run))->at(1).result.isNull());
        const auto which = [&](const storage::TaskFilter &filter) {
            QList<int> indexes;
            const auto found = await(m_queries->tasks(filter));
            for (const engine::TaskRow &row : found.value_or(QList<engine::TaskRow>()))
                indexes << row.index;
            return indexes;
        };
        const QString key = tasks->at(2).key;
        QCOMPARE(which({run, {}, {}, {}}), (QList<int>{0, 1, 2}));
        QCOMPARE(which({run, QList<int>{2, 0, 2, 77, -1}, {}, {}}), (QList<int>{0, 2}));
        QCOMPARE(which({run, QList<int>(), {}, {}}), QList<int>());
        QCOMPARE(which({run, {}, key, {}}), QList<int>{2});
        QCOMPARE(which({run, QList<int>{0, 1}, key, {}}), QList<int>());
        QCOMPARE(which({run, {}, {}, TaskState::Running}), QList<int>());
        QCOMPARE(which({run, {}, {}, TaskState::Pending}).contains(1), true);
        QCOMPARE(which({QStringLiteral("another run"), {}, key, {}}), QList<int>());
        const auto attempts = await(m_queries->attempts(run));
        QCOMPARE(attempts->size(), 1);
        QCOMPARE(attempts->first().outcome, QStringLiteral("succeeded"));
        QCOMPARE(attempts->first().result, QJsonValue(QJsonObject{{"answer", 42}}));
        QCOMPARE(await(m_queries->attempts(run, 2))->size(), 0);
        storage::TaskFilter important{run, {}, {}, {}};
        important.most = 2;
        task.state = TaskState::Failed;
        engine::TaskRow anew = sampleTask(run, 9, TaskState::Running);
        anew.key = key; // Of 2, which is history with that.
        batch = {};
        batch.tasks << task << anew;
        batch.events << sampleEvent(++m_seq, run, EventType::TaskFailed, 1, 2);
        QVERIFY(commitNow(*m_store, batch));
        QCOMPARE(which(important), (QList<int>{1, 9}));
        important.most = 1;
        QCOMPARE(which(important), QList<int>{9});
        QCOMPARE(*await(m_queries->taskCounts(run)),
                 (QMap<QString, int>{{"FAILED", 1}, {"PENDING", 1}, {"RUNNING", 1}}));
    }

    void spendingIsThatOfEachAttempt_data() { Backends::addRows(); }
    void spendingIsThatOfEachAttempt()
    {
        fill();
        const QString run = QStringLiteral("alpha-2");
        engine::TaskRow task = sampleTask(run, 1, TaskState::Success);
        task.attempt = 3;
        task.agent = QStringLiteral("coder");
        task.runner = QStringLiteral("claude");
        task.usage.usd = 0.75; // Of all three together.
        task.attemptUsage.usd = 0.25;
        task.attemptUsage.inputTokens = 10;
        task.attemptUsage.outputTokens = 5;
        task.cap.usd = 1;
        task.startedMs = 1000;
        task.finishedMs = 3000;
        StoreBatch batch;
        batch.tasks << task;
        // The first attempt's costs are known, the second's are not; all end within one transaction.
        batch.events << sampleEvent(++m_seq, run, EventType::TaskRetrying, 1, 1,
                                    {{"error", "no"}, {"usage", QJsonObject{{"usd", 0.5}}}});
        batch.events << sampleEvent(++m_seq, run, EventType::TaskParked, 1, 2, {{"reason", "lost"}});
        batch.events << sampleEvent(++m_seq, run, EventType::TaskSucceeded, 1, 3);
        engine::TaskRow simulated = sampleTask(run, 2, TaskState::Success);
        simulated.attempt = 1;
        simulated.runner = QStringLiteral("simulated");
        simulated.attemptUsage.usd = 100;
        simulated.finishedMs = 3000;
        batch.tasks << simulated;
        batch.events << sampleEvent(++m_seq, run, EventType::TaskSucceeded, 2, 1);
        QVERIFY(commitNow(*m_store, batch));
        const auto attempts = await(m_queries->attempts(run, 1));
        QCOMPARE(attempts->size(), 3);
        QCOMPARE(attempts->at(0).usage.usd, 0.5);
        QCOMPARE(attempts->at(0).error, QStringLiteral("no"));
        QCOMPARE(attempts->at(1).usage.usd, std::nullopt);
        QCOMPARE(attempts->at(2).usage.usd, 0.25);
        const auto spent = await(m_queries->spending(1));
        QVERIFY2(spent, qPrintable(spent ? QString() : spent.error().text()));
        QCOMPARE(spent->size(), 1);
        QCOMPARE(spent->first().workflow, QStringLiteral("alpha"));
        QCOMPARE(spent->first().agent, QStringLiteral("coder"));
        QCOMPARE(spent->first().spent.usd, 0.75);
        QCOMPARE(spent->first().spent.usdAtMost, 1.0);
        QCOMPARE(spent->first().spent.tokens, 15);
        QCOMPARE(spent->first().spent.attempts, 3);
        QCOMPARE(spent->first().spent.unknownCosts, 1);
        QCOMPARE(spent->first().spent.wallMs, 2000);
        QCOMPARE(await(m_queries->spending(std::numeric_limits<qint64>::max()))->size(), 0);
        QCOMPARE(await(m_queries->spending(1, 2))->size(), 0);
        // The one that was parked says nothing of its agent.
        const auto outcomes = await(m_queries->agentOutcomes(1));
        QVERIFY2(outcomes, qPrintable(outcomes ? QString() : outcomes.error().text()));
        QCOMPARE(outcomes->value(QStringLiteral("coder")).succeeded, 1);
        QCOMPARE(outcomes->value(QStringLiteral("coder")).failed, 1);
        QVERIFY(!outcomes->contains(QString()));
        QCOMPARE(await(m_queries->agentOutcomes(std::numeric_limits<qint64>::max()))->size(), 0);
    }

    void eventsArePagedByNumberAndPattern_data() { Backends::addRows(); }
    void eventsArePagedByNumberAndPattern()
    {
        fill();
        EventFilter filter;
        filter.patterns = QStringList{QStringLiteral("run.started")};
        const auto first = await(m_queries->events(filter, 2));
        QVERIFY(first);
        QCOMPARE(first->events.size(), 2);
        QVERIFY(first->more);
        filter.sinceSeq = first->nextSince;
        const auto second = await(m_queries->events(filter, 2));
        QCOMPARE(second->events.size(), 1);
        QVERIFY(!second->more);
        QCOMPARE(second->nextSince, m_seq);
        filter = {};
        filter.run = QStringLiteral("beta-1");
        QCOMPARE(await(m_queries->events(filter))->events.size(), 2);
        filter.sinceSeq = m_seq;
        QCOMPARE(await(m_queries->events(filter))->events.size(), 0);
    }

    void approvalsVotesAgentsAndMessagesAreProjected_data() { Backends::addRows(); }
    void approvalsVotesAgentsAndMessagesAreProjected()
    {
        fill();
        domain::Approval vote;
        vote.id = QStringLiteral("a-1");
        vote.kind = domain::Approval::Kind::Vote;
        vote.run = QStringLiteral("alpha-2");
        vote.task = 1;
        vote.title = QStringLiteral("Which?");
        vote.subject = {{"options", QJsonArray{"red", "blue"}}};
        vote.risk = domain::Risk::High;
        vote.needed = 2;
        vote.createdMs = 5;
        vote.answer = {{"votes", QJsonArray{QJsonObject{{"by", "ann"}, {"choice", "red"}}}}};
        domain::Agent agent;
        agent.name = QStringLiteral("coder");
        agent.role = QStringLiteral("backend");
        agent.runner = QStringLiteral("claude");
        agent.capabilities = QStringList{QStringLiteral("code")};
        StoreBatch batch;
        batch.approvals << vote;
        batch.agents << agent;
        batch.events << sampleEvent(++m_seq, vote.run, EventType::MessageSent, 1, 1,
                                    {{"text", "hurry"}, {"by", "ann"}});
        batch.events << sampleEvent(++m_seq, {}, EventType::BreakerChanged, -1, 0,
                                    {{"agent", "coder"}, {"state", "open"}});
        QVERIFY(commitNow(*m_store, batch));
        const auto open = await(m_queries->approvals(domain::Approval::State::Open));
        QVERIFY(open);
        QCOMPARE(open->size(), 1);
        QCOMPARE(domain::toJson(open->first()), domain::toJson(vote));
        QCOMPARE(await(m_queries->approvals(domain::Approval::State::Denied))->size(), 0);
        QCOMPARE(await(m_queries->approvals({}, QStringLiteral("beta-1")))->size(), 0);
        const auto decisions = await(m_queries->decisions(vote.run));
        QCOMPARE(decisions->size(), 1);
        QCOMPARE(decisions->first().options, QStringList({"red", "blue"}));
        QCOMPARE(await(m_queries->votes(vote.id))->first().voter, QStringLiteral("ann"));
        QCOMPARE(await(m_queries->agents())->first().capabilities, agent.capabilities);
        QCOMPARE(await(m_queries->agentStates())->first().data.value("state").toString(), QStringLiteral("open"));
        QCOMPARE(await(m_queries->messages(vote.run))->first().body, QStringLiteral("hurry"));
        batch = {};
        batch.removedAgents << agent.name;
        QVERIFY(commitNow(*m_store, batch));
        QCOMPARE(await(m_queries->agents())->size(), 0);
        QCOMPARE(await(m_queries->agentStates())->size(), 0);
    }

    void workflowsAndArtifactsAreListed_data() { Backends::addRows(); }
    void workflowsAndArtifactsAreListed()
    {
        fill();
        const auto workflows = await(m_queries->workflows());
        QCOMPARE(workflows->size(), 2);
        QCOMPARE(workflows->first().name, QStringLiteral("beta"));
        const auto one = await(m_queries->workflow(workflows->first().hash));
        QCOMPARE(one->definition, sampleWorkflow(2, QStringLiteral("beta"))->definition);
        QCOMPARE(await(m_queries->workflow(QStringLiteral("x"))).error().code, ErrorCode::NotFound);
        const Result<QString> hash = m_store->put("bytes", QStringLiteral("text/plain"));
        QVERIFY(hash);
        QCOMPARE(await(m_queries->artifacts())->first().bytes, 5);
        QCOMPARE(*await(m_queries->artifact(*hash)), QByteArray("bytes"));
    }

    void logsAreReadByTaskFromTheEndAndByWord_data() { Backends::addRows(); }
    void logsAreReadByTaskFromTheEndAndByWord()
    {
        fill();
        QList<engine::LogLine> lines;
        for (int i = 0; i < 10; ++i)
            lines << sampleLine(QStringLiteral("alpha-2"), i % 2, QStringLiteral("line %1").arg(i));
        lines << sampleLine(QStringLiteral("alpha-2"), 0, QStringLiteral("compile src/Main.cpp: ERROR Übung"));
        lines << sampleLine(QStringLiteral("beta-1"), 0, QStringLiteral("no error here"));
        m_store->append(lines);
        (void)m_store->lastOffset({}, {}); // Waits for them.
        LogFilter filter;
        filter.run = QStringLiteral("alpha-2");
        QCOMPARE(textsOf(filter, 3), QStringList({"line 0", "line 1", "line 2"}));
        filter.tail = true;
        QCOMPARE(textsOf(filter, 2), QStringList({"line 9", QStringLiteral("compile src/Main.cpp: ERROR Übung")}));
        filter.tail = false;
        filter.task = 1;
        filter.sinceId = 6;
        QCOMPARE(textsOf(filter), QStringList({"line 7", "line 9"}));
        filter.stream = QStringLiteral("stderr");
        QCOMPARE(textsOf(filter), QStringList());
        filter = {};
        filter.text = QStringLiteral("error");
        QCOMPARE(textsOf(filter).size(), 2);
        for (const QString &text : {QStringLiteral("main"), QStringLiteral("übung compile"), QStringLiteral("comp*")}) {
            filter.text = text;
            QCOMPARE(textsOf(filter).size(), 1);
        }
        for (const QString &text : {QStringLiteral("comp"), QStringLiteral("error AND missing"),
                                    QStringLiteral("\" OR 1=1 --"), QStringLiteral("'); DROP TABLE events; --")}) {
            filter.text = text;
            QCOMPARE(textsOf(filter), QStringList());
        }
        filter.text = QStringLiteral("!?*");
        QCOMPARE(await(m_queries->logs(filter)).error().code, ErrorCode::InvalidArgument);
    }

    void pagesOfTheLogGoBothWaysAndFitAPattern_data() { Backends::addRows(); }
    void pagesOfTheLogGoBothWaysAndFitAPattern()
    {
        fill();
        QList<engine::LogLine> lines;
        for (int i = 1; i <= 12'000; ++i) {
            engine::LogLine line = sampleLine(QStringLiteral("alpha-2"), i % 2, QStringLiteral("line %1").arg(i));
            line.timeMs = 1000 + i;
            line.level = i % 100 == 0 ? QStringLiteral("error") : QStringLiteral("info");
            lines << line;
        }
        m_store->append(lines);
        (void)m_store->lastOffset({}, {}); // Waits for them.
        LogFilter newest;
        newest.tail = true;
        auto page = await(m_queries->logPage(newest, {}, 10));
        QVERIFY2(page, qPrintable(page ? QString() : page.error().text()));
        QCOMPARE(page->lines.size(), 10);
        QCOMPARE(page->lines.last().line.text, QStringLiteral("line 12000"));
        QVERIFY(page->more);
        newest.beforeId = page->reached;
        page = await(m_queries->logPage(newest, {}, 10));
        QCOMPARE(page->lines.last().line.text, QStringLiteral("line 11990"));
        // Fits once in all, far from where it begins to look.
        newest.beforeId = 0;
        page = await(m_queries->logPage(newest, QStringLiteral("^line 7$"), 10));
        QCOMPARE(page->lines.size(), 1);
        QCOMPARE(page->lines.first().line.text, QStringLiteral("line 7"));
        QVERIFY(!page->more);
        LogFilter first;
        page = await(m_queries->logPage(first, QStringLiteral("9{4}$|000$"), 3));
        QCOMPARE(page->lines.size(), 3);
        QCOMPARE(page->lines.at(2).line.text, QStringLiteral("line 3000"));
        first.sinceId = page->reached;
        page = await(m_queries->logPage(first, QStringLiteral("9{4}$|000$"), 3));
        QCOMPARE(page->lines.first().line.text, QStringLiteral("line 4000"));
        LogFilter grave;
        grave.levels = {QStringLiteral("error")};
        grave.fromMs = 1000 + 200;
        grave.toMs = 1000 + 400;
        page = await(m_queries->logPage(grave, {}, 10));
        QCOMPARE(page->lines.size(), 2);
        QCOMPARE(page->lines.first().line.text, QStringLiteral("line 200"));
        grave.agent = QStringLiteral("nobody");
        QCOMPARE(await(m_queries->logPage(grave, {}, 10))->lines.size(), 0);
        QCOMPARE(await(m_queries->logPage({}, QStringLiteral("("), 10)).error().code, ErrorCode::InvalidArgument);
    }

    void notesAreKeptSearchedAndChanged_data() { Backends::addRows(); }
    void notesAreKeptSearchedAndChanged()
    {
        fill();
        Notebook notes(*m_store);
        Message message;
        message.run = QStringLiteral("alpha-2");
        message.sender = QStringLiteral("a");
        message.recipient = QStringLiteral("b");
        message.body = QStringLiteral("hello");
        QCOMPARE(*await(notes.addMessage(message)), 1);
        QCOMPARE(*await(notes.addMessage(message)), 2);
        QCOMPARE(await(m_queries->messages({}, QStringLiteral("b"), 1))->size(), 1);

        Knowledge entry;
        entry.topic = QStringLiteral("billing");
        entry.title = QStringLiteral("Invoices");
        entry.body = QStringLiteral("They are numbered without gaps");
        entry.tags = QStringList{QStringLiteral("finance")};
        entry.createdMs = entry.updatedMs = 7;
        const Result<qint64> id = await(notes.saveKnowledge(entry));
        QVERIFY2(id, qPrintable(id ? QString() : id.error().text()));
        QCOMPARE(await(m_queries->knowledge({}, QStringLiteral("gaps finance")))->size(), 1);
        entry.id = *id;
        entry.body = QStringLiteral("They have letters");
        entry.updatedMs = 8;
        QVERIFY(await(notes.saveKnowledge(entry)));
        QCOMPARE(await(m_queries->knowledge({}, QStringLiteral("gaps")))->size(), 0);
        QCOMPARE(await(m_queries->knowledge(QStringLiteral("billing"), QStringLiteral("letter*")))->first().createdMs,
                 7);
        QVERIFY(await(notes.removeKnowledge(*id)));
        QCOMPARE(await(notes.removeKnowledge(*id)).error().code, ErrorCode::NotFound);
        QCOMPARE(await(m_queries->knowledge({}, QStringLiteral("letters")))->size(), 0);

        Decision decision;
        decision.id = QStringLiteral("d");
        decision.options = QStringList{QStringLiteral("yes"), QStringLiteral("no")};
        QVERIFY(await(notes.putDecision(decision)));
        QVERIFY(await(notes.castVote({QStringLiteral("d"), QStringLiteral("ann"), QStringLiteral("no"), {}, 1})));
        QVERIFY(await(notes.castVote({QStringLiteral("d"), QStringLiteral("ann"), QStringLiteral("yes"), {}, 2})));
        QCOMPARE(await(notes.castVote({QStringLiteral("d"), QStringLiteral("ann"), QStringLiteral("perhaps"), {}, 3}))
                     .error()
                     .code,
                 ErrorCode::Conflict);
        QCOMPARE(await(notes.castVote({QStringLiteral("x"), {}, {}, {}, 3})).error().code, ErrorCode::NotFound);
        const auto votes = await(m_queries->votes(QStringLiteral("d")));
        QCOMPARE(votes->size(), 1);
        QCOMPARE(votes->first().choice, QStringLiteral("yes"));
    }

    void auditIsAChainThatCannotBeChanged_data() { Backends::addRows(); }
    void auditIsAChainThatCannotBeChanged()
    {
        fill();
        Notebook notes(*m_store);
        AuditEntry entry;
        entry.who = QStringLiteral("ann");
        entry.operation = QStringLiteral("run.cancel");
        entry.subject = QString(QChar(u'\0')) + QChar(0xd800);
        entry.data = {{"why", "too slow"}};
        QVERIFY(await(notes.appendAudit(entry)));
        const Result<AuditEntry> second = await(notes.appendAudit(entry));
        QVERIFY(second);
        QCOMPARE(second->id, 2);
        const auto trail = await(m_queries->audit());
        QCOMPARE(trail->size(), 2);
        QCOMPARE(trail->at(0).previous, QString());
        QCOMPARE(trail->at(1).previous, trail->at(0).hash);
        for (const AuditEntry &read : *trail)
            QCOMPARE(read.hash, read.expectedHash());
        for (const QString &sql : {QStringLiteral("UPDATE audit SET who = 'x'"), QStringLiteral("DELETE FROM audit")}) {
            const Result<void> done = await(m_store->write([sql](Connection &c) { return c.execute(sql); }));
            QVERIFY(!done);
            QVERIFY2(done.error().text().contains(u"append-only"), qPrintable(done.error().text()));
        }
        QVERIFY(commitNow(*m_store, {})); // A write that failed by itself stops nobody else.
        QCOMPARE(await(m_queries->audit({1, false, {}, {}, {}}))->size(), 1);
    }

    void auditIsFoundByWhoWhatAndOnWhat_data() { Backends::addRows(); }
    void auditIsFoundByWhoWhatAndOnWhat()
    {
        fill();
        Notebook notes(*m_store);
        const QList<QStringList> all{{"ann", "run.submit", "hello-1"},
                                     {"bob", "run.cancel", "hello-1"},
                                     {"ann", "runner.set", "hello-2"},
                                     {"ann", "agent.set", "tester"}};
        for (const QStringList &one : all) {
            AuditEntry entry;
            entry.who = one.at(0);
            entry.operation = one.at(1);
            entry.subject = one.at(2);
            QVERIFY(await(notes.appendAudit(entry)));
        }
        const auto ids = [&](const AuditFilter &filter, int limit = 10) {
            QList<qint64> out;
            const auto found = await(m_queries->audit(filter, limit));
            for (const AuditEntry &entry : found ? *found : QList<AuditEntry>())
                out += entry.id;
            return out;
        };
        QCOMPARE(ids({0, false, "ann", {}, {}}), (QList<qint64>{1, 3, 4}));
        QCOMPARE(ids({0, false, {}, "run", {}}), (QList<qint64>{1, 2}));
        QCOMPARE(ids({0, false, {}, "run.cancel", {}}), (QList<qint64>{2}));
        QCOMPARE(ids({0, false, {}, {}, "hello"}), (QList<qint64>{1, 2, 3}));
        QCOMPARE(ids({0, true, {}, {}, {}}, 2), (QList<qint64>{3, 4}));
        QCOMPARE(ids({2, false, "ann", "agent", "tester"}), (QList<qint64>{4}));
    }

    void questionsToNothingSayWhatIsMissing()
    {
        RunQueries none(QStringLiteral("sqlite://%1/none.db").arg(m_backends.folder()));
        QCOMPARE(await(none.listRuns({})).error().code, ErrorCode::NotFound);
        RunQueries wrong(QStringLiteral("mysql://x/y"));
        QCOMPARE(await(wrong.listRuns({})).error().code, ErrorCode::InvalidArgument);
    }
};

QTEST_GUILESS_MAIN(TestQueries)
#include "tst_queries.moc"
