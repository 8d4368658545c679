// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// Podium's own tools, called by the real Claude Code program.
#include "agents/tools/embeddingclient.h"
#include "integration/claudetesthead.h"
#include "storage/guest/databasequeries.h"
#include "storage/shareddatastore.h"
#include "storage/sql/connection.h"
#include "support/embeddingservice.h"
#include "support/manualclock.h"

#include <QPromise>

using namespace Qt::StringLiterals;
using namespace podium;
using namespace podium::test;
using agents::AgentTool;
using agents::ToolCall;
using domain::Approval;
using Status = domain::AttemptOutcome::Status;

class TestClaudeTools : public ClaudeTestBase
{
    Q_OBJECT

    std::unique_ptr<storage::Storage> m_storage;
    std::unique_ptr<storage::SharedDataStore> m_shared;
    std::unique_ptr<storage::DatabaseQueries> m_databases;
    std::unique_ptr<agents::EmbeddingClient> m_embeddings;
    ManualClock m_clock;

    using Promise = QPromise<Result<QJsonValue>>;
    std::vector<std::unique_ptr<Promise>> m_promises; ///< One for each call of a slow tool.
    QMutex m_mutex;

    /// A tool that ends when the test says so: "slow" or, if it may be repeated, "slow_again".
    AgentTool slow(bool repeatable)
    {
        AgentTool tool;
        tool.name = repeatable ? u"slow_again"_s : u"slow"_s;
        tool.description = u"Takes its time."_s;
        tool.inputSchema = {{u"type"_s, u"object"_s}};
        tool.consent = AgentTool::Consent::Given;
        tool.repeatable = repeatable;
        tool.handler = [this](const ToolCall &) {
            const QMutexLocker lock(&m_mutex);
            m_promises.push_back(std::make_unique<Promise>());
            m_promises.back()->start();
            return m_promises.back()->future();
        };
        return tool;
    }
    Promise *promise(size_t index)
    {
        const QMutexLocker lock(&m_mutex);
        return index < m_promises.size() ? m_promises[index].get() : nullptr;
    }

    /// The tool as the model names it.
    void call(const QString &tool, const QJsonObject &arguments) { use(u"mcp__podium__"_s + tool, arguments); }
    void startWith(const QJsonObject &options = {})
    {
        engine::AttemptRequest request = m_fixture->request(u"go"_s);
        request.team = u"red"_s;
        request.agent->options = options;
        m_fixture->startRunner().start(request);
    }
    /// What the model was told after its call.
    QString told(int index) const { return m_fixture->api.requests().value(index).lastUserText(); }

private Q_SLOTS:
    void init()
    {
        ClaudeTestBase::init();
        storage::StorageOptions options;
        options.url = m_fixture->path(u"podium.db"_s);
        m_storage = std::make_unique<storage::Storage>(options);
        QFuture<Result<engine::StoredState>> taken = m_storage->takeOver(u"test"_s);
        taken.waitForFinished();
        QVERIFY2(taken.result(), taken.result() ? "" : qPrintable(taken.result().error().text()));
        m_shared = std::make_unique<storage::SharedDataStore>(*m_storage, m_clock);
        m_databases = std::make_unique<storage::DatabaseQueries>(
            QMap<QString, QString>{{u"shop"_s, m_fixture->path(u"shop.db"_s)}});
        m_embeddings = std::make_unique<agents::EmbeddingClient>(agents::EmbeddingSettings());
        m_fixture->settings.tools = {
            &m_clock, m_shared.get(), m_databases.get(), m_embeddings.get(), {slow(false), slow(true)}};
        m_promises.clear();
    }
    void cleanup()
    {
        ClaudeTestBase::cleanup();
        m_shared.reset();
        m_databases.reset();
        m_embeddings.reset();
        m_storage.reset();
        m_promises.clear();
    }

    void oneAgentSharesAndReads()
    {
        call(u"share_data"_s, {{u"key"_s, u"api/url"_s}, {u"value"_s, QJsonObject{{u"port"_s, 8080}}}});
        call(u"get_shared_data"_s, {{u"key"_s, u"api/url"_s}});
        call(u"get_shared_data"_s, {});
        add(u"done"_s);
        startWith();
        FINISHED();
        QCOMPARE(int(outcome().status), int(Status::Succeeded));
        QVERIFY(m_fixture->api.requests().first().offersTool(u"mcp__podium__share_data"_s)); // Not behind a search.
        QVERIFY2(told(1).contains(u"\"version\":1"_s), qPrintable(told(1)));
        QVERIFY2(told(2).contains(u"\"value\":{\"port\":8080}"_s) && told(2).contains(u"\"author\":\"ada\""_s),
                 qPrintable(told(2)));
        QVERIFY2(told(3).contains(u"\"api/url\""_s) && !told(3).contains(u"8080"_s), qPrintable(told(3)));
        QVERIFY(m_fixture->sink.approvals().isEmpty());
        QCOMPARE(m_fixture->sink.log().filter(u"share_data of Podium answered"_s).size(), 1);
        QFuture<Result<engine::SharedValue>> kept = m_shared->shared(u"red"_s, u"api/url"_s);
        kept.waitForFinished();
        QVERIFY(kept.result());
        QCOMPARE(kept.result()->by.run, u"run-1"_s);
    }

    void wrongArgumentsGoBackToTheModelWithWhatIsWrong()
    {
        call(u"share_data"_s, {{u"key"_s, u""_s}, {u"expires_in"_s, u"soon"_s}});
        add(u"done"_s);
        startWith();
        FINISHED();
        QVERIFY2(told(1).contains(u"invalid_argument"_s) && told(1).contains(u"expires_in"_s) &&
                     told(1).contains(u"value"_s),
                 qPrintable(told(1)));
        QVERIFY(!m_fixture->sink.log().filter(u"share_data of Podium failed"_s).isEmpty());
    }

    void makeShop()
    {
        const auto shop = storage::Connection::open(*storage::DatabaseUrl::parse(m_fixture->path(u"shop.db"_s)),
                                                    storage::OpenMode::ReadWrite);
        QVERIFY(shop);
        QVERIFY((*shop)->execute(u"CREATE TABLE goods (name TEXT)"_s));
        QVERIFY((*shop)->execute(u"INSERT INTO goods VALUES ('nail')"_s));
    }

    void databaseIsReadByWhoeverWorksOnDatabases()
    {
        makeShop();
        call(u"query_database"_s,
             {{u"sql"_s, u"SELECT name FROM goods WHERE name = ?"_s}, {u"parameters"_s, QJsonArray{u"nail"_s}}});
        call(u"query_database"_s, {{u"sql"_s, u"DELETE FROM goods"_s}});
        call(u"query_database"_s, {{u"sql"_s, u"SELECT 1"_s}, {u"connection"_s, u"crm"_s}});
        add(u"done"_s);
        engine::AttemptRequest request = m_fixture->request(u"go"_s);
        request.agent->capabilities = {u"database_operations"_s};
        m_fixture->startRunner().start(request);
        FINISHED();
        QVERIFY2(told(1).contains(u"\"rows\":[[\"nail\"]]"_s), qPrintable(told(1)));
        QVERIFY2(told(2).contains(u"permission_denied"_s), qPrintable(told(2)));
        QVERIFY2(told(3).contains(u"permission_denied"_s) && told(3).contains(u"shop"_s), qPrintable(told(3)));
        QVERIFY(m_fixture->sink.approvals().isEmpty());
    }

    void databaseIsChangedWhereThatIsGrantedAndAPersonAgrees()
    {
        makeShop();
        call(u"query_database"_s, {{u"sql"_s, u"DELETE FROM goods"_s}});
        add(u"done"_s);
        startWith({{u"tools"_s, QJsonObject{{u"query_database"_s, QJsonObject{{u"write"_s, QJsonArray{u"shop"_s}}}}}}});
        WAIT_FOR(m_fixture->sink.approvals().size() == 1);
        QCOMPARE(int(m_fixture->sink.approvals().first().risk), int(domain::Risk::High));
        decide(Approval::State::Approved);
        FINISHED();
        QVERIFY2(told(1).contains(u"\"changed\":1"_s), qPrintable(told(1)));
    }

    void databaseThatIsNotConfiguredIsAnErrorOfTheConfiguration()
    {
        startWith(
            {{u"tools"_s, QJsonObject{{u"query_database"_s, QJsonObject{{u"connections"_s, QJsonArray{u"crm"_s}}}}}}});
        FINISHED();
        QCOMPARE(outcome().errorClass, u"config"_s);
        QVERIFY2(outcome().error.contains(u"tools.databases"_s), qPrintable(outcome().error));
    }

    void embeddingWithoutAServiceIsRefusedPlainly()
    {
        call(u"generate_embedding"_s, {{u"texts"_s, QJsonArray{u"a"_s}}});
        add(u"done"_s);
        startWith({{u"tools"_s, QJsonObject{{u"generate_embedding"_s, true}}}});
        FINISHED();
        QVERIFY2(told(1).contains(u"unavailable"_s) && told(1).contains(u"tools.embedding_url"_s), qPrintable(told(1)));
    }

    void embeddingsComeInTheAnswerOrInAFile()
    {
        EmbeddingService service;
        agents::EmbeddingSettings settings;
        settings.url = service.url();
        m_embeddings = std::make_unique<agents::EmbeddingClient>(settings);
        m_fixture->settings.tools.embeddings = m_embeddings.get();
        QJsonArray many;
        for (int i = 0; i < 2000; ++i)
            many.append(QString(i % 50 + 1, u'x'));
        call(u"generate_embedding"_s, {{u"texts"_s, QJsonArray{u"four"_s}}});
        call(u"generate_embedding"_s, {{u"texts"_s, many}});
        add(u"done"_s);
        engine::AttemptRequest request = m_fixture->request(u"go"_s);
        request.agent->capabilities = {u"embeddings"_s};
        m_fixture->startRunner().start(request);
        FINISHED();
        QVERIFY2(told(1).contains(u"\"embeddings\":[[4,0,0.125,0.0625]]"_s), qPrintable(told(1)));
        const QDir output(request.attemptFolder + u"/output"_s);
        QCOMPARE(output.entryList({u"embeddings-*.jsonl"_s}).size(), 1);
        QVERIFY2(told(2).contains(output.path()), qPrintable(told(2).left(500)));
        QVERIFY2(told(2).contains(u"\"count\":2000"_s), qPrintable(told(2).left(500)));
        QCOMPARE(service.requests.size(), 1 + (2000 + 63) / 64);
    }

    void changeThatWasNotSeenIsNotOverwritten()
    {
        call(u"share_data"_s, {{u"key"_s, u"k"_s}, {u"value"_s, 1}});
        call(u"share_data"_s, {{u"key"_s, u"k"_s}, {u"value"_s, 2}, {u"if_version"_s, 0}});
        call(u"share_data"_s, {{u"key"_s, u"k"_s}, {u"value"_s, 3}, {u"if_version"_s, 1}});
        add(u"done"_s);
        startWith();
        FINISHED();
        QVERIFY2(told(2).contains(u"conflict"_s), qPrintable(told(2)));
        QVERIFY2(told(3).contains(u"\"version\":2"_s), qPrintable(told(3)));
    }

    void whatHasExpiredIsGone()
    {
        call(u"share_data"_s, {{u"key"_s, u"k"_s}, {u"value"_s, 1}, {u"expires_in"_s, 60}});
        call(u"get_shared_data"_s, {{u"key"_s, u"k"_s}});
        add(u"done"_s);
        startWith();
        FINISHED();
        QVERIFY2(told(2).contains(u"\"value\":1"_s), qPrintable(told(2)));
        m_clock.advance(60'000);
        QFuture<Result<engine::SharedValue>> gone = m_shared->shared(u"red"_s, u"k"_s);
        gone.waitForFinished();
        QCOMPARE(int(gone.result().error().code), int(ErrorCode::NotFound));
    }

    void anotherTeamSeesNothingOfIt()
    {
        QFuture<Result<engine::SharedValue>> shared =
            m_shared->share({u"blue"_s, u"k"_s, 1, 0, u"bob"_s, {}, 0, m_clock.nowMs() + 60'000}, {});
        shared.waitForFinished();
        QVERIFY(shared.result());
        call(u"get_shared_data"_s, {{u"key"_s, u"k"_s}});
        add(u"done"_s);
        startWith();
        FINISHED();
        QVERIFY2(told(1).contains(u"not_found"_s), qPrintable(told(1)));
    }

    void agentsRuleComesBeforeTheToolsOwn()
    {
        call(u"share_data"_s, {{u"key"_s, u"k"_s}, {u"value"_s, 1}});
        call(u"get_shared_data"_s, {{u"key"_s, u"k"_s}});
        add(u"done"_s);
        startWith({{u"policy"_s, QJsonArray{QJsonObject{{u"name"_s, u"no sharing"_s},
                                                        {u"tools"_s, QJsonArray{u"mcp__podium__share_data"_s}},
                                                        {u"decide"_s, u"deny"_s}},
                                            QJsonObject{{u"tools"_s, QJsonArray{u"mcp__podium__get*"_s}},
                                                        {u"decide"_s, u"ask"_s}}}}});
        WAIT_FOR(m_fixture->sink.approvals().size() == 1);
        QCOMPARE(m_fixture->sink.approvals().first().subject.value("tool"_L1).toString(),
                 u"mcp__podium__get_shared_data"_s);
        decide(Approval::State::Approved);
        FINISHED();
        QVERIFY2(told(1).contains(u"no sharing"_s), qPrintable(told(1)));
        QVERIFY2(told(2).contains(u"not_found"_s), qPrintable(told(2)));
    }

    void toolThatIsTakenAwayIsNotOffered()
    {
        add(u"done"_s);
        startWith({{u"tools"_s, QJsonObject{{u"share_data"_s, false}}}});
        FINISHED();
        QVERIFY(!m_fixture->api.requests().first().offersTool(u"mcp__podium__share_data"_s));
        QVERIFY(m_fixture->api.requests().first().offersTool(u"mcp__podium__get_shared_data"_s));
    }

    void unknownToolIsAnErrorOfTheConfiguration()
    {
        startWith({{u"tools"_s, QJsonObject{{u"share_dta"_s, true}}}});
        FINISHED();
        QCOMPARE(outcome().errorClass, u"config"_s);
        QVERIFY2(outcome().error.contains(u"share_dta"_s), qPrintable(outcome().error));
    }

    void askingForNothingStillAllowsThePermittedTools()
    {
        call(u"get_shared_data"_s, {});
        add(u"done"_s);
        engine::AttemptRequest request = m_fixture->request(u"go"_s);
        request.agent->permissionMode = u"dontAsk"_s;
        m_fixture->startRunner().start(request);
        FINISHED();
        QVERIFY2(told(1).contains(u"\"values\":[]"_s), qPrintable(told(1)));
    }

    void toolsAreServedBeforeOurOwnFirstRequestIsAnswered()
    {
        add(u"done"_s);
        startWith();
        FINISHED();
        QFile spool(m_fixture->request({}).attemptFolder + u"/spool/stdout"_s);
        QVERIFY(spool.open(QIODevice::ReadOnly));
        const QByteArray said = spool.readAll();
        const qsizetype answer = said.indexOf("podium-initialize");
        QVERIFY(answer > 0);
        // Had Podium waited for that answer first, neither side would ever have gone on.
        QVERIFY(said.left(answer).contains("mcp_message"));
        QVERIFY(m_fixture->api.requests().last().offersTool(u"mcp__podium__slow"_s));
    }

    void progressIsToldAndTheResultFollows()
    {
        call(u"slow"_s, {});
        add(u"done"_s);
        startWith();
        WAIT_FOR(promise(0));
        promise(0)->setProgressRange(0, 10);
        promise(0)->setProgressValueAndText(4, u"four of ten"_s);
        WAIT_FOR(!m_fixture->sink.log().filter(u"slow: four of ten"_s).isEmpty());
        promise(0)->addResult(QJsonValue(u"at last"_s));
        promise(0)->finish();
        FINISHED();
        QCOMPARE(int(outcome().status), int(Status::Succeeded));
        QVERIFY2(told(1).contains(u"at last"_s), qPrintable(told(1)));
        QVERIFY(m_fixture->sink.log().filter(u"refused"_s).isEmpty()); // The program takes notice of progress.
    }

    void interruptedTurnCancelsTheCall()
    {
        call(u"slow"_s, {});
        startWith();
        WAIT_FOR(promise(0));
        m_fixture->runner().stop(m_fixture->request({}).key, engine::StopMode::Graceful, 20'000);
        WAIT_FOR(promise(0)->isCanceled());
        FINISHED();
        QCOMPARE(int(outcome().status), int(Status::Cancelled));
    }

    void cancelledAttemptEndsTheRequestToTheEmbeddingService()
    {
        EmbeddingService service;
        agents::EmbeddingSettings settings;
        settings.url = service.url();
        m_embeddings = std::make_unique<agents::EmbeddingClient>(settings);
        m_fixture->settings.tools.embeddings = m_embeddings.get();
        service.holdNext();
        call(u"generate_embedding"_s, {{u"texts"_s, QJsonArray{u"four"_s}}});
        startWith({{u"tools"_s, QJsonObject{{u"generate_embedding"_s, true}}}});
        WAIT_FOR(service.held() == 1);
        m_fixture->runner().stop(m_fixture->request({}).key, engine::StopMode::Graceful, 20'000);
        WAIT_FOR(service.held() == 0);
        FINISHED();
        QCOMPARE(int(outcome().status), int(Status::Cancelled));
        QCOMPARE(service.requests.size(), 1);
    }

    void callInTheMiddleOfARestartIsRepeatedOnlyIfThatDoesNoHarm_data()
    {
        QTest::addColumn<QString>("tool");
        QTest::addColumn<bool>("repeated");
        QTest::newRow("harmless") << u"slow_again"_s << true;
        QTest::newRow("not known to be") << u"slow"_s << false;
    }
    void callInTheMiddleOfARestartIsRepeatedOnlyIfThatDoesNoHarm()
    {
        QFETCH(QString, tool);
        QFETCH(bool, repeated);
        call(tool, {});
        add(u"done"_s);
        startWith();
        WAIT_FOR(promise(0));
        engine::AttemptRequest request = m_fixture->request(u"go"_s);
        request.team = u"red"_s;
        m_fixture->startRunner().attach(request);
        if (repeated) {
            WAIT_FOR(promise(1));
            promise(1)->addResult(QJsonValue(u"second time"_s));
            promise(1)->finish();
        }
        FINISHED();
        QCOMPARE(int(outcome().status), int(Status::Succeeded));
        QVERIFY2(told(1).contains(repeated ? u"second time"_s : u"Podium was restarted in the middle"_s),
                 qPrintable(told(1)));
        QCOMPARE(int(m_promises.size()), repeated ? 2 : 1);
    }
};

QTEST_GUILESS_MAIN(TestClaudeTools)
#include "tst_claudetools.moc"
