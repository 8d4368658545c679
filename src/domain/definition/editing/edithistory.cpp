// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/definition/editing/edithistory.h"

namespace podium::domain
{

namespace
{

/// Typing on and deleting backwards grow one edit instead of adding one a key.
bool extend(TextEdit &last, const TextEdit &next)
{
    if (next.removed.isEmpty() && next.at == last.at + last.inserted.size()) {
        last.inserted += next.inserted;
        return true;
    }
    if (next.inserted.isEmpty() && last.inserted.isEmpty() && next.at + next.removed.size() == last.at) {
        last.at = next.at;
        last.removed.prepend(next.removed);
        return true;
    }
    if (next.inserted.isEmpty() && next.at >= last.at &&
        next.at + next.removed.size() == last.at + last.inserted.size()) {
        last.inserted.chop(next.removed.size());
        return true;
    }
    return false;
}

} // namespace

void EditHistory::add(Step step)
{
    if (step.edits.isEmpty())
        return;
    if (m_open > 0) {
        m_group.edits += step.edits;
        return;
    }
    if (m_saved && *m_saved > m_done)
        m_saved.reset();
    m_steps.resize(m_done);
    const bool merges = m_mayMerge && m_done > 0 && !step.mergeKey.isEmpty() &&
                        m_steps.last().mergeKey == step.mergeKey && m_saved != m_done;
    if (merges) {
        TextEdits &before = m_steps.last().edits;
        for (const TextEdit &edit : std::as_const(step.edits)) {
            if (!extend(before.last(), edit))
                before.append(edit);
        }
    } else {
        m_steps.append(std::move(step));
        ++m_done;
    }
    m_mayMerge = true;
}

TextEdits EditHistory::undo()
{
    if (!canUndo())
        return {};
    m_mayMerge = false;
    return inverse(m_steps.at(--m_done).edits);
}

TextEdits EditHistory::redo()
{
    if (!canRedo())
        return {};
    m_mayMerge = false;
    return m_steps.at(m_done++).edits;
}

void EditHistory::begin(const QString &name)
{
    if (m_open++ == 0)
        m_group = {name, {}, {}};
}

void EditHistory::end()
{
    if (m_open == 0 || --m_open > 0)
        return;
    m_mayMerge = false;
    add(std::exchange(m_group, {}));
    m_mayMerge = false;
}

void EditHistory::markSaved()
{
    m_saved = m_done;
    m_mayMerge = false;
}

void EditHistory::clear()
{
    *this = {};
}

} // namespace podium::domain
