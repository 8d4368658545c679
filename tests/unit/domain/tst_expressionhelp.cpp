// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "base/json.h"
#include "domain/definition/workflowloader.h"
#include "domain/expression/functions/functiontable.h"
#include "domain/expression/template.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace podium;
using namespace podium::domain;
using namespace Qt::StringLiterals;

/// The help page is the specification: what it says is what is tested.
class TestExpressionHelp : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QFile file(QStringLiteral(PODIUM_SOURCE_DIR "/resources/help/expressions.md"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        m_page = QString::fromUtf8(file.readAll());

        static const QRegularExpression block(u"```json\\n(.*?)```"_s, QRegularExpression::DotMatchesEverythingOption);
        const auto values = parseJson(block.match(m_page).captured(1).toUtf8());
        QVERIFY2(values, "the values of the examples");
        const QJsonObject roots = values->toObject();
        for (auto it = roots.begin(); it != roots.end(); ++it)
            m_scope.roots.insert(it.key(), it.value());
        const QJsonObject tasks = m_scope.roots.take(u"tasks"_s).toObject();
        for (auto it = tasks.begin(); it != tasks.end(); ++it)
            m_scope.tasks.insert(it.key(), it.value());
    }

    void workflowOfTheIntroductionLoads()
    {
        static const QRegularExpression block(u"```yaml\\n(.*?)```"_s, QRegularExpression::DotMatchesEverythingOption);
        const LoadResult loaded = loadWorkflow(block.match(m_page).captured(1).toUtf8(), u"intro.yaml"_s);
        for (const Diagnostic &diagnostic : loaded.diagnostics)
            qWarning("%s", qPrintable(diagnostic.text()));
        QVERIFY(loaded.workflow);
        QVERIFY(loaded.diagnostics.isEmpty());
    }

    void everyExampleEvaluatesAsWritten()
    {
        static const QRegularExpression example(u"`([^`]+)` → `([^`]+)`"_s);
        int count = 0;
        for (auto match = example.globalMatch(m_page); match.hasNext(); ++count) {
            const auto one = match.next();
            const auto expression = Expression::parse(one.captured(1));
            const auto value = expression ? expression->evaluate(m_scope) : tl::unexpected<Error>(expression.error());
            const QString actual = value ? QString::fromUtf8(canonicalJson(*value)) : u"error"_s;
            QVERIFY2(actual == one.captured(2), qPrintable(one.captured() + u"\nis "_s + actual +
                                                           (value ? QString() : u": "_s + value.error().text())));
        }
        QVERIFY2(count > 120, qPrintable(QString::number(count)));
    }

    void everyFunctionIsDescribedWithItsSignatureAndAnExample()
    {
        for (const Function &function : functionTable()) {
            const QString name = QString::fromLatin1(function.name);
            QVERIFY2(m_page.contains(u'`' + function.signature() + u'`'), qPrintable(function.signature()));
            const QRegularExpression example(u"`[^`\n]*\\b%1\\b[^`\n]*` → `"_s.arg(name));
            QVERIFY2(example.match(m_page).hasMatch(), qPrintable(u"no example of "_s + name));
        }
    }

    void everythingThatLooksLikeASignatureIsAFunction()
    {
        static const QRegularExpression item(u"^- ((?:`[a-z_]+\\([^`]*\\)`(?:, )?)+):"_s,
                                             QRegularExpression::MultilineOption);
        static const QRegularExpression name(u"`([a-z_]+)\\("_s);
        QSet<QString> described;
        for (auto match = item.globalMatch(m_page); match.hasNext();) {
            for (auto inner = name.globalMatch(match.next().captured(1)); inner.hasNext();)
                described.insert(inner.next().captured(1));
        }
        const QStringList names = functionNames();
        QCOMPARE(described, QSet<QString>(names.begin(), names.end()));
    }

    void everyTemplateOfTheTableRendersAsWritten()
    {
        static const QRegularExpression row(u"^\\| `([^`]*\\{\\{[^`]*)` \\| `([^`]*)` \\|$"_s,
                                            QRegularExpression::MultilineOption);
        MapScope scope = m_scope;
        scope.roots.insert(u"f"_s, u"it's \"$HOME\""_s);
        int count = 0;
        const qsizetype scripts = m_page.indexOf(u"## Shell scripts"_s);
        for (auto match = row.globalMatch(m_page); match.hasNext(); ++count) {
            const auto one = match.next();
            const auto text = Template::parse(one.captured(1));
            QVERIFY2(text, qPrintable(one.captured(1)));
            const auto rendered = text->render(scope, one.capturedStart() > scripts ? Quoting::Shell : Quoting::None);
            QVERIFY2(rendered, qPrintable(rendered ? QString() : rendered.error().text()));
            QCOMPARE(*rendered, one.captured(2));
        }
        QCOMPARE(count, 6);
    }

private:
    QString m_page;
    MapScope m_scope;
};

QTEST_APPLESS_MAIN(TestExpressionHelp)
#include "tst_expressionhelp.moc"
