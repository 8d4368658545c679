// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/claude/hooks/hookruns.h"

#include "base/json.h"
#include "base/whenfinished.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QPromise>
#include <QThreadPool>

namespace podium::agents
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(HookRuns)
};

constexpr qsizetype MaxContext = 10'000; ///< Characters of a command's output that the agent is told.

HookAnswer blocked(const QString &reason)
{
    HookAnswer out;
    out.verdict = HookAnswer::Verdict::Block;
    out.text = reason;
    return out;
}

HookAnswer answerOf(const domain::HookRule &rule, const Result<BoundedOutput> &output)
{
    if (!output)
        return blocked(output.error().text());
    const QString said = outputTail(output->out, MaxContext);
    if (output->exitCode != 0) {
        const QString reason =
            rule.text.isEmpty() ? Text::tr("`%1` ended with %2").arg(rule.command).arg(output->exitCode) : rule.text;
        return blocked(said.isEmpty() ? reason : reason + u'\n' + said);
    }
    HookAnswer out;
    out.context = said;
    return out;
}

} // namespace

QString gateText(const domain::HookRule &rule)
{
    if (!rule.text.isEmpty())
        return rule.text;
    return QStringLiteral("Not finished: a command like `%1` has to succeed after the last change of a file.")
        .arg(rule.command);
}

HookRuns::HookRuns(QObject *parent) : QObject(parent) {}

HookRuns::~HookRuns()
{
    cancelAll();
}

void HookRuns::start(const QString &id, const HookHandler &hook, const HookEvent &event, const Place &place)
{
    const Run run{++m_count, {}};
    m_runs.insert(id, run);
    QFuture<HookAnswer> answer;
    if (hook.handle)
        answer = hook.handle(event);
    else if (hook.rule.action == domain::HookRule::Action::Require)
        answer = gate(hook.rule, event, place, run.cancel);
    else
        answer = command(hook.rule, event, place, run.cancel, run.number);
    whenFinished(answer, this, [this, id, number = run.number](const HookAnswer &given) {
        if (m_runs.value(id).number != number)
            return; // Nobody waits for it any more.
        m_runs.remove(id);
        Q_EMIT finished(id, given);
    });
}

QFuture<HookAnswer> HookRuns::command(const domain::HookRule &rule, const HookEvent &event, const Place &place,
                                      const CancelFlag &cancel, int number)
{
    auto promise = std::make_shared<QPromise<HookAnswer>>();
    promise->start();
    const QFuture<HookAnswer> out = promise->future();
    QThreadPool::globalInstance()->start([promise, rule, event, place, cancel, number] {
        const QString file = place.tempFolder + QStringLiteral("/hook-%1.json").arg(number);
        QDir().mkpath(place.tempFolder);
        QFile input(file);
        if (input.open(QIODevice::WriteOnly))
            input.write(canonicalJson(event.input));
        input.close();
        BoundedCommand command;
        command.program = QStringLiteral("/bin/sh");
        command.arguments = {QStringLiteral("-c"), rule.command};
        command.folder = place.folder;
        command.environment = place.environment;
        command.environment.insert(QStringLiteral("PODIUM_HOOK_EVENT"), event.event);
        command.environment.insert(QStringLiteral("PODIUM_HOOK_TOOL"), event.subject);
        command.environment.insert(QStringLiteral("PODIUM_HOOK_ABOUT"), event.about.left(32'000));
        command.environment.insert(QStringLiteral("PODIUM_HOOK_INPUT"), file);
        command.timeoutMs = int(rule.timeoutMs);
        command.endsWithPodium = true;
        command.mergeStreams = true;
        command.cancel = cancel;
        promise->addResult(answerOf(rule, runBounded(command)));
        promise->finish();
        QFile::remove(file);
    });
    return out;
}

QFuture<HookAnswer> HookRuns::gate(const domain::HookRule &rule, const HookEvent &event, const Place &place,
                                   const CancelFlag &cancel)
{
    auto promise = std::make_shared<QPromise<HookAnswer>>();
    promise->start();
    const QFuture<HookAnswer> out = promise->future();
    QThreadPool::globalInstance()->start([promise, rule, event, place = place.gate, cancel] {
        HookAnswer answer;
        if (!domain::hookEndsTurn(event.event)) {
            if (const Result<void> noted = qualitygate::succeeded(place, event.about, cancel); !noted)
                answer.text = noted.error().text();
        } else if (const Result<bool> met = qualitygate::isMet(place, rule.command, cancel); !met) {
            answer = blocked(gateText(rule) + u' ' + met.error().text());
        } else if (!*met) {
            answer = blocked(gateText(rule));
        }
        promise->addResult(answer);
        promise->finish();
    });
    return out;
}

void HookRuns::cancel(const QString &id)
{
    if (const auto it = m_runs.find(id); it != m_runs.end()) {
        it->cancel.cancel();
        m_runs.erase(it);
    }
}

void HookRuns::cancelAll()
{
    const QStringList ids = m_runs.keys();
    for (const QString &id : ids)
        cancel(id);
}

} // namespace podium::agents
