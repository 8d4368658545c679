// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "control/cli/completion.h"

#include "control/cli/argumentvalue.h"

#include <QCoreApplication>

namespace podium::control
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Completion)
};

QString quoted(const QString &text)
{
    QString out = text;
    out.replace(u'\'', QStringLiteral("'\\''"));
    return u'\'' + out + u'\'';
}

QString fishQuoted(const QString &text)
{
    QString out = text;
    out.replace(u'\\', QStringLiteral("\\\\"));
    out.replace(u'\'', QStringLiteral("\\'"));
    return u'\'' + out + u'\'';
}

/// What the shell offers for a value: fixed words, or the output of podiumctl, or files.
struct Source
{
    QStringList words;
    QString dynamic; ///< "run", "agent", "approval", "template", "workflow", "library", "key"
    bool files = false;
};

Source sourceOf(const CliArgument &argument, const Operation &operation)
{
    Source out;
    out.words = argumentChoices(argument, operation);
    const QString &what = argument.complete;
    if (what == QLatin1StringView("workflow")) {
        out.dynamic = QStringLiteral("workflow");
        out.files = true;
    } else if (what == QLatin1StringView("file") || what == QLatin1StringView("directory")) {
        out.files = true;
    } else {
        out.dynamic = what;
    }
    return out;
}

Source sourceOf(const GlobalOption &option)
{
    Source out;
    if (option.name == QLatin1StringView("log-format"))
        out.words = {QStringLiteral("text"), QStringLiteral("json")};
    else if (option.name == QLatin1StringView("log-level"))
        out.words = {QStringLiteral("debug"), QStringLiteral("info"), QStringLiteral("warning"),
                     QStringLiteral("error"), QStringLiteral("off")};
    else if (option.name == QLatin1StringView("set"))
        out.dynamic = QStringLiteral("key");
    else
        out.files = !option.valueName.isEmpty();
    return out;
}

/// First words that are no command by themselves: "review" of "review list".
QStringList bareGroups()
{
    QStringList whole;
    for (const Operation &operation : operations()) {
        for (const CliForm &form : operation.cli)
            whole += form.words;
    }
    QStringList out = formWords();
    out.removeIf([&](const QString &word) { return whole.contains(word); });
    return out;
}

/// What podiumctl is asked for names: the first column of its --quiet lists is the name.
struct Names
{
    const char *what;
    QStringList commands;
};

const QList<Names> &nameSources()
{
    static const QList<Names> s_all{{"run", {QStringLiteral("runs")}},
                                    {"agent", {QStringLiteral("agents")}},
                                    {"approval", {QStringLiteral("approvals")}},
                                    {"template", {QStringLiteral("templates")}},
                                    {"workflow", {QStringLiteral("workflows"), QStringLiteral("templates")}},
                                    {"library", {QStringLiteral("workflows")}},
                                    {"key", {QStringLiteral("config")}}};
    return s_all;
}

/// The lines of a shell function's `case`. Of the data that the line is about, where it names them.
QString bashNames()
{
    QString out = QStringLiteral("    local place=() i\n"
                                 "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
                                 "        case ${COMP_WORDS[i]} in\n"
                                 "            --data-folder|--config) place+=(\"${COMP_WORDS[i]}\" "
                                 "\"${COMP_WORDS[i+1]}\") ;;\n"
                                 "        esac\n"
                                 "    done\n"
                                 "    case \"$1\" in\n");
    for (const Names &source : nameSources()) {
        QStringList commands;
        for (const QString &command : source.commands)
            commands += QStringLiteral("podiumctl \"${place[@]}\" %1 --quiet 2>/dev/null").arg(command);
        out += QStringLiteral("        %1) %2 ;;\n")
                   .arg(QLatin1StringView(source.what), commands.join(QStringLiteral("; ")));
    }
    return out + QStringLiteral("    esac\n");
}

QString fishNames(const QString &what)
{
    QStringList commands;
    for (const Names &source : nameSources()) {
        if (what != QLatin1StringView(source.what))
            continue;
        for (const QString &command : source.commands)
            commands += QStringLiteral("podiumctl %1 --quiet 2>/dev/null").arg(command);
    }
    return u'(' + commands.join(QStringLiteral("; ")) + u')';
}

QString bashValue(const Source &source)
{
    QStringList parts;
    if (!source.words.isEmpty())
        parts += QStringLiteral("COMPREPLY+=($(compgen -W %1 -- \"$cur\"))").arg(quoted(source.words.join(u' ')));
    if (!source.dynamic.isEmpty())
        parts +=
            QStringLiteral("COMPREPLY+=($(compgen -W \"$(_podiumctl_names %1)\" -- \"$cur\"))").arg(source.dynamic);
    if (source.files)
        parts += QStringLiteral("COMPREPLY+=($(compgen -f -- \"$cur\")); compopt -o filenames 2>/dev/null");
    return parts.isEmpty() ? QStringLiteral(":") : parts.join(QStringLiteral("; "));
}

QStringList optionWords(const CliForm &form)
{
    QStringList out;
    for (const CliArgument &option : form.options)
        out += QStringLiteral("--") + option.name;
    return out;
}

QStringList globalWords()
{
    QStringList out;
    for (const GlobalOption &option : globalOptions())
        out += QStringLiteral("--") + option.name;
    return out;
}

QString bashScript()
{
    QString out = QStringLiteral("# bash completion for podiumctl; generated by: podiumctl completion bash\n"
                                 "_podiumctl_names() {\n") +
                  bashNames() +
                  QStringLiteral("}\n"
                                 "_podiumctl() {\n"
                                 "    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}\n"
                                 "    local command='' word skip='' count=0 i\n"
                                 "    COMPREPLY=()\n"
                                 "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
                                 "        word=${COMP_WORDS[i]}\n"
                                 "        if [[ -n $skip ]]; then skip=''; continue; fi\n"
                                 "        case \"$command $word\" in\n");
    QStringList takesNext;
    for (const GlobalOption &option : globalOptions()) {
        if (!option.valueName.isEmpty())
            takesNext += QStringLiteral("*' --%1'").arg(option.name);
    }
    for (const Operation &operation : operations()) {
        for (const CliForm &form : operation.cli) {
            for (const CliArgument &option : form.options) {
                if (!takesValue(option))
                    continue;
                takesNext += QStringLiteral("'%1 --%2'").arg(form.words, option.name);
                if (!option.letter.isNull())
                    takesNext += QStringLiteral("'%1 -%2'").arg(form.words, option.letter);
            }
        }
    }
    out += QStringLiteral("            ") + takesNext.join(u'|') + QStringLiteral(") skip=1; continue ;;\n");
    out += QStringLiteral("        esac\n"
                          "        [[ $word == -* ]] && continue\n"
                          "        case \"$command $word\" in\n");
    QStringList groups;
    for (const QString &word : formWords())
        groups += QStringLiteral("' %1'").arg(word);
    QStringList pairs;
    for (const Operation &operation : operations()) {
        for (const CliForm &form : operation.cli) {
            if (form.words.contains(u' '))
                pairs += quoted(form.words);
        }
    }
    out += QStringLiteral("            %1) command=$word; count=0 ;;\n").arg(groups.join(u'|'));
    out += QStringLiteral("            %1) command=\"$command $word\"; count=0 ;;\n").arg(pairs.join(u'|'));
    out += QStringLiteral("            *) count=$((count + 1)) ;;\n        esac\n    done\n"
                          "    case $prev in\n");
    for (const GlobalOption &option : globalOptions()) {
        if (!option.valueName.isEmpty())
            out += QStringLiteral("        --%1) %2; return ;;\n").arg(option.name, bashValue(sourceOf(option)));
    }
    out += QStringLiteral("    esac\n    if [[ -z $command ]]; then\n"
                          "        COMPREPLY=($(compgen -W %1 -- \"$cur\"))\n        return\n    fi\n"
                          "    case \"$command $prev\" in\n")
               .arg(quoted((formWords() + QStringList{QStringLiteral("help")} + globalWords()).join(u' ')));
    for (const Operation &operation : operations()) {
        for (const CliForm &form : operation.cli) {
            for (const CliArgument &option : form.options) {
                if (!takesValue(option))
                    continue;
                QString pattern = QStringLiteral("'%1 --%2'").arg(form.words, option.name);
                if (!option.letter.isNull())
                    pattern += QStringLiteral("|'%1 -%2'").arg(form.words, option.letter);
                out +=
                    QStringLiteral("        %1) %2; return ;;\n").arg(pattern, bashValue(sourceOf(option, operation)));
            }
        }
    }
    out += QStringLiteral("    esac\n    case \"$command\" in\n");
    for (const QString &word : bareGroups()) {
        out += QStringLiteral("        %1) COMPREPLY=($(compgen -W %2 -- \"$cur\")) ;;\n")
                   .arg(quoted(word), quoted(formWords(word).join(u' ')));
    }
    for (const Operation &operation : operations()) {
        for (const CliForm &form : operation.cli) {
            QStringList words = optionWords(form) + globalWords();
            const QStringList second = form.words.contains(u' ') ? QStringList() : formWords(form.words);
            out += QStringLiteral("        %1)\n            if [[ $cur == -* ]]; then COMPREPLY=($(compgen -W %2 -- "
                                  "\"$cur\")); return; fi\n            case $count in\n")
                       .arg(quoted(form.words), quoted(words.join(u' ')));
            for (qsizetype i = 0; i < std::max<qsizetype>(1, form.positionals.size()); ++i) {
                QStringList parts;
                if (i == 0 && !second.isEmpty())
                    parts += QStringLiteral("COMPREPLY+=($(compgen -W %1 -- \"$cur\"))").arg(quoted(second.join(u' ')));
                if (i < form.positionals.size())
                    parts += bashValue(sourceOf(form.positionals.at(i), operation));
                out += QStringLiteral("                %1) %2 ;;\n")
                           .arg(i)
                           .arg(parts.isEmpty() ? QStringLiteral(":") : parts.join(QStringLiteral("; ")));
            }
            out += QStringLiteral("            esac ;;\n");
        }
    }
    out += QStringLiteral("    esac\n}\ncomplete -F _podiumctl podiumctl\n");
    return out;
}

// zsh runs the bash function through its own compatibility layer: one generated grammar, two shells.
QString zshScript()
{
    return QStringLiteral("#compdef podiumctl\n# generated by: podiumctl completion zsh\n"
                          "autoload -U +X bashcompinit && bashcompinit\n") +
           bashScript() +
           QStringLiteral("# Loaded from fpath, this file is the body of the first completion: hand it on.\n"
                          "if [[ ${funcstack[1]:-} == _podiumctl ]]; then\n"
                          "    _bash_complete -F _podiumctl podiumctl\nfi\n");
}

QString fishScript()
{
    QString out = QStringLiteral("# fish completion for podiumctl; generated by: podiumctl completion fish\n"
                                 "function __podiumctl_is\n"
                                 "    set -l words\n"
                                 "    for word in (commandline -opc)[2..-1]\n"
                                 "        string match -q -- '-*' $word; or set -a words $word\n"
                                 "    end\n"
                                 "    set -l wanted (string split ' ' -- $argv[1])\n"
                                 "    test (count $words) -ge (count $wanted); or return 1\n"
                                 "    test \"$words[1..\"(count $wanted)\"]\" = \"$argv[1]\"\n"
                                 "end\n"
                                 "function __podiumctl_start\n"
                                 "    for word in (commandline -opc)[2..-1]\n"
                                 "        string match -q -- '-*' $word; or return 1\n"
                                 "    end\n"
                                 "end\n"
                                 "complete -c podiumctl -f\n");
    out.replace(QStringLiteral("    test \"$words[1..\"(count $wanted)\"]\" = \"$argv[1]\"\n"),
                QStringLiteral("    set -l length (count $wanted)\n"
                               "    test (string join ' ' -- $words[1..$length]) = \"$argv[1]\"\n"));
    for (const GlobalOption &option : globalOptions()) {
        const Source source = sourceOf(option);
        QString value = option.valueName.isEmpty() ? QString() : QStringLiteral(" -x");
        if (source.files)
            value = QStringLiteral(" -r -F");
        else if (!source.words.isEmpty())
            value += QStringLiteral(" -a ") + fishQuoted(source.words.join(u' '));
        else if (!source.dynamic.isEmpty())
            value += QStringLiteral(" -a ") + quoted(fishNames(source.dynamic));
        out += QStringLiteral("complete -c podiumctl -l %1%2%3 -d %4\n")
                   .arg(option.name, option.letter.isNull() ? QString() : QStringLiteral(" -s ") + option.letter, value,
                        fishQuoted(option.help));
    }
    QStringList groups;
    for (const Operation &operation : operations()) {
        for (const CliForm &form : operation.cli) {
            const QString first = form.words.section(u' ', 0, 0);
            const QString summary = form.summary.isEmpty() ? operation.summary : form.summary;
            if (!form.words.contains(u' ') || !groups.contains(first)) {
                groups += first;
                out += QStringLiteral("complete -c podiumctl -n __podiumctl_start -a %1 -d %2\n")
                           .arg(first, fishQuoted(summary));
            }
            const QString condition =
                QStringLiteral("-n '__podiumctl_is %1'")
                    .arg(form.words.contains(u' ') ? QStringLiteral("\"%1\"").arg(form.words) : form.words);
            if (form.words.contains(u' ')) {
                out += QStringLiteral("complete -c podiumctl -n '__podiumctl_is %1' -a %2 -d %3\n")
                           .arg(first, form.words.section(u' ', 1), fishQuoted(summary));
            }
            for (const CliArgument &positional : form.positionals) {
                const Source source = sourceOf(positional, operation);
                if (!source.words.isEmpty())
                    out += QStringLiteral("complete -c podiumctl %1 -a %2\n")
                               .arg(condition, fishQuoted(source.words.join(u' ')));
                if (!source.dynamic.isEmpty())
                    out += QStringLiteral("complete -c podiumctl %1 -a %2\n")
                               .arg(condition, quoted(fishNames(source.dynamic)));
                if (source.files)
                    out += QStringLiteral("complete -c podiumctl %1 -F\n").arg(condition);
            }
            for (const CliArgument &option : form.options) {
                const Source source = sourceOf(option, operation);
                out += QStringLiteral("complete -c podiumctl %1 -l %2").arg(condition, option.name);
                if (!option.letter.isNull())
                    out += QStringLiteral(" -s ") + option.letter;
                if (takesValue(option))
                    out += source.files ? QStringLiteral(" -r -F") : QStringLiteral(" -x");
                if (!source.words.isEmpty())
                    out += QStringLiteral(" -a ") + fishQuoted(source.words.join(u' '));
                else if (!source.dynamic.isEmpty())
                    out += QStringLiteral(" -a ") + quoted(fishNames(source.dynamic));
                out += QStringLiteral(" -d ") + fishQuoted(argumentHelp(option, operation)) + u'\n';
            }
        }
    }
    return out;
}

} // namespace

Result<QString> completionScript(const QString &shell)
{
    if (shell == QLatin1StringView("bash"))
        return bashScript();
    if (shell == QLatin1StringView("zsh"))
        return zshScript();
    if (shell == QLatin1StringView("fish"))
        return fishScript();
    return fail(ErrorCode::InvalidArgument, Text::tr("there is no completion for \"%1\"").arg(shell), {},
                Text::tr("Use bash, zsh or fish"));
}

} // namespace podium::control
