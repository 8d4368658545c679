// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pictures/layoutcheck.h"

#include <QQuickItem>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace podium::test
{

namespace
{

constexpr double Slack = 1.5; ///< Pixels that rounding may cost.

struct Thing
{
    const QQuickItem *item;
    QRectF rect; ///< In the window.
    QString name;
    bool control;
    bool scrolled; ///< It can be scrolled to.
};

bool isType(const QQuickItem *item, const char *name)
{
    return QByteArrayView(item->metaObject()->className()).startsWith(name);
}

bool isControl(const QQuickItem *item)
{
    return isType(item, "ActionButton_") || isType(item, "Field_") || isType(item, "SegmentBar_") ||
           isType(item, "Choice_") || isType(item, "Toggle_");
}

QString nameOf(const QQuickItem *item)
{
    for (const char *property : {"text", "tip", "placeholderText"}) {
        if (const QString text = item->property(property).toString(); !text.isEmpty())
            return text.left(60);
    }
    return QString::fromLatin1(item->metaObject()->className());
}

void collect(const QQuickItem *item, const QRectF &clip, bool scrolled, QList<Thing> *things, QStringList *problems)
{
    if (!item->isVisible() || item->opacity() < 0.05)
        return;
    const QRectF whole = item->mapRectToScene(QRectF(0, 0, item->width(), item->height()));
    QRectF inner = clip;
    if (item->clip())
        inner &= whole;
    const bool flickable = item->inherits("QQuickFlickable");
    if (isControl(item)) {
        things->append({item, whole & clip, nameOf(item), true, scrolled});
        if (!scrolled && !clip.adjusted(-Slack, -Slack, Slack, Slack).contains(whole))
            *problems += u"outside: %1"_s.arg(nameOf(item));
        const auto *content = item->property("contentItem").value<QQuickItem *>();
        if (isType(item, "ActionButton_") && content && content->implicitWidth() > content->width() + Slack)
            *problems += u"cut off: %1"_s.arg(nameOf(item));
        return;
    }
    if (isType(item, "AppText_") && !item->property("text").toString().isEmpty()) {
        const QSizeF painted(std::min(item->property("contentWidth").toDouble(), item->width()),
                             std::min(item->property("contentHeight").toDouble(), item->height()));
        // Where letters are, not the room they might have; they lie to the left in most texts.
        QRectF rect(whole.topLeft(), painted);
        rect.moveTop(whole.center().y() - (painted.height() / 2));
        if (item->property("horizontalAlignment").toInt() == Qt::AlignRight)
            rect.moveRight(whole.right());
        else if (item->property("horizontalAlignment").toInt() == Qt::AlignHCenter)
            rect.moveLeft(whole.center().x() - (painted.width() / 2));
        things->append({item, rect & clip, nameOf(item), false, scrolled});
    }
    for (const QQuickItem *child : item->childItems())
        collect(child, inner, scrolled || flickable, things, problems);
}

bool isAbove(const QQuickItem *ancestor, const QQuickItem *item)
{
    for (const QQuickItem *place = item; place; place = place->parentItem()) {
        if (place == ancestor)
            return true;
    }
    return false;
}

} // namespace

QString LongWords::translate(const char *, const char *sourceText, const char *, int) const
{
    QString text = QString::fromUtf8(sourceText);
    const qsizetype more = (text.size() * 4 + 9) / 10;
    for (qsizetype i = 0; i < more; ++i)
        text += i % 8 == 0 && more > 4 ? u' ' : QChar(u"nereise"_s.at(i % 7));
    return text;
}

QStringList layoutProblems(const QQuickWindow &window)
{
    QStringList problems;
    QList<Thing> things;
    const QRectF all(QPointF(0, 0), QSizeF(window.size()));
    for (const QQuickItem *item : window.contentItem()->childItems())
        collect(item, all, false, &things, &problems);
    for (qsizetype i = 0; i < things.size(); ++i) {
        for (qsizetype j = i + 1; j < things.size(); ++j) {
            const QRectF common = things.at(i).rect & things.at(j).rect;
            if (common.width() <= 2 * Slack || common.height() <= 2 * Slack)
                continue;
            if (isAbove(things.at(i).item, things.at(j).item) || isAbove(things.at(j).item, things.at(i).item))
                continue;
            problems += u"on top of each other: %1 / %2"_s.arg(things.at(i).name, things.at(j).name);
        }
    }
    problems.removeDuplicates();
    return problems;
}

} // namespace podium::test
