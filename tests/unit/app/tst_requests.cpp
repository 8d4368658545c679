// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/requests.h"
#include "base/json.h"
#include "control/cli/commandline.h"

#include <QProcess>
#include <QTest>

using namespace podium;
using namespace podium::ctl;

namespace
{

QJsonObject request(const char *kind, const QByteArray &subject, const QJsonObject &more = {})
{
    QJsonObject out{{QStringLiteral("id"), QStringLiteral("a1b2")},
                    {QStringLiteral("kind"), QLatin1String(kind)},
                    {QStringLiteral("state"), QStringLiteral("open")},
                    {QStringLiteral("run"), QStringLiteral("hello-1")},
                    {QStringLiteral("task_key"), QStringLiteral("ask")},
                    {QStringLiteral("title"), QStringLiteral("Which release?")},
                    {QStringLiteral("risk"), QStringLiteral("low")},
                    {QStringLiteral("digest"), QStringLiteral("00ff")},
                    {QStringLiteral("subject"), parseJson(subject).value_or(QJsonValue()).toObject()}};
    for (auto it = more.begin(); it != more.end(); ++it)
        out.insert(it.key(), it.value());
    return out;
}

RenderOptions plain(int columns = 10'000)
{
    return {columns, 0, false, true, 0};
}

const QByteArray s_form = R"({"run":"hello-1","task":"ask","message":"m","form":{"type":"object","properties":{
    "version":{"type":"string","title":"Version","description":"For example 1.4.0"},
    "count":{"type":"integer","minimum":1,"maximum":10},
    "channel":{"enum":["stable","beta"],"default":"beta"},
    "the notes":{"type":"array","items":{"type":"string"}}},"required":["version","the notes"]}})";

} // namespace

class TestRequests : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aFormIsShownByItsFieldsAndTheCommandThatFillsItIn()
    {
        QStringList lines = requestLines(
            request("form", s_form, {{QStringLiteral("reason"), QStringLiteral("Choose.\nThe tests passed.\n")}}),
            plain());
        lines.removeAt(2); // When it was asked, in local time.
        QCOMPARE(lines, (QStringList{
                            QStringLiteral("a1b2  Which release?"),
                            QStringLiteral("    form to fill in, risk low"),
                            QStringLiteral("    Choose."),
                            QStringLiteral("    The tests passed."),
                            QStringLiteral("    Fields:"),
                            QStringLiteral("      version    string, required: Version. For example 1.4.0"),
                            QStringLiteral("      the notes  list of string, required"),
                            QStringLiteral("      channel    one of stable, beta, may be left out (default: beta)"),
                            QStringLiteral("      count      integer from 1 to 10, may be left out"),
                            QStringLiteral("    digest 00ff"),
                            QStringLiteral("    podiumctl answer a1b2 --field version=TEXT "
                                           "--field 'the notes'=TEXT,TEXT"),
                            QStringLiteral("    podiumctl deny a1b2 --comment 'the reason'"),
                        }));
    }

    void whatAnAgentWantsToDoIsShownWhole()
    {
        const QByteArray command = "make all\n" + QByteArray(300, 'x') + "\x1b[2J";
        const QJsonObject subject{
            {QStringLiteral("tool"), QStringLiteral("Bash")},
            {QStringLiteral("input"), QJsonObject{{QStringLiteral("command"), QString::fromLatin1(command)}}}};
        const QString text = requestLines(request("permission", canonicalJson(subject),
                                                  {{QStringLiteral("agent"), QStringLiteral("ada")},
                                                   {QStringLiteral("risk"), QStringLiteral("high")}}),
                                          plain(40))
                                 .join(u'\n');
        QVERIFY2(text.contains(QStringLiteral("ada asks for permission, risk high")), qPrintable(text));
        QVERIFY2(text.contains(QStringLiteral("task ask of run hello-1")), qPrintable(text));
        QVERIFY2(text.contains(QStringLiteral("input.command: \n      make all\n")), qPrintable(text));
        QVERIFY2(text.contains(QString(300, u'x')), qPrintable(text)); // A decision needs all of it.
        QVERIFY(!text.contains(u'\x1b'));
        QVERIFY2(text.contains(QStringLiteral("podiumctl approve a1b2\n")), qPrintable(text));
        QVERIFY2(text.contains(QStringLiteral("podiumctl deny a1b2 ")), qPrintable(text));
    }

    void everyKindNamesItsCommand_data()
    {
        QTest::addColumn<QJsonObject>("asked");
        QTest::addColumn<QString>("command");
        QTest::newRow("gate") << request("gate", R"({"starts":"b"})") << "podiumctl approve a1b2";
        QTest::newRow("review") << request("review", R"({"result":1})") << "podiumctl approve a1b2";
        QTest::newRow("interrupted") << request("interrupted", "{}") << "podiumctl approve a1b2";
        QTest::newRow("form without fields") << request("form", R"({"form":{}})") << "podiumctl approve a1b2";
        QTest::newRow("form with optional fields")
            << request("form", R"({"form":{"properties":{"yes":{"type":"boolean"}}}})")
            << "podiumctl answer a1b2 --field yes=true";
        QTest::newRow("vote") << request("vote", R"({"options":["not yet","ship"]})")
                              << "podiumctl answer a1b2 --choice 'not yet'";
        QTest::newRow("vote of some") << request("vote", R"({"options":["ship"],"voters":["anna","bo"]})")
                                      << "podiumctl answer a1b2 --choice ship --as anna";
        QJsonObject second = request("vote", R"({"options":["ship"],"voters":["anna","bo"]})");
        second.insert(QStringLiteral("answer"),
                      QJsonObject{{QStringLiteral("votes"),
                                   QJsonArray{QJsonObject{{QStringLiteral("by"), QStringLiteral("anna")}}}}});
        QTest::newRow("second vote") << second << "podiumctl answer a1b2 --choice ship --as bo";
        QJsonObject two = request("gate", R"({"starts":"b"})");
        two.insert(QStringLiteral("needed"), 2);
        QTest::newRow("gate of two") << two << "podiumctl approve a1b2 --as NAME";
        QTest::newRow("question") << request("question",
                                             R"({"input":{"questions":[{"question":"Which colour?","header":"Colour",
                       "options":[{"label":"Dark red","description":"as wine"}]},{"question":"How many?"}]}})")
                                  << "podiumctl answer a1b2 --field Colour='Dark red' --field 'How many?'=TEXT";
    }
    /// The parser takes what is shown, split as a shell splits it.
    void everyKindNamesItsCommand()
    {
        QFETCH(QJsonObject, asked);
        QFETCH(QString, command);
        QCOMPARE(answerCommand(asked), command);
        QString line = command;
        const auto parsed = control::parseCommandLine(QProcess::splitCommand(line.replace(u'\'', u'"')).mid(1),
                                                      control::CommandLineSurroundings::real());
        QVERIFY2(parsed, qPrintable(parsed ? QString() : parsed.error().text()));
        QCOMPARE(parsed->operation->name, QStringLiteral("approval.decide"));
        QCOMPARE(parsed->params.value(QStringLiteral("approval")).toString(), QStringLiteral("a1b2"));
    }

    void votesSoFarAreShown()
    {
        QJsonObject vote = request("vote", R"({"options":["ship","wait"]})");
        vote.insert(QStringLiteral("answer"),
                    QJsonObject{{QStringLiteral("votes"),
                                 QJsonArray{QJsonObject{{QStringLiteral("by"), QStringLiteral("anna")},
                                                        {QStringLiteral("choice"), QStringLiteral("ship")}}}}});
        QVERIFY(requestLines(vote, plain()).contains(QStringLiteral("    So far: anna: ship")));
    }

    void finishedWorkCanBeSentBackWithChanges()
    {
        const QStringList lines = requestLines(request("review", R"({"result":{"files":["a.c"]}})"), plain());
        QVERIFY(lines.contains(QStringLiteral("    podiumctl deny a1b2 --changes --comment 'what to do better'")));
        QVERIFY(lines.contains(QStringLiteral("    result.files: [\"a.c\"]")));
    }

    void aDecidedRequestSaysWhoDecidedAndAsksNothing()
    {
        const QStringList lines = requestLines(request("gate", "{}",
                                                       {{QStringLiteral("state"), QStringLiteral("denied")},
                                                        {QStringLiteral("decided_by"), QStringLiteral("eve")}}),
                                               plain());
        QCOMPARE(lines.last(), QStringLiteral("    denied by eve"));
        QVERIFY(!lines.join(u'\n').contains(QStringLiteral("podiumctl")));
    }

    void theLiveTableNeverCutsTheCommandShort()
    {
        const QJsonObject asked = request("form", s_form, {{QStringLiteral("title"), QString(60, u'日')}});
        QCOMPARE(requestRows(request("gate", "{}"), plain(80)),
                 QStringList{QStringLiteral("◆ Which release?  podiumctl approve a1b2")});
        QCOMPARE(requestRows(request("gate", "{}"), plain(32)),
                 (QStringList{QStringLiteral("◆ Which release?"), QStringLiteral("  podiumctl approve a1b2")}));
        for (int columns = 26; columns < 200; ++columns) {
            const QStringList rows = requestRows(asked, plain(columns));
            for (const QString &row : rows)
                QVERIFY2(displayWidth(row) <= columns, qPrintable(row));
            const QString last = rows.last();
            QVERIFY2(last.endsWith(answerCommand(asked)) || last.endsWith(QStringLiteral("podiumctl approvals a1b2")),
                     qPrintable(last));
        }
    }
};

QTEST_GUILESS_MAIN(TestRequests)
#include "tst_requests.moc"
