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
    connect(this, &PageCommand::changed, news(), &PageCommandNews::changed);
    Q_EMIT news()->changed();
}

PageCommand::~PageCommand()
{
    known().removeOne(this);
    Q_EMIT news()->changed();
}

PageCommandNews *PageCommand::news()
{
    // Like the list, it is there for commands that go with the engine, however late that is.
    static PageCommandNews s_news;
    return &s_news;
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
