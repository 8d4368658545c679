// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "supervisor/childcare.h"
#include "supervisor/clocks.h"
#include "supervisor/launch.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <fcntl.h>
#include <functional>
#include <memory>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace podium::supervisor;
using wire::FrameWriter;
using wire::Message;
using wire::Tag;

class TestSupervisorOutputs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepareLaunching(077); }

    void aLimitOfOutputHoldsWhereNothingTellsThatItGrows()
    {
        const QTemporaryDir folder;
        const std::string place = folder.path().toStdString();
        const std::string gate = place + "/gate";
        QCOMPARE(mkfifo(gate.c_str(), 0600), 0);
        QVERIFY(QDir().mkpath(folder.filePath(QStringLiteral("spool"))));
        const int epoll = epoll_create1(EPOLL_CLOEXEC);
        AttemptTable table(place + "/journal");
        QCOMPARE(table.open("boot", {}), 0);
        CgroupPool groups{std::string()};
        std::string ended;
        std::unique_ptr<ChildCare> care = withoutWatches([&] {
            return std::make_unique<ChildCare>(
                epoll, table, groups, "test-of-outputs",
                [&](Attempt &attempt) {
                    if (attempt.state == Attempt::State::Ended)
                        ended = attempt.id;
                },
                [](const std::string &, const std::vector<std::uint32_t> &, wire::Stage, int) {});
        });
        std::string frame;
        FrameWriter(frame, Message::Spawn)
            .add(Tag::Id, "a")
            .add(Tag::Program, "/bin/sh")
            .add(Tag::Argument, "sh")
            .add(Tag::Argument, "-c")
            .add(Tag::Argument, "read x <" + gate + "; echo 0123456789; exec sleep 1000")
            .add(Tag::Variable, "PATH=/usr/bin:/bin")
            .add(Tag::WorkingDirectory, "/tmp")
            .add(Tag::SpoolFolder, place + "/spool")
            .add(Tag::OutputBytes, 5)
            .finish();
        care->queueSpawn("a", std::string_view(frame).substr(4), 1);
        QTRY_VERIFY_WITH_TIMEOUT((step(*care), care->startQueued(8), table.find("a")), 30'000);
        // It has been looked at once, and had written nothing.
        const std::int64_t first = care->nextTimer();
        QTRY_VERIFY_WITH_TIMEOUT((step(*care), care->nextTimer() != first), 30'000);
        const int writer = ::open(gate.c_str(), O_WRONLY | O_CLOEXEC);
        QVERIFY(writer >= 0 && ::write(writer, "go\n", 3) == 3);
        ::close(writer);
        QTRY_COMPARE_WITH_TIMEOUT((step(*care), ended), std::string("a"), 30'000);
        QCOMPARE(static_cast<int>(table.find("a")->exit.reason), static_cast<int>(wire::Reason::OutputLimit));
        ::close(epoll);
    }

private:
    /// Calls `make` while no descriptor can be had, as where all of the user's watches are in use.
    static std::unique_ptr<ChildCare> withoutWatches(const std::function<std::unique_ptr<ChildCare>()> &make)
    {
        rlimit usual{};
        getrlimit(RLIMIT_NOFILE, &usual);
        const rlimit none{3, usual.rlim_max};
        setrlimit(RLIMIT_NOFILE, &none);
        std::unique_ptr<ChildCare> made = make();
        setrlimit(RLIMIT_NOFILE, &usual);
        return made;
    }
    static void step(ChildCare &care)
    {
        if (const std::int64_t next = care.nextTimer(); next > 0 && next <= monotonicMs())
            care.runTimers();
        care.reap();
    }
};

QTEST_GUILESS_MAIN(TestSupervisorOutputs)
#include "tst_supervisoroutputs.moc"
