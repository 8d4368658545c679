// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/controls/theme.h"
#include "gui/graph/graphcanvas.h"

#include <QAccessible>
#include <QQmlComponent>
#include <QQmlEngine>
#include <QQmlExtensionPlugin>
#include <QQuickWindow>
#include <QTest>

#include <memory>

Q_IMPORT_QML_PLUGIN(Podium_ControlsPlugin)
Q_IMPORT_QML_PLUGIN(Podium_GraphPlugin)

using namespace podium::gui;
using namespace Qt::StringLiterals;

class GraphViewTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        Theme::loadFonts();
        QAccessible::setActive(true);
    }

    void theSelectedTaskIsSaidToWhoCannotSee()
    {
        QQmlEngine engine;
        engine.addImportPath(u"qrc:/qt/qml"_s);
        QQmlComponent component(&engine);
        component.setData("import Podium.Graph\nGraphView { width: 400; height: 300 }", {});
        std::unique_ptr<QObject> made(component.create());
        QVERIFY2(made, qPrintable(component.errorString()));
        auto *view = qobject_cast<GraphCanvas *>(made.get());
        QVERIFY(view);
        QQuickWindow window;
        view->setParentItem(window.contentItem());
        window.show();

        GraphModel model;
        GraphNode node;
        node.id = u"build"_s;
        node.title = u"Build"_s;
        node.state = u"RUNNING"_s;
        node.stateWord = u"Running"_s;
        model.setGraph({node}, {});
        view->setModel(&model);
        QAccessibleInterface *heard = QAccessible::queryAccessibleInterface(view);
        QVERIFY(heard);
        QCOMPARE(heard->role(), QAccessible::Canvas);
        QVERIFY(heard->state().focusable);
        QCOMPARE(heard->text(QAccessible::Name), u"Graph, nothing selected"_s);
        view->select(u"build"_s);
        QCOMPARE(heard->text(QAccessible::Name), u"Build, Running"_s);
        node.stateWord = u"Failed"_s;
        model.updateNode(node);
        QCOMPARE(heard->text(QAccessible::Name), u"Build, Failed"_s);
    }
};

QTEST_MAIN(GraphViewTest)
#include "tst_graphview.moc"
