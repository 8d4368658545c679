// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pictures/recordedcontrol.h"

#include "base/whenfinished.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMutexLocker>
#include <QPromise>

namespace podium::test
{

namespace
{

class QuietStream : public control::EventStream
{
public:
    void setPaused(bool) override {}
};

int alike(const QJsonObject &a, const QJsonObject &b)
{
    int points = 0;
    for (auto it = a.begin(); it != a.end(); ++it)
        points += b.value(it.key()) == it.value() ? 2 : -1;
    return points - int(b.size());
}

} // namespace

bool Recording::load(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return false;
    const QJsonObject all = QJsonDocument::fromJson(file.readAll()).object();
    const QMutexLocker lock(&m_mutex);
    nowMs = all.value(QStringLiteral("now_ms")).toInteger();
    m_entries.clear();
    m_missing.clear();
    const QJsonArray calls = all.value(QStringLiteral("calls")).toArray();
    for (const QJsonValue &call : calls) {
        m_entries[call[QStringLiteral("operation")].toString()].append(
            {call[QStringLiteral("params")].toObject(), call[QStringLiteral("answer")].toObject()});
    }
    return nowMs > 0;
}

bool Recording::save(const QString &path, const QList<std::pair<QString, QString>> &replacements) const
{
    QJsonArray calls;
    {
        const QMutexLocker lock(&m_mutex);
        QStringList operations = m_entries.keys();
        operations.sort();
        for (const QString &operation : operations) {
            for (const Entry &entry : m_entries.value(operation)) {
                calls.append(QJsonObject{{QStringLiteral("operation"), operation},
                                         {QStringLiteral("params"), entry.params},
                                         {QStringLiteral("answer"), entry.answer}});
            }
        }
    }
    QByteArray text = QJsonDocument(QJsonObject{{QStringLiteral("now_ms"), nowMs}, {QStringLiteral("calls"), calls}})
                          .toJson(QJsonDocument::Compact);
    for (const auto &[what, by] : replacements)
        text.replace(what.toUtf8(), by.toUtf8());
    text.replace("{\"answer\":", "\n{\"answer\":"); // A line a call, for those who compare.
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(text + '\n') == text.size() + 1;
}

void Recording::clear()
{
    const QMutexLocker lock(&m_mutex);
    m_entries.clear();
    m_missing.clear();
    nowMs = 0;
}

void Recording::add(const control::Call &call, const Result<QJsonObject> &answer)
{
    const QMutexLocker lock(&m_mutex);
    if (nowMs <= 0)
        return;
    const QJsonObject kept = answer ? *answer : QJsonObject{{QStringLiteral("problem"), answer.error().message}};
    QList<Entry> &entries = m_entries[call.operation];
    for (Entry &entry : entries) {
        if (entry.params == call.params) {
            entry.answer = kept;
            return;
        }
    }
    entries.append({call.params, kept});
}

Result<QJsonObject> Recording::answer(const control::Call &call)
{
    const QMutexLocker lock(&m_mutex);
    const QList<Entry> entries = m_entries.value(call.operation);
    const Entry *best = nullptr;
    for (const Entry &entry : entries) {
        if (!best || alike(call.params, entry.params) > alike(call.params, best->params))
            best = &entry;
    }
    if (!best) {
        m_missing.append(call.operation);
        return fail(ErrorCode::NotFound, QStringLiteral("never asked before: ") + call.operation);
    }
    if (best->answer.size() == 1 && best->answer.contains(QStringLiteral("problem")))
        return fail(ErrorCode::Unavailable, best->answer.value(QStringLiteral("problem")).toString());
    return best->answer;
}

QStringList Recording::missing() const
{
    const QMutexLocker lock(&m_mutex);
    return m_missing;
}

RecordingControl::RecordingControl(std::shared_ptr<control::IControl> real, std::shared_ptr<Recording> recording)
    : m_real(std::move(real)), m_recording(std::move(recording))
{
}

QFuture<Result<QJsonObject>> RecordingControl::call(const control::Call &call)
{
    return m_real->call(call).then([call, recording = m_recording](const Result<QJsonObject> &answer) {
        recording->add(call, answer);
        return answer;
    });
}

std::unique_ptr<control::EventStream> RecordingControl::subscribe(const control::StreamFilter &filter)
{
    return m_real->subscribe(filter);
}

QFuture<Result<QJsonObject>> RecordedControl::call(const control::Call &call)
{
    QPromise<Result<QJsonObject>> promise;
    promise.start();
    promise.addResult(m_recording->answer(call));
    promise.finish();
    return promise.future();
}

std::unique_ptr<control::EventStream> RecordedControl::subscribe(const control::StreamFilter &)
{
    return std::make_unique<QuietStream>();
}

} // namespace podium::test
