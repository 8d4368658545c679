// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pictures/picturestage.h"

#include "gui/backend/navigator.h"
#include "gui/controls/theme.h"
#include "gui/editor/editorsession.h"
#include "gui/pictures/ownedclock.h"

#include <QElapsedTimer>
#include <QGuiApplication>
#include <QStyleHints>
#include <QTest>

#include <ctime>

using namespace podium::gui;
using namespace Qt::StringLiterals;

namespace podium::test
{

namespace
{

constexpr int AgesMs = 1100; ///< Within that ages are written anew.

} // namespace

const QStringList PictureStage::Data{u"empty"_s, u"normal"_s, u"overloaded"_s};
const QStringList PictureStage::Pages{u"inbox"_s, u"workflows"_s, u"editor"_s,   u"runs"_s,
                                      u"run"_s,   u"task"_s,      u"agents"_s,   u"review"_s,
                                      u"usage"_s, u"logs"_s,      u"settings"_s, u"commands"_s};
const QString PictureStage::Folder = QStringLiteral(PODIUM_SOURCE_DIR "/tests/gui/pictures/");
const QString PictureStage::Shown = u"/home/ann/podium"_s;

void PictureStage::prepare()
{
    qputenv("TZ", "UTC");
    tzset();
    qputenv("LC_ALL", "C.UTF-8");
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("QT_QUICK_BACKEND", "software");
    // Variables of this test are no configuration of the program.
}

bool PictureStage::isAsked(const char *variable)
{
    return qEnvironmentVariableIntValue(variable) > 0;
}

bool PictureStage::raise()
{
    qputenv("XDG_CONFIG_HOME", path(u"config"_s).toUtf8());
    qputenv("XDG_DATA_HOME", path(u"share"_s).toUtf8());
    if (!m_recording->load(Folder + u"data/empty.json"_s) && !isAsked("PODIUM_RECORD_DATA"))
        return false;
    if (!begin(u"dark"_s, recorded()))
        return false;
    QGuiApplication::styleHints()->setCursorFlashTime(0);
    Theme::instance()->setReducedMotion(true);
    return true;
}

bool PictureStage::needsRun(const QString &page)
{
    return page == u"run" || page == u"task";
}

Backend::Opener PictureStage::recorded() const
{
    return [recording = m_recording]() -> Result<BackendAccess> {
        return BackendAccess{std::make_shared<RecordedControl>(recording), true, 0, Shown};
    };
}

bool PictureStage::use(const QString &data)
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

void PictureStage::goTo(const QString &page)
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

void PictureStage::leave(const QString &page)
{
    if (page == u"editor")
        EditorSession::instance()->close();
    else if (page == u"commands")
        QTest::keyClick(window(), Qt::Key_Escape);
}

void PictureStage::rest(int ms)
{
    QElapsedTimer quiet;
    quiet.start();
    const auto drawn = QObject::connect(window(), &QQuickWindow::frameSwapped, window(), [&quiet] { quiet.restart(); });
    // What moves all the time is pictured as it is.
    (void)QTest::qWaitFor([&quiet, ms] { return quiet.elapsed() > ms; }, 5 * ms);
    QObject::disconnect(drawn);
}

QImage PictureStage::seen()
{
    return window()->grabWindow();
}

} // namespace podium::test
