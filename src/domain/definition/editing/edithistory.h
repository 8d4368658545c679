// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/definition/editing/textedit.h"

#include <QString>

#include <optional>

namespace podium::domain
{

/// Undo and redo of edits of one text, without a limit: a step costs what it changed. A value; it does not hold the
/// text, whoever does applies what it gives.
class EditHistory
{
public:
    struct Step
    {
        QString name; ///< Translated: "Add task".
        TextEdits edits;
        QString mergeKey; ///< Steps with the same one, one after the other, are one; empty = never.
    };

    /// Something was done. What could be redone is gone.
    void add(Step step);
    /// What is to be applied to take the last step back; empty if there is none.
    TextEdits undo();
    TextEdits redo();
    void endMerging() { m_mayMerge = false; }
    /// Until the matching end() everything is one step. May nest; the outermost name counts.
    void begin(const QString &name);
    void end();

    bool canUndo() const { return m_done > 0 && m_open == 0; }
    bool canRedo() const { return m_done < m_steps.size() && m_open == 0; }
    QString undoName() const { return canUndo() ? m_steps.at(m_done - 1).name : QString(); }
    QString redoName() const { return canRedo() ? m_steps.at(m_done).name : QString(); }
    qsizetype size() const { return m_steps.size(); }

    /// Where the text is what was saved, or began.
    bool isModified() const { return !m_saved || *m_saved != m_done; }
    void markSaved();
    void clear();

private:
    QList<Step> m_steps;
    qsizetype m_done = 0;                 ///< Steps before it are done, those behind can be redone.
    std::optional<qsizetype> m_saved = 0; ///< Nothing: the saved state cannot be reached any more.
    bool m_mayMerge = false;
    int m_open = 0;
    Step m_group;
};

} // namespace podium::domain
