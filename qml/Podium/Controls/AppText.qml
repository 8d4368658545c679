// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Podium.Controls

/// Text in one of the sizes of the design.
Text {
    id: root

    enum Kind { Body, Secondary, Caption, Title, Page, Figure, Mono }

    property int kind: AppText.Kind.Body
    property bool strong: false
    property bool muted: false

    color: muted || kind === AppText.Kind.Caption ? Theme.text3 : kind === AppText.Kind.Secondary ? Theme.text2 : Theme.text1
    elide: Text.ElideRight
    font.family: kind === AppText.Kind.Mono ? Theme.monoFont : Theme.uiFont
    font.weight: strong || kind === AppText.Kind.Title || kind === AppText.Kind.Page || kind === AppText.Kind.Figure ? Font.DemiBold : Font.Normal
    font.pixelSize: {
        switch (kind) {
        case AppText.Kind.Secondary:
        case AppText.Kind.Mono:
            return Theme.secondarySize;
        case AppText.Kind.Caption:
            return Theme.captionSize;
        case AppText.Kind.Title:
            return Theme.titleSize;
        case AppText.Kind.Page:
            return Theme.pageSize;
        case AppText.Kind.Figure:
            return Theme.figureSize;
        }
        return Theme.bodySize;
    }
    textFormat: Text.PlainText
    verticalAlignment: Text.AlignVCenter
}
