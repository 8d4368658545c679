// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QString>
#include <QThreadPool>

namespace podium::gui
{

/// A workflow as it was when it was last typed in, but not saved.
struct Draft
{
    QString key;
    QString name;
    QString file;     ///< That it was opened from; empty for a new one.
    QString workflow; ///< Its name in the library; empty if it is not there.
    int version = 0;  ///< Of the library that was edited.
    QString text;
    qint64 changedMs = 0; ///< Since the epoch.
};

/// Unsaved workflows on disk, one file each, so that nothing is lost when the program ends, however it ends. Writes in
/// a thread of its own, in the order of the calls; GUI thread.
class DraftStore
{
public:
    /// `folder` is made when it is needed.
    explicit DraftStore(const QString &folder);
    ~DraftStore();

    void write(const Draft &draft);
    void remove(const QString &key);
    /// Newest first; files that cannot be read are left alone. Waits for what is being written.
    QList<Draft> all();

private:
    QString pathOf(const QString &key) const;

    const QString m_folder;
    QThreadPool m_writer;
};

} // namespace podium::gui
