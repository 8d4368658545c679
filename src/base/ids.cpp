// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "base/ids.h"

#include <QDateTime>
#include <QRandomGenerator>

namespace podium
{

namespace
{

// Crockford's alphabet: no i, l, o, u, so that an identifier survives being read aloud.
constexpr char Alphabet[] = "0123456789abcdefghjkmnpqrstvwxyz";

void appendRandom(QString &out, int characters)
{
    QRandomGenerator *random = QRandomGenerator::global();
    for (int i = 0; i < characters; ++i)
        out += QLatin1Char(Alphabet[random->bounded(32)]);
}

} // namespace

QString newId()
{
    QString out;
    out.reserve(26);
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    for (int shift = 45; shift >= 0; shift -= 5)
        out += QLatin1Char(Alphabet[(now >> shift) & 31]);
    appendRandom(out, 16);
    return out;
}

QString slug(const QString &text, int maxLength)
{
    QString out;
    for (const QChar c : text.toLower()) {
        if (out.size() >= maxLength)
            break;
        if ((c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9'))
            out += c;
        else if (!out.isEmpty() && !out.endsWith(u'-'))
            out += u'-';
    }
    while (out.endsWith(u'-'))
        out.chop(1);
    return out.isEmpty() ? QStringLiteral("x") : out;
}

QString newReadableId(const QString &name)
{
    QString out = slug(name, 32) + u'-';
    appendRandom(out, 6);
    return out;
}

} // namespace podium
