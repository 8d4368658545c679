// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// Longer words, as other languages have them, and text of twice the size: nothing is cut off, covered or out of reach.
#include "gui/controls/theme.h"
#include "gui/pictures/layoutcheck.h"
#include "gui/pictures/picturestage.h"
#include "gui/shell/language.h"

#include <QApplication>
#include <QQuickItem>
#include <QTest>

#include <utility>

using namespace podium;
using namespace podium::gui;
using namespace Qt::StringLiterals;

class TestLayouts : public QObject, public test::PictureStage
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(raise());
        QVERIFY(use(u"normal"_s));
    }
    void cleanupTestCase()
    {
        leave(u"editor"_s);
        QCOMPARE(end(), QStringList());
    }

    void largeAndLongTextsFit_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<double>("textScale");
        QTest::addColumn<bool>("longWords");
        QTest::addColumn<QString>("page");
        for (const QString &page : Pages) {
            if (page == u"commands")
                continue; // They lie over another page.
            QTest::addRow("words of 140 %% in a small window: %s", qPrintable(page))
                << QSize(1024, 700) << 1.0 << true << page;
            // These want more room than that for text of this size.
            if (page != u"editor" && page != u"review")
                QTest::addRow("text of 200 %%: %s", qPrintable(page)) << QSize(1280, 800) << 2.0 << false << page;
        }
    }
    void largeAndLongTextsFit()
    {
        QFETCH(QSize, size);
        QFETCH(double, textScale);
        QFETCH(bool, longWords);
        QFETCH(QString, page);
        test::LongWords words;
        if (longWords)
            speak(&words);
        Theme::instance()->setTextScale(textScale);
        window()->resize(size);
        goTo(page);
        QStringList problems;
        QImage last;
        // Until nothing moves any more: what is in the way for a moment is not in the way.
        const bool fits = QTest::qWaitFor(
            [&] {
                const QImage now = seen();
                const bool still = now == std::exchange(last, now);
                problems = test::layoutProblems(*window());
                return still && problems.isEmpty();
            },
            LimitMs);
        picture(QString::fromLatin1(QTest::currentDataTag()).replace(u' ', u'-').remove(u'%').replace(u':', u'-'));
        leave(page);
        Theme::instance()->setTextScale(1);
        if (longWords)
            fallSilent(&words);
        QVERIFY2(fits, qPrintable(problems.join(u"\n"_s)));
    }

private:
    static constexpr int LimitMs = 8'000;

    static void speak(QTranslator *words)
    {
        QCoreApplication::installTranslator(words);
        Q_EMIT Language::instance()->changed();
    }
    static void fallSilent(QTranslator *words)
    {
        QCoreApplication::removeTranslator(words);
        Q_EMIT Language::instance()->changed();
    }
};

int main(int argc, char **argv)
{
    test::PictureStage::prepare();
    QApplication app(argc, argv);
    TestLayouts test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_layouts.moc"
