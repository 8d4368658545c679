// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "control/cli/commandline.h"

#include "base/suggestion.h"
#include "control/cli/argumentvalue.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>

namespace podium::control
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(CommandLine)
};

tl::unexpected<Error> usage(const QString &message, const QString &hint = {})
{
    return fail(ErrorCode::InvalidArgument, message, {}, hint);
}

/// The words of one command line while they are read.
class Reader
{
public:
    Reader(QStringList words, const CommandLineSurroundings &surroundings)
        : m_words(std::move(words)), m_surroundings(surroundings)
    {
    }

    Result<ParsedCommand> read();

private:
    Result<void> readOption(const QString &word);
    Result<void> readLong(const QString &word);
    Result<void> readLetters(const QString &word);
    Result<void> apply(const CliArgument &argument, const QString &value);
    Result<void> applyGlobal(const GlobalOption &option, const QString &value);
    Result<QString> valueFor(const QString &shown);
    Result<void> readPositionals();
    Result<void> chooseForm();
    Result<ParsedCommand> readBare();
    QString helpHint() const;

    QStringList m_words;
    const CommandLineSurroundings &m_surroundings;
    qsizetype m_next = 0;
    ParsedCommand m_out;
    QStringList m_positionals;
    QStringList m_options; ///< Names of those of the form that were given.
    QStringList m_leading; ///< Words before the form is known.
};

QString Reader::helpHint() const
{
    return m_out.form ? Text::tr("See podiumctl %1 --help").arg(m_out.form->words) : Text::tr("See podiumctl --help");
}

Result<QString> Reader::valueFor(const QString &shown)
{
    if (m_next >= m_words.size())
        return usage(Text::tr("%1 needs a value").arg(shown), helpHint());
    return m_words.at(m_next++);
}

Result<void> Reader::applyGlobal(const GlobalOption &option, const QString &value)
{
    if (!option.setting.isEmpty()) {
        m_out.settings.append({option.setting, option.valueName.isEmpty() ? QStringLiteral("true") : value});
    } else if (option.name == QLatin1StringView("help")) {
        m_out.kind = ParsedCommand::Kind::Help;
    } else if (option.name == QLatin1StringView("version")) {
        m_out.kind = ParsedCommand::Kind::Version;
    } else if (option.name == QLatin1StringView("json")) {
        m_out.json = true;
    } else if (option.name == QLatin1StringView("quiet")) {
        m_out.quiet = true;
    } else if (option.name == QLatin1StringView("no-color")) {
        m_out.settings.append({QStringLiteral("ui.color"), QStringLiteral("never")});
    } else if (option.name == QLatin1StringView("config")) {
        m_out.configFile = QDir(m_surroundings.currentDirectory).absoluteFilePath(value);
    } else if (option.name == QLatin1StringView("set")) {
        const qsizetype equals = value.indexOf(u'=');
        if (equals <= 0)
            return usage(Text::tr("--set needs KEY=VALUE, this is \"%1\"").arg(value),
                         Text::tr("podiumctl config lists the keys"));
        m_out.settings.append({value.left(equals), value.mid(equals + 1)});
    }
    return {};
}

Result<void> Reader::apply(const CliArgument &argument, const QString &value)
{
    m_options += argument.name;
    return applyArgument(argument, m_out.operation, value, m_surroundings, m_out.params, m_out.local);
}

Result<void> Reader::readLong(const QString &word)
{
    const qsizetype equals = word.indexOf(u'=');
    const QString name = word.mid(2, equals < 0 ? -1 : equals - 2);
    const std::optional<QString> attached = equals < 0 ? std::nullopt : std::optional<QString>(word.mid(equals + 1));
    QStringList known;
    const auto take = [&](bool needsValue, auto &&use) -> Result<void> {
        if (!needsValue) {
            if (attached)
                return usage(Text::tr("--%1 takes no value").arg(name), helpHint());
            return use(QString());
        }
        if (attached)
            return use(*attached);
        const Result<QString> value = valueFor(QStringLiteral("--") + name);
        if (!value)
            return tl::unexpected(value.error());
        return use(*value);
    };
    if (m_out.form) {
        for (const CliArgument &option : m_out.form->options) {
            known += QStringLiteral("--") + option.name;
            if (option.name == name) {
                return take(takesValue(option), [&](const QString &value) { return apply(option, value); });
            }
        }
    }
    for (const GlobalOption &option : globalOptions()) {
        known += QStringLiteral("--") + option.name;
        if (option.name == name) {
            return take(!option.valueName.isEmpty(), [&](const QString &value) { return applyGlobal(option, value); });
        }
    }
    const QString meant = suggestion(QStringLiteral("--") + name, known);
    return usage(Text::tr("there is no option --%1").arg(name), meant.isEmpty() ? helpHint() : meant);
}

Result<void> Reader::readLetters(const QString &word)
{
    for (qsizetype i = 1; i < word.size(); ++i) {
        const QChar letter = word.at(i);
        bool found = false;
        const auto use = [&](bool needsValue, auto &&act) -> Result<void> {
            found = true;
            if (!needsValue)
                return act(QString());
            // "-n5" and "-n 5"
            if (i + 1 < word.size()) {
                const QString rest = word.mid(i + 1);
                i = word.size();
                return act(rest.startsWith(u'=') ? rest.mid(1) : rest);
            }
            const Result<QString> value = valueFor(QStringLiteral("-") + letter);
            if (!value)
                return tl::unexpected(value.error());
            return act(*value);
        };
        Result<void> done;
        if (m_out.form) {
            for (const CliArgument &option : m_out.form->options) {
                if (!found && option.letter == letter)
                    done = use(takesValue(option), [&](const QString &value) { return apply(option, value); });
            }
        }
        for (const GlobalOption &option : globalOptions()) {
            if (!found && option.letter == letter) {
                done =
                    use(!option.valueName.isEmpty(), [&](const QString &value) { return applyGlobal(option, value); });
            }
        }
        if (!found)
            return usage(Text::tr("there is no option -%1").arg(letter), helpHint());
        if (!done)
            return done;
    }
    return {};
}

Result<void> Reader::readOption(const QString &word)
{
    return word.startsWith(QLatin1StringView("--")) ? readLong(word) : readLetters(word);
}

Result<void> Reader::chooseForm()
{
    if (m_leading.value(0) == QLatin1StringView("help")) {
        m_out.kind = ParsedCommand::Kind::Help;
        m_out.helpFor = m_leading.mid(1);
        return {};
    }
    int used = 0;
    m_out.form = findForm(m_leading, &m_out.operation, &used);
    if (!m_out.form && m_out.kind == ParsedCommand::Kind::Help)
        m_out.helpFor = m_leading;
    return {};
}

Result<void> Reader::readPositionals()
{
    qsizetype at = 0;
    for (const CliArgument &argument : m_out.form->positionals) {
        if (at >= m_positionals.size()) {
            if (argument.required)
                return usage(Text::tr("%1 is missing").arg(argument.name), helpHint());
            break;
        }
        do {
            if (Result<void> applied = apply(argument, m_positionals.at(at++)); !applied)
                return applied;
        } while (argument.variadic && at < m_positionals.size());
    }
    if (at < m_positionals.size()) {
        // "agents shw x": the group exists, the second word is wrong.
        const QStringList second = formWords(m_out.form->words);
        const QString meant = suggestion(m_positionals.at(at), second);
        return usage(Text::tr("\"%1\" is one word too many").arg(m_positionals.at(at)),
                     meant.isEmpty() ? helpHint() : meant);
    }
    return {};
}

/// Without its positional a form may stand for another one, which need not know all of its options.
Result<ParsedCommand> Reader::readBare()
{
    const QStringList words = m_out.form->bare.split(u' ');
    Result<ParsedCommand> out = Reader(words + m_words, m_surroundings).read();
    if (out)
        return out;
    const Result<ParsedCommand> target = Reader(words, m_surroundings).read();
    for (const QString &name : std::as_const(m_options)) {
        const auto isIt = [&name](const CliArgument &option) { return option.name == name; };
        if (target && std::none_of(target->form->options.begin(), target->form->options.end(), isIt))
            return usage(Text::tr("--%1 needs %2").arg(name, m_out.form->positionals.first().name), helpHint());
    }
    return out;
}

Result<ParsedCommand> Reader::read()
{
    // The subcommand may stand before or after global options: find its words first. An option in front of it must be
    // a global one, so what takes a value is known.
    bool ended = false;
    QList<QPair<qsizetype, QString>> plain;
    for (qsizetype i = 0; i < m_words.size() && plain.size() < 2; ++i) {
        const QString &word = m_words.at(i);
        if (word == QLatin1StringView("--"))
            break;
        if (word.size() > 1 && word.startsWith(u'-')) {
            if (plain.isEmpty()) {
                for (const GlobalOption &option : globalOptions()) {
                    if (!option.valueName.isEmpty() &&
                        (word == QStringLiteral("--") + option.name ||
                         (!option.letter.isNull() && word == QStringLiteral("-") + option.letter)))
                        ++i;
                }
                continue;
            }
            break; // Options end the words of a subcommand.
        }
        plain.append({i, word});
    }
    for (const auto &entry : plain)
        m_leading += entry.second;
    if (m_leading.value(0) == QLatin1StringView("help"))
        m_leading = m_words.mid(plain.at(0).first);
    if (Result<void> chosen = chooseForm(); !chosen)
        return tl::unexpected(chosen.error());
    if (m_out.kind == ParsedCommand::Kind::Help)
        return m_out;
    const qsizetype formLength = m_out.form ? m_out.form->words.count(u' ') + 1 : 0;
    for (qsizetype i = formLength - 1; i >= 0; --i)
        m_words.removeAt(plain.at(i).first);

    while (m_next < m_words.size()) {
        const QString word = m_words.at(m_next++);
        if (!ended && word == QLatin1StringView("--")) {
            ended = true;
        } else if (!ended && word.size() > 1 && word.startsWith(u'-')) {
            if (!m_out.form && !m_leading.isEmpty() && word != QLatin1StringView("--help") &&
                word != QLatin1StringView("-h"))
                continue; // The unknown subcommand is the error to report.
            if (Result<void> done = readOption(word); !done)
                return tl::unexpected(done.error());
        } else {
            m_positionals += word;
        }
    }
    if (m_out.kind == ParsedCommand::Kind::Help) {
        m_out.helpFor = m_out.form ? m_out.form->words.split(u' ') : m_positionals;
        return m_out;
    }
    if (m_out.kind == ParsedCommand::Kind::Version) {
        m_out.operation = findOperation(QStringLiteral("version"));
        m_out.form = &m_out.operation->cli.first();
        return m_out;
    }
    if (!m_out.form) {
        if (m_leading.isEmpty()) {
            m_out.kind = ParsedCommand::Kind::Help;
            return m_out;
        }
        const QString meant = suggestion(m_leading.first(), formWords());
        return usage(Text::tr("there is no command \"%1\"").arg(m_leading.first()),
                     meant.isEmpty() ? Text::tr("podiumctl --help lists the commands") : meant);
    }
    if (m_positionals.isEmpty() && !m_out.form->bare.isEmpty())
        return readBare();
    if (Result<void> done = readPositionals(); !done)
        return tl::unexpected(done.error());
    for (auto it = m_out.form->fixed.begin(); it != m_out.form->fixed.end(); ++it)
        m_out.params.insert(it.key(), it.value());
    if (m_out.operation->field(QStringLiteral("working_directory")) &&
        !m_out.params.contains(QStringLiteral("working_directory")))
        m_out.params.insert(QStringLiteral("working_directory"), m_surroundings.currentDirectory);
    return m_out;
}

} // namespace

const QList<GlobalOption> &globalOptions()
{
    static const QList<GlobalOption> s_options{
        {QStringLiteral("help"), u'h', {}, {}, Text::tr("Show help")},
        {QStringLiteral("version"), {}, {}, {}, Text::tr("Show versions")},
        {QStringLiteral("json"), {}, {}, {}, Text::tr("Answer in JSON; live commands write one JSON object a line")},
        {QStringLiteral("quiet"), u'q', {}, {}, Text::tr("Only results and errors")},
        {QStringLiteral("data-folder"),
         {},
         Text::tr("DIR"),
         QStringLiteral("data_folder"),
         Text::tr("Where Podium keeps its data")},
        {QStringLiteral("config"), {}, Text::tr("FILE"), {}, Text::tr("Configuration file")},
        {QStringLiteral("set"), {}, Text::tr("KEY=VALUE"), {}, Text::tr("Set a configuration key; may be repeated")},
        {QStringLiteral("log-level"),
         {},
         Text::tr("LEVEL"),
         QStringLiteral("log.level"),
         Text::tr("debug, info, warning, error, off; for one area: engine=debug")},
        {QStringLiteral("log-format"), {}, Text::tr("FORMAT"), QStringLiteral("log.format"), Text::tr("text or json")},
        {QStringLiteral("log-file"),
         {},
         Text::tr("FILE"),
         QStringLiteral("log.file"),
         Text::tr("Log to a file that is rotated")},
        {QStringLiteral("no-color"), {}, {}, {}, Text::tr("No colours; NO_COLOR in the environment does the same")},
    };
    return s_options;
}

CommandLineSurroundings CommandLineSurroundings::real()
{
    CommandLineSurroundings out;
    out.currentDirectory = QDir::currentPath();
    out.readFile = [](const QString &path) -> Result<QByteArray> {
        constexpr qint64 MaxBytes = 16 * 1024 * 1024;
        QFile file;
        bool opened = false;
        if (path == QLatin1StringView("-")) {
            opened = file.open(stdin, QIODevice::ReadOnly);
        } else {
            file.setFileName(path);
            opened = file.open(QIODevice::ReadOnly);
        }
        if (!opened)
            return fail(ErrorCode::NotFound, Text::tr("cannot read the file: %1").arg(file.errorString()), path);
        QByteArray bytes = file.read(MaxBytes + 1);
        if (bytes.size() > MaxBytes)
            return fail(ErrorCode::Exhausted, Text::tr("the file is larger than 16 MiB"), path);
        return bytes;
    };
    out.exists = [](const QString &path) { return QFileInfo(path).isFile(); };
    return out;
}

const CliForm *findForm(const QStringList &words, const Operation **operation, int *used)
{
    for (int length = 2; length >= 1; --length) {
        if (words.size() < length)
            continue;
        const QString wanted = words.mid(0, length).join(u' ');
        for (const Operation &candidate : operations()) {
            for (const CliForm &form : candidate.cli) {
                if (form.words == wanted) {
                    *operation = &candidate;
                    *used = length;
                    return &form;
                }
            }
        }
    }
    return nullptr;
}

QStringList formWords(const QString &group)
{
    QStringList out;
    for (const Operation &operation : operations()) {
        for (const CliForm &form : operation.cli) {
            const QStringList parts = form.words.split(u' ');
            const QString word = group.isEmpty() ? parts.at(0) : (parts.at(0) == group ? parts.value(1) : QString());
            if (!word.isEmpty() && !out.contains(word))
                out += word;
        }
    }
    return out;
}

Result<ParsedCommand> parseCommandLine(const QStringList &words, const CommandLineSurroundings &surroundings)
{
    return Reader(words, surroundings).read();
}

} // namespace podium::control
