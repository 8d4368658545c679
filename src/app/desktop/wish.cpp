// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/wish.h"

#include "gui/backend/navigator.h"
#include "gui/editor/editorsession.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QStringList>
#include <QUrl>

namespace podium::desktop
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Desktop)
};

const QString Scheme = QStringLiteral("podium://");

Result<Wish> fromLink(const QString &link)
{
    const QStringList parts =
        QUrl::fromPercentEncoding(link.mid(Scheme.size()).toUtf8()).split(u'/', Qt::SkipEmptyParts);
    const QString place = parts.value(0);
    Wish wish;
    if (place == QLatin1StringView("run") && parts.size() >= 2) {
        wish.run = parts.at(1);
        // A key has slashes where tasks are expanded into parts.
        if (parts.size() >= 4 && parts.at(2) == QLatin1StringView("task"))
            wish.task = parts.mid(3).join(u'/');
        if (parts.size() == 2 || !wish.task.isEmpty())
            return wish;
    } else if (place == QLatin1StringView("inbox") && parts.size() == 2) {
        wish.request = parts.at(1);
        return wish;
    } else if (parts.size() == 1 && gui::Navigator::pages().contains(place)) {
        wish.page = place;
        return wish;
    }
    return fail(ErrorCode::InvalidArgument, Text::tr("the link leads nowhere"), link,
                Text::tr("Links are podium://run/RUN, podium://run/RUN/task/KEY, podium://inbox/REQUEST and "
                         "podium://PAGE"));
}

} // namespace

Result<Wish> Wish::fromWord(const QString &word)
{
    if (word.startsWith(QLatin1StringView("podium:"), Qt::CaseInsensitive))
        return fromLink(Scheme + word.mid(7 + (word.mid(7).startsWith(QLatin1StringView("//")) ? 2 : 0)));
    const QFileInfo info(word);
    if (!info.isFile())
        return fail(ErrorCode::NotFound, Text::tr("there is no such file"), word);
    Wish wish;
    wish.file = info.absoluteFilePath();
    return wish;
}

Wish Wish::fromJson(const QJsonObject &object)
{
    const auto text = [&object](const char *name) { return object.value(QLatin1StringView(name)).toString(); };
    return {text("file"), text("page"), text("run"), text("task"), text("request")};
}

QJsonObject Wish::toJson() const
{
    return {{QStringLiteral("file"), file},
            {QStringLiteral("page"), page},
            {QStringLiteral("run"), run},
            {QStringLiteral("task"), task},
            {QStringLiteral("request"), request}};
}

bool Wish::isEmpty() const
{
    return file.isEmpty() && page.isEmpty() && run.isEmpty() && request.isEmpty();
}

void Wish::carryOut() const
{
    gui::Navigator *navigator = gui::Navigator::instance();
    if (!page.isEmpty()) {
        navigator->closeRun();
        navigator->setPage(page);
    }
    if (!file.isEmpty()) {
        // Opened again it would lose what was typed in the last moment.
        gui::EditorSession *editor = gui::EditorSession::instance();
        if (!editor->isActive() || editor->file() != file)
            editor->openFile(file);
        navigator->setPage(QStringLiteral("workflows"));
    }
    if (!run.isEmpty())
        navigator->openRun(run, task);
    if (!request.isEmpty())
        navigator->openRequest(request);
}

} // namespace podium::desktop
