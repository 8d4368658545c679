// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/shell/shelloutput.h"

#include "base/json.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

namespace podium::agents
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ShellOutput)
};

/// Text of many lines that look like the start of a container must not be parsed over and over.
constexpr int MaxStarts = 1000;

} // namespace

Result<QByteArray> readResultFile(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return fail(ErrorCode::NotFound, Text::tr("the file does not exist"), path);
    if (!info.isFile())
        return fail(ErrorCode::InvalidArgument, Text::tr("it is not a regular file"), path);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::PermissionDenied, Text::tr("cannot be read: %1").arg(file.errorString()), path);
    QByteArray text = file.read(MaxResultBytes + 1);
    if (text.size() > MaxResultBytes)
        return fail(ErrorCode::Exhausted, Text::tr("is larger than the %1 MiB of a result").arg(MaxResultBytes >> 20),
                    path, Text::tr("Write large results to a file and return its name"));
    return text;
}

std::optional<QJsonValue> lastJsonValue(const QByteArray &text)
{
    const QByteArray trimmed = text.trimmed();
    if (trimmed.isEmpty())
        return {};
    if (const auto whole = parseJson(trimmed))
        return *whole;
    // From the end: the first line from which on everything is one value. Inner lines of a container parse only as
    // fragments, so a longer value that ends at the same place wins over its own last line.
    std::optional<QJsonValue> found;
    const char closing = trimmed.back();
    const bool container = closing == '}' || closing == ']';
    int starts = 0;
    for (qsizetype end = trimmed.size(); end > 0 && starts < MaxStarts;) {
        const qsizetype begin = trimmed.lastIndexOf('\n', end - 1) + 1;
        const char first = trimmed.mid(begin).trimmed().front();
        const bool candidate = !container || first == (closing == '}' ? '{' : '[');
        if (candidate) {
            ++starts;
            if (const auto value = parseJson(trimmed.mid(begin)))
                return *value;
        }
        if (!container)
            break; // A scalar is one line.
        end = begin - 1;
    }
    return found;
}

QString lastLines(const QString &path, qint64 bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const bool whole = file.size() <= bytes;
    if (!whole)
        file.seek(file.size() - bytes);
    QByteArray tail = file.read(bytes);
    if (!whole)
        tail = tail.mid(tail.indexOf('\n') + 1);
    return QString::fromUtf8(tail).trimmed();
}

} // namespace podium::agents
