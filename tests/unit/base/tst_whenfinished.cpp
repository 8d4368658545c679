// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "base/whenfinished.h"

#include <QPromise>
#include <QTest>
#include <QThread>

using namespace podium;

class TestWhenFinished : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theValueComesInTheThreadOfTheContext()
    {
        QPromise<int> promise;
        promise.start();
        QObject context;
        int value = 0;
        QThread *where = nullptr;
        whenFinished(promise.future(), &context, [&](int given) {
            value = given;
            where = QThread::currentThread();
        });
        const std::unique_ptr<QThread> other(QThread::create([&] {
            promise.addResult(7);
            promise.finish();
        }));
        other->start();
        QVERIFY(other->wait());
        QCOMPARE(value, 0); // From the event loop only.
        QTRY_COMPARE(value, 7);
        QCOMPARE(where, QThread::currentThread());
        QTRY_VERIFY(context.children().isEmpty()); // Nothing of it stays.
    }

    void aFinishedFutureIsNotAnsweredInline()
    {
        QObject context;
        int value = 0;
        whenFinished(QtFuture::makeReadyFuture(7), &context, [&](int given) { value = given; });
        QCOMPARE(value, 0);
        QTRY_COMPARE(value, 7);
    }

    void aCancelledFutureCallsNothing()
    {
        QObject context;
        bool called = false;
        {
            QPromise<int> promise;
            promise.start();
            whenFinished(promise.future(), &context, [&](int) { called = true; });
        }
        QTRY_VERIFY(context.children().isEmpty());
        QVERIFY(!called);
    }

    /// Futures that finish in one thread while their contexts go in another: for the sanitizers, too.
    void aContextThatGoesMeanwhileIsLeftAlone()
    {
        constexpr int Rounds = 2000;
        std::vector<QPromise<int>> promises(Rounds);
        for (QPromise<int> &promise : promises)
            promise.start();
        int called = 0;
        std::vector<std::unique_ptr<QObject>> contexts;
        for (const QPromise<int> &promise : promises) {
            contexts.push_back(std::make_unique<QObject>());
            whenFinished(promise.future(), contexts.back().get(), [&](int) { ++called; });
        }
        const std::unique_ptr<QThread> other(QThread::create([&] {
            for (QPromise<int> &promise : promises) {
                promise.addResult(7);
                promise.finish();
            }
        }));
        other->start();
        contexts.clear();
        QVERIFY(other->wait());
        QCoreApplication::processEvents();
        QCOMPARE(called, 0);
    }
};

QTEST_GUILESS_MAIN(TestWhenFinished)
#include "tst_whenfinished.moc"
