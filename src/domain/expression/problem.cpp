// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/expression/problem.h"

#include <QCoreApplication>

namespace podium::domain
{

namespace
{

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Expression)
};

} // namespace

QString placeIn(const QString &source, qsizetype offset)
{
    const QStringView before = QStringView(source).first(qBound<qsizetype>(0, offset, source.size()));
    const qsizetype column = before.size() - before.lastIndexOf(u'\n');
    if (!source.trimmed().contains(u'\n'))
        return Words::tr("column %1").arg(column);
    return Words::tr("line %1, column %2").arg(before.count(u'\n') + 1).arg(column);
}

} // namespace podium::domain
