// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// Scripts that an agent wants to run, read and judged. Whatever they are, that ends, in proportion to their size, and
// means the same each time.
#include "domain/risk/riskpolicy.h"
#include "domain/risk/shellscript.h"
#include "fuzz/fuzzing.h"

using namespace podium::domain;
using namespace Qt::StringLiterals;

namespace
{

qsizetype charactersOf(const ShellScript &script)
{
    qsizetype sum = 0;
    for (const ShellCommand &command : script.commands) {
        for (const QStringList &list : {command.words, command.reads, command.writes}) {
            for (const QString &word : list)
                sum += word.size();
        }
    }
    return sum;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    const QString text = QString::fromUtf8(reinterpret_cast<const char *>(data), qsizetype(size));
    const ShellScript script = readShellScript(text);
    // Wrappers and nested scripts are there beside what is in them, down to a depth.
    FUZZ_REQUIRE(charactersOf(script) <= (text.size() + 16) * 64);
    FUZZ_REQUIRE(charactersOf(readShellScript(text)) == charactersOf(script));

    static const RiskPolicy policy;
    const auto view = [](const QString &path, const QString &) { return PathFact{path, PathScope::Workspace}; };
    const RiskDecision decision = policy.decide({u"Bash"_s, {{u"command"_s, text}}, u"default"_s, {}, {}}, view);
    FUZZ_REQUIRE(!decision.rule.isEmpty() && !decision.why().isEmpty());
    FUZZ_REQUIRE(script.understood || decision.verdict != RiskRule::Verdict::Allow || decision.risk >= Risk::Medium);
    return 0;
}
