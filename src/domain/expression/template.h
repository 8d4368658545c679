// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/expression/expression.h"

namespace podium::domain
{

/// How values are written into text.
enum class Quoting {
    None,  ///< As they are: prompts, single arguments, paths.
    Shell, ///< So that a POSIX shell takes them for data, wherever in the script they stand.
    Json,  ///< As JSON: scripts of other interpreters.
};

/// How values are written into a script for that interpreter (a command with its options; empty is /bin/sh): Shell for
/// the POSIX shells, Json for anything else, since shell quotes would be wrong there.
Quoting quotingFor(const QStringList &interpreter);

/// Text with expressions: "build {{ inputs.target }}". `{{{{` stands for a literal `{{`. An immutable value, shared by
/// copying, usable in any thread; parsing is cached by text.
class Template
{
public:
    static Result<Template> parse(const QString &source);
    /// Everything that is wrong with the text, for validation; with Quoting::Shell also values at places of the script
    /// where no quoting is safe.
    static Problems problems(const QString &source, const NameSchema &schema, Quoting quoting = Quoting::None);

    /// There are no expressions in it: it stands for itself.
    bool isPlain() const { return !d; }
    /// The text with all expressions filled in. `{{ x | raw }}` is never quoted.
    Result<QString> render(const IScope &scope, Quoting quoting = Quoting::None) const;
    /// If it is exactly one expression (white space around it does not count), the value with its type, else the text.
    Result<QJsonValue> value(const IScope &scope) const;
    QList<NameRef> names() const;
    /// What value() gives.
    ValueType type(const NameSchema &schema) const;
    Problems check(const NameSchema &schema, Quoting quoting = Quoting::None) const;
    QString source() const { return m_source; }

    struct Parsed; ///< Internal.

private:
    Template(QString source, std::shared_ptr<const Parsed> parsed) : m_source(std::move(source)), d(std::move(parsed))
    {
    }
    QString m_source;
    std::shared_ptr<const Parsed> d;
};

/// Every text in the value, however deep, is a template and is replaced by its value(); keys stay.
Result<QJsonValue> fillTemplates(const QJsonValue &value, const IScope &scope);

/// A template that stands for just this text, whatever is in it.
QString literalText(QString text);
/// The same for every text in the value; fillTemplates() gives the value back.
QJsonValue literalValue(const QJsonValue &value);

} // namespace podium::domain
