// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// Whether what is written can be read: contrast as WCAG 2.1 defines it.
#include "gui/controls/theme.h"

#include <QTest>

#include <cmath>

using namespace podium::gui;
using namespace Qt::StringLiterals;

namespace
{

double linear(double channel)
{
    return channel <= 0.03928 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &colour)
{
    return (0.2126 * linear(colour.redF())) + (0.7152 * linear(colour.greenF())) + (0.0722 * linear(colour.blueF()));
}

double contrast(const QColor &a, const QColor &b)
{
    const double first = luminance(a);
    const double second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

} // namespace

class TestTheme : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void contrastIsMeasuredAsTheStandardSays()
    {
        QCOMPARE(qRound(contrast(Qt::black, Qt::white) * 100), 2100);
        QCOMPARE(qRound(contrast(QColor(u"#767676"_s), Qt::white) * 100), 454);
    }

    void whatIsWrittenCanBeRead_data()
    {
        QTest::addColumn<Theme::Scheme>("scheme");
        QTest::addColumn<double>("least");
        QTest::addRow("light") << Theme::Scheme::Light << 4.5;
        QTest::addRow("dark") << Theme::Scheme::Dark << 4.5;
        QTest::addRow("high contrast") << Theme::Scheme::HighContrast << 7.0;
    }
    void whatIsWrittenCanBeRead()
    {
        QFETCH(Theme::Scheme, scheme);
        QFETCH(double, least);
        Theme *theme = Theme::instance();
        theme->setScheme(scheme);
        const QStringList texts{u"text1"_s,  u"text2"_s, u"text3"_s,     u"accent"_s,  u"running"_s, u"success"_s,
                                u"failed"_s, u"ready"_s, u"attention"_s, u"blocked"_s, u"pending"_s};
        const QStringList surfaces{u"window"_s, u"surface1"_s, u"surface2"_s, u"accentWash"_s};
        QStringList unreadable;
        for (const QString &text : texts) {
            for (const QString &surface : surfaces) {
                const bool selected = surface == u"accentWash";
                // Of a selected row only what it is and how it stands is read; hints and links stand elsewhere.
                if (selected && (text == u"text3" || text == u"pending" || text == u"accent"))
                    continue;
                const double found = contrast(colour(text), colour(surface));
                if (found < least)
                    unreadable += u"%1 on %2: %3"_s.arg(text, surface).arg(found, 0, 'f', 2);
            }
        }
        // What is pointed at is seen, whatever is written on it.
        for (const QString &text : {u"text1"_s, u"text2"_s}) {
            if (contrast(colour(text), colour(u"surface3"_s)) < least)
                unreadable += text + u" on surface3"_s;
        }
        if (contrast(colour(u"onAccent"_s), colour(u"accent"_s)) < least)
            unreadable += u"onAccent on accent"_s;
        // The number on a badge.
        if (contrast(colour(u"window"_s), colour(u"attention"_s)) < least)
            unreadable += u"window on attention"_s;
        QCOMPARE(unreadable, QStringList());
    }

private:
    static QColor colour(const QString &token)
    {
        return Theme::instance()->property(token.toUtf8().constData()).value<QColor>();
    }
};

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
