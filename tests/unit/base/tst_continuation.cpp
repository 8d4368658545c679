// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "base/continuation.h"

#include <QTest>
#include <QThread>

using namespace podium;

namespace
{

/// Finishes promises in a thread of its own, each as soon as it can.
class Finisher
{
public:
    Finisher()
    {
        m_thread.reset(QThread::create([this] {
            while (!m_end) {
                const std::unique_ptr<QPromise<int>> promise(m_next.exchange(nullptr));
                if (promise) {
                    promise->addResult(7);
                    promise->finish();
                }
            }
        }));
        m_thread->start();
    }
    ~Finisher()
    {
        m_end = true;
        m_thread->wait();
    }
    Q_DISABLE_COPY_MOVE(Finisher)

    QFuture<int> ask()
    {
        auto promise = std::make_unique<QPromise<int>>();
        promise->start();
        QFuture<int> future = promise->future();
        m_next = promise.release();
        return future;
    }

private:
    std::atomic<QPromise<int> *> m_next = nullptr;
    std::atomic_bool m_end = false;
    std::unique_ptr<QThread> m_thread;
};

} // namespace

class TestContinuation : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void valuesGoOn()
    {
        QPromise<int> promise;
        promise.start();
        int told = 0;
        const QFuture<QString> text = then(promise.future(), [](int value) { return QString::number(value); });
        then(then(text, [](const QString &value) { return value.size(); }),
             [&told](qsizetype size) { told = int(size); });
        QVERIFY(!text.isFinished());
        promise.addResult(12345);
        promise.finish();
        QCOMPARE(text.result(), QStringLiteral("12345"));
        QCOMPARE(told, 5);
        // What has finished goes on at once.
        const QFuture<int> more = then(QtFuture::makeReadyFuture(7), [](int value) { return value + 1; });
        QVERIFY(more.isFinished());
        QCOMPARE(more.result(), 8);
    }

    void aFutureThatIsReturnedIsWaitedFor()
    {
        QPromise<int> outer;
        QPromise<QString> inner;
        outer.start();
        inner.start();
        const QFuture<QString> text = then(outer.future(), [&inner](int) { return inner.future(); });
        outer.addResult(1);
        outer.finish();
        QVERIFY(!text.isFinished());
        inner.addResult(QStringLiteral("a"));
        inner.finish();
        QCOMPARE(text.result(), QStringLiteral("a"));
    }

    void whatIsGivenUpCancelsWhatFollows()
    {
        QFuture<int> after;
        QFuture<int> unwrapped;
        bool called = false;
        {
            QPromise<int> promise;
            promise.start();
            after = then(promise.future(), [&called](int value) {
                called = true;
                return value;
            });
            unwrapped = then(after, [](int value) { return QtFuture::makeReadyFuture(value); });
        }
        QVERIFY(after.isFinished());
        QVERIFY(after.isCanceled());
        QVERIFY(unwrapped.isFinished());
        QVERIFY(unwrapped.isCanceled());
        QVERIFY(!called);
    }

    void allAreThereInTheirOrder()
    {
        QCOMPARE(all(QList<QFuture<int>>()).result(), QList<int>());
        QPromise<int> first;
        QPromise<int> second;
        first.start();
        second.start();
        const QFuture<QList<int>> both = all(QList<QFuture<int>>{first.future(), second.future()});
        second.addResult(2);
        second.finish();
        QVERIFY(!both.isFinished());
        first.addResult(1);
        first.finish();
        QCOMPARE(both.result(), (QList<int>{1, 2}));
    }

    /// Attached just when another thread finishes the future, it is called once: QFuture::then() of Qt 6.4 dies here.
    void aContinuationRacesWithTheEnd()
    {
        Finisher finisher;
        std::atomic_int called = 0;
        constexpr int Rounds = 50'000;
        for (int i = 0; i < Rounds; ++i) {
            const QFuture<int> asked = finisher.ask();
            for (volatile int spin = 0; spin < i % 500;) // Every moment of the other thread is met.
                spin = spin + 1;
            const QFuture<int> last = then(then(asked,
                                                [&called](int value) {
                                                    ++called;
                                                    return QtFuture::makeReadyFuture(value);
                                                }),
                                           [](int value) { return value + 1; });
            QCOMPARE(last.result(), 8);
        }
        QCOMPARE(called, Rounds);
    }

    void futuresOfSeveralThreadsAreCollected()
    {
        std::array<Finisher, 2> finishers;
        for (int i = 0; i < 20'000; ++i) {
            QList<QFuture<int>> asked;
            for (Finisher &finisher : finishers)
                asked.append(finisher.ask());
            QCOMPARE(all(asked).result(), (QList<int>{7, 7}));
        }
    }
};

QTEST_GUILESS_MAIN(TestContinuation)
#include "tst_continuation.moc"
