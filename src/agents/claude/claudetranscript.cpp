// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/claude/claudetranscript.h"

#include "agents/claude/claudeapproval.h"
#include "base/json.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonObject>

namespace podium::agents
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ClaudeTranscript)
};

constexpr qsizetype MaxText = 64 * 1024;        // Characters.
constexpr qint64 MaxLineBytes = 64 << 20;       // As the runner reads them.
constexpr qint64 MaxPageBytes = 8 << 20;        // Of the spool, so that no answer takes long.
constexpr qint64 MaxAnswerCharacters = 2 << 20; // What a page may weigh.

QString cutText(const QString &text)
{
    return text.size() <= MaxText
               ? text
               : text.left(MaxText) + Text::tr("\n[… %n character(s) left out]", nullptr, int(text.size() - MaxText));
}

QJsonValue cutValue(const QJsonValue &value)
{
    if (value.isString())
        return cutText(value.toString());
    if (value.isArray()) {
        QJsonArray out;
        for (const QJsonValue &entry : value.toArray())
            out.append(cutValue(entry));
        return out;
    }
    if (value.isObject()) {
        QJsonObject out = value.toObject();
        for (auto it = out.begin(); it != out.end(); ++it)
            it.value() = cutValue(it.value());
        return out;
    }
    return value;
}

QJsonObject entry(const char *kind, const QString &parent, const QString &text)
{
    QJsonObject out{{QStringLiteral("kind"), QLatin1StringView(kind)}, {QStringLiteral("parent"), parent}};
    if (!text.isEmpty())
        out.insert(QStringLiteral("text"), cutText(text));
    return out;
}

/// What a message of ours says.
QString toldText(const ClaudeWrite &write)
{
    const Result<QJsonValue> line = parseJson(write.line);
    return line ? (*line)[QLatin1StringView("message")][QLatin1StringView("content")].toString() : QString();
}

/// Adds what each kind of line says.
struct Teller
{
    QJsonArray *out;
    const QList<ClaudeWrite> *journal;

    void operator()(const claude::Assistant &said) const
    {
        if (!said.error.isEmpty()) {
            out->append(entry("error", said.parentToolUse, said.text.isEmpty() ? said.error : said.text));
            return;
        }
        if (!said.thought.isEmpty())
            out->append(entry("thinking", said.parentToolUse, said.thought));
        if (!said.text.isEmpty())
            out->append(entry("text", said.parentToolUse, said.text));
        for (const claude::ToolUse &use : said.tools) {
            QJsonObject call = entry("tool", said.parentToolUse, {});
            call.insert(QStringLiteral("id"), use.id);
            call.insert(QStringLiteral("tool"), use.name);
            call.insert(QStringLiteral("summary"), toolSummary(use.name, use.input));
            call.insert(QStringLiteral("input"), cutValue(use.input));
            out->append(call);
        }
    }
    void operator()(const claude::User &said) const
    {
        for (const claude::ToolResult &result : said.results) {
            QJsonObject end = entry("result", said.parentToolUse, result.text);
            end.insert(QStringLiteral("id"), result.toolUse);
            end.insert(QStringLiteral("is_error"), result.isError);
            out->append(end);
        }
    }
    void operator()(const claude::TurnResult &result) const
    {
        QJsonObject turn = entry("turn", {}, result.isError ? result.errors.value(0, result.text) : QString());
        turn.insert(QStringLiteral("is_error"), result.isError);
        domain::Usage usage = result.sinceLast.value_or(result.turn);
        turn.insert(QStringLiteral("usage"), domain::toJson(usage));
        out->append(turn);
    }
    void operator()(const claude::TaskStarted &task) const
    {
        if (task.toolUse.isEmpty())
            return;
        QJsonObject begun = entry("subagent", {}, task.description);
        begun.insert(QStringLiteral("id"), task.toolUse);
        begun.insert(QStringLiteral("tool"), task.subagent);
        out->append(begun);
    }
    void operator()(const claude::Response &response) const
    {
        for (const ClaudeWrite &write : *journal) {
            if (write.kind != ClaudeWrite::Kind::Request || write.id != response.requestId)
                continue;
            const QString words = QString::fromUtf8(write.line);
            out->append(entry(response.ok ? "notice" : "error", {},
                              response.ok ? words : words + u' ' + Text::tr("It refused: %1").arg(response.error)));
        }
    }
    void operator()(const claude::Partial &piece) const { out->append(entry("partial", {}, piece.text)); }
    void operator()(const claude::Notice &notice) const { out->append(entry("notice", {}, notice.text)); }
    void operator()(const claude::Lifecycle &lifecycle) const
    {
        if (lifecycle.state != QLatin1StringView("started"))
            return;
        for (const ClaudeWrite &write : *journal) {
            if (write.kind != ClaudeWrite::Kind::Message || write.id != lifecycle.message)
                continue;
            QJsonObject told = entry("told", {}, toldText(write));
            told.insert(QStringLiteral("message"), write.id);
            told.insert(QStringLiteral("of_person"), write.ofPerson);
            out->append(told);
        }
    }
    template<typename Other> void operator()(const Other &) const {}
};

qint64 weight(const QJsonArray &entries)
{
    qint64 out = 0;
    for (const QJsonValue &value : entries)
        out += value[QLatin1StringView("text")].toString().size() +
               canonicalJson(value[QLatin1StringView("input")]).size() + 100;
    return out;
}

} // namespace

QJsonArray transcriptEntries(const claude::Message &message, const QList<ClaudeWrite> &journal)
{
    QJsonArray out;
    std::visit(Teller{&out, &journal}, message.body);
    if (!message.id.isEmpty() && std::holds_alternative<claude::Assistant>(message.body)) {
        for (QJsonValueRef value : out) {
            QJsonObject said = value.toObject();
            said.insert(QStringLiteral("message"), message.id);
            value = said;
        }
    }
    return out;
}

Result<TranscriptPage> readTranscript(const QString &attemptFolder, qint64 since, int limit, bool pieces)
{
    TranscriptPage page;
    page.next = since;
    ClaudeJournal journal(attemptFolder + QStringLiteral("/claude.journal"));
    journal.load();
    QFile spool(attemptFolder + QStringLiteral("/spool/stdout"));
    if (!journal.exists() || !spool.exists())
        return page;
    if (!spool.open(QIODevice::ReadOnly) || !spool.seek(since))
        return fail(ErrorCode::Unavailable, Text::tr("cannot read the conversation: %1").arg(spool.errorString()),
                    spool.fileName());
    qint64 answered = 0;
    while (page.entries.size() < limit && answered < MaxAnswerCharacters && page.next - since < MaxPageBytes) {
        const QByteArray line = spool.readLine(MaxLineBytes);
        if (!line.endsWith('\n'))
            return page; // Not written to its end yet, or nothing any more.
        const Result<claude::Message> message = claude::parseLine(line);
        const QJsonArray entries = message ? transcriptEntries(*message, journal.writes())
                                           : QJsonArray{entry("error", {}, message.error().text())};
        answered += weight(entries);
        int part = 0;
        for (const QJsonValue &value : entries) {
            if (!pieces && value[QLatin1StringView("kind")].toString() == QLatin1StringView("partial"))
                continue;
            QJsonObject said = value.toObject();
            said.insert(QStringLiteral("at"), QStringLiteral("%1.%2").arg(page.next).arg(part++));
            page.entries.append(said);
        }
        page.next += line.size();
    }
    page.more = page.next < spool.size();
    return page;
}

} // namespace podium::agents
