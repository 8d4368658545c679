// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "control/operations/fields.h"

namespace podium::control
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(CredentialOperations)
};

using Kind = CliArgument::Kind;

// They are about a file of whoever calls: a secret goes through no socket and into no audit trail.
Operation base(const QString &name, const QString &summary, const char *method, const char *path)
{
    Operation op;
    op.name = name;
    op.summary = summary;
    op.permission = QStringLiteral("system:write");
    op.risk = domain::Risk::High;
    op.method = QLatin1StringView(method);
    op.path = QLatin1StringView(path);
    op.reach = Reach::Process;
    return op;
}

Field nameField()
{
    return stringField(QStringLiteral("name"), Text::tr("What agents call it")).required().upTo(100);
}

Operation list()
{
    Operation op = base(QStringLiteral("credential.list"), Text::tr("List the accounts and keys that agents can name"),
                        "GET", "/api/v1/credentials");
    op.details = Text::tr("Their secrets are never shown.");
    op.response = {arrayField(QStringLiteral("credentials"), Text::tr("Names, kinds and since when"))
                       .of(Field::Type::Object)
                       .required()};
    CliForm form;
    form.words = QStringLiteral("credentials");
    form.presentation = QStringLiteral("credential.list");
    form.examples = {QStringLiteral("credentials"), QStringLiteral("credentials --json")};
    op.cli = {form};
    return op;
}

Operation set()
{
    Operation op = base(QStringLiteral("credential.set"), Text::tr("Keep an account or key for agents, encrypted"),
                        "PUT", "/api/v1/credentials/{name}");
    op.details =
        Text::tr("An agent names it in its options: credential: NAME. Give the secret by a file or by standard "
                 "input (@-), which no list of processes shows.");
    op.request = {
        nameField(),
        stringField(QStringLiteral("kind"), Text::tr("An API key, a token of a subscription, or one of a gateway"))
            .oneOf({QStringLiteral("api_key"), QStringLiteral("oauth_token"), QStringLiteral("auth_token")})
            .withDefault(QStringLiteral("api_key")),
        stringField(QStringLiteral("secret"), Text::tr("The key or token")).required().upTo(16'384)};
    op.response = {stringField(QStringLiteral("name"), Text::tr("Its name")).required()};
    CliForm form;
    form.words = QStringLiteral("credentials set");
    form.presentation = QStringLiteral("credential.set");
    form.positionals = {positional("name", Text::tr("NAME"))};
    form.options = {option("secret", "secret", Kind::Text, {}, Text::tr("@FILE")),
                    option("kind", "kind", Kind::Value, {}, Text::tr("KIND"))};
    form.examples = {QStringLiteral("credentials set work --secret @-"),
                     QStringLiteral("credentials set private --kind oauth_token --secret @token.txt")};
    op.cli = {form};
    return op;
}

Operation remove()
{
    Operation op = base(QStringLiteral("credential.remove"), Text::tr("Forget an account or key"), "DELETE",
                        "/api/v1/credentials/{name}");
    op.request = {nameField()};
    op.response = {stringField(QStringLiteral("name"), Text::tr("Its name")).required()};
    CliForm form;
    form.words = QStringLiteral("credentials remove");
    form.presentation = QStringLiteral("credential.removed");
    form.positionals = {positional("name", Text::tr("NAME"))};
    form.examples = {QStringLiteral("credentials remove work")};
    op.cli = {form};
    return op;
}

} // namespace

QList<Operation> credentialOperations()
{
    return {list(), set(), remove()};
}

} // namespace podium::control
