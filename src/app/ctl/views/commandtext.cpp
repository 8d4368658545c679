// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/views/commandtext.h"

#include "control/cli/commandline.h"
#include "domain/expression/jsonvalues.h"

#include <QDir>

namespace podium::ctl
{

namespace
{

QString &options()
{
    static QString s_options; ///< With a space before each.
    return s_options;
}

void add(const QString &option, const QString &value)
{
    options() += QStringLiteral(" --") + option + u' ' + commandWord(value);
}

} // namespace

void setPlaceOfData(const control::ParsedCommand &command)
{
    options().clear();
    // Absolute: it may be pasted somewhere else.
    if (!command.configFile.isEmpty())
        add(QStringLiteral("config"), QDir().absoluteFilePath(command.configFile));
    for (const auto &[key, value] : command.settings) {
        if (key == QLatin1StringView("data_folder"))
            add(QStringLiteral("data-folder"), QDir().absoluteFilePath(value));
        else if (key == QLatin1StringView("database"))
            add(QStringLiteral("set"), key + u'=' + value);
    }
}

QString commandText(const QString &words)
{
    return QStringLiteral("podiumctl") + options() + u' ' + words;
}

QString commandWord(const QString &text)
{
    return domain::shellQuoted(text).value_or(text);
}

} // namespace podium::ctl
