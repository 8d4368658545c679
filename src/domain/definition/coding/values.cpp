// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/definition/coding/values.h"

#include <array>
#include <cmath>
#include <utility>

namespace podium::domain
{

namespace
{

constexpr double MaxDurationMs = 100.0 * 365 * 24 * 3600 * 1000;
constexpr double MaxSize = 9e15; // Below 2^53: exact as a JSON number everywhere.

template<typename T, size_t N> using Names = std::array<std::pair<T, const char *>, N>;

constexpr Names<FailurePolicy, 3> s_failures{{{FailurePolicy::FailFast, "fail_fast"},
                                              {FailurePolicy::Continue, "continue"},
                                              {FailurePolicy::AllowFailure, "allow_failure"}}};
constexpr Names<OnInterrupt, 4> s_interrupts{{{OnInterrupt::Retry, "retry"},
                                              {OnInterrupt::Resume, "resume"},
                                              {OnInterrupt::Review, "review"},
                                              {OnInterrupt::Fail, "fail"}}};
constexpr Names<WorkspacePolicy::Kind, 4> s_workspaces{{{WorkspacePolicy::Kind::Inherit, "inherit"},
                                                        {WorkspacePolicy::Kind::Directory, "directory"},
                                                        {WorkspacePolicy::Kind::Scratch, "scratch"},
                                                        {WorkspacePolicy::Kind::Worktree, "worktree"}}};
constexpr Names<WorkspacePolicy::Per, 2> s_perNames{
    {{WorkspacePolicy::Per::Task, "task"}, {WorkspacePolicy::Per::Attempt, "attempt"}}};

template<typename T, size_t N> QString nameOf(const Names<T, N> &names, T value)
{
    for (const auto &[entry, name] : names) {
        if (entry == value)
            return QString::fromLatin1(name);
    }
    return {};
}

template<typename T, size_t N> std::optional<T> valueOf(const Names<T, N> &names, const QString &name)
{
    for (const auto &[entry, text] : names) {
        if (name == QLatin1StringView(text))
            return entry;
    }
    return {};
}

/// Takes "12.5" off the front, and spaces after it. Nothing if there are no digits.
std::optional<double> takeNumber(QStringView &rest)
{
    qsizetype end = 0;
    while (end < rest.size() && ((rest.at(end) >= u'0' && rest.at(end) <= u'9') || rest.at(end) == u'.'))
        ++end;
    bool ok = false;
    const double number = rest.left(end).toDouble(&ok);
    if (!ok)
        return {};
    rest = rest.mid(end).trimmed();
    return number;
}

} // namespace

std::optional<qint64> durationFromText(const QString &text)
{
    static constexpr std::array<std::pair<const char *, double>, 7> Units{
        {{"ms", 1}, {"min", 60'000}, {"sec", 1000}, {"s", 1000}, {"m", 60'000}, {"h", 3'600'000}, {"d", 86'400'000}}};
    QStringView rest = QStringView(text).trimmed();
    if (rest.isEmpty())
        return {};
    double total = 0;
    while (!rest.isEmpty()) {
        const std::optional<double> number = takeNumber(rest);
        if (!number)
            return {};
        bool known = false;
        for (const auto &[unit, ms] : Units) {
            const QLatin1StringView name(unit);
            // "1m30s" and "1min": the unit ends where the letters end.
            if (rest.startsWith(name) && (rest.size() == name.size() || !rest.at(name.size()).isLetter())) {
                total += *number * ms;
                rest = rest.mid(name.size()).trimmed();
                known = true;
                break;
            }
        }
        if (!known || total > MaxDurationMs)
            return {};
    }
    return std::llround(total);
}

QString durationText(qint64 ms)
{
    if (ms <= 0)
        return QStringLiteral("0s");
    QString out;
    for (const auto &[unit, length] :
         {std::pair{"d", 86'400'000LL}, {"h", 3'600'000LL}, {"m", 60'000LL}, {"s", 1000LL}, {"ms", 1LL}}) {
        if (ms >= length) {
            out += QString::number(ms / length) + QLatin1StringView(unit);
            ms %= length;
        }
    }
    return out;
}

std::optional<qint64> sizeFromText(const QString &text)
{
    QStringView rest = QStringView(text).trimmed();
    const std::optional<double> number = takeNumber(rest);
    if (!number)
        return {};
    double factor = 1;
    if (!rest.isEmpty() && rest != u'B') {
        const qsizetype power = QStringView(u"KMGT").indexOf(rest.at(0).toUpper()) + 1;
        if (power == 0)
            return {};
        rest = rest.mid(1);
        const bool binary = rest.startsWith(u'i');
        if (binary)
            rest = rest.mid(1);
        if (!rest.isEmpty() && rest != u'B')
            return {};
        factor = std::pow(binary ? 1024.0 : 1000.0, double(power));
    }
    const double bytes = *number * factor;
    if (bytes > MaxSize)
        return {};
    return std::llround(bytes);
}

std::optional<int> priorityFromWord(const QString &word)
{
    static constexpr std::array<std::pair<const char *, int>, 4> Words{
        {{"low", 2}, {"normal", 5}, {"high", 8}, {"critical", 10}}};
    for (const auto &[name, priority] : Words) {
        if (word.compare(QLatin1StringView(name), Qt::CaseInsensitive) == 0)
            return priority;
    }
    return {};
}

QString failurePolicyName(FailurePolicy policy)
{
    return nameOf(s_failures, policy);
}

std::optional<FailurePolicy> failurePolicyFromName(const QString &name)
{
    return valueOf(s_failures, name);
}

QString onInterruptName(OnInterrupt policy)
{
    return nameOf(s_interrupts, policy);
}

std::optional<OnInterrupt> onInterruptFromName(const QString &name)
{
    return valueOf(s_interrupts, name);
}

QString workspaceKindName(WorkspacePolicy::Kind kind)
{
    return nameOf(s_workspaces, kind);
}

std::optional<WorkspacePolicy::Kind> workspaceKindFromName(const QString &name)
{
    return valueOf(s_workspaces, name);
}

QString workspacePerName(WorkspacePolicy::Per per)
{
    return nameOf(s_perNames, per);
}

std::optional<WorkspacePolicy::Per> workspacePerFromName(const QString &name)
{
    return valueOf(s_perNames, name);
}

QString bareExpression(const QString &text)
{
    const QString trimmed = text.trimmed();
    if (!trimmed.startsWith(QLatin1StringView("{{")) || !trimmed.endsWith(QLatin1StringView("}}")) ||
        trimmed.size() < 4)
        return trimmed;
    const QString inner = trimmed.mid(2, trimmed.size() - 4);
    // "{{ a }} and {{ b }}" is a template, not an expression in braces; its parser says so.
    return inner.contains(QLatin1StringView("{{")) ? trimmed : inner.trimmed();
}

} // namespace podium::domain
