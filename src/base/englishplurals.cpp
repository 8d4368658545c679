// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "base/englishplurals.h"

namespace podium
{

QString EnglishPlurals::translate(const char *, const char *sourceText, const char *, int n) const
{
    // A null text means that this translator does not know: that of the sources is taken.
    if (n < 0 || !QByteArrayView(sourceText).contains("(s)"))
        return {};
    return QString::fromUtf8(sourceText).replace(QLatin1StringView("(s)"), n == 1 ? QString() : QStringLiteral("s"));
}

} // namespace podium
