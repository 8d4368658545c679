// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "security/sealedbox.h"

#include "base/json.h"

#include <QCoreApplication>
#include <QJsonObject>

#include <sodium.h>

namespace podium::security
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(SealedBox)
};

constexpr size_t KeyBytes = crypto_aead_xchacha20poly1305_ietf_KEYBYTES;
constexpr size_t NonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr size_t TagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr qint64 MaxMemory = 1LL << 30; // Of a file that asks for more, somebody wants the memory.
constexpr qint64 MaxOperations = 16;

const unsigned char *bytes(const QByteArray &data)
{
    return reinterpret_cast<const unsigned char *>(data.constData());
}

unsigned char *bytes(QByteArray &data)
{
    return reinterpret_cast<unsigned char *>(data.data());
}

bool ready()
{
    return sodium_init() >= 0;
}

QByteArray randomBytes(size_t count)
{
    QByteArray out(qsizetype(count), Qt::Uninitialized);
    randombytes_buf(out.data(), count);
    return out;
}

QString base64(const QByteArray &data)
{
    return QString::fromLatin1(data.toBase64());
}

QByteArray decoded(const QJsonObject &object, const char *name)
{
    return QByteArray::fromBase64(object.value(QLatin1StringView(name)).toString().toLatin1());
}

Error damaged()
{
    return {ErrorCode::Corrupt, Text::tr("this is no sealed file of Podium, or it is damaged"), {}, {}};
}

Result<QByteArray> derived(const SealKey &key, const QByteArray &salt, qint64 operations, qint64 memory)
{
    QByteArray out(qsizetype(KeyBytes), Qt::Uninitialized);
    if (key.kind == SealKey::Kind::KeyFile) {
        crypto_generichash(bytes(out), KeyBytes, bytes(key.secret), size_t(key.secret.size()), bytes(salt),
                           size_t(salt.size()));
        return out;
    }
    if (crypto_pwhash(bytes(out), KeyBytes, key.secret.constData(), size_t(key.secret.size()), bytes(salt),
                      static_cast<unsigned long long>(operations), size_t(memory), crypto_pwhash_ALG_ARGON2ID13) != 0)
        return fail(ErrorCode::Exhausted, Text::tr("there is not enough memory to make a key of the passphrase"));
    return out;
}

/// Everything but the text itself; it is authenticated with it.
QByteArray headerOf(QJsonObject object)
{
    object.remove(QStringLiteral("text"));
    return canonicalJson(object);
}

Result<QJsonObject> parsed(const QByteArray &sealed)
{
    const Result<QJsonValue> value = parseJson(sealed);
    const QJsonObject object = value ? value->toObject() : QJsonObject();
    const QString key = object.value(u"key").toString();
    const bool known = object.value(u"version").toInt() == 1 && (key == u"passphrase" || key == u"key_file");
    const qint64 operations = object.value(u"operations").toInteger();
    const qint64 memory = object.value(u"memory").toInteger();
    const bool fits =
        decoded(object, "salt").size() == qsizetype(crypto_pwhash_SALTBYTES) &&
        decoded(object, "nonce").size() == qsizetype(NonceBytes) &&
        decoded(object, "text").size() >= qsizetype(TagBytes) &&
        (key == u"key_file" || (operations >= qint64(crypto_pwhash_OPSLIMIT_MIN) && operations <= MaxOperations &&
                                memory >= qint64(crypto_pwhash_MEMLIMIT_MIN) && memory <= MaxMemory));
    if (!known || !fits)
        return tl::unexpected(damaged());
    return object;
}

} // namespace

QByteArray newKey()
{
    return ready() ? randomBytes(KeyBytes) : QByteArray();
}

Result<SealKey::Kind> sealedWith(const QByteArray &sealed)
{
    const Result<QJsonObject> object = parsed(sealed);
    if (!object)
        return tl::unexpected(object.error());
    return object->value(u"key").toString() == u"passphrase" ? SealKey::Kind::Passphrase : SealKey::Kind::KeyFile;
}

Result<QByteArray> seal(const QByteArray &text, const SealKey &key)
{
    if (!ready())
        return fail(ErrorCode::Internal, Text::tr("the cryptographic library did not start"));
    const bool passphrase = key.kind == SealKey::Kind::Passphrase;
    const QByteArray salt = randomBytes(crypto_pwhash_SALTBYTES);
    const QByteArray nonce = randomBytes(NonceBytes);
    QJsonObject out{{QStringLiteral("version"), 1},
                    {QStringLiteral("key"), passphrase ? QStringLiteral("passphrase") : QStringLiteral("key_file")},
                    {QStringLiteral("salt"), base64(salt)},
                    {QStringLiteral("nonce"), base64(nonce)}};
    if (passphrase) {
        out.insert(QStringLiteral("operations"), qint64(crypto_pwhash_OPSLIMIT_INTERACTIVE));
        out.insert(QStringLiteral("memory"), qint64(crypto_pwhash_MEMLIMIT_INTERACTIVE));
    }
    const Result<QByteArray> secret =
        derived(key, salt, crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE);
    if (!secret)
        return tl::unexpected(secret.error());
    const QByteArray header = headerOf(out);
    QByteArray sealed(text.size() + qsizetype(TagBytes), Qt::Uninitialized);
    crypto_aead_xchacha20poly1305_ietf_encrypt(
        bytes(sealed), nullptr, bytes(text), static_cast<unsigned long long>(text.size()), bytes(header),
        static_cast<unsigned long long>(header.size()), nullptr, bytes(nonce), bytes(*secret));
    out.insert(QStringLiteral("text"), base64(sealed));
    return canonicalJson(out) + '\n';
}

Result<QByteArray> unseal(const QByteArray &sealed, const SealKey &key)
{
    if (!ready())
        return fail(ErrorCode::Internal, Text::tr("the cryptographic library did not start"));
    const Result<QJsonObject> object = parsed(sealed);
    if (!object)
        return tl::unexpected(object.error());
    const Result<QByteArray> secret = derived(key, decoded(*object, "salt"), object->value(u"operations").toInteger(),
                                              object->value(u"memory").toInteger());
    if (!secret)
        return tl::unexpected(secret.error());
    const QByteArray header = headerOf(*object);
    const QByteArray box = decoded(*object, "text");
    const QByteArray nonce = decoded(*object, "nonce");
    QByteArray out(box.size() - qsizetype(TagBytes), Qt::Uninitialized);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(
            bytes(out), nullptr, nullptr, bytes(box), static_cast<unsigned long long>(box.size()), bytes(header),
            static_cast<unsigned long long>(header.size()), bytes(nonce), bytes(*secret)) != 0)
        return fail(ErrorCode::PermissionDenied, Text::tr("this key does not open it, or it was changed"));
    return out;
}

} // namespace podium::security
