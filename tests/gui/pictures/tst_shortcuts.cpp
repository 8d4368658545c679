// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// Which keys do what, and how a person changes that.
#include "gui/backend/navigator.h"
#include "gui/controls/shortcuts.h"
#include "gui/desktopfixture.h"
#include "gui/shell/commandmodel.h"

#include <QTest>

using namespace podium;
using namespace podium::gui;
using namespace Qt::StringLiterals;

class TestShortcuts : public QObject, private test::DesktopFixture
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        qputenv("XDG_CONFIG_HOME", path(u"config"_s).toUtf8());
        QVERIFY(begin());
    }
    void init() { shortcuts()->resetAll(); }
    void cleanupTestCase() { QCOMPARE(end(), QStringList()); }

    void theTableHasNoConflictOfItsOwn()
    {
        // Each may be given the keys that it has: nothing else wants them.
        const QVariantList list = shortcuts()->list();
        QVERIFY(list.size() > 30);
        for (const QVariant &entry : list) {
            const QVariantMap map = entry.toMap();
            if (!map[u"fixed"_s].toBool())
                QCOMPARE(shortcuts()->rebind(map[u"id"_s].toString(), map[u"keys"_s].toString()), QString());
        }
        QVERIFY(!shortcuts()->isAnyChanged());
    }

    void otherKeysDoItFromNowOn()
    {
        Navigator::instance()->setPage(u"inbox"_s);
        QCOMPARE(shortcuts()->rebind(u"usage"_s, u"Ctrl+U"_s), QString());
        QTest::keyClick(window(), Qt::Key_5, Qt::ControlModifier);
        QCOMPARE(Navigator::instance()->page(), u"inbox"_s);
        QTest::keyClick(window(), Qt::Key_U, Qt::ControlModifier);
        QCOMPARE(Navigator::instance()->page(), u"usage"_s);
    }

    void thePaletteShowsThem()
    {
        CommandModel commands;
        shortcuts()->rebind(u"usage"_s, u"Ctrl+U"_s);
        commands.setWords(u"usage"_s);
        QCOMPARE(commands.data(commands.index(0), CommandModel::KeysRole).toString(), u"Ctrl+U"_s);
    }

    void whatIsTakenIsNamedAndRefused()
    {
        const QString problem = shortcuts()->rebind(u"usage"_s, u"Ctrl+2"_s);
        QVERIFY2(problem.contains(u"Go to the runs"_s), qPrintable(problem));
        QCOMPARE(shortcuts()->keysOf(u"usage"_s), u"Ctrl+5"_s);
        // A page's own keys meet those that work everywhere, and not those of another page.
        QVERIFY(shortcuts()->rebind(u"runs.new"_s, u"Ctrl+1"_s).contains(u"inbox"_s));
        QCOMPARE(shortcuts()->rebind(u"runs.new"_s, u"Ctrl+O"_s), QString());
        QVERIFY(shortcuts()->rebind(u"usage"_s, u"Ctrl+C"_s).contains(u"Copy"_s));
        QVERIFY(!shortcuts()->rebind(u"editor.copy"_s, u"Ctrl+J"_s).isEmpty());
    }

    void lettersAreLeftToThoseWhoType()
    {
        QVERIFY(!shortcuts()->rebind(u"usage"_s, u"U"_s).isEmpty());
        QCOMPARE(shortcuts()->rebind(u"usage"_s, u"F7"_s), QString());
        QCOMPARE(shortcuts()->rebind(u"inbox.next"_s, u"L"_s), QString());
        QVERIFY(!shortcuts()->rebind(u"inbox.next"_s, u"Return"_s).isEmpty());
    }

    void theyAreKeptAndGivenBack()
    {
        shortcuts()->rebind(u"usage"_s, u"Ctrl+U"_s);
        shortcuts()->restore(); // As the next start does.
        QCOMPARE(shortcuts()->keysOf(u"usage"_s), u"Ctrl+U"_s);
        // Another one has the keys meanwhile, and loses them again.
        QCOMPARE(shortcuts()->rebind(u"logs"_s, u"Ctrl+5"_s), QString());
        shortcuts()->reset(u"usage"_s);
        QCOMPARE(shortcuts()->keysOf(u"usage"_s), u"Ctrl+5"_s);
        QCOMPARE(shortcuts()->keysOf(u"logs"_s), u"Ctrl+6"_s);
        shortcuts()->restore();
        QVERIFY(!shortcuts()->isAnyChanged());
    }

    void signsAreTheSameOnEveryKeyboard()
    {
        QVERIFY(shortcuts()->fits(u"logs.search"_s, Qt::Key_Slash, Qt::NoModifier));
        QVERIFY(shortcuts()->fits(u"logs.search"_s, Qt::Key_Slash, Qt::ShiftModifier)); // Shift+7
        QVERIFY(!shortcuts()->fits(u"inbox.next"_s, Qt::Key_J, Qt::ControlModifier));
        QCOMPARE(Shortcuts::written(Qt::Key_Control, Qt::ControlModifier), QString());
        QCOMPARE(Shortcuts::written(Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier), u"Ctrl+Shift+L"_s);
    }

    void keysArePressedInTheSettings()
    {
        Navigator::instance()->setPage(u"settings"_s);
        QTRY_VERIFY(find(u"Go to the inbox: Ctrl+1"_s));
        picture(u"shortcuts"_s);
        QVERIFY(click(u"Go to the inbox: Ctrl+1"_s));
        QTRY_VERIFY(find(u"Go to the inbox: press the keys"_s));
        // Keys that go elsewhere at other times do nothing else now.
        QTest::keyClick(window(), Qt::Key_2, Qt::ControlModifier);
        QTRY_VERIFY(sees(u"Ctrl+2 is taken: Go to the runs (Everywhere)"_s));
        QCOMPARE(Navigator::instance()->page(), u"settings"_s);
        picture(u"shortcuts-taken"_s);
        QVERIFY(click(u"Go to the inbox: Ctrl+1"_s));
        QTest::keyClick(window(), Qt::Key_I, Qt::ControlModifier);
        QTRY_VERIFY(find(u"Go to the inbox: Ctrl+I"_s));
        QTest::keyClick(window(), Qt::Key_I, Qt::ControlModifier);
        QTRY_COMPARE(Navigator::instance()->page(), u"inbox"_s);
    }

    void helpShowsAllOfThem()
    {
        shortcuts()->rebind(u"usage"_s, u"Ctrl+U"_s);
        QTest::keyClick(window(), Qt::Key_F1);
        QTRY_VERIFY(sees(u"Go to the usage"_s));
        QVERIFY(sees(u"Ctrl+U"_s));
        QVERIFY(sees(u"Next file"_s));
        picture(u"shortcuts-help"_s);
        QTest::keyClick(window(), Qt::Key_Escape);
        QTRY_VERIFY(!sees(u"Next file"_s));
    }

private:
    static Shortcuts *shortcuts() { return Shortcuts::instance(); }
};

QTEST_MAIN(TestShortcuts)
#include "tst_shortcuts.moc"
