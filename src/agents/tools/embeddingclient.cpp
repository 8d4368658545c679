// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/tools/embeddingclient.h"

#include "base/json.h"

#include <QCoreApplication>
#include <QFutureWatcher>
#include <QJsonArray>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QPointer>
#include <QPromise>
#include <QTimer>
#include <QUrl>

namespace podium::agents
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(EmbeddingClient)
};

constexpr qint64 MaxAnswerBytes = 64LL * 1024 * 1024;
constexpr qint64 MaxPauseMs = 30'000;

QUrl endpoint(const QString &text)
{
    QUrl url(text);
    if (!url.path().endsWith(QLatin1StringView("/embeddings")))
        url.setPath(url.path() + (url.path().endsWith(u'/') ? QString() : QStringLiteral("/")) +
                    QStringLiteral("embeddings"));
    return url;
}

/// Worth another try: refused for the moment.
bool isPassing(int status)
{
    return status == 0 || status == 429 || status >= 500;
}

Error refusal(int status, const QString &said, const QString &where)
{
    const QString message = status == 0 ? Text::tr("the embedding service cannot be reached: %1").arg(said)
                                        : Text::tr("the embedding service answers %1: %2").arg(status).arg(said);
    if (status == 401 || status == 403)
        return {ErrorCode::PermissionDenied, message, where, Text::tr("Check tools.embedding_key.")};
    if (isPassing(status))
        return {ErrorCode::Unavailable, message, where, Text::tr("Try again later.")};
    return {ErrorCode::InvalidArgument, message, where,
            Text::tr("Check tools.embedding_url and tools.embedding_model.")};
}

/// The vectors of one answer, in the order of the texts.
Result<Vectors> vectorsOf(const QJsonValue &answer, qsizetype expected)
{
    Vectors out(expected);
    qsizetype found = 0;
    const QJsonArray data = answer[QLatin1StringView("data")].toArray();
    for (qsizetype i = 0; i < data.size(); ++i) {
        const qsizetype index = data.at(i)[QLatin1StringView("index")].toInt(int(i));
        const QJsonArray numbers = data.at(i)[QLatin1StringView("embedding")].toArray();
        if (index < 0 || index >= expected || numbers.isEmpty() || !out.at(index).isEmpty())
            break;
        for (const QJsonValue &number : numbers)
            out[index].append(number.toDouble());
        ++found;
    }
    if (found != expected) {
        return fail(ErrorCode::Corrupt,
                    Text::tr("the embedding service gave %1 usable vectors for %2 texts").arg(found).arg(expected), {},
                    Text::tr("Check that tools.embedding_url is an endpoint as of OpenAI."));
    }
    return out;
}

} // namespace

struct EmbeddingClient::Job
{
    QStringList texts;
    Vectors vectors; ///< Of the first so many texts.
    EmbeddingWatch watch;
    int tries = 0; ///< Of the request that is due.
    QPromise<Result<Vectors>> promise;
    QPointer<QObject> watchers;    ///< Their parent.
    QPointer<QNetworkReply> reply; ///< Under way.
    bool isOver = false;
    void close(); ///< Nothing happens to it any more.
};

void EmbeddingClient::Job::close()
{
    isOver = true;
    promise.finish();
    if (watchers)
        watchers->deleteLater(); // They hold the job; one of them may be calling.
}

EmbeddingClient::EmbeddingClient(const EmbeddingSettings &settings)
    : m_settings(settings), m_network(new QNetworkAccessManager)
{
    m_thread.setObjectName(QStringLiteral("embeddings"));
    m_network->moveToThread(&m_thread);
    m_thread.start();
}

EmbeddingClient::~EmbeddingClient()
{
    m_network->deleteLater();
    m_thread.quit();
    m_thread.wait();
}

QFuture<Result<Vectors>> EmbeddingClient::embed(const QStringList &texts, const EmbeddingWatch &watch)
{
    auto job = std::make_shared<Job>();
    job->texts = texts;
    job->watch = watch;
    job->promise.start();
    const QFuture<Result<Vectors>> out = job->promise.future();
    if (m_settings.url.isEmpty()) {
        end(job, fail(ErrorCode::Unavailable, Text::tr("no embedding service is configured"), {},
                      Text::tr("Whoever runs Podium can set tools.embedding_url and tools.embedding_model.")));
        return out;
    }
    QMetaObject::invokeMethod(
        m_network, [this, job] { begin(job); }, Qt::QueuedConnection);
    return out;
}

/// Follows whoever wants the vectors: nobody pays for what nobody waits for.
void EmbeddingClient::begin(const std::shared_ptr<Job> &job)
{
    QList<QFuture<void>> wanted{QFuture<void>(job->promise.future())};
    if (job->watch.wanted)
        wanted.append(*job->watch.wanted);
    job->watchers = new QObject(m_network);
    for (const QFuture<void> &future : std::as_const(wanted)) {
        auto *watcher = new QFutureWatcher<void>(job->watchers);
        QObject::connect(watcher, &QFutureWatcherBase::canceled, m_network, [job] { giveUp(job); });
        watcher->setFuture(future);
    }
    const bool isLate =
        std::any_of(wanted.begin(), wanted.end(), [](const QFuture<void> &future) { return future.isCanceled(); });
    if (isLate)
        giveUp(job);
    else
        next(job);
}

void EmbeddingClient::giveUp(const std::shared_ptr<Job> &job)
{
    if (job->isOver)
        return;
    job->isOver = true;
    if (job->reply)
        job->reply->abort();
    job->promise.future().cancel();
    job->close();
}

void EmbeddingClient::end(const std::shared_ptr<Job> &job, const Result<Vectors> &result)
{
    job->promise.addResult(result);
    job->close();
}

void EmbeddingClient::next(const std::shared_ptr<Job> &job)
{
    if (job->isOver)
        return;
    if (job->vectors.size() >= job->texts.size()) {
        end(job, job->vectors);
        return;
    }
    const QStringList batch = job->texts.mid(job->vectors.size(), m_settings.batch);
    QNetworkRequest request(endpoint(m_settings.url));
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
    if (!m_settings.key.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + m_settings.key.toUtf8());
    // A redirection would take the key to somebody else.
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setTransferTimeout(int(m_settings.timeLimitMs));
    QJsonObject body{{QStringLiteral("input"), QJsonArray::fromStringList(batch)},
                     {QStringLiteral("encoding_format"), QStringLiteral("float")}};
    if (!m_settings.model.isEmpty())
        body.insert(QStringLiteral("model"), m_settings.model);
    QNetworkReply *const reply = m_network->post(request, canonicalJson(body));
    job->reply = reply;
    QObject::connect(reply, &QNetworkReply::downloadProgress, m_network, [reply](qint64 received, qint64) {
        if (received > MaxAnswerBytes)
            reply->abort();
    });
    QObject::connect(reply, &QNetworkReply::finished, m_network, [this, job, reply] { finished(job, reply); });
}

void EmbeddingClient::finished(const std::shared_ptr<Job> &job, QNetworkReply *reply)
{
    reply->deleteLater();
    if (job->isOver)
        return;
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const QByteArray body = reply->readAll();
    const Result<QJsonValue> answer = parseJson(body);
    if (status != 200 || reply->error() != QNetworkReply::NoError) {
        if (isPassing(status) && job->tries < m_settings.retries) {
            const qint64 asked = reply->rawHeader("Retry-After").toLongLong() * 1000;
            const qint64 pause = std::max(asked, m_settings.pauseMs << job->tries);
            ++job->tries;
            QTimer::singleShot(int(std::min(pause, MaxPauseMs)), m_network, [this, job] { next(job); });
            return;
        }
        QString said =
            answer ? (*answer)[QLatin1StringView("error")][QLatin1StringView("message")].toString() : QString();
        if (said.isEmpty())
            said = reply->errorString();
        end(job, tl::unexpected(refusal(status, said.left(500), endpoint(m_settings.url).toDisplayString())));
        return;
    }
    const qsizetype expected = std::min<qsizetype>(m_settings.batch, job->texts.size() - job->vectors.size());
    const Result<Vectors> vectors = vectorsOf(answer.value_or(QJsonValue()), expected);
    if (!vectors) {
        end(job, vectors);
        return;
    }
    job->vectors += *vectors;
    job->tries = 0;
    if (job->watch.progressed)
        job->watch.progressed(int(job->vectors.size()),
                              Text::tr("%1 of %2 texts").arg(job->vectors.size()).arg(job->texts.size()));
    next(job);
}

} // namespace podium::agents
