// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// The whole window over a real engine and store, drawn in software where nobody sees it.
#include "app/desktop/desktop.h"
#include "base/englishplurals.h"
#include "base/whenfinished.h"
#include "gui/backend/enginestatus.h"
#include "gui/backend/format.h"
#include "gui/backend/navigator.h"
#include "gui/controls/theme.h"
#include "gui/inbox/inboxcontroller.h"
#include "gui/runs/runcontroller.h"
#include "gui/runs/runlistcontroller.h"
#include "gui/runs/runstarter.h"

#include <QQuickWindow>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace podium;
using namespace podium::gui;
using namespace Qt::StringLiterals;

namespace
{

/// Warnings that QML gave; none is fine.
QStringList s_warnings;
QtMessageHandler s_before = nullptr;

void listen(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    if (type == QtWarningMsg && (text.contains(u".qml:") || text.contains(u"QML") || text.contains(u"Qml")))
        s_warnings += text;
    s_before(type, context, text);
}

} // namespace

class TestDesktop : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QCoreApplication::installTranslator(&m_plurals);
        s_before = qInstallMessageHandler(listen);
        QVERIFY(m_folder.isValid());
        const auto settings = control::Settings::load(
            {{}, false, {}, {{u"data_folder"_s, m_folder.filePath(u"data"_s)}}, m_folder.path()});
        QVERIFY2(settings, qPrintable(settings ? QString() : settings.error().text()));
        m_podium = std::make_unique<desktop::Desktop>(*settings);
        QVERIFY(m_podium->show());
        QTRY_COMPARE(backend().state(), Backend::State::Ready);
        QVERIFY(backend().owner());
    }

    void cleanupTestCase()
    {
        m_podium.reset();
        QCOMPARE(s_warnings, QStringList());
        qInstallMessageHandler(s_before);
    }

    void theDemonstrationRunsToItsEnd()
    {
        RunStarter starter;
        QSignalSpy started(&starter, &RunStarter::started);
        starter.startDemonstration();
        QTRY_COMPARE(started.size(), 1);
        m_run = started.first().first().toString();
        Navigator::instance()->openRun(m_run);
        RunController run;
        run.setRun(m_run);
        QTRY_COMPARE_WITH_TIMEOUT(run.state(), u"COMPLETED"_s, 30'000);
        QVERIFY(run.ended());
        QTRY_COMPARE(run.graph()->count(), 11);
        for (const GraphNode &node : run.graph()->nodes())
            QVERIFY2(node.state == u"SUCCESS" || node.state == u"SKIPPED", qPrintable(node.id + u' ' + node.state));
        run.setTask(u"write"_s);
        QCOMPARE(run.parts()->count(), 3);
        QCOMPARE(run.graph()->selectedId(), u"write"_s);
        run.setTask(u"plan"_s);
        QTRY_VERIFY(run.taskFacts().contains(u"result"_s));
        QTRY_VERIFY(run.events()->count() > 30);
    }

    void whatNeedsAPersonIsAnsweredInTheInbox()
    {
        const QString yaml = u"name: asks\ntasks:\n  - id: gated\n    gate: May it start?\n    run: echo hi\n"_s;
        QString run;
        whenFinished(
            backend().call(u"run.submit"_s, {{u"definition"_s, yaml}, {u"working_directory"_s, m_folder.path()}}), this,
            [&](const Result<QJsonObject> &answer) {
                QVERIFY2(answer, qPrintable(answer ? QString() : answer.error().text()));
                run = answer->value(u"run"_s).toString();
            });
        Navigator::instance()->setPage(u"inbox"_s);
        InboxController inbox;
        QTRY_COMPARE(inbox.requests()->count(), 1);
        QTRY_VERIFY(!run.isEmpty()); // The request may be told before the answer to who handed in.
        QCOMPARE(inbox.shown().value(u"run"_s).toString(), run);
        QVERIFY(!inbox.over());
        inbox.decide(true, QJsonValue::Undefined, u"go on"_s, false, {});
        QTRY_COMPARE(inbox.requests()->count(), 0);
        QCOMPARE(inbox.problem(), QString());
        RunController controller;
        controller.setRun(run);
        QTRY_COMPARE_WITH_TIMEOUT(controller.state(), u"COMPLETED"_s, 20'000);
    }

    void aFormIsFilledInAndChecked()
    {
        const QString yaml = u"name: form\ntasks:\n  - id: ask\n    type: human\n    message: How many?\n    form:\n"
                             "      type: object\n      properties:\n        note: {type: string}\n"
                             "        count: {type: integer, title: Count}\n      required: [count]\n"_s;
        whenFinished(
            backend().call(u"run.submit"_s, {{u"definition"_s, yaml}, {u"working_directory"_s, m_folder.path()}}), this,
            [](const Result<QJsonObject> &answer) { QVERIFY(answer); });
        InboxController inbox;
        QTRY_COMPARE(inbox.requests()->count(), 1);
        const QJsonArray fields = inbox.fields();
        QCOMPARE(fields.size(), 2);
        QCOMPARE(fields.first()[u"name"].toString(), u"count"_s);
        QVERIFY(fields.first()[u"required"].toBool());
        inbox.decide(true, QJsonObject{{u"count"_s, InboxController::valueOf(u"integer"_s, u"many"_s)}}, {}, false, {});
        QTRY_VERIFY(!inbox.problem().isEmpty());
        QCOMPARE(inbox.requests()->count(), 1);
        inbox.decide(true, QJsonObject{{u"count"_s, InboxController::valueOf(u"integer"_s, u"3"_s)}}, {}, false, {});
        QTRY_COMPARE(inbox.requests()->count(), 0);
    }

    void aWrongInputIsSaidAndNothingStarts()
    {
        RunListController runs;
        QTRY_VERIFY(runs.loaded());
        const int before = runs.runs()->count();
        RunStarter starter;
        starter.startTemplate(u"research"_s, u"no equals sign"_s, {});
        QVERIFY(starter.problem().contains(u"no equals sign"_s));
        starter.startTemplate(u"no-such-template"_s, {}, m_folder.path());
        QTRY_VERIFY(!starter.busy());
        QVERIFY(starter.problem().contains(u"no-such-template"_s));
        starter.startTemplate(u"research"_s, {}, u"/no/such/folder"_s);
        QVERIFY(starter.problem().contains(u"/no/such/folder"_s));
        QCOMPARE(runs.runs()->count(), before);
    }

    void everyPageIsShownInEveryTheme_data()
    {
        QTest::addColumn<Theme::Scheme>("scheme");
        QTest::addColumn<QSize>("size");
        QTest::newRow("dark") << Theme::Scheme::Dark << QSize(1440, 900);
        QTest::newRow("light, small") << Theme::Scheme::Light << QSize(1024, 640);
        QTest::newRow("high contrast, large") << Theme::Scheme::HighContrast << QSize(2560, 1440);
    }

    void everyPageIsShownInEveryTheme()
    {
        QFETCH(Theme::Scheme, scheme);
        QFETCH(QSize, size);
        Theme::instance()->setScheme(scheme);
        auto *window = qobject_cast<QQuickWindow *>(m_podium->window());
        window->resize(size);
        QList<QImage> pictures;
        for (const QString &page : {u"inbox"_s, u"runs"_s, u"agents"_s, u"settings"_s}) {
            Navigator::instance()->closeRun();
            Navigator::instance()->setPage(page);
            pictures += window->grabWindow();
            QCOMPARE(pictures.last().size(), size);
        }
        Navigator::instance()->openRun(m_run, u"plan"_s);
        pictures += window->grabWindow();
        for (qsizetype i = 1; i < pictures.size(); ++i)
            QVERIFY(pictures.at(i) != pictures.at(i - 1));
        QCOMPARE(Theme::instance()->dark(), scheme != Theme::Scheme::Light);
    }

    void theKeyboardGoesToEveryPage()
    {
        auto *window = qobject_cast<QQuickWindow *>(m_podium->window());
        window->requestActivate();
        QTRY_VERIFY(window->isActive());
        QTest::keyClick(window, Qt::Key_3, Qt::ControlModifier);
        QCOMPARE(Navigator::instance()->page(), u"agents"_s);
        QTest::keyClick(window, Qt::Key_2, Qt::ControlModifier);
        QCOMPARE(Navigator::instance()->page(), u"runs"_s);
        QVERIFY(Navigator::instance()->run().isEmpty());
        QTest::keyClick(window, Qt::Key_K, Qt::ControlModifier);
        for (const char letter : "settings")
            if (letter)
                QTest::keyClick(window, letter);
        QTest::keyClick(window, Qt::Key_Return);
        QCOMPARE(Navigator::instance()->page(), u"settings"_s);
    }

    void aRunWithoutATitleIsCalledByItsWorkflow()
    {
        QCOMPARE(Format::runName({}, u"nightly"_s), u"nightly"_s);
        QCOMPARE(Format::runName(u"Nightly build"_s, u"nightly"_s), u"Nightly build"_s);
    }

    void theStatusTellsTheTruth()
    {
        EngineStatus status(nullptr);
        QTRY_COMPARE(status.running(), 0);
        QCOMPARE(status.needsYou(), 0);
    }

private:
    Backend &backend() { return m_podium->backend(); }

    EnglishPlurals m_plurals;
    QTemporaryDir m_folder;
    std::unique_ptr<desktop::Desktop> m_podium;
    QString m_run;
};

QTEST_MAIN(TestDesktop)
#include "tst_desktop.moc"
