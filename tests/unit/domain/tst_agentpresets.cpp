// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/policy/agentpresets.h"

#include "domain/policy/placementrule.h"

#include <QFile>
#include <QSet>
#include <QTest>

using namespace podium;
using namespace podium::domain;
using namespace Qt::StringLiterals;

class TestAgentPresets : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void embeddedSetsAreTheFile()
    {
        QFile file(QStringLiteral(PODIUM_SOURCE_DIR "/resources/presets/agents.yaml"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto sets = readAgentSets(file.readAll(), u"agents.yaml"_s);
        QVERIFY2(sets, qPrintable(sets ? QString() : sets.error().text()));
        QCOMPARE(sets->size(), presetAgentSets().size());
        for (qsizetype i = 0; i < sets->size(); ++i) {
            QCOMPARE(presetAgentSets().at(i).name, sets->at(i).name);
            QCOMPARE(presetAgentSets().at(i).agents.size(), sets->at(i).agents.size());
        }
    }

    void fiveWorkersAndNineSpecialistsAreThere()
    {
        const QList<QSet<QString>> expected{{u"data_analysis"_s, u"code_generation"_s},
                                            {u"web_scraping"_s, u"api_integration"_s},
                                            {u"file_processing"_s, u"database_operations"_s},
                                            {u"code_generation"_s, u"api_integration"_s},
                                            {u"data_analysis"_s, u"database_operations"_s}};
        QList<QSet<QString>> found;
        for (const Agent &agent : presetAgents(u"default"_s))
            found.append(QSet<QString>(agent.capabilities.begin(), agent.capabilities.end()));
        QCOMPARE(found, expected);
        QStringList roles;
        for (const Agent &agent : presetAgents(u"roles"_s))
            roles.append(agent.role);
        QCOMPARE(roles, QStringList({u"supervisor"_s, u"master"_s, u"backend API"_s, u"database"_s, u"frontend UI"_s,
                                     u"testing"_s, u"queue manager"_s, u"social integration"_s, u"deployment"_s}));
        QSet<QString> names;
        for (const Agent &agent : defaultAgents()) {
            QCOMPARE(agent.runner, u"claude"_s);
            QVERIFY2(agent.systemPrompt.size() > 200, qPrintable(agent.name));
            QVERIFY(agent.enabled);
            names.insert(agent.name);
        }
        QCOMPARE(names.size(), 14);
        QVERIFY(presetAgents(u"nope"_s).isEmpty());
    }

    void demoAgentsCanDoWhatTheDefaultOnesCan()
    {
        for (const Agent &agent : demoAgents())
            QCOMPARE(agent.runner, u"simulated"_s);
        for (const Agent &agent : defaultAgents()) {
            for (const QString &capability : agent.capabilities) {
                TaskSpec task;
                task.capabilities = QStringList{capability};
                QVERIFY2(PlacementRule(task).whyNone(demoAgents()).isEmpty(), qPrintable(capability));
                task.role = agent.role;
                if (agent.role != u"worker")
                    QVERIFY2(PlacementRule(task).whyNone(demoAgents()).isEmpty(), qPrintable(agent.role));
            }
        }
    }

    void everyMistakeOfAFileIsNamedWithItsLine_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QStringList>("expected");
        QTest::newRow("not a map") << QByteArray("- 1") << QStringList{u"a.yaml:1:1: error: the file must be a map"_s};
        QTest::newRow("syntax") << QByteArray("sets: [") << QStringList{u"a.yaml:"_s};
        QTest::newRow("empty") << QByteArray("") << QStringList();
        QTest::newRow("many")
            << QByteArray("version: 2\nset: 1\nsets:\n  a:\n    - nam: x\n      runner: claude\n      scale: many\n"
                          "    - {name: y, runner: claude}\n    - {name: y, runner: claude}\n    - 7\n  b: 1\n")
            << QStringList{u"a.yaml:1:10: error: `version: 1` is needed"_s,
                           u"a.yaml:2:1: error: unknown key `set` (did you mean `sets`?)"_s,
                           u"a.yaml:5:7: error: unknown key `nam` (did you mean `name`?)"_s,
                           u"a.yaml:5:7: error: the agent needs `name`"_s,
                           u"a.yaml:7:14: error: `scale` has a value of the wrong kind"_s,
                           u"a.yaml:9:7: error: there are two agents `y` in this set"_s,
                           u"a.yaml:10:7: error: an agent must be a map"_s,
                           u"a.yaml:11:6: error: the set `b` must be a list of agents"_s};
    }

    void everyMistakeOfAFileIsNamedWithItsLine()
    {
        QFETCH(QByteArray, text);
        QFETCH(QStringList, expected);
        const auto sets = readAgentSets(text, u"a.yaml"_s);
        QVERIFY(!sets);
        for (const QString &finding : expected)
            QVERIFY2(sets.error().message.contains(finding), qPrintable(finding + u"\n--\n"_s + sets.error().message));
    }
};

QTEST_APPLESS_MAIN(TestAgentPresets)
#include "tst_agentpresets.moc"
