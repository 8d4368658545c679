// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/backend/jsonlistmodel.h"
#include "gui/backend/refresher.h"

#include <QQmlEngine>

namespace podium::gui
{

/// What people have allowed for good and nobody has revoked, oldest first, as rule.list tells it.
class PermitList : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(podium::gui::JsonListModel *permits READ permits CONSTANT FINAL)

public:
    explicit PermitList(QObject *parent = nullptr);

    JsonListModel *permits() { return &m_permits; }
    /// Takes it back; what is equal is asked again from now on.
    Q_INVOKABLE void revoke(const QString &permit);

private:
    JsonListModel m_permits;
    Refresher m_refresher;
};

} // namespace podium::gui
