// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// Precompiled header of the windowed layers.
#pragma once

#include "base/error.h"

#include <QAbstractListModel>
#include <QFuture>
#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QQmlEngine>
#include <QQuickItem>
#include <QString>
#include <QStringList>
