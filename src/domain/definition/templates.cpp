// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/definition/templates.h"

#include "base/suggestion.h"

#include <QCoreApplication>
#include <QResource>

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
    // A test compares the list with the folder.
    return {QStringLiteral("consensus"),         QStringLiteral("content-creation"),
            QStringLiteral("incident-response"), QStringLiteral("ml-model-development"),
            QStringLiteral("research"),          QStringLiteral("software-development")};
}

Result<QByteArray> templateSource(const QString &name)
{
    // Only names from the list: a path must not lead out of the folder.
    if (!templateNames().contains(name)) {
        return fail(ErrorCode::NotFound, Text::tr("there is no template \"%1\"").arg(name), {},
                    didYouMean(name, templateNames()));
    }
    return QResource(Folder + u'/' + name + Suffix).uncompressedData();
}

} // namespace podium::domain
