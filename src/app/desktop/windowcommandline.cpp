// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/windowcommandline.h"

#include "base/suggestion.h"
#include "gui/backend/navigator.h"

#include <QCommandLineParser>

#include <utility>

namespace podium::desktop
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Desktop)
};

const QStringList Themes{QStringLiteral("system"), QStringLiteral("light"), QStringLiteral("dark"),
                         QStringLiteral("contrast")};

void describe(QCommandLineParser &parser)
{
    parser.setApplicationDescription(Text::tr("Desktop control center for teams of AI coding agents."));
    parser.addPositionalArgument(QStringLiteral("FILE"),
                                 Text::tr("A workflow to open in the editor, or a link: podium://run/RUN, "
                                          "podium://run/RUN/task/KEY, podium://inbox/REQUEST, podium://PAGE. A window "
                                          "of the same data folder that is open already shows it."),
                                 Text::tr("[FILE | LINK]"));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOptions({
        {QStringLiteral("data-folder"), Text::tr("Where Podium keeps its data"), Text::tr("DIR")},
        {QStringLiteral("config"), Text::tr("Configuration file"), Text::tr("FILE")},
        {QStringLiteral("set"), Text::tr("Set a configuration key; may be repeated"), Text::tr("KEY=VALUE")},
        {QStringLiteral("page"),
         Text::tr("Begin on this page: %1").arg(gui::Navigator::pages().join(QStringLiteral(", "))), Text::tr("PAGE")},
        {QStringLiteral("run"), Text::tr("Begin with this run"), Text::tr("RUN")},
        {QStringLiteral("task"), Text::tr("Select this task of it"), Text::tr("KEY")},
        {QStringLiteral("theme"), Text::tr("system, light, dark or contrast"), Text::tr("NAME")},
        {QStringLiteral("text-size"), Text::tr("Size of the text in per cent, 80 to 200"), Text::tr("PERCENT")},
        {QStringLiteral("size"), Text::tr("Size of the window, e.g. 1440x900"), Text::tr("WxH")},
        {QStringLiteral("screenshot"),
         Text::tr("Write a picture of the window into FILE and end; PAGE FILE pictures that page (or link), also "
                  "without a display"),
         Text::tr("[PAGE] FILE")},
    });
}

Result<control::Settings> settingsFrom(const QCommandLineParser &parser)
{
    QList<QPair<QString, QString>> given;
    if (parser.isSet(QStringLiteral("data-folder")))
        given.append({QStringLiteral("data_folder"), parser.value(QStringLiteral("data-folder"))});
    const QStringList sets = parser.values(QStringLiteral("set"));
    for (const QString &set : sets)
        given.append({set.section(u'=', 0, 0), set.section(u'=', 1)});
    return control::Settings::load(control::SettingSources::real(parser.value(QStringLiteral("config")), given));
}

Result<void> checkAmong(const QString &option, const QString &given, const QStringList &known)
{
    if (known.contains(given))
        return {};
    const QString meant = suggestion(given, known);
    return fail(ErrorCode::InvalidArgument, Text::tr("there is no %1 \"%2\"").arg(option, given), {},
                meant.isEmpty() ? Text::tr("There are: %1").arg(known.join(QStringLiteral(", "))) : meant);
}

const QString LinkScheme = QStringLiteral("podium:");

/// A page or a link rather than a file to write to: pictures have an extension.
bool isPlace(const QString &word)
{
    return word.startsWith(LinkScheme) || (!word.isEmpty() && !word.contains(u'.') && !word.contains(u'/'));
}

/// The link that leads to a page, or the link itself.
Result<QString> linkTo(const QString &place)
{
    if (place.startsWith(LinkScheme))
        return place;
    if (const Result<void> known = checkAmong(QStringLiteral("page"), place, gui::Navigator::pages()); !known)
        return tl::unexpected(known.error());
    return LinkScheme + place;
}

} // namespace

Result<CommandLine> CommandLine::read(const QCoreApplication &app)
{
    QCommandLineParser parser;
    describe(parser);
    parser.process(app);
    for (const auto &[option, known] :
         {std::pair(QStringLiteral("page"), gui::Navigator::pages()), std::pair(QStringLiteral("theme"), Themes)}) {
        if (!parser.isSet(option))
            continue;
        if (const Result<void> checked = checkAmong(option, parser.value(option), known); !checked)
            return tl::unexpected(checked.error());
    }
    const Result<control::Settings> settings = settingsFrom(parser);
    if (!settings)
        return tl::unexpected(settings.error());
    CommandLine line{*settings, {}, {}, {}, {}, parser.value(QStringLiteral("screenshot"))};
    QStringList words = parser.positionalArguments();
    // --screenshot PAGE FILE: the option has taken the page, and left the file over.
    if (!words.isEmpty() && isPlace(line.screenshot)) {
        const Result<QString> place = linkTo(line.screenshot);
        if (!place)
            return tl::unexpected(place.error());
        line.screenshot = std::exchange(words.first(), *place);
    }
    if (!words.isEmpty()) {
        const Result<Wish> wish = Wish::fromWord(words.first());
        if (!wish)
            return tl::unexpected(wish.error());
        line.wish = *wish;
    }
    if (parser.isSet(QStringLiteral("page")))
        line.wish.page = parser.value(QStringLiteral("page"));
    if (parser.isSet(QStringLiteral("run"))) {
        line.wish.run = parser.value(QStringLiteral("run"));
        line.wish.task = parser.value(QStringLiteral("task"));
    }
    if (parser.isSet(QStringLiteral("theme")))
        line.theme = gui::Theme::Scheme(Themes.indexOf(parser.value(QStringLiteral("theme"))));
    if (parser.isSet(QStringLiteral("text-size"))) {
        const QString given = parser.value(QStringLiteral("text-size"));
        bool isNumber = false;
        const int percent = given.toInt(&isNumber);
        if (!isNumber || percent < 80 || percent > 200)
            return fail(ErrorCode::InvalidArgument, Text::tr("--text-size: \"%1\" is no size").arg(given), {},
                        Text::tr("Give 80 to 200."));
        line.textScale = percent / 100.0;
    }
    if (const QStringList size = parser.value(QStringLiteral("size")).split(u'x'); size.size() == 2)
        line.size = {size.at(0).toInt(), size.at(1).toInt()};
    return line;
}

} // namespace podium::desktop
