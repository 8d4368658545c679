// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// Every text of the window in the languages that it speaks.
#include "gui/backend/format.h"
#include "gui/backend/navigator.h"
#include "gui/desktopfixture.h"
#include "gui/shell/language.h"

#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

#include <algorithm>

using namespace podium;
using namespace podium::gui;
using namespace Qt::StringLiterals;

namespace
{

struct Message
{
    QString source;
    QStringList translations; ///< More than one where they count something.
    bool unfinished = false;
};

QList<Message> messagesOf(const QString &path)
{
    QList<Message> messages;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return messages;
    QXmlStreamReader reader(&file);
    while (!reader.atEnd()) {
        if (reader.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (reader.name() == u"message") {
            messages.append(Message());
        } else if (reader.name() == u"source") {
            messages.last().source = reader.readElementText();
        } else if (reader.name() == u"translation") {
            messages.last().unfinished = reader.attributes().hasAttribute(u"type"_s);
            const QString text = reader.readElementText(QXmlStreamReader::IncludeChildElements);
            if (!text.trimmed().isEmpty() && messages.last().translations.isEmpty())
                messages.last().translations.append(text);
        }
    }
    return messages;
}

/// The places for values that a text has, in order.
QStringList placesIn(const QString &text)
{
    static const QRegularExpression place(u"%([1-9]|n)"_s);
    QSet<QString> found;
    for (auto match = place.globalMatch(text); match.hasNext();)
        found.insert(match.next().captured());
    QStringList places(found.begin(), found.end());
    places.sort();
    return places;
}

} // namespace

class TestTranslations : public QObject, private test::DesktopFixture
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        qputenv("XDG_CONFIG_HOME", path(u"config"_s).toUtf8());
        QVERIFY(begin());
    }
    void cleanupTestCase() { QCOMPARE(end(), QStringList()); }

    void everyTextIsTranslated()
    {
        const QString copy = path(u"podium_de.ts"_s);
        QVERIFY(QFile::copy(QStringLiteral(PODIUM_SOURCE_DIR "/translations/podium_de.ts"), copy));
        QFile::setPermissions(copy, QFile::ReadOwner | QFile::WriteOwner);
        // Looks into the sources as `ninja translations` does.
        QProcess lupdate;
        lupdate.setWorkingDirectory(QStringLiteral(PODIUM_SOURCE_DIR));
        lupdate.start(QStringLiteral(PODIUM_LUPDATE),
                      {u"qml"_s, u"src/gui"_s, u"src/app/desktop"_s, u"-I"_s, u"src"_s, u"-locations"_s, u"none"_s,
                       u"-no-obsolete"_s, u"-silent"_s, u"-ts"_s, copy});
        QVERIFY(lupdate.waitForFinished(120'000));
        QCOMPARE(lupdate.exitCode(), 0);
        const QList<Message> messages = messagesOf(copy);
        QVERIFY2(messages.size() > 700, qPrintable(QString::number(messages.size())));
        QStringList open;
        QStringList wrong;
        for (const Message &message : messages) {
            if (message.unfinished || message.translations.isEmpty())
                open += message.source;
            else if (placesIn(message.source) != placesIn(message.translations.join(u' ')))
                wrong += message.source + u" -> "_s + message.translations.join(u" | "_s);
        }
        QCOMPARE(open, QStringList());
        QCOMPARE(wrong, QStringList());
    }

    void whatIsMissingWouldBeFound()
    {
        QFile file(path(u"planted.ts"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("<TS><context><name>A</name><message><source>%1 of %2</source>"
                   "<translation>%1</translation></message><message><source>Open</source>"
                   "<translation type=\"unfinished\"></translation></message></context></TS>");
        file.close();
        const QList<Message> messages = messagesOf(file.fileName());
        QCOMPARE(messages.size(), 2);
        QVERIFY(placesIn(messages.at(0).source) != placesIn(messages.at(0).translations.join(QString())));
        QVERIFY(messages.at(1).unfinished);
    }

    void theLanguageChangesAtOnce()
    {
        Navigator::instance()->setPage(u"settings"_s);
        QTRY_VERIFY(sees(u"Text size"_s));
        QVERIFY(click(u"Deutsch"_s));
        QTRY_VERIFY(sees(u"Textgröße"_s));
        QCOMPARE(Format::state(u"COMPLETED"_s), u"Abgeschlossen"_s);
        QCOMPARE(QLocale().toString(1.5), u"1,5"_s);
        picture(u"settings-german"_s);
        QVERIFY(click(u"English"_s));
        QTRY_VERIFY(sees(u"Text size"_s));
        QCOMPARE(Format::state(u"COMPLETED"_s), u"Completed"_s);
    }

    void theChoiceIsKept()
    {
        Language *language = Language::instance();
        language->choose(2);
        language->speak(u"en"_s);
        QCOMPARE(Format::state(u"FAILED"_s), u"Failed"_s);
        language->restore();
        QCOMPARE(language->chosen(), 2);
        QCOMPARE(Format::state(u"FAILED"_s), u"Fehlgeschlagen"_s);
        language->choose(0);
        QCOMPARE(Format::state(u"FAILED"_s), u"Failed"_s); // The tests' system speaks C.
    }
};

QTEST_MAIN(TestTranslations)
#include "tst_translations.moc"
