// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QQmlEngine>
#include <QTranslator>

namespace podium::gui
{

/// In which language the window speaks: that of the system, or one that was chosen. Changes at once. GUI thread.
class Language : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    /// 0 = as the system, 1 = English, 2 = German.
    Q_PROPERTY(int chosen READ chosen WRITE choose NOTIFY changed FINAL)

public:
    static Language *instance();
    static Language *create(QQmlEngine *qml, QJSEngine *js);

    int chosen() const;
    /// Is kept.
    void choose(int index);

    /// Speaks that language, "de", from now on; empty: that of the system. English where there is no translation.
    void speak(const QString &code);
    /// Speaks what was chosen once.
    void restore();

Q_SIGNALS:
    void changed();

private:
    explicit Language(QObject *parent);

    QTranslator m_translator;
    QString m_code;
};

} // namespace podium::gui
