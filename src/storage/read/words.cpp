// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "storage/read/words.h"

#include <QCoreApplication>
#include <QStringList>

namespace podium::storage
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Storage)
};

constexpr int MaxWords = 32;

/// Calls `take(word, follower)` for each word and the character behind it (null at the end).
template<typename Take> void eachWord(const QString &text, Take take)
{
    qsizetype start = -1;
    for (qsizetype i = 0; i <= text.size(); ++i) {
        const bool part = i < text.size() && (text.at(i).isLetterOrNumber() || text.at(i).isSurrogate());
        if (part && start < 0)
            start = i;
        if (!part && start >= 0) {
            take(text.mid(start, i - start).toLower(), i < text.size() ? text.at(i) : QChar());
            start = -1;
        }
    }
}

} // namespace

Result<Words> Words::parse(const QString &text)
{
    Words words;
    eachWord(text, [&](const QString &word, QChar follower) { words.m_words.append({word, follower == u'*'}); });
    if (words.m_words.isEmpty())
        return fail(ErrorCode::InvalidArgument, Text::tr("`%1` has no word to search for").arg(text));
    if (words.m_words.size() > MaxWords)
        return fail(ErrorCode::InvalidArgument, Text::tr("more than %1 words to search for").arg(MaxWords));
    return words;
}

QString Words::fts5() const
{
    QStringList out;
    for (const Word &word : m_words)
        out << u'"' + word.text + u'"' + (word.prefix ? QStringLiteral("*") : QString());
    return out.join(u' ');
}

QString Words::tsquery() const
{
    QStringList out;
    for (const Word &word : m_words)
        out << u'\'' + word.text + u'\'' + (word.prefix ? QStringLiteral(":*") : QString());
    return out.join(QStringLiteral(" & "));
}

bool Words::matches(const QString &text) const
{
    QStringList present;
    eachWord(text, [&](const QString &word, QChar) { present << word; });
    return std::all_of(m_words.begin(), m_words.end(), [&](const Word &wanted) {
        return std::any_of(present.begin(), present.end(), [&](const QString &word) {
            return wanted.prefix ? word.startsWith(wanted.text) : word == wanted.text;
        });
    });
}

} // namespace podium::storage
