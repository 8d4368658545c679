// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/terminal.h"

#include "app/ctl/textlayout.h"

#include <cerrno>
#ifdef Q_OS_UNIX
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>
#endif

namespace podium::ctl
{

Terminal::Terminal(int descriptor, const QString &colour) : m_descriptor(descriptor)
{
#ifdef Q_OS_UNIX
    m_isTerminal = isatty(descriptor) == 1;
#endif
    const QByteArray kind = qgetenv("TERM");
    m_dumb = kind.isEmpty() || kind == "dumb";
    m_colour = colour == QLatin1StringView("always") ||
               (colour == QLatin1StringView("auto") && m_isTerminal && !m_dumb && qgetenv("NO_COLOR").isEmpty());
    QByteArray locale = qgetenv("LC_ALL");
    if (locale.isEmpty())
        locale = qgetenv("LC_CTYPE");
    if (locale.isEmpty())
        locale = qgetenv("LANG");
    m_unicode = locale.toUpper().replace("-", "").contains("UTF8");
}

int Terminal::columns() const
{
#ifdef Q_OS_UNIX
    struct winsize size = {};
    if (ioctl(m_descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return size.ws_col;
#endif
    const int given = qEnvironmentVariableIntValue("COLUMNS");
    return given > 0 ? given : 80;
}

int Terminal::rows() const
{
#ifdef Q_OS_UNIX
    struct winsize size = {};
    if (ioctl(m_descriptor, TIOCGWINSZ, &size) == 0 && size.ws_row > 0)
        return size.ws_row;
#endif
    const int given = qEnvironmentVariableIntValue("LINES");
    return given > 0 ? given : 24;
}

void Terminal::write(const QByteArray &bytes)
{
    const char *next = bytes.constData();
    size_t left = size_t(bytes.size());
    while (left > 0 && !m_broken) {
#ifdef Q_OS_UNIX
        const ssize_t written = ::write(m_descriptor, next, left);
        if (written < 0) {
            if (errno == EINTR)
                continue;
            if (errno == EAGAIN) {
                // Somebody made the terminal non-blocking (ssh, a shell): wait until it takes more.
                pollfd wait{m_descriptor, POLLOUT, 0};
                poll(&wait, 1, -1);
                continue;
            }
            m_broken = true;
            return;
        }
        next += written;
        left -= size_t(written);
#else
        left = 0;
        m_broken = fwrite(next, 1, size_t(bytes.size()), stdout) != size_t(bytes.size());
        fflush(stdout);
#endif
    }
}

QByteArray Terminal::encoded(const QString &text) const
{
    if (m_unicode || !m_isTerminal)
        return text.toUtf8();
    // Our own signs, each as wide as before; what tasks and people wrote is theirs.
    QString plain = text;
    return plain.replace(u'…', u'.').replace(u'—', u'-').toUtf8();
}

void Terminal::line(const QString &text)
{
    write(encoded(text) + '\n');
}

void Terminal::text(const QString &lines)
{
    write(encoded(lines));
}

int Terminal::heightOf(const QStringList &lines) const
{
    // After the window was made narrower, lines drawn before take more rows than they had.
    const int width = std::max(1, columns());
    int height = 0;
    for (const QString &text : lines)
        height += std::max(1, (displayWidth(text) + width - 1) / width);
    return height;
}

void Terminal::redraw(const QStringList &lines, const QByteArray &above)
{
    QByteArray out;
    const int height = heightOf(m_drawn);
    // Synchronised update: terminals that know it show the new picture at once.
    out += "\x1b[?2026h";
    if (height > 0)
        out += "\r\x1b[" + QByteArray::number(height) + 'A';
    if (!above.isEmpty()) {
        out += "\x1b[J" + above;
        if (!above.endsWith('\n'))
            out += '\n';
    }
    // Each line is written over the old one and its rest cleared; nothing goes blank in between.
    for (const QString &text : lines)
        out += encoded(text) + "\x1b[K\r\n";
    out += "\x1b[J\x1b[?2026l";
    write(out);
    m_drawn = lines;
}

void Terminal::settle()
{
    m_drawn.clear();
}

} // namespace podium::ctl
