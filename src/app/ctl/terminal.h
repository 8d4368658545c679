// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace podium::ctl
{

/// Standard output: a terminal, a file or a pipe whose reader may go away. Used in the main thread.
class Terminal
{
public:
    /// `colour` is "auto", "always" or "never"; NO_COLOR and a dumb terminal count for "auto".
    explicit Terminal(int descriptor, const QString &colour = QStringLiteral("auto"));

    bool isTerminal() const { return m_isTerminal; }
    bool hasColour() const { return m_colour; }
    /// Whether symbols beyond ASCII can be shown.
    bool hasUnicode() const { return m_unicode; }
    /// Can lines be drawn over?
    bool canRedraw() const { return m_isTerminal && !m_dumb; }
    int columns() const; ///< 80 if unknown.
    int rows() const;    ///< 24 if unknown.

    /// Everything or nothing of it if the reader is gone; see broken().
    void write(const QByteArray &bytes);
    void line(const QString &text);
    /// Lines with their ends.
    void text(const QString &lines);
    /// The reader has gone, or the disk is full: nothing more is written.
    bool broken() const { return m_broken; }

    /// Draws the lines in place of those drawn before, in one write. `above` is put in front of them for good.
    void redraw(const QStringList &lines, const QByteArray &above = {});
    /// What was drawn stays; the next output comes below it.
    void settle();

private:
    QByteArray encoded(const QString &text) const;
    int heightOf(const QStringList &lines) const;

    int m_descriptor;
    bool m_isTerminal = false;
    bool m_dumb = false;
    bool m_colour = false;
    bool m_unicode = true;
    bool m_broken = false;
    QStringList m_drawn;
};

} // namespace podium::ctl
