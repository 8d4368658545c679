// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "control/icontrol.h"

#include <QHash>
#include <QJsonObject>
#include <QMutex>
#include <QStringList>

#include <memory>

namespace podium::test
{

/// What a back end answered, by operation and parameters, and when that was. Thread-safe.
class Recording
{
public:
    /// Of a file that save() wrote; false if it cannot be read.
    bool load(const QString &path);
    bool save(const QString &path, const QList<std::pair<QString, QString>> &replacements) const;
    void clear();

    void add(const control::Call &call, const Result<QJsonObject> &answer);
    /// The answer to the same question, or to that which is most like it; NotFound, and remembered in missing(), if the
    /// operation was never asked.
    Result<QJsonObject> answer(const control::Call &call);
    /// Operations that were asked and have no answer.
    QStringList missing() const;

    qint64 nowMs = 0;

private:
    struct Entry
    {
        QJsonObject params;
        QJsonObject answer; ///< With "problem" alone: it was refused.
    };

    mutable QMutex m_mutex;
    QHash<QString, QList<Entry>> m_entries; ///< By operation.
    QStringList m_missing;
};

/// Asks a real back end, and keeps what it answers while `recording` has a time.
class RecordingControl : public control::IControl
{
public:
    RecordingControl(std::shared_ptr<control::IControl> real, std::shared_ptr<Recording> recording);

    QFuture<Result<QJsonObject>> call(const control::Call &call) override;
    std::unique_ptr<control::EventStream> subscribe(const control::StreamFilter &filter) override;
    bool isLive() const override { return m_real->isLive(); }

private:
    std::shared_ptr<control::IControl> m_real;
    std::shared_ptr<Recording> m_recording;
};

/// Answers as a back end did before. Nothing happens in it.
class RecordedControl : public control::IControl
{
public:
    explicit RecordedControl(std::shared_ptr<Recording> recording) : m_recording(std::move(recording)) {}

    QFuture<Result<QJsonObject>> call(const control::Call &call) override;
    std::unique_ptr<control::EventStream> subscribe(const control::StreamFilter &filter) override;
    bool isLive() const override { return true; }

private:
    std::shared_ptr<Recording> m_recording;
};

} // namespace podium::test
