// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHash>
#include <QMutex>
#include <QString>

#include <memory>

namespace podium::domain
{

/// Remembers what texts were parsed into. Bounded: of two generations the older one is forgotten when the younger one
/// is full. Thread-safe.
template<typename Parsed> class ParseCache
{
public:
    using Pointer = std::shared_ptr<const Parsed>;
    static constexpr qsizetype MaxCharacters = 4 * 1024 * 1024; ///< Of source text a generation.
    static constexpr qsizetype MaxTextLength = 16 * 1024;       ///< Longer texts are not kept.

    Pointer find(const QString &source)
    {
        const QMutexLocker lock(&m_mutex);
        if (const auto it = m_young.constFind(source); it != m_young.cend())
            return *it;
        const Pointer old = m_old.take(source);
        if (old)
            put(source, old);
        return old;
    }
    void insert(const QString &source, const Pointer &parsed)
    {
        const QMutexLocker lock(&m_mutex);
        if (source.size() <= MaxTextLength)
            put(source, parsed);
    }

private:
    static constexpr qsizetype EntryCost = 64; ///< Characters that an empty text is charged with.

    void put(const QString &source, const Pointer &parsed)
    {
        if (m_characters > MaxCharacters) {
            m_old = std::exchange(m_young, {});
            m_characters = 0;
        }
        m_characters += source.size() + EntryCost;
        m_young.insert(source, parsed);
    }

    QMutex m_mutex;
    QHash<QString, Pointer> m_young;
    QHash<QString, Pointer> m_old;
    qsizetype m_characters = 0;
};

} // namespace podium::domain
