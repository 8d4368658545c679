// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHash>
#include <QKeySequence>
#include <QQmlEngine>
#include <QVariantList>
#include <QVariantMap>

namespace podium::gui
{

/// Which keys do what. The one table of all of them: menus, hints, the palette and the settings read it, and what a
/// person has changed is kept. GUI thread.
class Shortcuts : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    /// By id, "Ctrl+K"; empty for what has none.
    Q_PROPERTY(QVariant keys READ keys NOTIFY changed FINAL)
    /// {id, group, title, keys, fallback, changed, fixed}, in the order of the groups.
    Q_PROPERTY(QVariantList list READ list NOTIFY changed FINAL)
    Q_PROPERTY(bool anyChanged READ isAnyChanged NOTIFY changed FINAL)

public:
    static Shortcuts *instance();
    static Shortcuts *create(QQmlEngine *qml, QJSEngine *js);

    QVariant keys() const;
    QVariantList list() const;
    bool isAnyChanged() const { return !m_own.isEmpty(); }
    QString keysOf(const QString &id) const;

    /// Takes them from now on and keeps that; or says why not, and leaves everything as it was.
    Q_INVOKABLE QString rebind(const QString &id, const QString &keys);
    Q_INVOKABLE void reset(const QString &id);
    Q_INVOKABLE void resetAll();
    /// Whether these are the keys of it. For single keys that a page takes itself; `key` and `modifiers` of the event.
    Q_INVOKABLE bool fits(const QString &id, int key, int modifiers) const;
    /// Carries out the first available PageCommand whose keys these are; false if there is none.
    Q_INVOKABLE bool take(int key, int modifiers) const;
    /// "Ctrl+Shift+L"; empty as long as only modifiers are held.
    Q_INVOKABLE static QString written(int key, int modifiers);

    /// Takes up what was kept.
    void restore();

Q_SIGNALS:
    void changed();
    /// Somebody wants to see all of them.
    void asked();

private:
    explicit Shortcuts(QObject *parent);
    QString problemWith(const QString &id, const QString &keys) const;
    void keep(const QString &id) const;

    QHash<QString, QString> m_own; ///< Those that differ from the table, by id.
};

} // namespace podium::gui
