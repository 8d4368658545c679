// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/desktop.h"
#include "base/englishplurals.h"

#include <QAccessible>
#include <QJsonObject>
#include <QQuickWindow>
#include <QTemporaryDir>

#include <memory>

namespace podium::test
{

/// The whole window over a real engine and store in a folder of its own, drawn in software where nobody sees it. Tests
/// find things as assistive technology does, by name, and press real keys and buttons.
class DesktopFixture
{
protected:
    /// False with a message if the window or the engine did not come. `opener`: of another back end than a real one.
    bool begin(const QString &theme = QStringLiteral("dark"), const gui::Backend::Opener &opener = {});
    /// Closes it; what QML has warned of.
    QStringList end();

    desktop::Desktop &podium() { return *m_podium; }
    gui::Backend &backend() { return m_podium->backend(); }
    QQuickWindow *window() const { return m_podium->window(); }
    QString path(const QString &name) const { return m_folder.filePath(name); }
    /// Hands in a workflow and gives the run's id.
    QString submit(const QString &yaml, const QString &folder);
    /// The answer of an operation, or its error as "problem".
    QJsonObject ask(const QString &operation, const QJsonObject &params = {});
    /// What is shown with this name, or whose name begins with it and "…" stands for the rest; null if there is none.
    QAccessibleInterface *find(const QString &name, QAccessible::Role role = QAccessible::NoRole) const;
    /// Something has this name, or this text stands somewhere.
    bool sees(const QString &text) const;
    /// Presses the mouse in the middle of it.
    bool click(const QString &name, QAccessible::Role role = QAccessible::NoRole);
    /// Writes the window to PODIUM_PICTURES/<name>.png, if that folder is given.
    void picture(const QString &name);

private:
    EnglishPlurals m_plurals;
    QTemporaryDir m_folder;
    std::unique_ptr<desktop::Desktop> m_podium;
};

} // namespace podium::test
