// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/definition/templates.h"

#include "domain/definition/suggestion.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

namespace podium::domain
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Templates)
};

const QLatin1StringView Folder(":/podium/templates");
const QLatin1StringView Suffix(".yaml");

} // namespace

QStringList templateNames()
{
    QStringList out;
    for (const QString &file : QDir(Folder).entryList({u'*' + Suffix}, QDir::Files, QDir::Name))
        out << file.chopped(Suffix.size());
    return out;
}

Result<QByteArray> templateSource(const QString &name)
{
    // Only names from the list: a path must not lead out of the folder.
    if (!templateNames().contains(name)) {
        return fail(ErrorCode::NotFound, Text::tr("there is no template \"%1\"").arg(name), {},
                    didYouMean(name, templateNames()));
    }
    QFile file(Folder + u'/' + name + Suffix);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::Internal, Text::tr("the template \"%1\" cannot be read").arg(name));
    return file.readAll();
}

} // namespace podium::domain
