// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/program.h"
#include "app/ctl/requests.h"
#include "app/ctl/textlayout.h"
#include "app/ctl/views/commandtext.h"

#include "base/clock.h"
#include "base/ids.h"
#include "base/json.h"
#include "base/log.h"
#include "base/whenfinished.h"
#include "control/socket/protocol.h"

#include <QCoreApplication>
#include <QFile>
#include <QTimer>

namespace podium::ctl
{

using control::ExitCode;

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Program)
};

constexpr int MaxCalls = 4;
constexpr int StopAgainMs = 100;

} // namespace

Program::Program(control::ParsedCommand command, control::Settings settings)
    : m_command(std::move(command)), m_settings(std::move(settings)),
      m_out(1, m_settings.text(QStringLiteral("ui.color"))), m_err(2, m_settings.text(QStringLiteral("ui.color")))
{
    connect(&m_signals, &app::Signals::interrupted, this, &Program::interrupt);
    connect(&m_signals, &app::Signals::leaveAsked, this, &Program::leave);
    connect(&m_signals, &app::Signals::resized, this, [this] {
        if (m_follower)
            m_follower->redraw();
    });
}

Program::~Program()
{
    setLogTerminalSink({});
    // Streams end before the control they came from.
    m_follower.reset();
    m_tailer.reset();
    m_engine.reset();
    m_chat.reset();
    m_attachment.reset();
    m_access = {};
}

bool Program::open(bool claim)
{
    Result<control::Access> access = control::openControl(m_settings, m_command.operation->reach, claim);
    if (!access) {
        failWith(access.error());
        return false;
    }
    m_access = std::move(*access);
    return true;
}

bool Program::asksAgents() const
{
    const QString view = m_command.form->presentation;
    return asksReviewers() || view == QLatin1StringView("workflow.plan") ||
           (view == QLatin1StringView("run.replan") && !m_command.params.contains(QStringLiteral("consent")));
}

void Program::nameAgentsRun()
{
    const QString view = m_command.form->presentation;
    const bool plans = view == QLatin1StringView("workflow.plan");
    const QString known =
        view == QLatin1StringView("run.replan") ? QStringLiteral("planner_run") : QStringLiteral("run");
    const QString fresh = plans ? known : QStringLiteral("begin_as");
    if (!m_command.params.contains(known) && (!plans || m_command.params.contains(QStringLiteral("goal"))))
        m_command.params.insert(fresh, newReadableId(view.section(u'.', 1)));
    m_agentsRun = m_command.params.value(m_command.params.contains(known) ? known : fresh).toString();
}

QString Program::agentsCommand() const
{
    const QString view = m_command.form->presentation;
    const auto given = [this](const char *name) { return m_command.params.value(QLatin1StringView(name)).toString(); };
    if (asksReviewers())
        return commandText(QStringLiteral("consult %1 --run %2").arg(given("approval"), m_agentsRun));
    if (view == QLatin1StringView("run.replan"))
        return commandText(QStringLiteral("replan %1 --planner %2").arg(given("run"), m_agentsRun));
    return commandText(QStringLiteral("plan --run ") + m_agentsRun);
}

void Program::start()
{
    // Form fields and choices of `answer` are put together here: the request has one property for them.
    if (m_command.local.contains(QStringLiteral("fields")))
        m_command.params.insert(QStringLiteral("answer"), m_command.local.value(QStringLiteral("fields")));
    if (m_command.local.contains(QStringLiteral("choice")))
        m_command.params.insert(QStringLiteral("answer"), m_command.local.value(QStringLiteral("choice")));
    m_startedMs = SystemClock().nowMs();
    if (asksAgents())
        nameAgentsRun();
    if (!open(claims()))
        return;
    if (!m_agentsRun.isEmpty() && !m_command.quiet) {
        const QString line = asksReviewers() ? Text::tr("podiumctl: the reviewers are run %1; Ctrl-C stops them")
                                             : Text::tr("podiumctl: the planner is run %1; Ctrl-C stops it");
        m_err.line(line.arg(m_agentsRun));
    }
    const bool tails = m_command.form->presentation == QLatin1StringView("run.logs") ||
                       m_command.form->presentation == QLatin1StringView("run.events");
    if (isServing())
        serve();
    else if (isTalking())
        talk();
    else if (tails)
        tail();
    else
        call();
}

/// Ctrl-C: the first asks what goes on to stop, the second leaves without waiting for that.
void Program::interrupt()
{
    if (m_attachment)
        return; // Ctrl-C is for the program in the terminal.
    if (m_chat)
        m_chat->interrupt();
    else if (m_follower)
        m_follower->interrupt();
    else if (m_tailer || m_engine || m_stopAsked)
        leave();
    else if (!m_agentsRun.isEmpty() && m_access.control)
        stopAgents();
    else
        finish(ExitCode::Cancelled);
}

void Program::leave()
{
    if (m_attachment) {
        m_attachment->leave();
    } else if (m_chat) {
        m_chat->leave();
    } else if (m_follower) {
        m_follower->leave();
    } else if (m_tailer) {
        m_tailer->leave();
    } else if (m_engine) {
        m_engine->leave();
    } else {
        if (!m_agentsRun.isEmpty() && m_asked > 0) {
            const QString line =
                asksReviewers() ? Text::tr("Left the reviewers; what is running goes on. Take their answer with: %1")
                                : Text::tr("Left the planner; what is running goes on. Take its plan with: %1");
            const QString stopped = asksReviewers()
                                        ? Text::tr("Left the reviewers, who are being stopped. Have them answer after "
                                                   "all with: %1, then: %2")
                                        : Text::tr("Left the planner, which is being stopped. Have it plan after all "
                                                   "with: %1, then: %2");
            m_err.line(m_stopAsked ? stopped.arg(commandText(QStringLiteral("resume ") + m_agentsRun), agentsCommand())
                                   : line.arg(agentsCommand()));
        }
        finish(ExitCode::Detached);
    }
}

void Program::stopAgents()
{
    if (m_finished)
        return;
    if (!std::exchange(m_stopAsked, true) && !m_command.quiet) {
        m_err.line(asksReviewers() ? Text::tr("Stopping the reviewers. Ctrl-C again leaves without waiting for that.")
                                   : Text::tr("Stopping the planner. Ctrl-C again leaves without waiting for that."));
    }
    whenFinished(m_access.control->call({QStringLiteral("run.cancel"),
                                         {{QStringLiteral("run"), m_agentsRun},
                                          {QStringLiteral("reason"), Text::tr("stopped with Ctrl-C")}},
                                         {}}),
                 this, [this](const Result<QJsonObject> &answer) {
                     // Not there yet: it is being begun.
                     if (!answer && answer.error().code == ErrorCode::NotFound)
                         QTimer::singleShot(StopAgainMs, this, &Program::stopAgents);
                     // Unavailable: the owner went; whoever is asked next is asked to stop as well.
                     else if (!answer && answer.error().code != ErrorCode::Conflict &&
                              answer.error().code != ErrorCode::Unavailable)
                         m_err.line(Text::tr("podiumctl: %1").arg(harmless(answer.error().text())));
                 });
}

bool Program::showsInParts() const
{
    return m_command.form->presentation == QLatin1StringView("run.show") && !m_command.json &&
           !m_command.params.contains(QStringLiteral("task"));
}

/// Of a run with very many tasks a person is shown those that matter, unless it is asked for more.
bool Program::showsTheMostImportant() const
{
    return showsInParts() && !m_command.params.contains(QStringLiteral("tag")) &&
           !m_command.local.contains(QStringLiteral("all"));
}

void Program::call()
{
    ++m_asked;
    if (showsInParts() && !m_command.params.contains(QStringLiteral("most"))) {
        m_command.params.insert(QStringLiteral("limit"),
                                showsTheMostImportant() ? RunView::TasksShown : RunView::TasksAtOnce);
    }
    whenFinished(m_access.control->call({m_command.operation->name, m_command.params, {}}), this,
                 [this](const Result<QJsonObject> &answer) { answered(answer); });
}

void Program::answered(const Result<QJsonObject> &answer)
{
    if (m_finished)
        return;
    if (!answer && m_access.control->hasTakenLeave() && m_asked < MaxCalls) {
        // The owner ended before it heard us: whoever comes next is asked, or we are that.
        if (open(claims())) {
            call();
            if (m_stopAsked)
                stopAgents();
        }
        return;
    }
    if (!answer && m_stopAsked) {
        m_err.line(asksReviewers() ? Text::tr("The reviewers were stopped; the request stays open")
                                   : Text::tr("The planner was stopped; there is no plan"));
        finish(ExitCode::Cancelled);
        return;
    }
    if (!answer) {
        failWith(answer.error());
        return;
    }
    if (showsInParts()) {
        m_shown.update(*answer, !m_command.params.contains(QStringLiteral("from")));
        if (const QJsonValue next = answer->value(QStringLiteral("next")); next.isDouble()) {
            if (showsTheMostImportant()) {
                m_command.params.remove(QStringLiteral("limit"));
                m_command.params.insert(QStringLiteral("most"), RunView::TasksOfMany);
            } else {
                m_command.params.insert(QStringLiteral("from"), next);
            }
            m_asked = 0;
            call();
            return;
        }
    }
    const QString run = answer->value(QStringLiteral("run")).toString();
    const QJsonArray warnings = answer->value(QStringLiteral("warnings")).toArray();
    for (const QJsonValue &warning : warnings) {
        if (!m_command.quiet)
            m_err.line(harmless(warning.toString()));
    }
    if (m_command.form->presentation == QLatin1StringView("agent.attach") && !m_command.json) {
        attach(*answer);
        return;
    }
    if (isFollowing()) {
        const bool isNew = m_command.operation->name == QLatin1StringView("run.submit") ||
                           m_command.operation->name == QLatin1StringView("workflow.try") ||
                           m_command.operation->name == QLatin1StringView("run.fork");
        if (manner() == RunFollower::Manner::Lines)
            m_out.line(Text::tr("run %1").arg(run));
        follow(run, isNew ? 0 : -1);
        return;
    }
    if (opensAgain() && answer->value(QStringLiteral("cancelling")).toBool()) {
        failWith({ErrorCode::Conflict, Text::tr("the run is being stopped"), run,
                  Text::tr("Ask again when it is CANCELLED, or leave out --no-follow, which waits for that")});
        return;
    }
    // What was asked has to happen before the one process that can do it ends.
    if (m_access.owner && m_command.operation->name == QLatin1StringView("run.cancel") &&
        !m_command.params.contains(QStringLiteral("task"))) {
        const QJsonObject wait{
            {QStringLiteral("run"), run},
            {QStringLiteral("timeout_ms"), m_settings.number(QStringLiteral("engine.stop_grace")) + 15'000}};
        whenFinished(m_access.control->call({QStringLiteral("run.wait"), wait, {}}), this,
                     [this, first = *answer](const Result<QJsonObject> &) { show(first); });
        return;
    }
    show(*answer);
}

/// Whether a run that was stopped, or is being stopped, is asked to go on.
bool Program::opensAgain() const
{
    return m_command.operation->name == QLatin1StringView("run.resume") ||
           (m_command.operation->name == QLatin1StringView("run.retry") &&
            !m_command.params.contains(QStringLiteral("task")));
}

RunFollower::Manner Program::manner() const
{
    if (m_command.json)
        return RunFollower::Manner::Json;
    if (m_command.quiet)
        return RunFollower::Manner::Quiet;
    if (m_out.canRedraw() && !m_command.local.value(QStringLiteral("plain")).toBool())
        return RunFollower::Manner::Table;
    return RunFollower::Manner::Lines;
}

void Program::follow(const QString &run, qint64 since)
{
    RunFollower::Options options;
    options.manner = manner();
    options.noWait = m_command.local.value(QStringLiteral("no-wait")).toBool();
    options.since = since;
    options.reopen = opensAgain();
    m_follower = std::make_unique<RunFollower>(m_access.control, run, options, m_out, m_err);
    connect(m_follower.get(), &RunFollower::finished, this, &Program::finish);
    connect(m_follower.get(), &RunFollower::failed, this, &Program::failWith);
    connect(m_follower.get(), &RunFollower::lost, this, &Program::takeOver, Qt::QueuedConnection);
    if (options.manner == RunFollower::Manner::Table) {
        setLogTerminalSink([follower = m_follower.get()](const QByteArray &line) {
            QMetaObject::invokeMethod(
                follower, [follower, line] { follower->showAbove(line); }, Qt::QueuedConnection);
        });
    }
    m_follower->start();
}

void Program::takeOver(const Error &reason)
{
    if (m_finished)
        return;
    if (m_access.owner) {
        // Our own engine has stopped deciding: nothing to take over from.
        failWith(reason);
        return;
    }
    m_err.line(Text::tr("podiumctl: %1; taking over").arg(reason.message));
    const std::shared_ptr<control::IControl> before = m_access.control; // Its stream still belongs to the follower.
    if (!open(true))
        return;
    if (m_chat) {
        m_chat->continueWith(m_access.control);
    } else if (m_follower) {
        m_follower->continueWith(m_access.control);
    } else {
        m_engine->continueWith(m_access.control);
        sayWhoServes();
    }
}

void Program::serve()
{
    EngineFollower::Options options;
    options.manner = manner() == RunFollower::Manner::Table ? RunFollower::Manner::Lines : manner();
    options.noWait = m_command.local.value(QStringLiteral("no-wait")).toBool();
    options.sinceMs = m_startedMs;
    if (const QJsonValue idle = m_command.params.value(QStringLiteral("idle_exit_ms")); idle.isDouble())
        options.idleExitMs = idle.toInteger();
    m_engine = std::make_unique<EngineFollower>(m_access.control, options, m_out, m_err);
    connect(m_engine.get(), &EngineFollower::finished, this, &Program::finish);
    connect(m_engine.get(), &EngineFollower::failed, this, &Program::failWith);
    connect(m_engine.get(), &EngineFollower::lost, this, &Program::takeOver, Qt::QueuedConnection);
    sayWhoServes();
    m_engine->start();
}

void Program::talk()
{
    m_chat = std::make_unique<Chat>(m_access.control, m_command.params, m_command.json, m_out, m_err);
    connect(m_chat.get(), &Chat::finished, this, &Program::finish);
    connect(m_chat.get(), &Chat::lost, this, &Program::takeOver, Qt::QueuedConnection);
    m_chat->start();
}

void Program::attach(const QJsonObject &place)
{
    m_attachment = std::make_unique<Attachment>(m_access.control, m_command.params, place, m_err);
    connect(m_attachment.get(), &Attachment::finished, this, &Program::finish);
    m_attachment->start();
}

void Program::sayWhoServes()
{
    if (m_command.quiet)
        return;
    const QString folder = m_settings.text(QStringLiteral("data_folder"));
    if (!m_access.owner) {
        m_err.line(Text::tr("podiumctl: process %1 runs the engine of %2; this one takes over when it ends")
                       .arg(m_access.ownerPid)
                       .arg(folder));
    } else if (!m_command.params.contains(QStringLiteral("idle_exit_ms"))) {
        m_err.line(
            Text::tr("podiumctl: runs the engine of %1; Ctrl-C ends it, and what is running goes on").arg(folder));
    }
}

void Program::tail()
{
    const bool logs = m_command.form->presentation == QLatin1StringView("run.logs");
    m_tailer = std::make_unique<Tailer>(
        m_access.control, m_command.params,
        Tailer::Options{logs, m_command.local.value(QStringLiteral("follow")).toBool(), m_command.json}, m_out, m_err);
    connect(m_tailer.get(), &Tailer::finished, this, &Program::finish);
    connect(m_tailer.get(), &Tailer::failed, this, &Program::failWith);
    m_tailer->start();
}

/// Said where a change was made that nobody is there to carry on.
QString Program::noteFor(const QJsonObject &answer) const
{
    if (!m_access.owner || m_command.quiet)
        return {};
    QString run = answer.value(QStringLiteral("run")).toString();
    if (run.isEmpty())
        run = answer.value(QStringLiteral("approval")).toObject().value(QStringLiteral("run")).toString();
    if (run.isEmpty() || m_command.operation->name == QLatin1StringView("run.cancel"))
        return {};
    return Text::tr("No process is running it now. Go on with %1, or keep an engine with %2")
        .arg(commandText(QStringLiteral("resume ") + run), commandText(QStringLiteral("serve")));
}

bool Program::writeOutput(QJsonObject &answer)
{
    const QString path = m_command.local.value(QStringLiteral("output")).toString();
    if (path.isEmpty())
        return true;
    QFile file(path);
    const QByteArray text = answer.value(QStringLiteral("text")).toString().toUtf8();
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly) || file.write(text) != text.size() || !file.flush()) {
        failWith({ErrorCode::Conflict, Text::tr("cannot write the file: %1").arg(file.errorString()), path,
                  Text::tr("An existing file is never overwritten")});
        return false;
    }
    answer.insert(QStringLiteral("text"), Text::tr("%1 was written; try podiumctl validate %1").arg(path));
    return true;
}

void Program::show(const QJsonObject &given)
{
    QJsonObject answer = given;
    if (!writeOutput(answer))
        return;
    if (const QString note = noteFor(answer); !note.isEmpty())
        answer.insert(QStringLiteral("note"), note);
    const AnswerOptions options{m_out.isTerminal() ? m_out.columns() : 0, m_out.hasColour(), m_out.hasUnicode(),
                                m_command.quiet, showsInParts() ? &m_shown : nullptr};
    m_out.text(answerText(m_command, answer, options));
    if (m_command.form->presentation == QLatin1StringView("run.ended") &&
        answer.value(QStringLiteral("attention")).toBool()) {
        const QJsonObject request = answer.value(QStringLiteral("request")).toObject();
        m_out.settle();
        const QJsonObject run = answer.value(QStringLiteral("run")).toObject();
        const bool paused = run.value(QStringLiteral("state")).toString() == QLatin1StringView("PAUSED");
        m_err.line(waitsForPerson(paused              ? pausedText(run.value(QStringLiteral("id")).toString())
                                  : request.isEmpty() ? harmless(answer.value(QStringLiteral("why")).toString())
                                                      : requestLine(request)));
    }
    finish(answerCode(m_command, answer));
}

void Program::failWith(const Error &error)
{
    if (m_command.json)
        m_out.write(canonicalJson(QJsonObject{{QStringLiteral("error"), control::toJson(error)}}) + '\n');
    m_out.settle();
    m_err.line(Text::tr("podiumctl: %1").arg(harmless(error.text())));
    finish(control::exitCodeFor(error.code));
}

void Program::finish(ExitCode code)
{
    if (std::exchange(m_finished, true))
        return;
    Q_EMIT finished(int(code));
}

} // namespace podium::ctl
