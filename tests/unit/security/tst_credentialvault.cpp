// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "security/credentialvault.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace podium;
using namespace podium::security;

class TestCredentialVault : public QObject
{
    Q_OBJECT

    CredentialVault::Options options(const QByteArray &passphrase = {}) const
    {
        return {m_dir->filePath(u"config/credentials"_s), m_dir->filePath(u"config/credentials.key"_s), passphrase};
    }
    static QByteArray bytes(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }

    void whatIsKeptCanBeNamedByAnotherProcess_data()
    {
        QTest::addColumn<QByteArray>("passphrase");
        QTest::newRow("key file") << QByteArray();
        QTest::newRow("passphrase") << QByteArray("correct horse");
    }

    void whatIsKeptCanBeNamedByAnotherProcess()
    {
        QFETCH(QByteArray, passphrase);
        CredentialVault vault(options(passphrase));
        QVERIFY(vault.all().value().isEmpty());
        QVERIFY(vault.put({u"work"_s, Credential::Kind::ApiKey, u"sk-very-secret\n"_s, 1}));
        QVERIFY(vault.put({u"home"_s, Credential::Kind::OAuthToken, u"token-of-home"_s, 2}));
        const CredentialVault other(options(passphrase));
        QCOMPARE(other.environmentFor(u"work"_s).value(),
                 (QMap<QString, QString>{{u"ANTHROPIC_API_KEY"_s, u"sk-very-secret"_s}}));
        QCOMPARE(other.environmentFor(u"home"_s).value().firstKey(), u"CLAUDE_CODE_OAUTH_TOKEN"_s);
        QCOMPARE(other.environmentFor(u"away"_s).error().code, ErrorCode::NotFound);
        QVERIFY(vault.remove(u"work"_s));
        QCOMPARE(vault.remove(u"work"_s).error().code, ErrorCode::NotFound);
        QVERIFY(!CredentialVault(options(passphrase)).environmentFor(u"work"_s));
    }

    void nothingOfItIsReadableByOthers()
    {
        CredentialVault vault(options());
        QVERIFY(vault.put({u"work"_s, Credential::Kind::ApiKey, u"sk-very-secret"_s, 1}));
        for (const QString &path : {options().file, options().keyFile}) {
            QVERIFY(!bytes(path).isEmpty());
            QVERIFY(!bytes(path).contains("secret"));
            QVERIFY(!bytes(path).contains("work"));
            const QFileDevice::Permissions others =
                QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;
            QVERIFY(!(QFileInfo(path).permissions() & others));
        }
        // The same text is never sealed the same way twice.
        const QByteArray first = bytes(options().file);
        QVERIFY(vault.put({u"work"_s, Credential::Kind::ApiKey, u"sk-very-secret"_s, 1}));
        QVERIFY(bytes(options().file) != first);
    }

    void anotherKeyOpensNothing()
    {
        QVERIFY(CredentialVault(options("right")).put({u"work"_s, Credential::Kind::ApiKey, u"s"_s, 1}));
        QCOMPARE(CredentialVault(options("wrong")).all().error().code, ErrorCode::PermissionDenied);
        const Error without = CredentialVault(options()).all().error();
        QVERIFY2(without.text().contains(u"PODIUM_PASSPHRASE"_s), qPrintable(without.text()));
        // Nor is anything put into a file that cannot be opened.
        QVERIFY(!CredentialVault(options("wrong")).put({u"other"_s, Credential::Kind::ApiKey, u"s"_s, 1}));
        QVERIFY(CredentialVault(options("right")).environmentFor(u"work"_s));
    }

    void whatWasChangedIsRefused()
    {
        const SealKey key{SealKey::Kind::KeyFile, newKey()};
        const QByteArray sealed = seal("text", key).value();
        QCOMPARE(unseal(sealed, key).value(), QByteArray("text"));
        for (qsizetype i = 0; i < sealed.size(); ++i) {
            QByteArray changed = sealed;
            changed[i] = char(changed.at(i) ^ 1);
            const Result<QByteArray> opened = unseal(changed, key);
            QVERIFY2(!opened || *opened == "text", qPrintable(QString::number(i))); // Base64 has bits that say nothing.
        }
        for (const char *text : {"", "{}", "[]", "no", "{\"version\":1}"})
            QCOMPARE(unseal(text, key).error().code, ErrorCode::Corrupt);
    }

    void anEmptySecretIsRefused()
    {
        CredentialVault vault(options());
        QCOMPARE(vault.put({u"work"_s, Credential::Kind::ApiKey, u" \n"_s, 1}).error().code,
                 ErrorCode::InvalidArgument);
        QCOMPARE(vault.put({QString(), Credential::Kind::ApiKey, u"s"_s, 1}).error().code, ErrorCode::InvalidArgument);
    }

private:
    std::unique_ptr<QTemporaryDir> m_dir;
};

QTEST_GUILESS_MAIN(TestCredentialVault)
#include "tst_credentialvault.moc"
