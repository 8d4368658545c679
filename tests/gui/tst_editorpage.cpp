// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// The page of workflows in the whole window, over a real engine, by mouse and keyboard.
#include "app/desktop/desktop.h"
#include "base/englishplurals.h"
#include "gui/backend/navigator.h"
#include "gui/controls/theme.h"
#include "gui/editor/editorsession.h"
#include "gui/graphedit/grapheditor.h"
#include "gui/inbox/inboxcontroller.h"
#include "gui/runs/runcontroller.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QGuiApplication>
#include <QQmlContext>
#include <QQmlProperty>
#include <QQuickItem>
#include <QQuickWindow>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <functional>
#include <memory>

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

using Test = std::function<bool(const QQuickItem &)>;

QQuickItem *find(QQuickItem *root, const Test &test)
{
    if (!root->isVisible())
        return nullptr;
    if (test(*root))
        return root;
    const QList<QQuickItem *> children = root->childItems();
    for (QQuickItem *child : children) {
        if (QQuickItem *found = find(child, test))
            return found;
    }
    return nullptr;
}

} // namespace

class EditorPageTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setApplicationName(u"tst_editorpage"_s);
        QDir(draftFolder()).removeRecursively();
        QCoreApplication::installTranslator(&m_plurals);
        s_before = qInstallMessageHandler(listen);
        Theme::instance()->setReducedMotion(true);
        const auto settings = control::Settings::load(
            {{}, false, {}, {{u"data_folder"_s, m_folder.filePath(u"data"_s)}}, m_folder.path()});
        QVERIFY2(settings, qPrintable(settings ? QString() : settings.error().text()));
        m_podium = std::make_unique<desktop::Desktop>(*settings);
        QVERIFY(m_podium->show());
        m_window = qobject_cast<QQuickWindow *>(m_podium->window());
        m_window->resize(1440, 900);
        QTRY_COMPARE(m_podium->backend().state(), Backend::State::Ready);
        m_window->requestActivate();
        QTRY_VERIFY(m_window->isActive());
    }

    void cleanupTestCase()
    {
        m_podium.reset();
        QCOMPARE(s_warnings, QStringList());
        qInstallMessageHandler(s_before);
    }

    void fiveTasksAreDrawnConnectedRunApprovedAndFinished()
    {
        QTest::keyClick(m_window, Qt::Key_E, Qt::ControlModifier);
        QCOMPARE(Navigator::instance()->page(), u"workflows"_s);
        QTRY_VERIFY(!session().templates().isEmpty());
        click(button(u"New workflow"_s));
        QVERIFY(session().isActive());
        QTRY_VERIFY(editor());
        // The new workflow has something in it: away with it.
        editor()->forceActiveFocus();
        key(Qt::Key_A, Qt::ControlModifier);
        key(Qt::Key_Delete);

        for (const QString &part : {u"type:noop"_s, u"flow:gate"_s, u"type:noop"_s, u"type:noop"_s, u"type:noop"_s}) {
            addFromPalette(part);
            QTest::mouseClick(m_window, Qt::LeftButton, {}, emptySpot()); // Nothing selected: the next stands alone.
        }
        QTRY_COMPARE(model()->count(), 5);
        editor()->fit();
        QTRY_VERIFY(editor()->isSettled());
        QStringList ids;
        for (const GraphNode &node : model()->nodes())
            ids += node.id;
        connectByMouse(ids.at(0), ids.at(1));
        connectByMouse(ids.at(1), ids.at(2));
        connectByMouse(ids.at(1), ids.at(3));
        connectByMouse(ids.at(2), ids.at(4));
        connectByMouse(ids.at(3), ids.at(4));
        QCOMPARE(model()->edges().size(), 5);
        // A cycle is refused, and nothing is changed by it.
        const QString text = session().document()->text();
        connectByMouse(ids.at(4), ids.at(0));
        QCOMPARE(session().document()->text(), text);

        QTRY_VERIFY(session().document()->isChecked());
        QVERIFY2(session().document()->errorCount() == 0, qPrintable(findings()));
        click(button(u"Run…"_s));
        QTRY_VERIFY(button(u"Start"_s));
        key(Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(!Navigator::instance()->run().isEmpty(), 10'000);
        const QString run = Navigator::instance()->run();
        RunController controller;
        controller.setRun(run);

        QTest::keyClick(m_window, Qt::Key_1, Qt::ControlModifier);
        QTRY_VERIFY(button(u"Approve"_s));
        click(button(u"Approve"_s));
        QTRY_COMPARE_WITH_TIMEOUT(controller.state(), u"COMPLETED"_s, 20'000);
        QCOMPARE(controller.graph()->count(), 5);
    }

    void everythingCanBeUndone()
    {
        openEditor(u"name: undo\ntasks:\n  - id: a # first\n    type: noop\n  - {id: b, type: noop}\n"_s);
        const QString before = session().document()->text();
        connectByMouse(u"a"_s, u"b"_s);
        QCOMPARE(model()->edges().size(), 1);
        dragCard(u"b"_s, {0, 120});
        QVERIFY(session().document()->text() != before);
        model()->setSelection({u"a"_s});
        key(Qt::Key_D, Qt::ControlModifier);
        QCOMPARE(model()->count(), 3);
        key(Qt::Key_Delete);
        QCOMPARE(model()->count(), 2);
        for (int i = 0; i < 4; ++i)
            key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(session().document()->text(), before);
        key(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(model()->edges().size(), 1);
        QVERIFY(session().document()->text().contains(u"# first"_s));
    }

    void tasksAreCopiedAsYaml()
    {
        openEditor(u"name: copy\ntasks:\n  - id: a\n    type: noop\n    title: One\n  - {id: b, type: noop}\n"_s);
        model()->setSelection({u"a"_s});
        key(Qt::Key_C, Qt::ControlModifier);
        QVERIFY2(QGuiApplication::clipboard()->text().contains(u"title: One"_s),
                 qPrintable(QGuiApplication::clipboard()->text()));
        key(Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(model()->count(), 3);
        QCOMPARE(model()->nodes().at(model()->selected()).title, u"One"_s);
        // Somebody else's text is refused with a word.
        QGuiApplication::clipboard()->setText(u"not: [a workflow"_s);
        QSignalSpy refused(session().document(), &WorkflowDocument::editRefused);
        key(Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(refused.size(), 1);
        QCOMPARE(model()->count(), 3);
    }

    void theInspectorEditsAndIsChecked()
    {
        openEditor(u"name: fields\ntasks:\n  - id: build\n    title: Build\n    run: make\n"_s);
        model()->setSelection({u"build"_s});
        QTRY_VERIFY(button(u"Try alone…"_s)); // The task's fields, not the workflow's.
        QQuickItem *title = nullptr;
        QTRY_VERIFY((title = named(u"Title"_s)));
        click(title);
        key(Qt::Key_A, Qt::ControlModifier);
        type(u"Compile"_s);
        QTRY_VERIFY(session().document()->text().contains(u"title: Compile"_s));
        QCOMPARE(model()->nodes().first().title, u"Compile"_s);
        session().document()->setField({u"build"_s}, u"timeout"_s, u"soon"_s);
        QTRY_COMPARE(model()->nodes().first().problem, u"error"_s);
        QVERIFY(session().document()->errorCount() > 0);
        session().document()->undo();
        QTRY_COMPARE(model()->nodes().first().problem, QString());
    }

    void textAndPictureAreOne()
    {
        openEditor(u"name: text\ntasks:\n  - {id: a, type: noop}\n"_s);
        click(button(u"Both"_s));
        QQuickItem *area = nullptr;
        QTRY_VERIFY((area = named(u"Workflow as YAML"_s)));
        QTRY_COMPARE(area->property("text").toString(), session().document()->text());
        area->forceActiveFocus();
        area->setProperty("cursorPosition", int(session().document()->text().size()));
        type(u"  - {id: more, type: noop}"_s);
        QTRY_COMPARE(model()->count(), 2);
        editor()->forceActiveFocus();
        editor()->fit();
        QTRY_VERIFY(editor()->isSettled());
        QVERIFY(editor()->width() > 300); // Both have room.
        connectByMouse(u"a"_s, u"more"_s);
        QCOMPARE(model()->edges().size(), 1);
        QTRY_COMPARE(area->property("text").toString(), session().document()->text());
        QVERIFY(area->property("text").toString().contains(u"depends_on"_s));
        click(button(u"Picture"_s));
    }

    void whatIsNotSavedIsKept()
    {
        const QString path = m_folder.filePath(u"kept.yaml"_s);
        {
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write("name: kept\ntasks:\n  - {id: a, type: noop}\n");
        }
        session().openFile(path);
        QTRY_VERIFY(editor());
        session().document()->setField({u"a"_s}, u"title"_s, u"Not saved"_s);
        // On disk by itself, without anybody closing anything.
        QTRY_VERIFY(onDisk(u"Not saved"_s));
        // Opened again, as after a crash: what was typed is there.
        session().openText(u"name: other\ntasks:\n  - {id: x, type: noop}\n"_s);
        session().openFile(path);
        QVERIFY(session().document()->text().contains(u"Not saved"_s));
        QVERIFY(session().save());
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().contains("title: Not saved"));
        QTRY_VERIFY(!onDisk(u"Not saved"_s));
        session().close();
        QVERIFY(!session().isActive());
    }

    void everyLookIsDrawn_data()
    {
        QTest::addColumn<Theme::Scheme>("scheme");
        QTest::addColumn<QSize>("size");
        QTest::newRow("dark, small") << Theme::Scheme::Dark << QSize(1024, 640);
        QTest::newRow("light") << Theme::Scheme::Light << QSize(1920, 1080);
    }

    void everyLookIsDrawn()
    {
        QFETCH(Theme::Scheme, scheme);
        QFETCH(QSize, size);
        Theme::instance()->setScheme(scheme);
        m_window->resize(size);
        openEditor(u"name: look\ntasks:\n  - {id: a, type: noop}\n"_s);
        QTRY_VERIFY(editor()->isSettled());
        QCOMPARE(m_window->grabWindow().size(), size);
        QVERIFY(editor()->width() > 300);
        QVERIFY(QRectF(QPointF(), editor()->size()).contains(editor()->rectOf(u"a"_s)));
    }

private:
    static EditorSession &session() { return *EditorSession::instance(); }
    static GraphModel *model() { return session().graph()->model(); }
    static QString draftFolder()
    {
        return QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation) + u"/drafts"_s;
    }
    static bool onDisk(const QString &words)
    {
        const QFileInfoList files = QDir(draftFolder()).entryInfoList({u"*.json"_s}, QDir::Files);
        return std::any_of(files.cbegin(), files.cend(), [&](const QFileInfo &info) {
            QFile file(info.filePath());
            return file.open(QIODevice::ReadOnly) && file.readAll().contains(words.toUtf8());
        });
    }
    static QString findings()
    {
        QStringList all;
        for (const QVariant &finding : session().document()->findings())
            all += finding.toMap().value(u"message"_s).toString();
        return all.join(u'\n') + u'\n' + session().document()->text();
    }

    void openEditor(const QString &text)
    {
        Navigator::instance()->closeRun();
        Navigator::instance()->setPage(u"workflows"_s);
        // No person opens the next one within the same turn of the event loop: what was closed is gone by then.
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        session().openText(text);
        QTRY_VERIFY(editor());
        QTRY_VERIFY(editor()->width() > 100);
        editor()->fit();
        editor()->forceActiveFocus();
        QTRY_VERIFY(editor()->isSettled());
    }
    GraphEditor *editor() const
    {
        return qobject_cast<GraphEditor *>(find(
            m_window->contentItem(), [](const QQuickItem &item) { return qobject_cast<const GraphEditor *>(&item); }));
    }
    QQuickItem *button(const QString &text) const
    {
        return find(m_window->contentItem(), [&](const QQuickItem &item) {
            return item.inherits("QQuickAbstractButton") && item.isEnabled() &&
                   item.property("text").toString() == text;
        });
    }
    QQuickItem *named(const QString &name) const
    {
        return find(m_window->contentItem(), [&](const QQuickItem &item) {
            return (item.inherits("QQuickTextField") || item.inherits("QQuickTextArea")) &&
                   QQmlProperty::read(const_cast<QQuickItem *>(&item), u"Accessible.name"_s, qmlContext(&item))
                           .toString() == name;
        });
    }
    void click(QQuickItem *item)
    {
        QVERIFY(item);
        QTest::mouseClick(m_window, Qt::LeftButton, {},
                          item->mapToScene({item->width() / 2, item->height() / 2}).toPoint());
    }
    void key(Qt::Key which, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(m_window, which, modifiers); }
    void type(const QString &text)
    {
        for (const QChar letter : text)
            QTest::keyClick(m_window, letter.toLatin1());
    }
    /// By double click on the part.
    void addFromPalette(const QString &part)
    {
        QQuickItem *row = find(m_window->contentItem(), [&](const QQuickItem &item) {
            return item.property("part").toString() == part && item.property("summary").isValid();
        });
        QVERIFY(row);
        const QPoint at = row->mapToScene({60, row->height() / 2}).toPoint();
        const int before = model()->count();
        QTest::mouseDClick(m_window, Qt::LeftButton, {}, at);
        QTRY_COMPARE(model()->count(), before + 1);
    }
    QPoint onCanvas(QPointF inEditor) const { return editor()->mapToScene(inEditor).toPoint(); }
    QPoint emptySpot() const { return onCanvas({12, editor()->height() - 120}); }
    void drag(QPoint from, QPoint to)
    {
        QTest::mousePress(m_window, Qt::LeftButton, {}, from);
        QTest::mouseMove(m_window, from + (to - from) / 2);
        QTest::mouseMove(m_window, to);
        QTest::mouseRelease(m_window, Qt::LeftButton, {}, to);
    }
    void connectByMouse(const QString &from, const QString &to)
    {
        const QRectF start = editor()->rectOf(from);
        const QRectF end = editor()->rectOf(to);
        drag(onCanvas({start.right(), start.center().y()}), onCanvas(end.center()));
    }
    void dragCard(const QString &id, QPoint by)
    {
        const QPoint at = onCanvas(editor()->rectOf(id).center());
        drag(at, at + by);
    }

    EnglishPlurals m_plurals;
    QTemporaryDir m_folder;
    std::unique_ptr<desktop::Desktop> m_podium;
    QQuickWindow *m_window = nullptr;
};

QTEST_MAIN(EditorPageTest)
#include "tst_editorpage.moc"
