// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "integration/ctlfixture.h"

#include <QObject>
#include <QTest>

using namespace podium;
using namespace Qt::StringLiterals;

/// The program itself, as a process that dies.
class TestDesktopKilled : public QObject, private test::CtlFixture
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

    void aRunGoesOnInTheNextWindow()
    {
        const std::unique_ptr<QProcess> first = openWindow();
        const test::Outcome handedIn = ctl({u"submit"_s, gate(), u"--json"_s});
        QCOMPARE(handedIn.code, 0);
        const QString run = waitForRun();
        QTRY_COMPARE_WITH_TIMEOUT(lines("started"), 1, test::LimitMs); // The window's engine has begun it.
        first->kill();
        QVERIFY(first->waitForFinished(test::LimitMs));
        QCOMPARE(first->exitStatus(), QProcess::CrashExit);
        QCOMPARE(state(run), u"IN_PROGRESS"_s);

        const std::unique_ptr<QProcess> second = openWindow();
        openGate();
        QTRY_COMPARE_WITH_TIMEOUT(state(run), u"COMPLETED"_s, test::LimitMs);
        QCOMPARE(lines("started"), 1); // Its process lived, and was not started again.
        second->terminate();
        QVERIFY(second->waitForFinished(test::LimitMs));
        QCOMPARE(second->exitStatus(), QProcess::NormalExit);
    }

    void whatEndedMeanwhileIsNotDoneAgain()
    {
        const std::unique_ptr<QProcess> first = openWindow();
        QCOMPARE(ctl({u"submit"_s, gate(), u"-q"_s}).code, 0);
        const QString run = waitForRun();
        QTRY_COMPARE_WITH_TIMEOUT(lines("started"), 1, test::LimitMs);
        first->kill();
        QVERIFY(first->waitForFinished(test::LimitMs));
        openGate(); // It ends while nobody looks.

        const std::unique_ptr<QProcess> second = openWindow();
        QTRY_COMPARE_WITH_TIMEOUT(state(run), u"COMPLETED"_s, test::LimitMs);
        QCOMPARE(lines("started"), 1);
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
};

QTEST_GUILESS_MAIN(TestDesktopKilled)
#include "tst_desktopkilled.moc"
