// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/taskkind.h"

#include "domain/definition/builtinkinds.h"

namespace podium::domain
{

TaskKinds &TaskKinds::instance()
{
    static TaskKinds kinds;
    return kinds;
}

TaskKinds::TaskKinds()
{
    addBuiltinKinds(*this);
}

bool TaskKinds::add(std::unique_ptr<const ITaskKind> kind)
{
    if (!kind || find(kind->name()))
        return false;
    m_kinds.push_back(std::move(kind));
    return true;
}

const ITaskKind *TaskKinds::find(const QString &name) const
{
    for (const auto &kind : m_kinds) {
        if (kind->name() == name)
            return kind.get();
    }
    return nullptr;
}

QStringList TaskKinds::names() const
{
    QStringList out;
    for (const auto &kind : m_kinds)
        out << kind->name();
    return out;
}

} // namespace podium::domain
