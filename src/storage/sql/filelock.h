// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <QString>

#include <memory>

namespace podium::storage
{

/// An exclusive lock on a file that the system takes back when the process ends, however it ends. Not inherited by
/// children. The file stays behind and says who had it last.
class FileLock
{
public:
    /// Conflict, naming the owner, if another process or another FileLock holds it.
    static Result<std::unique_ptr<FileLock>> acquire(const QString &path, const QString &owner);
    ~FileLock();
    Q_DISABLE_COPY_MOVE(FileLock)

private:
    explicit FileLock(qintptr handle) : m_handle(handle) {}
    qintptr m_handle;
};

} // namespace podium::storage
