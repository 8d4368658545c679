// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QString>

namespace podium::security
{

/// What opens a sealed text: a passphrase, or the bytes of a key file.
struct SealKey
{
    enum class Kind { Passphrase, KeyFile };
    Kind kind = Kind::KeyFile;
    QByteArray secret;
};

/// Seals a text with XChaCha20-Poly1305 under a key from Argon2id (passphrases) or BLAKE2b (key files), each time with
/// a new salt and nonce. The result is JSON that says which, and nothing of what is inside.
Result<QByteArray> seal(const QByteArray &text, const SealKey &key);
/// PermissionDenied for another key, Corrupt for what is no sealed text or was changed.
Result<QByteArray> unseal(const QByteArray &sealed, const SealKey &key);
/// Which kind of key a sealed text was made with.
Result<SealKey::Kind> sealedWith(const QByteArray &sealed);

/// 32 random bytes.
QByteArray newKey();

} // namespace podium::security
