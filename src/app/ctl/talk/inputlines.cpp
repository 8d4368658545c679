// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/talk/inputlines.h"

#include <QSocketNotifier>

#include <unistd.h>

namespace podium::ctl
{

InputLines::InputLines(QObject *parent)
    : QObject(parent), m_notifier(new QSocketNotifier(STDIN_FILENO, QSocketNotifier::Read, this))
{
    connect(m_notifier, &QSocketNotifier::activated, this, &InputLines::read);
}

InputLines::~InputLines() = default;

void InputLines::read()
{
    char bytes[4096];
    const ssize_t count = ::read(STDIN_FILENO, bytes, sizeof bytes);
    if (count > 0)
        m_buffer.append(bytes, count);
    for (qsizetype end = m_buffer.indexOf('\n'); end >= 0; end = m_buffer.indexOf('\n')) {
        const QString text = QString::fromUtf8(m_buffer.left(end));
        m_buffer.remove(0, end + 1);
        Q_EMIT line(text);
    }
    if (count > 0 || (count < 0 && errno == EINTR))
        return;
    m_notifier->setEnabled(false);
    if (!m_buffer.isEmpty())
        Q_EMIT line(QString::fromUtf8(std::exchange(m_buffer, {})));
    Q_EMIT ended();
}

} // namespace podium::ctl
