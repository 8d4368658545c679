// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/backend/markdown.h"

namespace podium::gui
{

QString harmlessMarkdown(const QString &text)
{
    // A space of no width parts the two characters that begin a picture or a tag, inside of code, too: where code ends
    // is not for us to guess.
    static const QChar apart(0x200B);
    QString out;
    out.reserve(text.size() + 16);
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        out += c;
        if (c == u'<' || (c == u'!' && i + 1 < text.size() && text.at(i + 1) == u'['))
            out += apart;
    }
    return out;
}

} // namespace podium::gui
