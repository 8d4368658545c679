// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/wish.h"

#include <QLocalServer>
#include <QLockFile>
#include <QObject>

#include <memory>

namespace podium::desktop
{

/// One window a data folder: the first one listens, the next ones hand over what they were asked for and end. GUI
/// thread.
class Instance : public QObject
{
    Q_OBJECT
public:
    /// The folder is made if it is not there.
    explicit Instance(const QString &dataFolder);
    ~Instance() override;

    /// True if this is the only window, which listens from now on. False if another one has taken the wish. Blocks
    /// for at most a few seconds, while another one is just beginning; Unavailable if it does not answer.
    Result<bool> claim(const Wish &wish);

Q_SIGNALS:
    /// Somebody has asked for this, or for nothing but to see the window. `token`: lets the window come to the front
    /// where the desktop asks for one; may be empty.
    void asked(const podium::desktop::Wish &wish, const QByteArray &token);

private:
    void accept();
    /// True if it was taken, false if nobody listens.
    static Result<bool> handOver(const QString &path, const Wish &wish);

    QString m_folder;
    std::unique_ptr<QLockFile> m_lock; ///< Held while this is the window of the folder.
    QLocalServer m_server;
};

} // namespace podium::desktop
