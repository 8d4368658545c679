// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "support/picture/terminalsvg.h"

#include <algorithm>

namespace podium::test
{

namespace
{

constexpr double CellWidth = 8.4;
constexpr double LineHeight = 18;
constexpr double Padding = 16;
constexpr double TitleHeight = 34;
constexpr int LastFrameMs = 5'000; ///< How long the end is shown before the film starts again.

QString number(double value)
{
    return QString::number(value, 'f', 1);
}

QString attributesOf(const AnsiStyle &style)
{
    QString out;
    if (!style.foreground.isEmpty())
        out += QStringLiteral(" fill=\"%1\"").arg(style.foreground);
    if (style.bold)
        out += QStringLiteral(" font-weight=\"bold\"");
    if (style.italic)
        out += QStringLiteral(" font-style=\"italic\"");
    if (style.underline)
        out += QStringLiteral(" text-decoration=\"underline\"");
    if (style.dim)
        out += QStringLiteral(" opacity=\"0.6\"");
    return out;
}

/// Each run is placed by its column and stretched to its cells, so that any monospace font keeps the table straight.
QString frameContent(const TerminalFrame &frame)
{
    QString out;
    double y = TitleHeight + Padding;
    for (const AnsiLine &line : frame.lines) {
        for (const AnsiRun &run : line) {
            const double x = Padding + run.column * CellWidth;
            const double width = run.cells * CellWidth;
            if (!run.style.background.isEmpty()) {
                out += QStringLiteral("<rect x=\"%1\" y=\"%2\" width=\"%3\" height=\"%4\" fill=\"%5\"/>")
                           .arg(number(x), number(y), number(width), number(LineHeight), run.style.background);
            }
            if (run.text.trimmed().isEmpty())
                continue;
            out += QStringLiteral("<text x=\"%1\" y=\"%2\" textLength=\"%3\"%4>%5</text>\n")
                       .arg(number(x), number(y + LineHeight * 0.75), number(width), attributesOf(run.style),
                            run.text.toHtmlEscaped());
        }
        y += LineHeight;
    }
    return out;
}

/// Key frames that show each group during its time. The base style is the end of the film.
QString filmStyle(const QList<TerminalFrame> &frames)
{
    const int start = frames.constFirst().atMs;
    const double total = frames.constLast().atMs - start + LastFrameMs;
    QString out = QStringLiteral("@media (prefers-reduced-motion: no-preference) {\n");
    for (qsizetype i = 0; i < frames.size(); ++i) {
        const double from = (frames.at(i).atMs - start) / total * 100;
        const double to = i + 1 < frames.size() ? (frames.at(i + 1).atMs - start) / total * 100 : 100;
        out += QStringLiteral("#f%1 { animation: k%1 %2s step-end infinite; }\n").arg(i).arg(total / 1000);
        out += QStringLiteral("@keyframes k%1 { 0% { visibility: %2; } %3% { visibility: visible; } %4% { visibility: "
                              "%5; } 100% { visibility: %5; } }\n")
                   .arg(i)
                   .arg(from > 0 ? QStringLiteral("hidden") : QStringLiteral("visible"))
                   .arg(from, 0, 'f', 3)
                   .arg(to, 0, 'f', 3)
                   .arg(to >= 100 ? QStringLiteral("visible") : QStringLiteral("hidden"));
    }
    return out + QStringLiteral("}\n");
}

} // namespace

QByteArray terminalSvg(const QList<TerminalFrame> &frames, int columns, const QString &title)
{
    qsizetype rows = 1;
    for (const TerminalFrame &frame : frames)
        rows = std::max(rows, frame.lines.size());
    const double width = columns * CellWidth + 2 * Padding;
    const double height = double(rows) * LineHeight + 2 * Padding + TitleHeight;

    QString out = QStringLiteral("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %1 %2\" width=\"%1\" "
                                 "height=\"%2\" role=\"img\" fill=\"#c8ccd4\">\n<title>%3</title>\n")
                      .arg(number(width), number(height), title.toHtmlEscaped());
    out +=
        QStringLiteral("<style>\ntext { font-family: ui-monospace, \"DejaVu Sans Mono\", Menlo, Consolas, monospace; "
                       "font-size: 14px; white-space: pre; }\n");
    if (frames.size() > 1) {
        out += QStringLiteral(".frame { visibility: hidden; }\n#f%1 { visibility: visible; }\n").arg(frames.size() - 1);
        out += filmStyle(frames);
    }
    out += QStringLiteral("</style>\n<rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"#14171c\"/>\n");
    const QStringList lights{QStringLiteral("#e06c75"), QStringLiteral("#e0b062"), QStringLiteral("#8fbf6f")};
    for (qsizetype i = 0; i < lights.size(); ++i)
        out += QStringLiteral("<circle cx=\"%1\" cy=\"17\" r=\"5\" fill=\"%2\"/>").arg(18 + 18 * i).arg(lights.at(i));
    out += QStringLiteral("\n<text x=\"50%\" y=\"22\" text-anchor=\"middle\" opacity=\"0.7\">%1</text>\n")
               .arg(title.toHtmlEscaped());
    for (qsizetype i = 0; i < frames.size(); ++i)
        out += QStringLiteral("<g class=\"frame\" id=\"f%1\" xml:space=\"preserve\">\n%2</g>\n")
                   .arg(i)
                   .arg(frameContent(frames.at(i)));
    return (out + QStringLiteral("</svg>\n")).toUtf8();
}

} // namespace podium::test
