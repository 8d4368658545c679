// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// What the supervisor and its clients read: frames from the socket, and the journal of an earlier supervisor. The input
// is taken for all of it: frames, the bytes of a journal, and (the records of a journal are hidden behind checksums
// that no mutation hits) a list of records, three bytes each. TMPDIR=/dev/shm makes it faster.
#include "agents/process/supervisorframes.h"
#include "fuzz/fuzzing.h"
#include "supervisor/attempttable.h"
#include "supervisor/clocks.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

using namespace podium::supervisor;

namespace
{

/// The journal's folder, gone with the process.
class Folder
{
public:
    Folder()
    {
        std::string name = (std::filesystem::temp_directory_path() / "podium-fuzz-XXXXXX").string();
        FUZZ_REQUIRE(mkdtemp(name.data()));
        m_path = name;
    }
    ~Folder()
    {
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }
    std::string journal() const { return (m_path / "journal").string(); }

private:
    std::filesystem::path m_path;
};

void readFrames(std::string_view rest)
{
    bool bad = false;
    while (const auto frame = wire::nextFrame(rest, bad)) {
        wire::FrameReader fields(*frame);
        std::string copy;
        wire::FrameWriter writer(copy, fields.message());
        while (fields.next())
            writer.add(fields.tag(), fields.bytes());
        writer.finish();
        // What was understood says the same when it is written again.
        FUZZ_REQUIRE(fields.isBroken() || copy.substr(4) == *frame);
        const podium::agents::SupervisorAnswer answer = podium::agents::readAnswer(*frame);
        FUZZ_REQUIRE(answer.valid != fields.isBroken());
        rest.remove_prefix(4 + frame->size());
    }
}

std::vector<std::string> idsOf(const AttemptTable &table)
{
    std::vector<std::string> ids;
    for (const auto &[number, attempt] : table.all()) {
        FUZZ_REQUIRE(attempt->number == number && table.byNumber(number) == attempt.get());
        FUZZ_REQUIRE(table.find(attempt->id) == attempt.get());
        ids.push_back(attempt->id);
    }
    std::sort(ids.begin(), ids.end());
    return ids;
}

/// Opens the journal as the next two supervisors would, and lives on in it.
void liveOn(const std::string &journal)
{
    std::vector<std::string> first;
    {
        AttemptTable table(journal);
        FUZZ_REQUIRE(table.open("boot", "/group") == 0);
        first = idsOf(table);
    }
    AttemptTable table(journal);
    FUZZ_REQUIRE(table.open("boot", "/group") == 0);
    FUZZ_REQUIRE(idsOf(table) == first);
    Attempt &added = table.intend("added");
    added.pid = 4711;
    table.spawned(added);
    FUZZ_REQUIRE(table.byPid(4711) == &added);
    table.reaped(added);
    added.exit.endedMs = wallMs(); // Old ends are forgotten.
    table.ended(added);
    for (const std::string &id : first) {
        Attempt *attempt = table.find(id);
        if (!attempt)
            continue;
        std::string told;
        addState(told, *attempt);
        readFrames(told);
        if (attempt->state == Attempt::State::Recovering)
            table.lost(*attempt);
        table.forget(*attempt, Record::Forgotten);
    }
    FUZZ_REQUIRE(table.flush() == 0);
    AttemptTable last(journal);
    FUZZ_REQUIRE(last.open("boot", "/group") == 0);
    FUZZ_REQUIRE(last.all().size() == 1 && last.find("added"));
}

/// Three bytes are a record: its kind, its attempt's number, its attempt's id.
std::string records(const unsigned char *data, size_t size)
{
    std::string frames;
    for (size_t i = 0; i + 3 <= size && i < 3 * 256; i += 3) {
        wire::FrameWriter frame = record(frames, static_cast<Record>(data[i] % 9));
        frame.add(wire::Tag::Number, data[i + 1] % 8);
        frame.add(wire::Tag::Id, std::string(1, static_cast<char>('a' + data[i + 2] % 8)));
        frame.add(wire::Tag::BootId, data[i + 2] % 2 ? "boot" : "earlier");
        frame.add(wire::Tag::Pid, data[i + 2]).add(wire::Tag::EndedMs, std::int64_t{data[i + 1]} << (data[i + 2] % 56));
        frame.finish();
    }
    return frames;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    static const Folder folder;
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
    readFrames(bytes);

    std::ofstream(folder.journal(), std::ios::binary).write(bytes.data(), std::streamsize(bytes.size()));
    liveOn(folder.journal());

    FUZZ_REQUIRE(Journal(folder.journal()).rewrite(records(data, size)) == 0);
    liveOn(folder.journal());
    return 0;
}
