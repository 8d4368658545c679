// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <QFuture>
#include <QList>
#include <QObject>
#include <QString>
#include <QStringList>
#include <QThread>

#include <functional>
#include <memory>
#include <optional>

class QNetworkAccessManager;
class QNetworkReply;

namespace podium::agents
{

/// Where texts are turned into vectors: any service that speaks as OpenAI's /v1/embeddings does.
struct EmbeddingSettings
{
    QString url; ///< "https://host/v1" or the address of the endpoint itself; empty = none.
    QString model;
    QString key;                 ///< Sent as a bearer token; empty = none.
    int batch = 64;              ///< Texts in one request.
    int retries = 2;             ///< Of a request that is refused for the moment (429, 5xx, no connection).
    qint64 timeLimitMs = 60'000; ///< For each request.
    qint64 pauseMs = 1'000;      ///< Before the first retry, twice as long before each further one.
};

using Vectors = QList<QList<double>>;

/// Of somebody who hands the vectors on. Each may be missing.
struct EmbeddingWatch
{
    std::optional<QFuture<void>> wanted = {}; ///< Once it is cancelled, the request under way is given up.
    /// Called in the client's thread.
    std::function<void(int texts, const QString &text)> progressed = {};
};

/// Asks that service. Thread-safe; it works in a thread of its own.
class EmbeddingClient
{
public:
    explicit EmbeddingClient(const EmbeddingSettings &settings);
    ~EmbeddingClient();
    Q_DISABLE_COPY_MOVE(EmbeddingClient)

    const EmbeddingSettings &settings() const { return m_settings; }
    /// One vector for each text, in their order; no result if it was cancelled, which ends the request under way.
    /// Unavailable: nothing is configured, or
    /// the service cannot be reached; PermissionDenied: it refuses the key.
    QFuture<Result<Vectors>> embed(const QStringList &texts, const EmbeddingWatch &watch = {});

private:
    struct Job;
    void begin(const std::shared_ptr<Job> &job);
    void next(const std::shared_ptr<Job> &job);
    void finished(const std::shared_ptr<Job> &job, QNetworkReply *reply);
    static void giveUp(const std::shared_ptr<Job> &job);
    static void end(const std::shared_ptr<Job> &job, const Result<Vectors> &result);

    const EmbeddingSettings m_settings;
    QThread m_thread;
    QNetworkAccessManager *m_network; ///< Lives in m_thread.
};

} // namespace podium::agents
