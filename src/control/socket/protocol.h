// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QJsonObject>
#include <QList>

namespace podium::control
{

// The wire between processes of one user on one machine: a JSON object a line, both ways.
//
//   client                                            server
//                                                     {"podium":"0.1.0","protocol":1,"pid":4711}
//   {"id":1,"op":"run.list","params":{}}              {"id":1,"result":{…}} or
//   {"id":1,"error":{code,message,where,hint}}
//   {"id":2,"op":"$subscribe","params":{…}}           {"id":2,"result":{}}, then {"stream":2,"events":[…]},
//                                                     {"stream":2,"caught_up":seq}, {"stream":2,"behind":seq},
//                                                     {"stream":2,"logs":true}, {"stream":2,"closed":{error}}
//   {"op":"$more","params":{"stream":2}}              the next events: one batch is under way at a time
//   {"op":"$unsubscribe","params":{"stream":2}}
//                                                     {"goodbye":{error}} before it closes

constexpr int ProtocolVersion = 1;
constexpr qsizetype MaxLineBytes = 40 * 1024 * 1024; ///< A request may carry a workflow of 16 MiB, escaped.
constexpr int MaxCallsUnderWay = 64;                 ///< Of one client.
constexpr int MaxStreams = 16;                       ///< Of one client.
constexpr int MaxClients = 64;

/// Cuts a byte stream into lines. Each byte is looked at once, however the lines arrive.
class LineCutter
{
public:
    /// Adds bytes. False if a line is longer than allowed: the peer is broken or hostile, hang up.
    bool feed(const QByteArray &bytes);
    /// The lines completed so far, without their ends; empty ones are left out.
    QList<QByteArray> take();

private:
    QByteArray m_rest;
    QList<QByteArray> m_lines;
};

QByteArray toLine(const QJsonObject &object);
QJsonObject toJson(const Error &error);
Error errorFromJson(const QJsonObject &object);

/// Where the owner of a data folder listens, or its window (`name`): in the folder if the path is short enough for a
/// socket, else in the user's runtime folder under a name made of the folder's path. The folder around it is the user's
/// alone; an error says if it is not.
Result<QString> socketPath(const QString &dataFolder, const QString &name = QStringLiteral("control"));

} // namespace podium::control
