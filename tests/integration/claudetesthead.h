// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// What the sources of the tests with the real Claude Code program include.
#pragma once

#include "agents/attemptfiles.h"
#include "base/json.h"
#include "integration/claudetestbase.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTest>
#include <QUuid>

#include <signal.h>
