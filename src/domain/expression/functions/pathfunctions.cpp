// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/expression/functions/functiontable.h"
#include "domain/expression/valuetype.h"

#include <QCoreApplication>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace podium::domain
{

namespace
{

using enum ValueType::Kind;
using Value = Result<QJsonValue>;

// Paths are texts with '/': nothing here asks the machine whether a file is there.

QString withoutTrailingSlashes(QString path)
{
    while (path.size() > 1 && path.endsWith(u'/'))
        path.chop(1);
    return path;
}

QString fileName(const QString &path)
{
    const QString clean = withoutTrailingSlashes(path);
    return clean == u"/" ? clean : clean.mid(clean.lastIndexOf(u'/') + 1);
}

Value basename(const FunctionCall &call)
{
    QString name = fileName(call.text(0));
    const QString suffix = call.count() > 1 ? call.text(1) : QString();
    if (!suffix.isEmpty() && name != suffix && name.endsWith(suffix))
        name.chop(suffix.size());
    return QJsonValue(name);
}

Value dirname(const FunctionCall &call)
{
    const QString clean = withoutTrailingSlashes(call.text(0));
    const qsizetype slash = clean.lastIndexOf(u'/');
    if (slash < 0)
        return QJsonValue(u"."_s);
    return QJsonValue(withoutTrailingSlashes(clean.left(std::max<qsizetype>(slash, 1))));
}

Value extension(const FunctionCall &call)
{
    const QString name = fileName(call.text(0));
    const qsizetype dot = name.lastIndexOf(u'.');
    return QJsonValue(dot > 0 ? name.mid(dot + 1) : QString());
}

Value joinPath(const FunctionCall &call)
{
    QString out;
    for (qsizetype i = 0; i < call.count(); ++i) {
        const QString piece = call.text(i);
        if (piece.startsWith(u'/') || out.isEmpty())
            out = piece;
        else if (!piece.isEmpty())
            out += (out.endsWith(u'/') ? QString() : u"/"_s) + piece;
    }
    return QJsonValue(out);
}

Value urlEncode(const FunctionCall &call)
{
    if (!call.budget.spendText(call.text(0).size() * 9))
        return EvaluationBudget::exhausted();
    return QJsonValue(QString::fromLatin1(QUrl::toPercentEncoding(call.text(0))));
}

} // namespace

QList<Function> pathFunctions()
{
    return {
        {"basename", {{"path", Text}, {"suffix", Text, true}}, false, Text, basename},
        {"dirname", {{"path", Text}}, false, Text, dirname},
        {"extension", {{"path", Text}}, false, Text, extension},
        {"join_path", {{"path", Text}, {"more", Text}}, true, Text, joinPath},
        {"url_encode", {{"text", Text}}, false, Text, urlEncode},
    };
}

} // namespace podium::domain
