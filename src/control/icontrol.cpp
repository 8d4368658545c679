// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "control/icontrol.h"

#include "moc_icontrol.cpp"
