// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "control/icontrol.h"
#include "control/local/handlers/reply.h"
#include "control/local/localhost.h"

namespace podium::control
{

/// IControl over the embedded back end, or over none for operations that need no store.
class LocalControl : public IControl
{
public:
    explicit LocalControl(const Settings &settings, std::shared_ptr<LocalHost> host = {});

    Reply call(const Call &call) override;
    std::unique_ptr<EventStream> subscribe(const StreamFilter &filter) override;
    bool isLive() const override { return m_host && m_host->owns(); }
    /// Closes every stream and ends every run.wait, because the back end is about to.
    void endStreams();

private:
    Reply refused(const Call &call, const Error &error);

    Settings m_settings;
    std::shared_ptr<LocalHost> m_host;
};

} // namespace podium::control
