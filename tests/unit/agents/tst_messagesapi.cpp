// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "support/messagesapi.h"

#include "base/json.h"

#include <QSignalSpy>
#include <QTcpSocket>
#include <QTest>
#include <QUrl>

using namespace Qt::StringLiterals;
using namespace podium;
using namespace podium::test;

namespace
{

QJsonObject body(const QString &text, bool stream, int assistantMessages = 0)
{
    QJsonArray messages{QJsonObject{{u"role"_s, u"user"_s}, {u"content"_s, text}}};
    for (int i = 0; i < assistantMessages; ++i)
        messages.append(QJsonObject{{u"role"_s, u"assistant"_s}, {u"content"_s, u"…"_s}});
    return {{u"model"_s, u"m"_s}, {u"stream"_s, stream}, {u"messages"_s, messages}};
}

QByteArray post(const QJsonObject &object, const QByteArray &path = "/v1/messages?beta=true")
{
    const QByteArray bytes = canonicalJson(object);
    return "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + QByteArray::number(bytes.size()) + "\r\n\r\n" +
           bytes;
}

} // namespace

class TestMessagesApi : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void severalRequestsShareAConnection();
    void streamHasTheEventsOfTheApi();
    void cutStreamEndsInTheMiddle();
    void errorsCarryStatusAndHeaders();
    void conversationAnswersByItsStepHoweverOftenItIsAsked();
    void heldAnswerWaits();
    void chunkedBodiesAreRead();
    void usedUpScriptSaysSo();
    void wrongScriptIsRefused();

private:
    QByteArray exchange(const QByteArray &bytes, const QByteArray &until);
    std::unique_ptr<MessagesApi> m_api;
    std::unique_ptr<QTcpSocket> m_socket;
};

void TestMessagesApi::init()
{
    m_api = std::make_unique<MessagesApi>();
    QVERIFY(m_api->listen().has_value());
    m_socket = std::make_unique<QTcpSocket>();
    m_socket->connectToHost(u"127.0.0.1"_s, quint16(QUrl(m_api->url()).port()));
    QTRY_COMPARE(m_socket->state(), QAbstractSocket::ConnectedState);
}

QByteArray TestMessagesApi::exchange(const QByteArray &bytes, const QByteArray &until)
{
    m_socket->write(bytes);
    QByteArray got;
    const bool done = QTest::qWaitFor([&] {
        got += m_socket->readAll();
        return (!until.isEmpty() && got.contains(until)) ||
               (until.isEmpty() && m_socket->state() == QAbstractSocket::UnconnectedState);
    });
    return done ? got : got + "\n(timed out)";
}

void TestMessagesApi::severalRequestsShareAConnection()
{
    m_api->add(ApiTurn::say(u"one"_s));
    m_api->add(ApiTurn::say(u"two"_s));
    const QByteArray both = exchange(post(body(u"a"_s, false)) + post(body(u"b"_s, false)), "\"two\"");
    QCOMPARE(both.count("HTTP/1.1 200"), 2);
    QCOMPARE(m_api->requests().size(), 2);
    QCOMPARE(m_api->requests().at(1).lastUserText(), u"b"_s);
    QVERIFY(exchange(post({}, "/v1/messages/count_tokens"), "input_tokens").contains("200"));
    QCOMPARE(m_api->requests().size(), 2);
}

void TestMessagesApi::streamHasTheEventsOfTheApi()
{
    m_api->add(ApiTurn::use(u"Bash"_s, {{u"command"_s, u"ls"_s}}, u"text"_s));
    const QByteArray got = exchange(post(body(u"a"_s, true)), "0\r\n\r\n");
    qsizetype at = 0;
    for (const char *part :
         {"text/event-stream", "message_start", "content_block_start", "text_delta", "content_block_stop", "tool_use",
          "input_json_delta", "\"stop_reason\":\"tool_use\"", "message_stop"}) {
        at = got.indexOf(part, at);
        QVERIFY2(at >= 0, part);
    }
}

void TestMessagesApi::cutStreamEndsInTheMiddle()
{
    ApiTurn turn = ApiTurn::say(u"text"_s);
    turn.cutAfterEvents = 3;
    m_api->add(turn);
    const QByteArray got = exchange(post(body(u"a"_s, true)), {});
    QVERIFY(got.contains("text_delta"));
    QVERIFY(!got.contains("message_stop"));
}

void TestMessagesApi::errorsCarryStatusAndHeaders()
{
    m_api->add(ApiTurn::fail(429, u"rate_limit_error"_s, u"slow down"_s, {{"retry-after", "7"}}));
    const QByteArray got = exchange(post(body(u"a"_s, true)), "slow down");
    QVERIFY(got.startsWith("HTTP/1.1 429"));
    QVERIFY(got.contains("retry-after: 7"));
    QVERIFY(got.contains("rate_limit_error"));
}

void TestMessagesApi::conversationAnswersByItsStepHoweverOftenItIsAsked()
{
    m_api->addConversation(u"[job 7]"_s, {ApiTurn::say(u"first"_s), ApiTurn::say(u"second"_s)});
    for (int i = 0; i < 2; ++i)
        QVERIFY(exchange(post(body(u"do [job 7]"_s, false)), "}}").contains("first"));
    QVERIFY(exchange(post(body(u"do [job 7]"_s, false, 1)), "}}").contains("second"));
    QVERIFY(exchange(post(body(u"do [job 7]"_s, false, 9)), "}}").contains("second"));
}

void TestMessagesApi::heldAnswerWaits()
{
    m_api->add(ApiTurn::say(u"late"_s).held());
    m_socket->write(post(body(u"a"_s, false)));
    QTRY_COMPARE(m_api->held(), 1);
    QCOMPARE(m_socket->bytesAvailable(), 0);
    m_api->release();
    QTRY_VERIFY(m_socket->bytesAvailable() > 0);
}

void TestMessagesApi::chunkedBodiesAreRead()
{
    m_api->add(ApiTurn::say(u"ok"_s));
    const QByteArray bytes = canonicalJson(body(u"in pieces"_s, false));
    const QByteArray first = bytes.left(10);
    const QByteArray rest = bytes.mid(10);
    exchange("POST /v1/messages HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n" + QByteArray::number(first.size(), 16) +
                 "\r\n" + first + "\r\n" + QByteArray::number(rest.size(), 16) + "\r\n" + rest + "\r\n0\r\n\r\n",
             "\"ok\"");
    QCOMPARE(m_api->requests().size(), 1);
    QCOMPARE(m_api->requests().first().firstUserText(), u"in pieces"_s);
}

void TestMessagesApi::usedUpScriptSaysSo()
{
    QVERIFY(exchange(post(body(u"a"_s, false)), "no turn left").startsWith("HTTP/1.1 400"));
    QCOMPARE(m_api->remaining(), 0);
}

void TestMessagesApi::wrongScriptIsRefused()
{
    QVERIFY(m_api->load({{u"turns"_s, QJsonArray{QJsonObject{{u"text"_s, u"x"_s}, {u"times"_s, 0}}}}}).has_value());
    QCOMPARE(m_api->remaining(), 1);
    const Result<void> wrong = m_api->load({{u"turns"_s, QJsonArray{QJsonObject{{u"txet"_s, u"x"_s}}}}});
    QVERIFY(!wrong.has_value());
    QVERIFY(wrong.error().message.contains(u"txet"));
}

QTEST_GUILESS_MAIN(TestMessagesApi)
#include "tst_messagesapi.moc"
