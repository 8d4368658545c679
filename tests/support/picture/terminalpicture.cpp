// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// terminalpicture COLUMNS TITLE FOLDER > picture.svg
// FOLDER holds what `tmux capture-pane -e -p` printed, one file per moment, named <milliseconds>.ansi.
#include "support/picture/terminalsvg.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QTextStream>

using namespace podium::test;

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = app.arguments();
    QTextStream error(stderr);
    if (arguments.size() != 4 || arguments.at(1).toInt() < 20) {
        error << "usage: terminalpicture COLUMNS TITLE FOLDER > picture.svg\n";
        return 2;
    }

    const QDir folder(arguments.at(3));
    QStringList names = folder.entryList({QStringLiteral("*.ansi")}, QDir::Files);
    std::sort(names.begin(), names.end(),
              [](const QString &a, const QString &b) { return a.chopped(5).toInt() < b.chopped(5).toInt(); });
    QList<TerminalFrame> frames;
    QString previous;
    for (const QString &name : std::as_const(names)) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly)) {
            error << file.fileName() << ": " << file.errorString() << '\n';
            return 1;
        }
        QString text = QString::fromUtf8(file.readAll());
        while (text.endsWith(u'\n'))
            text.chop(1);
        if (text.isEmpty() || text == previous)
            continue;
        previous = text;
        frames.append({int(name.chopped(5).toInt()), parseAnsi(text)});
    }
    if (frames.isEmpty()) {
        error << folder.path() << ": nothing was recorded\n";
        return 1;
    }
    QFile out;
    if (!out.open(stdout, QIODevice::WriteOnly))
        return 1;
    out.write(terminalSvg(frames, arguments.at(1).toInt(), arguments.at(2)));
    return 0;
}
