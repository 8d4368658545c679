// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/controls/pagecommand.h"

#include <algorithm>
#include <iterator>

namespace podium::gui
{

namespace
{

QList<PageCommand *> &known()
{
    static QList<PageCommand *> commands;
    return commands;
}

} // namespace

PageCommand::PageCommand(QObject *parent) : QObject(parent)
{
    known().append(this);
}

PageCommand::~PageCommand()
{
    known().removeOne(this);
}

QList<PageCommand *> PageCommand::all()
{
    QList<PageCommand *> out;
    std::copy_if(known().begin(), known().end(), std::back_inserter(out),
                 [](const PageCommand *command) { return command->available; });
    std::stable_partition(out.begin(), out.end(), [](const PageCommand *command) { return !command->general; });
    return out;
}

} // namespace podium::gui
