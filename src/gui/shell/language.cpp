// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/shell/language.h"

#include <QCoreApplication>
#include <QLocale>
#include <QSettings>
#include <QStringList>

namespace podium::gui
{

namespace
{

const QString LanguageKey = QStringLiteral("looks/language");
const QStringList Codes{QString(), QStringLiteral("en"), QStringLiteral("de")};

/// That of the languages the user reads which comes first and is spoken here.
QString systemCode()
{
    const QStringList wanted = QLocale::system().uiLanguages();
    for (const QString &language : wanted) {
        const QString code = language.left(2);
        if (code == QLatin1StringView("C") || Codes.contains(code))
            return code;
    }
    return QStringLiteral("en");
}

} // namespace

Language::Language(QObject *parent) : QObject(parent) {}

Language *Language::instance()
{
    static Language *language = [] {
        auto *made = new Language(QCoreApplication::instance());
        QJSEngine::setObjectOwnership(made, QJSEngine::CppOwnership);
        return made;
    }();
    return language;
}

Language *Language::create(QQmlEngine *, QJSEngine *)
{
    return instance();
}

int Language::chosen() const
{
    return int(qMax<qsizetype>(0, Codes.indexOf(m_code)));
}

void Language::choose(int index)
{
    speak(Codes.value(index));
    QSettings().setValue(LanguageKey, m_code);
}

void Language::speak(const QString &code)
{
    m_code = code;
    // Numbers and dates as the language has them, and as the system says where nothing was chosen.
    QLocale::setDefault(code.isEmpty() ? QLocale::system() : QLocale(code));
    const QString spoken = code.isEmpty() ? systemCode() : code;
    QCoreApplication::removeTranslator(&m_translator);
    if (m_translator.load(QStringLiteral(":/podium/translations/podium_%1.qm").arg(spoken)))
        QCoreApplication::installTranslator(&m_translator);
    Q_EMIT changed();
}

void Language::restore()
{
    speak(QSettings().value(LanguageKey).toString());
}

} // namespace podium::gui
