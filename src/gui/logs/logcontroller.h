// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "control/icontrol.h"
#include "gui/backend/refresher.h"
#include "gui/logs/logexport.h"
#include "gui/logs/loglines.h"

#include <QPointer>
#include <QQmlEngine>
#include <QUrl>

#include <memory>

namespace podium::gui
{

/// The output of all agents and the engine: what fits the filter, from the end of the log or anywhere in it, and how it
/// grows. GUI thread.
class LogController : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(podium::gui::LogLines *lines READ lines CONSTANT FINAL)
    // The filter; "" and 0 let everything through.
    Q_PROPERTY(QString run READ run WRITE setRun NOTIFY filterChanged FINAL)
    Q_PROPERTY(QString task READ task WRITE setTask NOTIFY filterChanged FINAL)
    Q_PROPERTY(QString agent READ agent WRITE setAgent NOTIFY filterChanged FINAL)
    Q_PROPERTY(QString stream READ stream WRITE setStream NOTIFY filterChanged FINAL)
    /// "debug", "info", "warning" or "error": lines of this level and above.
    Q_PROPERTY(QString level READ level WRITE setLevel NOTIFY filterChanged FINAL)
    /// Words that have to occur, or a regular expression.
    Q_PROPERTY(QString text READ text WRITE setText NOTIFY filterChanged FINAL)
    Q_PROPERTY(bool regex READ regex WRITE setRegex NOTIFY filterChanged FINAL)
    /// Only lines from this moment on, and before that one, in milliseconds since 1970.
    Q_PROPERTY(double fromMs READ fromMs NOTIFY filterChanged FINAL)
    Q_PROPERTY(double toMs READ toMs NOTIFY filterChanged FINAL)
    /// Only the last so many minutes.
    Q_PROPERTY(int minutes READ minutes WRITE setMinutes NOTIFY filterChanged FINAL)
    /// Not everything is let through.
    Q_PROPERTY(bool filtered READ isFiltered NOTIFY filterChanged FINAL)
    /// New lines are shown as they come.
    Q_PROPERTY(bool following READ following WRITE setFollowing NOTIFY followingChanged FINAL)
    Q_PROPERTY(bool loading READ loading NOTIFY stateChanged FINAL)
    Q_PROPERTY(bool loaded READ loaded NOTIFY stateChanged FINAL)
    /// There is nothing older.
    Q_PROPERTY(bool atBeginning READ atBeginning NOTIFY stateChanged FINAL)
    Q_PROPERTY(QString problem READ problem NOTIFY stateChanged FINAL)
    /// Lines written so far; -1 = nothing is being exported.
    Q_PROPERTY(double exported READ exported NOTIFY exportChanged FINAL)
    /// What came of the last export.
    Q_PROPERTY(QString exportOutcome READ exportOutcome NOTIFY exportChanged FINAL)

public:
    explicit LogController(QObject *parent = nullptr);
    ~LogController() override;

    LogLines *lines() { return &m_lines; }
    QString run() const { return m_filter.run; }
    void setRun(const QString &run) { set(&m_filter.run, run); }
    QString task() const { return m_filter.task; }
    void setTask(const QString &task) { set(&m_filter.task, task); }
    QString agent() const { return m_filter.agent; }
    void setAgent(const QString &agent) { set(&m_filter.agent, agent); }
    QString stream() const { return m_filter.stream; }
    void setStream(const QString &stream) { set(&m_filter.stream, stream); }
    QString level() const { return m_filter.level; }
    void setLevel(const QString &level) { set(&m_filter.level, level); }
    QString text() const { return m_filter.text; }
    void setText(const QString &text) { set(&m_filter.text, text); }
    bool regex() const { return m_filter.regex; }
    void setRegex(bool regex) { set(&m_filter.regex, regex); }
    double fromMs() const { return double(m_filter.fromMs); }
    double toMs() const { return double(m_filter.toMs); }
    /// As logMoment() reads it; empty = any time. What is no moment changes nothing.
    Q_INVOKABLE void setFrom(const QString &text);
    Q_INVOKABLE void setUntil(const QString &text);
    int minutes() const { return m_filter.minutes; }
    void setMinutes(int minutes) { set(&m_filter.minutes, minutes); }
    bool isFiltered() const { return !(m_filter == Filter()); }
    bool following() const { return m_following; }
    void setFollowing(bool following);
    bool loading() const { return m_asking; }
    bool loaded() const { return m_loaded; }
    bool atBeginning() const { return m_atBeginning; }
    QString problem() const { return m_problem; }
    double exported() const { return m_export ? double(m_export->written()) : -1; }
    QString exportOutcome() const { return m_exportOutcome; }

    /// Lines before those that are held, or behind them.
    Q_INVOKABLE void older();
    Q_INVOKABLE void newer();
    /// The end, or the beginning, of the log.
    Q_INVOKABLE void toEnd();
    Q_INVOKABLE void toBeginning();
    /// Lets everything through.
    Q_INVOKABLE void showAll() { set(&m_filter, Filter()); }
    /// Writes everything that fits the filter, not only what is held.
    Q_INVOKABLE void exportTo(const QUrl &file, bool json);
    Q_INVOKABLE void cancelExport();

Q_SIGNALS:
    void filterChanged();
    void followingChanged();
    void stateChanged();
    void exportChanged();

private:
    struct Filter
    {
        QString run, task, agent, stream, level, text;
        bool regex = false;
        int minutes = 0;
        qint64 fromMs = 0, toMs = 0;
        friend bool operator==(const Filter &, const Filter &) = default;
    };
    enum class Way { Older, Newer };

    template<typename T> void set(T *member, const T &value)
    {
        if (*member == value)
            return;
        *member = value;
        Q_EMIT filterChanged();
        toEnd();
    }
    QJsonObject params() const;
    void ask(Way way, QJsonObject place);
    void take(Way way, const QJsonObject &answer);
    void follow();
    void goTo(Way way);

    Filter m_filter;
    LogLines m_lines;
    std::unique_ptr<control::EventStream> m_growth;
    QPointer<LogExport> m_export;
    QString m_exportOutcome;
    QString m_problem;
    qint64 m_before = 0; ///< Where older lines begin; 0 = at the end of the log.
    qint64 m_after = 0;  ///< Where newer lines begin.
    int m_subject = 0;
    bool m_following = true;
    bool m_grown = false; ///< More came while an answer was on its way.
    bool m_asking = false;
    bool m_loaded = false;
    bool m_atBeginning = false;
    bool m_atEnd = false;
};

} // namespace podium::gui
