// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/tools/embeddingclient.h"
#include "agents/tools/embeddingtool.h"
#include "support/embeddingservice.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace podium;
using namespace podium::agents;
using namespace podium::test;

class TestEmbeddingClient : public QObject
{
    Q_OBJECT

    std::unique_ptr<EmbeddingService> m_service;
    EmbeddingSettings m_settings;

    Result<Vectors> embed(const QStringList &texts)
    {
        EmbeddingClient client(m_settings);
        const QFuture<Result<Vectors>> answer = client.embed(texts);
        if (!QTest::qWaitFor([&] { return answer.isFinished(); }, 30'000))
            return fail(ErrorCode::Timeout, u"the test waited in vain"_s);
        return answer.result();
    }

private Q_SLOTS:
    void init()
    {
        m_service = std::make_unique<EmbeddingService>();
        m_settings = {};
        m_settings.url = m_service->url();
        m_settings.model = u"small"_s;
        m_settings.pauseMs = 1;
    }

    void manyTextsAreSentInBatchesAndComeBackInTheirOrder()
    {
        m_settings.batch = 2;
        m_settings.key = u"hush"_s;
        const Result<Vectors> vectors = embed({u"a"_s, u"bb"_s, u"ccc"_s, u"dddd"_s, u"eeeee"_s});
        QVERIFY2(vectors, vectors ? "" : qPrintable(vectors.error().text()));
        QCOMPARE(*vectors, (Vectors{{1, 0, 0.125, 0.0625},
                                    {2, 1, 0.125, 0.0625},
                                    {3, 0, 0.125, 0.0625},
                                    {4, 1, 0.125, 0.0625},
                                    {5, 0, 0.125, 0.0625}}));
        QCOMPARE(m_service->requests.size(), 3);
        QCOMPARE(m_service->requests.first().value("model"_L1).toString(), u"small"_s);
        QVERIFY(m_service->heads.first().startsWith("POST /v1/embeddings HTTP/1.1"));
        QVERIFY(m_service->heads.first().contains("Authorization: Bearer hush"));
    }

    void wholeAddressOfTheEndpointIsTakenAsItIs()
    {
        m_settings.url += u"/embeddings"_s;
        QVERIFY(embed({u"a"_s}));
        QVERIFY(m_service->heads.first().startsWith("POST /v1/embeddings HTTP/1.1"));
    }

    void refusalForTheMomentIsTriedAgain()
    {
        m_service->refuse(429, "{}", "Retry-After: 0\r\n");
        m_service->refuse(503, "{}");
        QVERIFY(embed({u"a"_s}));
        QCOMPARE(m_service->requests.size(), 3);
    }

    void refusalThatStaysIsToldWithWhatTheServiceSays_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<int>("code");
        QTest::addColumn<int>("requests");
        QTest::newRow("key") << 401 << int(ErrorCode::PermissionDenied) << 1;
        QTest::newRow("model") << 400 << int(ErrorCode::InvalidArgument) << 1;
        QTest::newRow("elsewhere") << 307 << int(ErrorCode::InvalidArgument) << 1;
        QTest::newRow("broken") << 500 << int(ErrorCode::Unavailable) << 3;
    }
    void refusalThatStaysIsToldWithWhatTheServiceSays()
    {
        QFETCH(int, status);
        QFETCH(int, code);
        QFETCH(int, requests);
        for (int i = 0; i < 3; ++i)
            m_service->refuse(status, R"({"error": {"message": "no such thing"}})",
                              "Location: http://127.0.0.1:1/x\r\n");
        const Result<Vectors> refused = embed({u"a"_s});
        QVERIFY(!refused);
        QCOMPARE(int(refused.error().code), code);
        QVERIFY2(refused.error().message.contains(u"no such thing"_s), qPrintable(refused.error().text()));
        QCOMPARE(m_service->requests.size(), requests);
    }

    void answerWithoutAVectorForEachTextIsRefused()
    {
        m_service->refuse(200, R"({"data": [{"index": 0, "embedding": [1]}, {"index": 0, "embedding": [2]}]})");
        const Result<Vectors> refused = embed({u"a"_s, u"b"_s});
        QVERIFY(!refused);
        QCOMPARE(int(refused.error().code), int(ErrorCode::Corrupt));
    }

    void cancelledCallSendsNoFurtherRequest()
    {
        m_settings.batch = 1;
        EmbeddingClient client(m_settings);
        const AgentTool tool = generateEmbeddingTool(client);
        ToolCall call;
        QJsonArray texts;
        for (int i = 0; i < 100; ++i)
            texts.append(u"x"_s);
        call.arguments = {{u"texts"_s, texts}};
        ToolAnswer answer = tool.handler(call);
        QVERIFY(QTest::qWaitFor([&] { return answer.progressValue() > 0; }, 30'000));
        QVERIFY2(answer.progressText().contains(u"of 100 texts"_s), qPrintable(answer.progressText()));
        answer.cancel();
        QVERIFY(QTest::qWaitFor([&] { return answer.isFinished(); }, 30'000));
        QVERIFY(m_service->requests.size() < 100);
        QCOMPARE(answer.resultCount(), 0);
    }

    void cancelledCallEndsTheRequestUnderWay()
    {
        EmbeddingClient client(m_settings);
        const AgentTool tool = generateEmbeddingTool(client);
        ToolCall call;
        call.arguments = {{u"texts"_s, QJsonArray{u"x"_s}}};
        m_service->holdNext();
        ToolAnswer answer = tool.handler(call);
        QTRY_COMPARE_WITH_TIMEOUT(m_service->held(), 1, 30'000);
        answer.cancel();
        QTRY_COMPARE_WITH_TIMEOUT(m_service->held(), 0, 30'000); // Its connection is closed.
        QTRY_VERIFY_WITH_TIMEOUT(answer.isFinished(), 30'000);
        QCOMPARE(answer.resultCount(), 0);
        QCOMPARE(m_service->requests.size(), 1); // It is not tried again.
        call.arguments = {{u"texts"_s, QJsonArray{u"next"_s}}};
        ToolAnswer next = tool.handler(call);
        QTRY_VERIFY_WITH_TIMEOUT(next.isFinished() && next.resultCount() == 1, 30'000);
        QVERIFY(next.result());
    }

    void cancelledCallDoesNotWaitForItsNextTry()
    {
        m_settings.pauseMs = 600'000;
        EmbeddingClient client(m_settings);
        m_service->refuse(503, "{}");
        QFuture<Result<Vectors>> answer = client.embed({u"a"_s});
        QTRY_COMPARE_WITH_TIMEOUT(m_service->requests.size(), 1, 30'000);
        answer.cancel();
        QTRY_VERIFY_WITH_TIMEOUT(answer.isFinished(), 10'000);
        QCOMPARE(answer.resultCount(), 0);
    }

    void withoutAServiceItSaysWhatToSet()
    {
        m_settings.url.clear();
        const Result<Vectors> refused = embed({u"a"_s});
        QVERIFY(!refused);
        QVERIFY2(refused.error().text().contains(u"tools.embedding_url"_s), qPrintable(refused.error().text()));
    }
};

QTEST_GUILESS_MAIN(TestEmbeddingClient)
#include "tst_embeddingclient.moc"
