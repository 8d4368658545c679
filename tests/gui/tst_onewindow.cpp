// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// A second start of the real program hands over to the window that is open.
#include "app/desktop/instance.h"
#include "app/desktop/tray.h"
#include "gui/backend/navigator.h"
#include "gui/desktopfixture.h"
#include "gui/editor/editorsession.h"

#include <QFile>
#include <QProcess>
#include <QTest>

using namespace podium;
using namespace podium::gui;
using namespace Qt::StringLiterals;
using desktop::Wish;

class TestOneWindow : public QObject, private test::DesktopFixture
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        qputenv("XDG_CONFIG_HOME", path(u"config"_s).toUtf8());
        QVERIFY(begin());
        m_instance = std::make_unique<desktop::Instance>(path(u"data"_s));
        m_tray = std::make_unique<desktop::Tray>();
        const Result<bool> first = m_instance->claim({});
        QVERIFY2(first, qPrintable(first ? QString() : first.error().text()));
        QVERIFY(*first);
        podium().listenTo(*m_instance, *m_tray);
    }

    void cleanupTestCase()
    {
        m_tray.reset();
        m_instance.reset();
        QCOMPARE(end(), QStringList());
    }

    void aLinkOpensTheRunAndBringsTheWindowBack()
    {
        const QString run = submit(u"name: linked\ntasks:\n  - {id: one, run: 'true'}\n"_s, path(u"."_s));
        Navigator::instance()->setPage(u"settings"_s);
        window()->hide();
        QCOMPARE(secondStart({u"podium://run/"_s + run + u"/task/one"_s}), 0);
        QTRY_COMPARE(Navigator::instance()->run(), run);
        QCOMPARE(Navigator::instance()->task(), u"one"_s);
        QTRY_VERIFY(window()->isVisible());
        QTRY_VERIFY(sees(u"linked"_s));
    }

    void aFileOpensInTheEditor()
    {
        QFile file(path(u"drawn.yaml"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("name: drawn\ntasks:\n  - {id: only-task, run: 'true'}\n");
        file.close();
        window()->showMinimized();
        // By a relative name: the window that is open stands in another folder.
        QCOMPARE(secondStart({u"drawn.yaml"_s}), 0);
        QTRY_COMPARE(Navigator::instance()->page(), u"workflows"_s);
        QCOMPARE(EditorSession::instance()->file(), path(u"drawn.yaml"_s));
        QVERIFY(window()->visibility() != QWindow::Minimized);
    }

    void aPageOfTheCommandLineIsGoneTo()
    {
        QCOMPARE(secondStart({u"--page"_s, u"usage"_s}), 0);
        QTRY_COMPARE(Navigator::instance()->page(), u"usage"_s);
    }

    void whatLeadsNowhereIsSaidAtOnce()
    {
        QCOMPARE(secondStart({u"podium://nowhere/x"_s}), 2);
        QVERIFY(m_said.contains("podium://nowhere/x"));
        QCOMPARE(secondStart({u"no-such-file.yaml"_s}), 2);
        QVERIFY(m_said.contains("no-such-file.yaml"));
        QCOMPARE(Navigator::instance()->page(), u"usage"_s);
    }

    void anotherDataFolderHasAWindowOfItsOwn()
    {
        desktop::Instance other(path(u"other"_s));
        const Result<bool> first = other.claim({});
        QVERIFY(first);
        QVERIFY(*first);
    }

    void linksSayWhatTheyLeadTo()
    {
        const Result<Wish> part = Wish::fromWord(u"podium:run/r-1/task/each[2]/inner"_s);
        QVERIFY(part);
        QCOMPARE(part->run, u"r-1"_s);
        QCOMPARE(part->task, u"each[2]/inner"_s);
        QCOMPARE(Wish::fromWord(u"PODIUM://inbox/a-1"_s)->request, u"a-1"_s);
        QCOMPARE(Wish::fromWord(u"podium://logs"_s)->page, u"logs"_s);
        QVERIFY(!Wish::fromWord(u"podium://run"_s));
        QVERIFY(!Wish::fromWord(u"podium://run/r/task"_s));
        QVERIFY(!Wish::fromWord(u"podium://run/r/edge/x"_s));
        QCOMPARE(Wish::fromJson(part->toJson()).toJson(), part->toJson());
    }

private:
    /// Exit code of the real program over the same data folder.
    int secondStart(const QStringList &words)
    {
        QProcess program;
        program.setWorkingDirectory(path(u"."_s));
        // Variables of the tests are no configuration of the program.
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        const QStringList names = environment.keys();
        for (const QString &name : names) {
            if (name.startsWith(u"PODIUM_"))
                environment.remove(name);
        }
        program.setProcessEnvironment(environment);
        program.start(QStringLiteral(PODIUM_PROGRAM), QStringList{u"--data-folder"_s, path(u"data"_s)} + words);
        // Events go on: this process is the one that has to answer.
        if (!QTest::qWaitFor([&] { return program.state() == QProcess::NotRunning; }, 20'000))
            program.kill();
        m_said = program.readAllStandardError();
        return program.exitStatus() == QProcess::NormalExit ? program.exitCode() : -1;
    }

    std::unique_ptr<desktop::Instance> m_instance;
    std::unique_ptr<desktop::Tray> m_tray;
    QByteArray m_said;
};

QTEST_MAIN(TestOneWindow)
#include "tst_onewindow.moc"
