// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonObject>
#include <QQmlEngine>
#include <QUrl>

namespace podium::gui
{

/// Starts a run of a template, a file, or the demonstration, and tells what is wrong if it cannot.
class RunStarter : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QStringList templates READ templates NOTIFY templatesChanged FINAL)
    /// What each of them is for.
    Q_PROPERTY(QStringList descriptions READ descriptions NOTIFY templatesChanged FINAL)
    Q_PROPERTY(bool busy READ busy NOTIFY changed FINAL)
    Q_PROPERTY(QString problem READ problem NOTIFY changed FINAL)

public:
    using QObject::QObject;

    QStringList templates() const { return m_templates; }
    QStringList descriptions() const { return m_descriptions; }
    bool busy() const { return m_busy; }
    QString problem() const { return m_problem; }

    Q_INVOKABLE void loadTemplates();
    Q_INVOKABLE void reset();
    /// `inputs`: a line "name=value" each. `folder`: absolute, or empty for the home folder.
    Q_INVOKABLE void startTemplate(const QString &name, const QString &inputs, const QString &folder);
    Q_INVOKABLE void startFile(const QString &path, const QString &inputs, const QString &folder);
    /// Everything the engine can do, on simulated agents.
    Q_INVOKABLE void startDemonstration();
    /// A workflow as text.
    Q_INVOKABLE void startText(const QString &definition, const QString &inputs, const QString &folder);
    Q_INVOKABLE static QString localPath(const QUrl &url);

Q_SIGNALS:
    void templatesChanged();
    void changed();
    void started(const QString &run);

private:
    void start(const QString &field, const QString &value, const QString &inputs, const QString &folder);
    void enter(bool busy, const QString &problem);

    QStringList m_templates;
    QStringList m_descriptions;
    QString m_problem;
    bool m_busy = false;
};

} // namespace podium::gui
