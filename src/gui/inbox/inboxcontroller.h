// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/backend/jsonlistmodel.h"
#include "gui/backend/refresher.h"

#include <QHash>
#include <QQmlEngine>
#include <QStringList>

namespace podium::gui
{

/// Everything that needs a person (what asks, riskiest and oldest first; then what stands still: those rows have the
/// kind "stop" and stop.list's row as `stop`), and the one that is looked at. What is looked at is a
/// copy that never changes by itself: a decision carries the digest of what was shown, and is refused if it is another
/// now.
class InboxController : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    /// With `over`: it was answered, or is no longer needed, since it was put there.
    Q_PROPERTY(podium::gui::JsonListModel *requests READ requests CONSTANT FINAL)
    /// Runs that are under way.
    Q_PROPERTY(podium::gui::JsonListModel *working READ working CONSTANT FINAL)
    /// The runs that ended last, without those that need somebody.
    Q_PROPERTY(podium::gui::JsonListModel *done READ done CONSTANT FINAL)
    Q_PROPERTY(bool loaded READ loaded NOTIFY loadedChanged FINAL)
    /// How many ask somebody, and how many stand still, whether the list shows them or not.
    Q_PROPERTY(int waiting READ waiting NOTIFY shownChanged FINAL)
    Q_PROPERTY(int stopped READ stopped NOTIFY shownChanged FINAL)
    /// Somebody is at the list: nothing in it moves or changes. What is answered stays in its place, what is new is
    /// only counted, until showFresh() or as soon as nobody is there.
    Q_PROPERTY(bool held READ held WRITE setHeld NOTIFY heldChanged FINAL)
    /// Requests that came since the list is held.
    Q_PROPERTY(int fresh READ fresh NOTIFY shownChanged FINAL)
    /// The request that is looked at, as it was when it was selected.
    Q_PROPERTY(QVariantMap shown READ shown NOTIFY shownChanged FINAL)
    Q_PROPERTY(QString selected READ selected NOTIFY shownChanged FINAL)
    /// It was decided, or is no longer needed, since.
    Q_PROPERTY(bool over READ over NOTIFY shownChanged FINAL)
    /// Titles of the tasks that wait for the one that asks.
    Q_PROPERTY(QStringList followers READ followers NOTIFY followersChanged FINAL)
    /// What can be answered together with it, itself first: open requests of low risk and of the same kind for the same
    /// tool, as the list shows them. Empty if there is no other one.
    Q_PROPERTY(QVariantList equals READ equals NOTIFY shownChanged FINAL)
    /// A decision is on its way.
    Q_PROPERTY(bool deciding READ deciding NOTIFY decidingChanged FINAL)
    /// Why the last decision was refused; of several a line each.
    Q_PROPERTY(QString problem READ problem NOTIFY decidingChanged FINAL)

public:
    explicit InboxController(QObject *parent = nullptr);

    JsonListModel *requests() { return &m_requests; }
    JsonListModel *working() { return &m_working; }
    JsonListModel *done() { return &m_done; }
    bool loaded() const { return m_loaded; }
    int waiting() const { return int(m_open.size()) - m_stopped; }
    int stopped() const { return m_stopped; }
    bool held() const { return m_held; }
    void setHeld(bool held);
    int fresh() const;
    QVariantMap shown() const { return m_shown.toVariantMap(); }
    QString selected() const { return m_shown.value(QStringLiteral("id")).toString(); }
    bool over() const;
    QStringList followers() const { return m_followers; }
    QVariantList equals() const;
    bool deciding() const { return m_left > 0; }
    QString problem() const { return m_problem; }

    Q_INVOKABLE void select(const QString &request);
    /// The next (1) or previous (-1) request of the list.
    Q_INVOKABLE void step(int by);
    /// Brings the list up to date although somebody is at it.
    Q_INVOKABLE void showFresh();
    /// Decides on what is shown. `answer`: the form or the option, else undefined. `always`: "workflow", "agent" or
    /// "folder" also allows what is equal from now on there, as a rule that can be revoked. `input`: what the tool is
    /// run with instead; empty = as it was asked.
    Q_INVOKABLE void decide(bool approve, const QJsonValue &answer, const QString &comment, bool changes,
                            const QString &as, const QString &always = {}, const QJsonObject &input = {});
    /// Puts away what stands still and is looked at, for good: what it is about stays as it is.
    Q_INVOKABLE void dismiss();
    /// One answer for those of `equals` with these ids; each goes with the digest of its own, and one that is refused
    /// keeps no other from being decided.
    Q_INVOKABLE void decideEach(const QStringList &requests, bool approve, const QString &comment);
    /// The fields of the shown request's form: {name, title, description, type, options, required, value}; those that
    /// have to be filled in come first.
    Q_INVOKABLE QJsonArray fields() const;
    /// The value that the field's text stands for.
    Q_INVOKABLE static QJsonValue valueOf(const QString &type, const QString &text);

Q_SIGNALS:
    void loadedChanged();
    void shownChanged();
    void heldChanged();
    void followersChanged();
    void decidingChanged();
    /// A person allowed something for good, as rule.list tells it.
    void permitGiven(const QString &permit, const QString &title);

private:
    void read();
    void merge();
    void takeRuns(const QJsonObject &answer);
    void showRuns();
    void arrange(bool hold);
    void show(const QJsonObject &request);
    void showBeside(int at);
    void leaveWhatIsOver();
    void readFollowers();
    bool isOpen(const QString &request) const;
    QList<QJsonObject> equalOnes() const;
    void send(const QJsonObject &request, const QJsonObject &params);
    void decided(const QJsonObject &request, const Result<QJsonObject> &done);

    JsonListModel m_requests;
    JsonListModel m_working;
    JsonListModel m_done;
    Refresher m_runs;
    QList<QJsonObject> m_runRows; ///< As the last answer told them.
    QList<QJsonObject> m_open;    ///< What needs somebody now.
    int m_stopped = 0;            ///< Of these stand still; they come last.
    QJsonObject m_shown;
    QStringList m_followers;
    QHash<QString, QJsonObject> m_graphs; ///< Of runs that were looked at.
    QString m_problem;
    int m_left = 0; ///< Decisions that are on their way.
    bool m_held = false;
    bool m_chosen = false; ///< By a person, not because it stood first.
    bool m_loaded = false;
};

} // namespace podium::gui
