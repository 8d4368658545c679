// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/backend/navigator.h"
#include "gui/shell/commandmodel.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace podium::gui;
using namespace Qt::StringLiterals;

class TestCommandModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void lettersFitInTheirOrderOnly()
    {
        QVERIFY(CommandModel::score(u"ag", u"Agents") >= 0);
        QVERIFY(CommandModel::score(u"AGT", u"Agents") >= 0);
        QCOMPARE(CommandModel::score(u"ga", u"Agents"), -1);
        QCOMPARE(CommandModel::score(u"agentsx", u"Agents"), -1);
        QVERIFY(CommandModel::score(u"", u"Agents") >= 0);
    }

    void beginningsOfWordsCountMore()
    {
        QVERIFY(CommandModel::score(u"dt", u"Dark theme") > CommandModel::score(u"dt", u"Addition"));
        QVERIFY(CommandModel::score(u"run", u"Runs") > CommandModel::score(u"run", u"Pruning"));
    }

    void theBestComesFirstAndDoesWhatItSays()
    {
        CommandModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setWords(u"agents"_s);
        QVERIFY(model.count() >= 1);
        QCOMPARE(model.data(model.index(0), CommandModel::TitleRole).toString(), u"Agents"_s);
        Navigator::instance()->openRun(u"some-run"_s);
        model.activate(0);
        QCOMPARE(Navigator::instance()->page(), u"agents"_s);
        QVERIFY(Navigator::instance()->run().isEmpty());
        model.setWords(u"there is no such thing"_s);
        QCOMPARE(model.count(), 0);
        model.activate(0); // Nothing happens.
        QCOMPARE(Navigator::instance()->page(), u"agents"_s);
    }
};

QTEST_MAIN(TestCommandModel)
#include "tst_commandmodel.moc"
