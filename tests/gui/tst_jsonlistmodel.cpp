// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/backend/jsonlistmodel.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace podium::gui;

namespace
{

QJsonObject row(const QString &id, int value)
{
    return {{QStringLiteral("id"), id}, {QStringLiteral("started_ms"), value}};
}

QStringList idsOf(const JsonListModel &model)
{
    QStringList ids;
    for (int i = 0; i < model.rowCount(); ++i)
        ids += model.data(model.index(i), Qt::UserRole).toString();
    return ids;
}

JsonListModel *makeModel(QObject *parent)
{
    return new JsonListModel(QStringLiteral("id"), {QStringLiteral("id:run_id"), QStringLiteral("started_ms")}, parent);
}

} // namespace

class TestJsonListModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void propertiesBecomeRoles()
    {
        const auto *model = makeModel(this);
        const QHash<int, QByteArray> names = model->roleNames();
        QCOMPARE(names.value(Qt::UserRole), QByteArray("runId"));
        QCOMPARE(names.value(Qt::UserRole + 1), QByteArray("startedMs"));
    }

    void onlyWhatChangedIsTold()
    {
        auto *model = makeModel(this);
        model->setRows({row(QStringLiteral("a"), 1), row(QStringLiteral("b"), 2)});
        QSignalSpy changed(model, &QAbstractItemModel::dataChanged);
        QSignalSpy inserted(model, &QAbstractItemModel::rowsInserted);
        QSignalSpy removed(model, &QAbstractItemModel::rowsRemoved);
        QSignalSpy reset(model, &QAbstractItemModel::modelReset);
        model->setRows({row(QStringLiteral("a"), 1), row(QStringLiteral("b"), 3)});
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed.first().at(0).toModelIndex().row(), 1);
        QCOMPARE(changed.first().at(2).value<QList<int>>(), QList<int>{Qt::UserRole + 1});
        QCOMPARE(inserted.size() + removed.size() + reset.size(), 0);
        model->mergeRows({row(QStringLiteral("c"), 1), row(QStringLiteral("a"), 1)});
        QCOMPARE(idsOf(*model), QStringList({QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")}));
        QCOMPARE(changed.size(), 1);
        QCOMPARE(inserted.size(), 1);
    }

    void anySequenceOfListsIsShownInOrder()
    {
        auto *model = makeModel(this);
        const QAbstractItemModelTester tester(model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QRandomGenerator random(7);
        for (int round = 0; round < 300; ++round) {
            QList<QJsonObject> rows;
            QStringList ids;
            const int many = random.bounded(12);
            QList<QJsonObject> given;
            while (ids.size() < many) {
                const QString id = QString::number(random.bounded(20));
                given.append(row(id, random.bounded(3)));
                if (!ids.contains(id)) {
                    ids += id;
                    rows.append(given.last());
                }
            }
            // What stands twice, as an event does that was read and heard, is shown once.
            model->setRows(given);
            QCOMPARE(idsOf(*model), ids);
            QCOMPARE(model->rows(), rows);
        }
    }

    void aKeyThatIsMergedTwiceStandsOnce()
    {
        auto *model = makeModel(this);
        const QAbstractItemModelTester tester(model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model->setRows({row(QStringLiteral("a"), 1)});
        model->mergeRows({row(QStringLiteral("b"), 1), row(QStringLiteral("a"), 2), row(QStringLiteral("b"), 3)});
        QCOMPARE(idsOf(*model), QStringList({QStringLiteral("a"), QStringLiteral("b")}));
        QCOMPARE(model->rows().at(1), row(QStringLiteral("b"), 3));
    }
};

QTEST_MAIN(TestJsonListModel)
#include "tst_jsonlistmodel.moc"
