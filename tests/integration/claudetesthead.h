// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// The head of the tests with the real Claude Code program: to be included by a test's source only.
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

using namespace Qt::StringLiterals;
using namespace podium;
using namespace podium::test;
namespace attemptfiles = podium::agents::attemptfiles;
using domain::Activity;
using domain::Approval;
using Status = domain::AttemptOutcome::Status;
