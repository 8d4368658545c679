// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pictures/picturetest.h"

#include "base/clock.h"
#include "control/local/access.h"
#include "gui/backend/navigator.h"
#include "gui/controls/theme.h"
#include "gui/editor/editorsession.h"
#include "gui/pictures/blockpicture.h"
#include "gui/pictures/ownedclock.h"
#include "gui/pictures/picturedata.h"

#include <QDir>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QJsonArray>
#include <QStyleHints>
#include <QTest>

#include <ctime>

using namespace podium::gui;
using namespace Qt::StringLiterals;

namespace podium::test
{

namespace
{

const QStringList Data{u"empty"_s, u"normal"_s, u"overloaded"_s};
const QStringList Pages{u"inbox"_s,  u"workflows"_s, u"editor"_s, u"runs"_s, u"run"_s,      u"task"_s,
                        u"agents"_s, u"review"_s,    u"usage"_s,  u"logs"_s, u"settings"_s, u"commands"_s};
const QString Folder = QStringLiteral(PODIUM_SOURCE_DIR "/tests/gui/pictures/");
const QString Shown = u"/home/ann/podium"_s; ///< Where the data are said to be.
constexpr int RestMs = 500;
constexpr int AgesMs = 1100; ///< Within that ages are written anew.

bool isAsked(const char *variable)
{
    return qEnvironmentVariableIntValue(variable) > 0;
}

bool needsRun(const QString &page)
{
    return page == u"run" || page == u"task";
}

} // namespace

void PictureTest::prepare()
{
    qputenv("TZ", "UTC");
    tzset();
    qputenv("LC_ALL", "C.UTF-8");
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("QT_QUICK_BACKEND", "software");
    // Variables of this test are no configuration of the program.
}

void PictureTest::initTestCase()
{
    qputenv("XDG_CONFIG_HOME", path(u"config"_s).toUtf8());
    qputenv("XDG_DATA_HOME", path(u"share"_s).toUtf8());
    QVERIFY(m_recording->load(Folder + u"data/empty.json"_s) || isAsked("PODIUM_RECORD_DATA"));
    QVERIFY(begin(u"dark"_s, recorded()));
    QGuiApplication::styleHints()->setCursorFlashTime(0);
    Theme::instance()->setReducedMotion(true);
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

Backend::Opener PictureTest::recorded() const
{
    return [recording = m_recording]() -> Result<BackendAccess> {
        return BackendAccess{std::make_shared<RecordedControl>(recording), true, 0, Shown};
    };
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

bool PictureTest::use(const QString &data)
{
    if (m_data == data)
        return true;
    m_data = data;
    if (!m_recording->load(Folder + u"data/%1.json"_s.arg(data)))
        return false;
    stopTheClock(m_recording->nowMs);
    const Result<QJsonObject> place = m_recording->answer({u"picture.place"_s, {}, {}});
    m_run = place ? place->value(u"run"_s).toString() : QString();
    m_task = place ? place->value(u"task"_s).toString() : QString();
    Q_EMIT backend().resetNeeded();
    if (isAsked("PODIUM_WRITE_PICTURES") || qEnvironmentVariableIsSet("PODIUM_PICTURES"))
        rest(AgesMs);
    return true;
}

void PictureTest::goTo(const QString &page)
{
    Navigator *navigator = Navigator::instance();
    // A page that is left and come to is new: nothing is selected or scrolled.
    navigator->closeRun();
    navigator->setPage(page == u"settings" ? u"usage"_s : u"settings"_s);
    if (needsRun(page)) {
        navigator->openRun(m_run, page == u"task" ? m_task : QString());
    } else if (page == u"editor") {
        EditorSession *editor = EditorSession::instance();
        if (m_data == u"empty")
            editor->createNew();
        else
            editor->openWorkflow(m_data == u"normal" ? u"billing-export"_s : u"everything-at-once"_s);
        navigator->setPage(u"workflows"_s);
    } else if (page == u"commands") {
        navigator->setPage(u"runs"_s);
        QTest::keyClick(window(), Qt::Key_K, Qt::ControlModifier);
    } else {
        // What could not be opened of the data before is no matter of these.
        EditorSession::instance()->createNew();
        EditorSession::instance()->close();
        navigator->setPage(page);
    }
}

void PictureTest::leave(const QString &page)
{
    if (page == u"editor")
        EditorSession::instance()->close();
    else if (page == u"commands")
        QTest::keyClick(window(), Qt::Key_Escape);
}

void PictureTest::rest(int ms)
{
    QElapsedTimer quiet;
    quiet.start();
    const auto drawn = connect(window(), &QQuickWindow::frameSwapped, this, [&quiet] { quiet.restart(); });
    // What moves all the time is pictured as it is.
    (void)QTest::qWaitFor([&quiet, ms] { return quiet.elapsed() > ms; }, 5 * ms);
    disconnect(drawn);
}

QImage PictureTest::seen()
{
    return window()->grabWindow();
}

} // namespace podium::test
