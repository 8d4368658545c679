// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pictures/picturedata.h"

#include <QDate>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QProcess>
#include <QTest>

using namespace Qt::StringLiterals;

namespace podium::test
{

namespace
{

constexpr int SettleMs = 60'000;

struct Agent
{
    QString name;
    QString title;
    QString role;
    QStringList capabilities;
};

QJsonObject paramsOf(const Agent &agent)
{
    return {{u"name"_s, agent.name},
            {u"title"_s, agent.title},
            {u"role"_s, agent.role},
            {u"capabilities"_s, QJsonArray::fromStringList(agent.capabilities)},
            {u"runner"_s, u"simulated"_s}};
}

QString workflow(const QString &file)
{
    QFile read(QStringLiteral(PODIUM_SOURCE_DIR "/tests/gui/pictures/data/") + file);
    return read.open(QIODevice::ReadOnly) ? QString::fromUtf8(read.readAll()) : QString();
}

/// A workflow of that many tasks in layers, with titles that are too long for any card.
QString wide(int layers, int breadth)
{
    QString yaml = u"name: everything-at-once\ntitle: Everything that was ever asked for, done at once and without a "
                   "thought for the width of any window\ntasks:\n"_s;
    for (int layer = 0; layer < layers; ++layer) {
        for (int i = 0; i < breadth; ++i) {
            yaml += u"  - id: step_%1_%2\n    title: Step %1.%2, whose title goes on for longer than any card is wide\n"
                    "    type: simulated\n"_s.arg(layer)
                        .arg(i);
            if (layer > 0)
                yaml += u"    depends_on: [step_%1_%2, step_%1_%3]\n"_s.arg(layer - 1).arg(i).arg((i + 1) % breadth);
            yaml += layer == 2 ? u"    simulate: {steps: [{log: working}, {delay: 9h}]}\n"_s
                               : u"    simulate: {steps: [{usage: {usd: 1.25, input_tokens: 90000}}]}\n"_s;
        }
    }
    return yaml;
}

QJsonObject spending(double usd)
{
    return {{u"usd"_s, usd},         {u"tokens"_s, int(usd * 61'000)}, {u"attempts"_s, int(usd * 3)},
            {u"unknown_costs"_s, 0}, {u"estimated_usd"_s, 0},          {u"usd_at_most"_s, 0}};
}

QString git(const QString &folder, const QStringList &arguments)
{
    QProcess process;
    process.setWorkingDirectory(folder);
    process.start(u"git"_s, arguments);
    process.waitForFinished();
    return QString::fromUtf8(process.readAllStandardOutput()).trimmed();
}

} // namespace

QString PictureData::play(const QString &name)
{
    m_problem.clear();
    run.clear();
    task.clear();
    if (name == u"normal")
        return playNormal();
    if (name == u"overloaded")
        return playOverloaded();
    return {};
}

QString PictureData::playNormal()
{
    const QList<Agent> team{
        {u"supervisor"_s, u"Splits work and puts it together"_s, u"supervisor"_s, {u"planning"_s}},
        {u"backend"_s, u"Services and interfaces"_s, u"backend"_s, {u"code_generation"_s, u"api_integration"_s}},
        {u"database"_s, u"Schemas and migrations"_s, u"database"_s, {u"database_operations"_s}},
        {u"frontend"_s, u"What people see"_s, u"frontend"_s, {u"code_generation"_s}},
        {u"tester"_s, u"Tests and their data"_s, u"testing"_s, {u"testing"_s}},
        {u"writer"_s, u"Texts for people"_s, u"docs"_s, {u"writing"_s}}};
    for (const Agent &agent : team) {
        if (!does(u"agent.set"_s, paramsOf(agent)))
            return m_problem;
    }
    const QString files = repository(3);
    const QString branches = submit(workflow(u"branches.yaml"_s).replace(u"@FOLDER@"_s, files));
    const QString notes = submit(workflow(u"notes.yaml"_s));
    if (!m_problem.isEmpty() || !reaches(branches, {}, u"COMPLETED"_s) || !reaches(notes, {}, u"FAILED"_s))
        return m_problem;
    does(u"workflow.save"_s, {{u"definition"_s, workflow(u"billing.yaml"_s)}, {u"message"_s, u"First draft"_s}});
    does(u"workflow.save"_s, {{u"definition"_s, workflow(u"notes.yaml"_s)}, {u"message"_s, u"As it was"_s}});
    run = submit(workflow(u"billing.yaml"_s));
    task = u"api"_s;
    const QString form = submit(workflow(u"form.yaml"_s));
    if (!reaches(run, u"schema"_s, u"SUCCESS"_s) || !reaches(run, u"api"_s, u"RUNNING"_s) ||
        !reaches(run, u"docs"_s, u"FAILED"_s) || !reaches(form, u"release"_s, u"RUNNING"_s))
        return m_problem;
    if (!QTest::qWaitFor([&] { return ask(u"approval.list"_s, {})[u"approvals"].toArray().size() >= 3; }, SettleMs))
        return u"what needs a person was not asked"_s;
    return m_problem;
}

QString PictureData::playOverloaded()
{
    for (int i = 0; i < 30; ++i) {
        const QString number = QString::number(i + 1);
        does(u"agent.set"_s,
             paramsOf({u"integration-and-deployment-specialist-"_s + number,
                       u"Knows each interface that anybody has ever written in this house, and those of others"_s,
                       u"integration-and-deployment"_s,
                       {u"code_generation"_s, u"api_integration"_s, u"database_operations"_s, u"web_scraping"_s}}));
    }
    const QString branches = submit(workflow(u"branches.yaml"_s).replace(u"@FOLDER@"_s, repository(60)));
    if (!m_problem.isEmpty() || !reaches(branches, {}, u"COMPLETED"_s))
        return m_problem;
    for (int i = 0; i < 40; ++i) {
        submit(u"name: nightly-consistency-check-of-all-warehouses-%1\ntitle: Nightly check that all warehouses of all "
               "regions agree with each other, number %1\ntasks:\n  - id: ask\n    gate: May the check number %1 write "
               "to the warehouses, although it is %1 days late and nobody has looked at the report of the one before?\n"
               "    run: 'true'\n"_s.arg(i + 1));
    }
    const QString yaml = wide(8, 12);
    does(u"workflow.save"_s, {{u"definition"_s, yaml}, {u"message"_s, u"All of it"_s}});
    for (int i = 0; i < 20; ++i) {
        does(u"workflow.save"_s,
             {{u"definition"_s, u"name: one-of-very-many-workflows-that-nobody-has-tidied-up-%1\ntasks:\n  - {id: one, "
                                "run: 'true'}\n"_s.arg(i + 1)},
              {u"message"_s, u"Kept, since somebody may need it again"_s}});
    }
    run = submit(yaml);
    task = u"step_2_0"_s;
    if (!reaches(run, task, u"RUNNING"_s))
        return m_problem;
    if (!QTest::qWaitFor([&] { return ask(u"approval.list"_s, {})[u"approvals"].toArray().size() >= 40; }, SettleMs))
        return u"not everything was asked"_s;
    return m_problem;
}

QJsonObject PictureData::usage(qint64 nowMs)
{
    const QStringList agents{u"backend"_s, u"frontend"_s, u"database"_s, u"tester"_s, u"writer"_s};
    QJsonArray days;
    for (int ago = 0; ago < 14; ++ago) {
        const QDate date = QDateTime::fromMSecsSinceEpoch(nowMs).date().addDays(-ago);
        if (date.dayOfWeek() > 5)
            continue;
        QJsonArray parts;
        double usd = 0;
        for (qsizetype i = 0; i < agents.size(); ++i) {
            const double part = double((((ago + 3) * 7) + (i * 11)) % 19) / 4;
            usd += part;
            parts.append(QJsonObject{{u"agent"_s, agents.at(i)},
                                     {u"team"_s, u"default"_s},
                                     {u"workflow"_s, i % 2 == 0 ? u"billing-export"_s : u"release-notes"_s},
                                     {u"spent"_s, spending(part)}});
        }
        days.append(QJsonObject{{u"date"_s, date.toString(Qt::ISODate)},
                                {u"from_ms"_s, date.startOfDay().toMSecsSinceEpoch()},
                                {u"parts"_s, parts},
                                {u"spent"_s, spending(usd)}});
    }
    return {{u"days"_s, days}};
}

QJsonObject PictureData::budgets()
{
    const auto account = [](const QString &level, const QString &name, double usd, double limit) {
        return QJsonObject{{u"level"_s, level},
                           {u"name"_s, name},
                           {u"spent"_s, spending(usd)},
                           {u"reserved"_s, spending(0)},
                           {u"limit"_s, QJsonObject{{u"usd"_s, limit}}}};
    };
    return {{u"accounts"_s, QJsonArray{account(u"day"_s, {}, 8.42, 25), account(u"agent"_s, u"backend"_s, 4.75, 5)}},
            {u"live"_s, true}};
}

bool PictureData::does(const QString &operation, const QJsonObject &params)
{
    const QJsonObject answer = ask(operation, params);
    if (answer.contains(u"problem"_s) && m_problem.isEmpty())
        m_problem = operation + u": "_s + answer[u"problem"].toString();
    return m_problem.isEmpty();
}

QString PictureData::submit(const QString &yaml)
{
    const QJsonObject answer =
        ask(u"run.submit"_s, {{u"definition"_s, yaml}, {u"working_directory"_s, folder + u"/shop"_s}});
    if (answer.contains(u"problem"_s) && m_problem.isEmpty())
        m_problem = answer[u"problem"].toString();
    return answer[u"run"].toString();
}

bool PictureData::reaches(const QString &ofRun, const QString &key, const QString &state)
{
    QString last;
    const auto there = [&] {
        const QJsonObject shown = ask(u"run.show"_s, {{u"run"_s, ofRun}});
        last = shown[u"run"][u"state"].toString();
        if (key.isEmpty())
            return last == state;
        const QJsonArray tasks = shown[u"tasks"].toArray();
        for (const QJsonValue &value : tasks) {
            if (value[u"key"].toString() == key)
                last = value[u"state"].toString();
        }
        return last == state;
    };
    if (m_problem.isEmpty() && !QTest::qWaitFor(there, SettleMs))
        m_problem = u"%1 %2 is %3, not %4"_s.arg(ofRun, key, last, state);
    return m_problem.isEmpty();
}

QString PictureData::repository(int files)
{
    const QString shop = folder + u"/shop"_s;
    QDir().mkpath(shop + u"/src"_s);
    git(shop, {u"init"_s, u"-q"_s, u"-b"_s, u"main"_s});
    git(shop, {u"config"_s, u"user.name"_s, u"Ann"_s});
    git(shop, {u"config"_s, u"user.email"_s, u"ann@example.com"_s});
    for (int i = 1; i <= files; ++i) {
        QFile file(shop + u"/src/invoice%1.py"_s.arg(i));
        if (file.open(QIODevice::WriteOnly)) {
            file.write("import csv\n\n\ndef total(rows):\n    sum = 0\n    for row in rows:\n"
                       "        sum += row['net']\n    return sum\n");
        }
    }
    git(shop, {u"add"_s, u"."_s});
    git(shop, {u"commit"_s, u"-q"_s, u"-m"_s, u"Invoices"_s});
    return shop;
}

} // namespace podium::test
