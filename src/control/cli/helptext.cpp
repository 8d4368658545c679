// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "control/cli/helptext.h"

#include "base/suggestion.h"
#include "control/cli/argumentvalue.h"
#include "control/cli/exitcode.h"

#include <QCoreApplication>

namespace podium::control
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(HelpText)
};

class Page
{
public:
    Page(int columns, bool bold) : m_columns(qBound(40, columns, 110)), m_bold(bold) {}

    void heading(const QString &text)
    {
        if (!m_out.isEmpty())
            m_out += u'\n';
        m_out += m_bold ? QStringLiteral("\x1b[1m%1\x1b[0m\n").arg(text) : text + u'\n';
    }
    void paragraph(const QString &text, int indent = 0) { wrap(text, indent, indent); }
    void line(const QString &text) { m_out += text + u'\n'; }
    /// A term with its explanation beside it, or below it if the term is long.
    void entry(const QString &term, const QString &text, int width)
    {
        const QString start = QStringLiteral("  ") + term;
        if (start.size() + 2 > width) {
            m_out += start + u'\n';
            wrap(text, width, width);
        } else {
            m_out += start.leftJustified(width);
            wrap(text, 0, width);
        }
    }
    QString text() const { return m_out; }

private:
    void wrap(const QString &text, int firstIndent, int indent)
    {
        QString current(firstIndent, u' ');
        qsizetype used = indent;
        bool empty = true;
        const QStringList parts = text.split(u' ');
        for (const QString &word : parts) {
            if (!empty && used + 1 + word.size() > m_columns) {
                m_out += current + u'\n';
                current = QString(indent, u' ');
                used = indent;
                empty = true;
            }
            if (!empty) {
                current += u' ';
                ++used;
            }
            current += word;
            used += word.size();
            empty = false;
        }
        m_out += current + u'\n';
    }

    QString m_out;
    int m_columns;
    bool m_bold;
};

QString optionTerm(const QChar letter, const QString &name, const QString &valueName)
{
    QString out = letter.isNull() ? QStringLiteral("    ") : QStringLiteral("-%1, ").arg(letter);
    out += QStringLiteral("--") + name;
    if (!valueName.isEmpty())
        out += u' ' + valueName;
    return out;
}

void exitCodes(Page &page)
{
    page.heading(Text::tr("Exit codes"));
    for (const ExitCodeText &entry : exitCodeTexts())
        page.entry(QString::number(int(entry.code)), entry.text, 8);
}

void globals(Page &page)
{
    page.heading(Text::tr("Options of every command"));
    for (const GlobalOption &option : globalOptions())
        page.entry(optionTerm(option.letter, option.name, option.valueName), option.help, 30);
}

QString summaryOf(const Operation &operation, const CliForm &form)
{
    return form.summary.isEmpty() ? operation.summary : form.summary;
}

QString programHelp(int columns, bool bold)
{
    Page page(columns, bold);
    page.paragraph(Text::tr("podiumctl runs workflows of real processes and AI coding agents: durable, killable, "
                            "resumable."));
    page.heading(Text::tr("Usage"));
    page.line(QStringLiteral("  podiumctl ") + Text::tr("COMMAND [options]"));
    page.heading(Text::tr("First steps"));
    page.entry(QStringLiteral("podiumctl doctor"), Text::tr("what is here and what is missing"), 36);
    page.entry(QStringLiteral("podiumctl templates"), Text::tr("workflows that come with Podium"), 36);
    page.entry(QStringLiteral("podiumctl run FILE"), Text::tr("run one and watch it"), 36);
    page.entry(QStringLiteral("podiumctl approvals"), Text::tr("what waits for you"), 36);
    page.heading(Text::tr("Commands"));
    QStringList seen;
    for (const Operation &operation : operations()) {
        for (const CliForm &form : operation.cli) {
            // "agents list" is the same as "agents": shown in the help of the group only.
            const QString first = form.words.section(u' ', 0, 0);
            if (form.words.contains(u' ') && seen.contains(first))
                continue;
            seen += first;
            page.entry(form.words, summaryOf(operation, form), 18);
        }
    }
    page.entry(QStringLiteral("help"), Text::tr("Show help; podiumctl help COMMAND shows that of a command"), 18);
    globals(page);
    exitCodes(page);
    return page.text();
}

QString groupHelp(const QString &group, int columns, bool bold)
{
    Page page(columns, bold);
    page.heading(Text::tr("Commands of podiumctl %1").arg(group));
    for (const Operation &operation : operations()) {
        for (const CliForm &form : operation.cli) {
            if (form.words.section(u' ', 0, 0) == group)
                page.entry(form.words, summaryOf(operation, form), 22);
        }
    }
    page.line({});
    page.paragraph(Text::tr("podiumctl help %1 COMMAND explains one of them.").arg(group));
    return page.text();
}

QString formHelp(const Operation &operation, const CliForm &form, int columns, bool bold)
{
    Page page(columns, bold);
    page.paragraph(summaryOf(operation, form) + u'.');
    if (!operation.details.isEmpty())
        page.paragraph(operation.details);
    page.heading(Text::tr("Usage"));
    page.line(QStringLiteral("  ") + usageLine(form));
    if (!form.positionals.isEmpty()) {
        page.line({});
        for (const CliArgument &argument : form.positionals) {
            QString help = argumentHelp(argument, operation);
            const QStringList choices = argumentChoices(argument, operation);
            if (!choices.isEmpty())
                help += QStringLiteral(" (%1)").arg(choices.join(QStringLiteral(", ")));
            page.entry(argument.name, help, 30);
        }
    }
    if (!form.options.isEmpty()) {
        page.heading(Text::tr("Options"));
        for (const CliArgument &option : form.options) {
            QString help = argumentHelp(option, operation);
            const QStringList choices = argumentChoices(option, operation);
            if (!choices.isEmpty())
                help += QStringLiteral(" (%1)").arg(choices.join(QStringLiteral(", ")));
            const Field *field = operation.field(option.property);
            if (field && !field->defaultValue.isUndefined() && takesValue(option))
                help += QStringLiteral(" [%1]").arg(field->defaultValue.toVariant().toString());
            page.entry(optionTerm(option.letter, option.name, option.valueName), help, 30);
        }
    }
    if (!form.examples.isEmpty()) {
        page.heading(Text::tr("Examples"));
        for (const QString &example : form.examples)
            page.line(QStringLiteral("  podiumctl ") + example);
    }
    if (form.presentation == QLatin1StringView("run.live")) {
        page.heading(Text::tr("While it runs"));
        page.paragraph(
            Text::tr("Ctrl-C asks the run to stop; a second Ctrl-C leaves without waiting for that. A hang-up or "
                     "SIGTERM leaves the run as it is: agents and processes go on. Either way podiumctl "
                     "resume takes it up again."),
            2);
        exitCodes(page);
    }
    page.line({});
    page.paragraph(Text::tr("podiumctl --help lists the options of every command, such as --json and --data-folder."));
    return page.text();
}

} // namespace

QString usageLine(const CliForm &form)
{
    QString out = QStringLiteral("podiumctl ") + form.words;
    for (const CliArgument &argument : form.positionals) {
        const QString name = argument.variadic ? argument.name + QStringLiteral("…") : argument.name;
        out += argument.required && form.bare.isEmpty() ? u' ' + name : QStringLiteral(" [%1]").arg(name);
    }
    if (!form.options.isEmpty())
        out += u' ' + Text::tr("[options]");
    return out;
}

Result<QString> helpText(const QStringList &words, int columns, bool bold)
{
    if (words.isEmpty())
        return programHelp(columns, bold);
    const bool isGroup = words.size() == 1 && !formWords(words.first()).isEmpty();
    const Operation *operation = nullptr;
    int used = 0;
    const CliForm *form = findForm(words, &operation, &used);
    if (form && used == words.size()) {
        const QString own = formHelp(*operation, *form, columns, bold);
        return isGroup ? groupHelp(words.first(), columns, bold) + u'\n' + own : own;
    }
    if (isGroup)
        return groupHelp(words.first(), columns, bold);
    const QStringList known = formWords(words.first()).isEmpty() ? formWords() : formWords(words.first());
    return fail(ErrorCode::InvalidArgument, Text::tr("there is no command \"%1\"").arg(words.join(u' ')), {},
                suggestion(words.last(), known));
}

} // namespace podium::control
