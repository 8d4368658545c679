// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/desktopfixture.h"

#include "base/whenfinished.h"
#include "gui/backend/backend.h"
#include "gui/controls/theme.h"

#include <QJsonObject>
#include <QQuickItem>
#include <QTest>

#include <algorithm>
#include <utility>

namespace podium::test
{

namespace
{

/// Warnings that QML gave; none is fine.
QStringList s_warnings;
QtMessageHandler s_before = nullptr;

void listen(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    if (type == QtWarningMsg && (text.contains(QLatin1StringView(".qml:")) || text.contains(QLatin1StringView("QML")) ||
                                 text.contains(QLatin1StringView("Qml"))))
        s_warnings += text;
    s_before(type, context, text);
}

bool matches(const QString &shown, const QString &wanted)
{
    return wanted.endsWith(u'…') ? shown.startsWith(wanted.chopped(1)) : shown == wanted;
}

QAccessibleInterface *findBelow(QAccessibleInterface *place, const QString &name, QAccessible::Role role)
{
    if (!place || place->state().invisible)
        return nullptr;
    if (matches(place->text(QAccessible::Name), name) && (role == QAccessible::NoRole || place->role() == role) &&
        !place->rect().isEmpty())
        return place;
    for (int i = 0; i < place->childCount(); ++i) {
        if (QAccessibleInterface *found = findBelow(place->child(i), name, role))
            return found;
    }
    return nullptr;
}

bool isWritten(const QQuickItem *place, const QString &text)
{
    if (!place->isVisible())
        return false;
    if (matches(place->property("text").toString(), text))
        return true;
    const QList<QQuickItem *> children = place->childItems();
    return std::any_of(children.begin(), children.end(),
                       [&](const QQuickItem *child) { return isWritten(child, text); });
}

} // namespace

bool DesktopFixture::begin(const QString &theme, const gui::Backend::Opener &opener)
{
    s_before = qInstallMessageHandler(listen);
    QCoreApplication::installTranslator(&m_plurals);
    const auto settings = control::Settings::load(
        {{}, false, {}, {{QStringLiteral("data_folder"), path(QStringLiteral("data"))}}, m_folder.path()});
    if (!settings) {
        qWarning("%s", qPrintable(settings.error().text()));
        return false;
    }
    m_podium = std::make_unique<desktop::Desktop>(*settings, opener);
    gui::Theme::instance()->setScheme(theme == QLatin1StringView("light") ? gui::Theme::Scheme::Light
                                                                          : gui::Theme::Scheme::Dark);
    if (!m_podium->show())
        return false;
    window()->resize(1440, 900);
    return QTest::qWaitFor([this] { return backend().state() == gui::Backend::State::Ready; }, 30'000);
}

QStringList DesktopFixture::end()
{
    m_podium.reset();
    if (s_before)
        qInstallMessageHandler(std::exchange(s_before, nullptr));
    return std::exchange(s_warnings, {});
}

QJsonObject DesktopFixture::ask(const QString &operation, const QJsonObject &params)
{
    const QFuture<Result<QJsonObject>> answer = backend().call(operation, params);
    if (!QTest::qWaitFor([&] { return answer.isFinished(); }, 30'000))
        return {{QStringLiteral("problem"), QStringLiteral("no answer")}};
    const Result<QJsonObject> result = answer.result();
    return result ? *result : QJsonObject{{QStringLiteral("problem"), result.error().text()}};
}

QString DesktopFixture::submit(const QString &yaml, const QString &folder)
{
    const QJsonObject answer = ask(QStringLiteral("run.submit"), {{QStringLiteral("definition"), yaml},
                                                                  {QStringLiteral("working_directory"), folder}});
    if (answer.contains(QStringLiteral("problem")))
        qWarning("%s", qPrintable(answer.value(QStringLiteral("problem")).toString()));
    return answer.value(QStringLiteral("run")).toString();
}

QAccessibleInterface *DesktopFixture::find(const QString &name, QAccessible::Role role) const
{
    return findBelow(QAccessible::queryAccessibleInterface(window()), name, role);
}

bool DesktopFixture::sees(const QString &text) const
{
    return find(text) != nullptr || isWritten(window()->contentItem(), text);
}

bool DesktopFixture::click(const QString &name, QAccessible::Role role)
{
    QRect place;
    // What was laid out anew has its place once it was drawn.
    const auto rests = [&] {
        QAccessibleInterface *thing = find(name, role);
        const QRect before = std::exchange(place, thing ? thing->rect() : QRect());
        if (!thing || place.isEmpty())
            return false;
        if (before != place)
            window()->grabWindow();
        return before == place;
    };
    if (!QTest::qWaitFor(rests, 20'000))
        return false;
    const QPoint middle = place.center() - window()->position();
    QTest::mouseClick(window(), Qt::LeftButton, Qt::NoModifier, middle);
    return true;
}

void DesktopFixture::picture(const QString &name)
{
    const QString folder = qEnvironmentVariable("PODIUM_PICTURES");
    if (!folder.isEmpty())
        window()->grabWindow().save(QStringLiteral("%1/%2.png").arg(folder, name));
}

} // namespace podium::test
