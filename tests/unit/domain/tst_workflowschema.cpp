// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "base/json.h"
#include "domain/definition/coding/taskdecoder.h"
#include "domain/definition/source/sourcereader.h"
#include "domain/definition/workflowschema.h"
#include "domain/taskkind.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <valijson/adapters/qtjson_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

using namespace podium;
using namespace podium::domain;

namespace
{

const QString ReferenceFile = QStringLiteral(PODIUM_SOURCE_DIR "/resources/help/workflow-reference.md");

QByteArray fileContent(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QJsonObject schemaObject()
{
    return parseJson(workflowSchemaSource()).value_or(QJsonValue()).toObject();
}

QJsonObject definition(const QString &name)
{
    return schemaObject().value(u"definitions").toObject().value(name).toObject();
}

/// All keys of an object of the schema, those of inline objects as "outer.inner" and "list[].inner".
QStringList keysOf(const QJsonValue &schema, const QString &prefix = {})
{
    QStringList out;
    const QJsonObject properties = schema[u"properties"].toObject();
    for (auto it = properties.constBegin(); it != properties.constEnd(); ++it) {
        out += prefix + it.key();
        out += keysOf(it.value(), prefix + it.key() + u'.');
        out += keysOf(it.value()[u"items"], prefix + it.key() + QStringLiteral("[]."));
    }
    return out;
}

bool valijsonAccepts(const QJsonValue &value, bool print = false)
{
    static const std::unique_ptr<valijson::Schema> schema = [] {
        auto out = std::make_unique<valijson::Schema>();
        const QJsonValue source = schemaObject();
        valijson::SchemaParser().populateSchema(valijson::adapters::QtJsonAdapter(source), *out);
        return out;
    }();
    valijson::Validator validator;
    valijson::ValidationResults results;
    const bool accepted =
        validator.validate(*schema, valijson::adapters::QtJsonAdapter(value), print ? &results : nullptr);
    for (const auto &error : results) {
        std::string where;
        for (const std::string &part : error.context)
            where += part;
        qWarning("%s: %s", where.c_str(), error.description.c_str());
    }
    return accepted;
}

} // namespace

class TestWorkflowSchema : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void schemaCompiles()
    {
        const Result<JsonSchema> schema = JsonSchema::compile(parseJson(workflowSchemaSource()).value());
        QVERIFY2(schema, qPrintable(schema ? QString() : schema.error().text()));
    }

    void everyKeyOfATaskHasADecoderAndADescription()
    {
        const QJsonObject properties = definition(QStringLiteral("task")).value(u"properties").toObject();
        QStringList inSchema = properties.keys();
        QStringList inDecoder = TaskDecoder::keys();
        inSchema.sort();
        inDecoder.sort();
        QCOMPARE(inDecoder, inSchema);
        for (auto it = properties.constBegin(); it != properties.constEnd(); ++it)
            QVERIFY2(!it.value().toObject().value(u"description").toString().isEmpty(), qPrintable(it.key()));
    }

    void keysOfTheKindsAreInTheSchema()
    {
        const QStringList known = definition(QStringLiteral("task")).value(u"properties").toObject().keys();
        for (const auto &kind : TaskKinds::instance().all()) {
            for (const QString &key : kind->keys() + kind->impliedBy())
                QVERIFY2(known.contains(key), qPrintable(kind->name() + u' ' + key));
        }
    }

    void typesOfferedByEditorsAreTheRegisteredKinds()
    {
        const QJsonObject type =
            definition(QStringLiteral("task")).value(u"properties").toObject().value(u"type").toObject();
        QStringList offered;
        for (const QJsonValue name : type.value(u"examples").toArray())
            offered << name.toString();
        QStringList registered = TaskKinds::instance().names();
        offered.sort();
        registered.sort();
        QCOMPARE(offered, registered);
    }

    void defaultsAndExamplesAreValidThemselves()
    {
        for (const char *name : {"task", "workflow"}) {
            const QJsonObject properties = definition(QString::fromLatin1(name)).value(u"properties").toObject();
            for (auto it = properties.constBegin(); it != properties.constEnd(); ++it) {
                QJsonObject schema = it.value().toObject();
                schema.insert(QStringLiteral("definitions"), schemaObject().value(u"definitions"));
                const Result<JsonSchema> compiled = JsonSchema::compile(schema);
                QVERIFY(compiled);
                QJsonArray samples = schema.value(u"examples").toArray();
                if (schema.contains(u"default"))
                    samples.append(schema.value(u"default"));
                for (const QJsonValue sample : samples)
                    QVERIFY2(compiled->check(sample).isEmpty(), qPrintable(it.key()));
            }
        }
    }

    void referenceIsUpToDate()
    {
        const QByteArray generated = workflowReferenceMarkdown().toUtf8();
        if (qEnvironmentVariableIsSet("PODIUM_UPDATE_REFERENCE")) {
            QFile file(ReferenceFile);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(generated);
            file.close();
        }
        QVERIFY2(fileContent(ReferenceFile) == generated,
                 "run this test with PODIUM_UPDATE_REFERENCE=1 and commit the file");
    }

    void referenceNamesEveryKey()
    {
        const QString text = workflowReferenceMarkdown();
        const QJsonObject definitions = schemaObject().value(u"definitions").toObject();
        for (auto it = definitions.constBegin(); it != definitions.constEnd(); ++it) {
            for (const QString &key : keysOf(it.value()))
                QVERIFY2(text.contains(u'`' + key + u'`'), qPrintable(it.key() + u'.' + key));
        }
        QVERIFY(text.contains(u"| `conversation.at` |")); // An object without a name of its own.
    }

    void anotherValidatorAgreesAboutFilesAndTheirMutations_data()
    {
        QTest::addColumn<QString>("path");
        for (const char *folder : {"resources/templates", "resources/examples", "tests/data/workflows"}) {
            const QDir dir(QStringLiteral(PODIUM_SOURCE_DIR "/") + QLatin1StringView(folder));
            for (const QString &file : dir.entryList({QStringLiteral("*.yaml")}, QDir::Files))
                QTest::newRow(qPrintable(file)) << dir.filePath(file);
        }
    }
    void anotherValidatorAgreesAboutFilesAndTheirMutations()
    {
        QFETCH(QString, path);
        SourceTree tree;
        Report report(path, &tree);
        const SourceNode *root = readSource(fileContent(path), path, {}, tree, report);
        QVERIFY(root);
        const QJsonValue whole = toJson(*root);
        QVERIFY2(valijsonAccepts(whole, true), "valijson refuses the file");
        QVERIFY(workflowSchema().check(whole).isEmpty());
        // Each value in turn is replaced by values of every kind; both have to say the same.
        int rejected = 0;
        const QList<QJsonValue> others{QJsonValue(),
                                       true,
                                       7,
                                       -3.5,
                                       QStringLiteral("word"),
                                       QStringLiteral("5m"),
                                       QJsonArray{QStringLiteral("a")},
                                       QJsonObject{{QStringLiteral("odd key"), 1}}};
        const auto mutate = [&](auto &&self, const QJsonValue &value,
                                const std::function<QJsonValue(QJsonValue)> &around, int depth) -> void {
            for (const QJsonValue &other : others) {
                const QJsonValue mutation = around(other);
                const bool ours = workflowSchema().check(mutation).isEmpty();
                const bool theirs = valijsonAccepts(mutation);
                QVERIFY2(ours == theirs, qPrintable(QString::fromUtf8(canonicalJson(mutation)) + u' ' +
                                                    workflowSchema().check(mutation).join(u'\n')));
                rejected += ours ? 0 : 1;
            }
            if (depth == 0)
                return;
            if (value.isObject()) {
                const QJsonObject object = value.toObject();
                for (const QString &key : object.keys()) {
                    self(
                        self, object.value(key),
                        [&](const QJsonValue &inner) {
                            QJsonObject copy = object;
                            copy.insert(key, inner);
                            return around(copy);
                        },
                        depth - 1);
                }
            } else if (value.isArray()) {
                const QJsonArray array = value.toArray();
                for (qsizetype i = 0; i < array.size(); ++i) {
                    self(
                        self, array.at(i),
                        [&](const QJsonValue &inner) {
                            QJsonArray copy = array;
                            copy.replace(i, inner);
                            return around(copy);
                        },
                        depth - 1);
                }
            }
        };
        // Whole templates would take minutes; every task is tried in a workflow of its own.
        QJsonObject head = whole.toObject();
        const QJsonValue tasks = head.take(QStringLiteral("tasks"));
        const QJsonObject one{{QStringLiteral("id"), QStringLiteral("a")}};
        mutate(
            mutate, head,
            [&](const QJsonValue &inner) {
                QJsonObject object = inner.toObject();
                if (!inner.isObject())
                    return inner;
                object.insert(QStringLiteral("tasks"), QJsonArray{one});
                return QJsonValue(object);
            },
            2);
        const QVariantList list =
            tasks.isArray() ? tasks.toArray().toVariantList() : tasks.toObject().toVariantMap().values();
        for (const QVariant &task : list) {
            mutate(
                mutate, QJsonValue::fromVariant(task),
                [](const QJsonValue &inner) {
                    return QJsonValue(QJsonObject{{QStringLiteral("tasks"), QJsonArray{inner}}});
                },
                4);
        }
        QVERIFY(rejected > 20);
    }
};

QTEST_GUILESS_MAIN(TestWorkflowSchema)
#include "tst_workflowschema.moc"
