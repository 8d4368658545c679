// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// Versions of a workflow in the window: every save is one, two are compared, an old one is restored.
#include "gui/backend/navigator.h"
#include "gui/desktopfixture.h"
#include "gui/editor/editorsession.h"
#include "gui/library/versioncomparison.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>
#include <QUrl>

using namespace podium;
using namespace podium::gui;
using namespace Qt::StringLiterals;

class TestEditorLibrary : public QObject, private test::DesktopFixture
{
    Q_OBJECT

private:
    static EditorSession &session() { return *EditorSession::instance(); }
    static WorkflowLibrary &library() { return *session().library(); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(window(), key, modifiers); }
    void type(const QString &text)
    {
        for (const QChar letter : text)
            QTest::keyClick(window(), letter.toLatin1());
    }
    int versions(const QString &name)
    {
        return int(ask(u"workflow.versions"_s, {{u"workflow"_s, name}})[u"versions"].toArray().size());
    }
    void open(const QString &text)
    {
        Navigator::instance()->setPage(u"workflows"_s);
        session().openText(text);
        QTRY_VERIFY(find(u"Save as a version"_s));
    }

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setApplicationName(u"tst_editorlibrary"_s);
        QDir(QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation)).removeRecursively();
        QVERIFY(begin(u"light"_s));
    }
    void cleanupTestCase() { QCOMPARE(end(), QStringList()); }

    void everySaveIsAVersion()
    {
        open(u"name: shop\ntitle: Shop\ntasks:\n  - {id: a, type: noop}\n  - {id: b, type: noop, depends_on: [a]}\n"_s);
        press(Qt::Key_S, Qt::ControlModifier);
        QTRY_VERIFY(sees(u"Save in the library"_s));
        type(u"my shop"_s); // Instead of the name, which is selected.
        press(Qt::Key_Return);
        QTRY_COMPARE(session().version(), 1);
        QCOMPARE(session().workflow(), u"my shop"_s);
        QVERIFY(session().document()->text().contains(u"name: my shop"_s));
        QVERIFY(!session().document()->isModified());
        QTRY_VERIFY(sees(u"version 1"_s));

        session().document()->setField({u"b"_s}, u"title"_s, u"Second"_s);
        QTRY_VERIFY(sees(u"version 1 · edited"_s));
        press(Qt::Key_S, Qt::ControlModifier); // Nothing is asked.
        QTRY_COMPARE(session().version(), 2);
        QTRY_VERIFY(!session().document()->isModified());
        QCOMPARE(versions(u"my shop"_s), 2);
    }

    void twoVersionsAreComparedInOnePicture()
    {
        WorkflowDocument &document = *session().document();
        document.removeTasks({u"a"_s});
        document.addTask(u"noop"_s, {}, {{u"title"_s, u"New one"_s}}, u"fresh"_s);
        document.setField({u"b"_s}, u"title"_s, u"Changed one"_s);
        press(Qt::Key_H, Qt::ControlModifier);
        QTRY_VERIFY(sees(u"Version 2"_s));
        for (const QString &word : {u"Added 1"_s, u"Removed 1"_s, u"Changed 1"_s, u"The same 0"_s})
            QTRY_VERIFY2(sees(word), qPrintable(word));
        QTRY_VERIFY(find(u"Added: New one"_s));
        QVERIFY(find(u"Removed: a"_s) && find(u"Changed: Changed one"_s));
        QVERIFY(sees(u"Second"_s) && sees(u"Changed one"_s)); // Before and after.
        picture(u"versions"_s);
        press(Qt::Key_Escape);
        QTRY_VERIFY(!sees(u"Added 1"_s));
    }

    void anOldVersionComesBackAndNothingIsLost()
    {
        WorkflowDocument &document = *session().document();
        const QString edited = document.text();
        press(Qt::Key_H, Qt::ControlModifier);
        QVERIFY(click(u"Version 1"_s));
        QVERIFY(click(u"Restore version 1"_s));
        QTRY_COMPARE(session().version(), 3);
        QVERIFY(!document.text().contains(u"Second"_s));
        QVERIFY(!document.isModified());
        QCOMPARE(versions(u"my shop"_s), 3);
        press(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(document.text(), edited);
        QVERIFY(document.isModified());
    }

    void whoWasSlowerIsAsked()
    {
        QVERIFY(!ask(u"workflow.save"_s, {{u"workflow"_s, u"my shop"_s},
                                          {u"definition"_s, u"name: my shop\ntasks:\n  - {id: z, type: noop}\n"_s}})
                     .contains(u"problem"));
        press(Qt::Key_S, Qt::ControlModifier);
        QTRY_VERIFY(sees(u"Somebody else has saved meanwhile"_s));
        QVERIFY(session().document()->isModified());
        QVERIFY(click(u"Save on top"_s));
        QTRY_COMPARE(session().version(), 5);
        QTRY_VERIFY(!session().document()->isModified());
    }

    void theShelfOpensRemovesAndTakesBack()
    {
        session().close();
        QTRY_VERIFY(find(u"Shop"_s));
        picture(u"shelf"_s);
        QVERIFY(click(u"Shop"_s));
        QTRY_VERIFY(session().isActive());
        QCOMPARE(session().version(), 5);
        session().close();
        QVERIFY(click(u"Take it out of the library; it can be taken back"_s));
        QTRY_VERIFY(sees(u"“my shop” is out of the library. Its versions are kept."_s));
        QTRY_COMPARE(library().workflows()->count(), 0);
        QVERIFY(click(u"Take back"_s));
        QTRY_COMPARE(library().workflows()->count(), 1);
    }

    void aFileIsWrittenAndIsAVersionToo()
    {
        QFile file(path(u"own.yaml"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("name: own\ntasks:\n  - {id: a, type: noop}\n");
        file.close();
        session().openFile(file.fileName());
        session().document()->setField({u"a"_s}, u"title"_s, u"Written"_s);
        press(Qt::Key_S, Qt::ControlModifier);
        QTRY_COMPARE(session().version(), 1);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().contains("Written"));
        file.close();
        // A copy elsewhere changes nothing about where it is saved.
        QVERIFY(session().exportTo(QUrl::fromLocalFile(path(u"copy"_s))));
        QVERIFY(QFile::exists(path(u"copy.yaml"_s)));
        QCOMPARE(session().file(), path(u"own.yaml"_s));
    }

    void unsavedEditsOfTheLibraryComeBack()
    {
        session().openWorkflow(u"my shop"_s);
        QTRY_COMPARE(session().workflow(), u"my shop"_s);
        QTRY_COMPARE(session().version(), 7);
        session().document()->setWorkflowField(u"title"_s, u"Not saved yet"_s);
        session().close();
        session().openWorkflow(u"my shop"_s);
        QTRY_VERIFY(session().document()->text().contains(u"Not saved yet"_s));
        QCOMPARE(session().version(), 7);
    }
};

QTEST_MAIN(TestEditorLibrary)
#include "tst_editorlibrary.moc"
