// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/backend/jsonlistmodel.h"
#include "gui/backend/refresher.h"

#include <QQmlEngine>

namespace podium::gui
{

/// Everything that needs a person, riskiest and oldest first, and the one that is looked at. What is looked at is a
/// copy that never changes by itself: a decision carries the digest of what was shown, and is refused if it is another
/// now.
class InboxController : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(podium::gui::JsonListModel *requests READ requests CONSTANT FINAL)
    /// Runs that are under way.
    Q_PROPERTY(podium::gui::JsonListModel *working READ working CONSTANT FINAL)
    /// The runs that ended last.
    Q_PROPERTY(podium::gui::JsonListModel *done READ done CONSTANT FINAL)
    Q_PROPERTY(bool loaded READ loaded NOTIFY loadedChanged FINAL)
    /// The request that is looked at, as it was when it was selected.
    Q_PROPERTY(QVariantMap shown READ shown NOTIFY shownChanged FINAL)
    Q_PROPERTY(QString selected READ selected NOTIFY shownChanged FINAL)
    /// It was decided, or is no longer needed, since.
    Q_PROPERTY(bool over READ over NOTIFY shownChanged FINAL)
    /// A decision is on its way.
    Q_PROPERTY(bool deciding READ deciding NOTIFY decidingChanged FINAL)
    /// Why the last decision was refused.
    Q_PROPERTY(QString problem READ problem NOTIFY decidingChanged FINAL)

public:
    explicit InboxController(QObject *parent = nullptr);

    JsonListModel *requests() { return &m_requests; }
    JsonListModel *working() { return &m_working; }
    JsonListModel *done() { return &m_done; }
    bool loaded() const { return m_loaded; }
    QVariantMap shown() const { return m_shown.toVariantMap(); }
    QString selected() const { return m_shown.value(QStringLiteral("id")).toString(); }
    bool over() const;
    bool deciding() const { return m_deciding; }
    QString problem() const { return m_problem; }

    Q_INVOKABLE void select(const QString &request);
    /// The next (1) or previous (-1) request of the list.
    Q_INVOKABLE void step(int by);
    /// Decides on what is shown. `answer`: the form or the option, else undefined. `always`: "workflow", "agent" or
    /// "folder" also allows what is equal from now on there, as a rule that can be revoked.
    Q_INVOKABLE void decide(bool approve, const QJsonValue &answer, const QString &comment, bool changes,
                            const QString &as, const QString &always = {});
    /// The fields of the shown request's form: {name, title, description, type, options, required, value}; those that
    /// have to be filled in come first.
    Q_INVOKABLE QJsonArray fields() const;
    /// The value that the field's text stands for.
    Q_INVOKABLE static QJsonValue valueOf(const QString &type, const QString &text);

Q_SIGNALS:
    void loadedChanged();
    void shownChanged();
    void decidingChanged();

private:
    void take(const QJsonObject &answer);
    void takeRuns(const QJsonObject &answer);

    JsonListModel m_requests;
    JsonListModel m_working;
    JsonListModel m_done;
    Refresher m_refresher;
    Refresher m_runs;
    QJsonObject m_shown;
    QString m_problem;
    bool m_loaded = false;
    bool m_deciding = false;
};

} // namespace podium::gui
