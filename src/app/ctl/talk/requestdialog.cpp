// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/talk/requestdialog.h"

#include "app/ctl/textlayout.h"
#include "base/json.h"

#include <QCoreApplication>

namespace podium::ctl
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(RequestDialog)
};

QString str(const QJsonValue &object, const char *name)
{
    return object[QLatin1StringView(name)].toString();
}

/// Options by their numbers, several with commas; anything else is an answer in one's own words.
QJsonValue chosen(const QJsonArray &options, const QString &line)
{
    QJsonArray out;
    for (const QString &part : line.split(u',')) {
        bool isNumber = false;
        const int number = part.trimmed().toInt(&isNumber);
        if (!isNumber || number < 1 || number > options.size())
            return line.trimmed();
        out.append(options.at(number - 1)[QLatin1StringView("label")]);
    }
    return out.size() == 1 ? out.first() : QJsonValue(out);
}

} // namespace

RequestDialog::RequestDialog(const QJsonObject &approval) : m_approval(approval)
{
    if (str(approval, "kind") == QLatin1StringView("question"))
        m_questions =
            approval.value(QLatin1StringView("subject"))[QLatin1StringView("input")][QLatin1StringView("questions")]
                .toArray();
    else if (isForm())
        m_fields = formFields(approval);
}

bool RequestDialog::isPermission() const
{
    return str(m_approval, "kind") == QLatin1StringView("permission");
}

bool RequestDialog::isForm() const
{
    return str(m_approval, "kind") == QLatin1StringView("form");
}

bool RequestDialog::isAnsweredHere() const
{
    return isPermission() || isForm() || !m_questions.isEmpty();
}

QStringList RequestDialog::shown() const
{
    if (m_questions.isEmpty() || m_next > 0) {
        QStringList out{Text::tr("The agent asks: %1").arg(harmless(str(m_approval, "title")))};
        const QJsonValue input = m_approval.value(QLatin1StringView("subject"))[QLatin1StringView("input")];
        if (isPermission() && input.isObject())
            out += harmless(QString::fromUtf8(canonicalJson(input)));
        if (isForm()) {
            const QJsonValue subject = m_approval.value(QLatin1StringView("subject"));
            if (const QString message = str(subject, "message"); message != str(m_approval, "title"))
                out += harmless(message);
            out += harmless(str(m_approval, "reason"));
            if (!m_fields.isEmpty())
                out += Text::tr("Empty: the default, or nothing. /decline answers nothing at all.");
        }
        return out;
    }
    return {Text::tr("The agent asks:")};
}

QString RequestDialog::prompt() const
{
    if (m_next < m_fields.size())
        return QStringLiteral("%1 (%2): ").arg(oneLine(m_fields.at(m_next).name), aboutField(m_fields.at(m_next)));
    if (isForm())
        return Text::tr("Do it, and tell so? [y]es, [n]o, or a reason against it: ");
    if (m_questions.isEmpty())
        return Text::tr("Allow it? [y]es, [n]o, or a reason against it: ");
    QString out = harmless(str(question(), "question")) + u'\n';
    const QJsonArray options = question().value(QLatin1StringView("options")).toArray();
    for (qsizetype i = 0; i < options.size(); ++i) {
        out += QStringLiteral("  %1  %2").arg(i + 1).arg(oneLine(str(options.at(i), "label")));
        if (const QString more = oneLine(str(options.at(i), "description")); !more.isEmpty())
            out += QStringLiteral(" - ") + more;
        out += u'\n';
    }
    return out + Text::tr("Your answer, as a number or in words: ");
}

/// Text becomes what the form asks for where the answer arrives, which also refuses what does not fit.
bool RequestDialog::takeField(const QString &line)
{
    const FormField &field = m_fields.at(m_next);
    const QString text = line.trimmed();
    if (text == QLatin1StringView("/decline")) {
        m_yes = false;
        m_answers = {};
        return true;
    }
    const QJsonValue byDefault = field.schema.value(QLatin1StringView("default"));
    if (text.isEmpty() && byDefault.isUndefined() && field.required)
        return false;
    if (!text.isEmpty())
        m_answers.insert(field.name, text);
    else if (!byDefault.isUndefined())
        m_answers.insert(field.name, byDefault);
    return ++m_next >= m_fields.size();
}

bool RequestDialog::take(const QString &line)
{
    if (m_next < m_fields.size())
        return takeField(line);
    const QString answer = line.trimmed();
    if (answer.isEmpty())
        return false;
    if (m_questions.isEmpty()) {
        const QString word = answer.toLower();
        m_yes = word == QLatin1StringView("y") || word == QLatin1StringView("yes");
        if (!m_yes && word != QLatin1StringView("n") && word != QLatin1StringView("no"))
            m_comment = answer;
        return true;
    }
    m_answers.insert(str(question(), "question"),
                     chosen(question().value(QLatin1StringView("options")).toArray(), answer));
    return ++m_next >= m_questions.size();
}

QJsonObject RequestDialog::decision() const
{
    QJsonObject out{{QStringLiteral("approval"), id()},
                    {QStringLiteral("approve"), m_yes},
                    {QStringLiteral("digest"), str(m_approval, "digest")}};
    if (!m_comment.isEmpty())
        out.insert(QStringLiteral("comment"), m_comment);
    if (!m_answers.isEmpty())
        out.insert(QStringLiteral("answer"), m_answers);
    return out;
}

} // namespace podium::ctl
