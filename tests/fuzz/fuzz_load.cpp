// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// libFuzzer target for the workflow loader. What loads must load again from its normalised form, to the same hash.
#include "base/json.h"
#include "domain/definition/workflowloader.h"
#include "fuzz/fuzzing.h"

using namespace podium;
using namespace podium::domain;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    const QByteArray text(reinterpret_cast<const char *>(data), qsizetype(size));
    LoadLimits limits;
    limits.source.maxAliasNodes = 10'000; // Bombs are allowed to be slow, not to take the whole time.
    const LoadResult result = loadWorkflow(text, QStringLiteral("fuzz.yaml"), {}, limits);
    loadWorkflow(text, QStringLiteral("fuzz.json"), {}, limits);
    if (!result.workflow) {
        FUZZ_REQUIRE(hasErrors(result.diagnostics));
        return 0;
    }
    const LoadResult again = loadWorkflow(canonicalJson(result.workflow->definition), QStringLiteral("again.json"));
    const LoadResult stored = workflowFromDefinition(result.workflow->definition);
    FUZZ_REQUIRE(again.workflow && stored.workflow && again.workflow->hash == result.workflow->hash);
    return 0;
}
