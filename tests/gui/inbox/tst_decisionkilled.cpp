// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// The window is killed while a decision is on its way to it: afterwards the request is decided once, or still open.
#include "integration/ctlfixture.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QTest>

using namespace podium;
using namespace Qt::StringLiterals;

class TestDecisionKilled : public QObject, private test::CtlFixture
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        begin();
        setVariable(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
        setVariable(u"QT_QUICK_BACKEND"_s, u"software"_s);
    }
    void cleanup() { end(); }

    void aDecisionIsMadeOnceOrStillOpen()
    {
        const QString file = write("gated", "tasks:\n  - {id: a, type: noop, gate: {message: May it go on}}\n"
                                            "  - {id: b, type: noop, depends_on: a}\n");
        int decided = 0;
        // From before the decision is read to after it is answered.
        for (const int delayMs : {0, 2, 5, 10, 20, 40, 80}) {
            std::unique_ptr<QProcess> podium = openWindow();
            const test::Outcome handedIn = ctl({u"submit"_s, file, u"-q"_s});
            QVERIFY2(handedIn.code == 0, handedIn.err);
            const QString run = QString::fromUtf8(handedIn.out.trimmed());
            QTRY_VERIFY_WITH_TIMEOUT(!request(run, false).isEmpty(), test::LimitMs);
            const QJsonObject asked = request(run, false);
            const QString id = asked[u"id"].toString();
            QProcess *const answer = start({u"approve"_s, id, u"--digest"_s, asked[u"digest"].toString()});
            QVERIFY(answer->waitForStarted());
            QElapsedTimer clock;
            clock.start();
            // The moment does not matter to what has to hold, only to how much of it is tried.
            answer->waitForFinished(delayMs + 1);
            podium->kill();
            QVERIFY(podium->waitForFinished(test::LimitMs));
            const bool told = answer->waitForFinished(test::LimitMs) && answer->exitCode() == 0;

            podium = openWindow();
            QTRY_VERIFY_WITH_TIMEOUT(!request(run, true).isEmpty(), test::LimitMs);
            const QString state = request(run, true)[u"state"].toString();
            QVERIFY2(state == u"open" || state == u"approved", qPrintable(state));
            QVERIFY2(!told || state == u"approved", "who was told that it is decided may rely on it");
            if (state == u"open")
                QCOMPARE(ctl({u"approve"_s, id, u"--digest"_s, asked[u"digest"].toString()}).code, 0);
            else
                ++decided;
            QTRY_COMPARE_WITH_TIMEOUT(this->state(run), u"COMPLETED"_s, test::LimitMs);
            const QByteArray events = ctl({u"events"_s, run, u"--json"_s}).out;
            QCOMPARE(events.count("\"approval.decided\""), 1);
            podium->terminate();
            QVERIFY(podium->waitForFinished(test::LimitMs));
        }
        qInfo("decided before the end: %d of 7", decided);
    }

private:
    std::unique_ptr<QProcess> openWindow()
    {
        auto out = std::make_unique<QProcess>();
        out->setProcessEnvironment(environment());
        out->setWorkingDirectory(path("."));
        out->setProcessChannelMode(QProcess::ForwardedErrorChannel);
        out->start(QStringLiteral(PODIUM_BINARY_DIR "/bin/podium"), {}, QIODevice::ReadOnly);
        return out;
    }
    QJsonObject request(const QString &run, bool all) const
    {
        QStringList words{u"approvals"_s, u"--run"_s, run, u"--json"_s};
        if (all)
            words += u"--all"_s;
        return ctl(words).json()[u"approvals"][0].toObject();
    }
};

QTEST_GUILESS_MAIN(TestDecisionKilled)
#include "tst_decisionkilled.moc"
