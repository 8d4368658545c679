// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pictures/picturetest.h"

#include "base/clock.h"
#include "control/local/access.h"
#include "gui/controls/theme.h"
#include "gui/pictures/blockpicture.h"
#include "gui/pictures/ownedclock.h"
#include "gui/pictures/picturedata.h"

#include <QDir>
#include <QJsonArray>
#include <QTest>

using namespace podium::gui;
using namespace Qt::StringLiterals;

namespace podium::test
{

namespace
{

constexpr int RestMs = 500;

} // namespace

void PictureTest::initTestCase()
{
    QVERIFY(raise());
    QCOMPARE(window()->devicePixelRatio(), double(m_scale));
}

void PictureTest::cleanupTestCase()
{
    leave(u"editor"_s);
    QCOMPARE(end(), QStringList());
}

void PictureTest::recordsWhatIsShown()
{
    if (!isAsked("PODIUM_RECORD_DATA"))
        QSKIP("PODIUM_RECORD_DATA=1 records it");
    window()->resize(1440, 900);
    for (const QString &data : Data) {
        record(data);
        if (QTest::currentTestFailed())
            return;
    }
    m_data.clear();
    backend().open(recorded());
    QTRY_COMPARE(backend().state(), Backend::State::Ready);
}

void PictureTest::record(const QString &data)
{
    m_recording->clear();
    backend().open(real(data));
    QTRY_COMPARE_WITH_TIMEOUT(backend().state(), Backend::State::Ready, 30'000);
    QDir().mkpath(path(data + u"/code"_s));
    PictureData played;
    played.ask = [this](const QString &operation, const QJsonObject &params) { return ask(operation, params); };
    played.folder = path(data + u"/code"_s);
    const QString problem = played.play(data);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    const qint64 now = SystemClock().nowMs() + 400'000;
    stopTheClock(now);
    m_recording->nowMs = now;
    m_recording->add({u"picture.place"_s, {}, {}}, QJsonObject{{u"run"_s, played.run}, {u"task"_s, played.task}});
    m_run = played.run;
    m_task = played.task;
    m_data = data;
    Q_EMIT backend().resetNeeded();
    for (const QString &page : Pages) {
        if (needsRun(page) && m_run.isEmpty())
            continue;
        goTo(page);
        rest(RestMs);
        leave(page);
    }
    if (data != u"empty") {
        m_recording->add({u"usage.days"_s, {{u"days"_s, 14}}, {}}, PictureData::usage(now));
        m_recording->add({u"budget.show"_s, {}, {}}, PictureData::budgets());
    }
    const QString file = Folder + u"data/%1.json"_s.arg(data);
    QVERIFY(m_recording->save(file, {{path(data), Shown}, {path({}), u"/home/ann"_s}}));
    stopTheClock(0);
}

void PictureTest::looksAsBefore_data()
{
    QTest::addColumn<QString>("data");
    QTest::addColumn<QString>("theme");
    QTest::addColumn<QSize>("size");
    QTest::addColumn<QString>("page");
    for (const QString &data : Data) {
        for (const QString &theme : {u"dark"_s, u"light"_s}) {
            for (const QSize &size : std::as_const(m_sizes)) {
                for (const QString &page : Pages) {
                    if (data == u"empty" && needsRun(page))
                        continue;
                    QTest::addRow("%s-%s/%dx%d/%s", qPrintable(theme), qPrintable(data), size.width() * m_scale,
                                  size.height() * m_scale, qPrintable(page))
                        << data << theme << size << page;
                }
            }
        }
    }
}

void PictureTest::looksAsBefore()
{
    QFETCH(QString, data);
    QFETCH(QString, theme);
    QFETCH(QSize, size);
    QFETCH(QString, page);
    QVERIFY2(use(data), "no such data; PODIUM_RECORD_DATA=1 records them");
    Theme::instance()->setScheme(theme == u"light" ? Theme::Scheme::Light : Theme::Scheme::Dark);
    window()->resize(size);
    goTo(page);

    const QString name = QString::fromLatin1(QTest::currentDataTag()) + u".png"_s;
    const QString kept = Folder + u"reference/"_s + name;
    const QString look = QStringLiteral(PODIUM_BINARY_DIR "/pictures/") + name;
    const QString folder = qEnvironmentVariable("PODIUM_PICTURES");
    // A graph is laid out in another thread, and then comes into view.
    const int settling = needsRun(page) || page == u"editor" ? 4 * RestMs : RestMs;
    if (isAsked("PODIUM_WRITE_PICTURES")) {
        rest(settling);
        QDir().mkpath(QFileInfo(kept).path());
        QVERIFY(blocksOf(seen(), m_scale).save(kept));
    }
    if (!folder.isEmpty()) {
        rest(settling);
        QDir().mkpath(QFileInfo(folder + u'/' + name).path());
        QVERIFY(seen().save(folder + u'/' + name));
    }
    const QImage wanted = QImage(kept).convertToFormat(QImage::Format_RGB32);
    QVERIFY2(!wanted.isNull(), "there is no such picture; PODIUM_WRITE_PICTURES=1 writes it");
    QString difference;
    QImage last;
    const bool same = QTest::qWaitFor(
        [&] {
            last = blocksOf(seen(), m_scale);
            difference = blockDifference(last, wanted);
            return difference.isEmpty();
        },
        15'000);
    leave(page);
    QCOMPARE(m_recording->missing(), QStringList());
    if (!same) {
        QDir().mkpath(QFileInfo(look).path());
        besideEachOther(last, wanted).save(look);
    }
    QVERIFY2(same, qPrintable(difference + u"; seen, wanted and their difference: "_s + look));
}

Backend::Opener PictureTest::real(const QString &data)
{
    return [folder = path(data), root = path({}), recording = m_recording]() -> Result<BackendAccess> {
        const auto settings = control::Settings::load({{}, false, {}, {{u"data_folder"_s, folder}}, root});
        if (!settings)
            return tl::unexpected(settings.error());
        const Result<control::Access> access = control::openControl(*settings, control::Reach::Write, true);
        if (!access)
            return tl::unexpected(access.error());
        return BackendAccess{std::make_shared<RecordingControl>(access->control, recording), true, 0, folder};
    };
}

} // namespace podium::test
