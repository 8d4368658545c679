// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QObject>
#include <QQmlEngine>
#include <QUrl>

namespace podium::gui
{

/// The tokens of the design: every colour, size and duration of the window comes from here. One per process, in the GUI
/// thread; changed() tells that any of them may be another one now. Sizes are in device-independent pixels at 100 %
/// text.
class Theme : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    Q_PROPERTY(Scheme scheme READ scheme WRITE setScheme NOTIFY changed FINAL)
    Q_PROPERTY(Density density READ density WRITE setDensity NOTIFY changed FINAL)
    Q_PROPERTY(bool reducedMotion READ reducedMotion WRITE setReducedMotion NOTIFY changed FINAL)
    Q_PROPERTY(double textScale READ textScale WRITE setTextScale NOTIFY changed FINAL)
    Q_PROPERTY(bool dark READ dark NOTIFY changed FINAL)

    Q_PROPERTY(QColor window READ window NOTIFY changed FINAL)
    Q_PROPERTY(QColor surface1 READ surface1 NOTIFY changed FINAL)
    Q_PROPERTY(QColor surface2 READ surface2 NOTIFY changed FINAL)
    Q_PROPERTY(QColor surface3 READ surface3 NOTIFY changed FINAL)
    Q_PROPERTY(QColor border READ border NOTIFY changed FINAL)
    Q_PROPERTY(QColor text1 READ text1 NOTIFY changed FINAL)
    Q_PROPERTY(QColor text2 READ text2 NOTIFY changed FINAL)
    Q_PROPERTY(QColor text3 READ text3 NOTIFY changed FINAL)
    Q_PROPERTY(QColor accent READ accent NOTIFY changed FINAL)
    Q_PROPERTY(QColor accentWash READ accentWash NOTIFY changed FINAL)
    Q_PROPERTY(QColor onAccent READ onAccent NOTIFY changed FINAL)
    Q_PROPERTY(QColor running READ running NOTIFY changed FINAL)
    Q_PROPERTY(QColor success READ success NOTIFY changed FINAL)
    Q_PROPERTY(QColor failed READ failed NOTIFY changed FINAL)
    Q_PROPERTY(QColor attention READ attention NOTIFY changed FINAL)
    Q_PROPERTY(QColor blocked READ blocked NOTIFY changed FINAL)
    Q_PROPERTY(QColor ready READ ready NOTIFY changed FINAL)
    Q_PROPERTY(QColor pending READ pending NOTIFY changed FINAL)

    Q_PROPERTY(QString uiFont READ uiFont CONSTANT FINAL)
    Q_PROPERTY(QString monoFont READ monoFont CONSTANT FINAL)
    Q_PROPERTY(int captionSize READ captionSize NOTIFY changed FINAL)
    Q_PROPERTY(int secondarySize READ secondarySize NOTIFY changed FINAL)
    Q_PROPERTY(int bodySize READ bodySize NOTIFY changed FINAL)
    Q_PROPERTY(int titleSize READ titleSize NOTIFY changed FINAL)
    Q_PROPERTY(int pageSize READ pageSize NOTIFY changed FINAL)
    Q_PROPERTY(int figureSize READ figureSize NOTIFY changed FINAL)

    Q_PROPERTY(int headerHeight READ headerHeight NOTIFY changed FINAL)
    Q_PROPERTY(int toolbarHeight READ toolbarHeight NOTIFY changed FINAL)
    Q_PROPERTY(int rowHeight READ rowHeight NOTIFY changed FINAL)
    Q_PROPERTY(int controlHeight READ controlHeight NOTIFY changed FINAL)
    /// Of the rail and what stands on it; smaller than that of text, or its pages would not have room below each other.
    Q_PROPERTY(double railScale READ railScale NOTIFY changed FINAL)
    Q_PROPERTY(int railWidth READ railWidth NOTIFY changed FINAL)
    Q_PROPERTY(int statusHeight READ statusHeight NOTIFY changed FINAL)
    Q_PROPERTY(int controlRadius READ controlRadius CONSTANT FINAL)
    Q_PROPERTY(int fieldRadius READ fieldRadius CONSTANT FINAL)
    Q_PROPERTY(int cardRadius READ cardRadius CONSTANT FINAL)
    Q_PROPERTY(int quick READ quick NOTIFY changed FINAL)
    Q_PROPERTY(int calm READ calm NOTIFY changed FINAL)

public:
    enum class Scheme { System, Light, Dark, HighContrast };
    Q_ENUM(Scheme)
    enum class Density { Comfortable, Compact };
    Q_ENUM(Density)

    /// The one theme; made at the first call, which is to be in the GUI thread.
    static Theme *instance();
    static Theme *create(QQmlEngine *qml, QJSEngine *js);
    /// Makes the shipped fonts known to the program. Once, before the first window.
    static void loadFonts();

    Scheme scheme() const { return m_scheme; }
    void setScheme(Scheme scheme);
    Density density() const { return m_density; }
    void setDensity(Density density);
    bool reducedMotion() const { return m_reducedMotion; }
    void setReducedMotion(bool reduced);
    double textScale() const { return m_textScale; }
    /// 1 = 100 %; kept within 0.8 and 2.
    void setTextScale(double scale);
    bool dark() const;

    QColor window() const;
    QColor surface1() const;
    QColor surface2() const;
    QColor surface3() const;
    QColor border() const;
    QColor text1() const;
    QColor text2() const;
    QColor text3() const;
    QColor accent() const;
    QColor accentWash() const;
    QColor onAccent() const;
    QColor running() const;
    QColor success() const;
    QColor failed() const;
    QColor attention() const;
    QColor blocked() const;
    QColor ready() const;
    QColor pending() const;
    /// Of a task's or run's state as the API names it: "RUNNING", "COMPLETED".
    Q_INVOKABLE QColor stateColor(const QString &state) const;

    /// The address of a shipped icon in that colour; empty for no name.
    Q_INVOKABLE static QUrl iconSource(const QString &name, const QColor &colour);

    QString uiFont() const;
    QString monoFont() const;
    int captionSize() const { return scaled(11); }
    int secondarySize() const { return scaled(12); }
    int bodySize() const { return scaled(13); }
    int titleSize() const { return scaled(16); }
    int pageSize() const { return scaled(20); }
    int figureSize() const { return scaled(22); }

    int headerHeight() const { return scaled(56); }
    int toolbarHeight() const { return scaled(44); }
    int rowHeight() const { return scaled(m_density == Density::Compact ? 34 : 46); }
    int controlHeight() const { return scaled(m_density == Density::Compact ? 26 : 30); }
    double railScale() const { return qMin(m_textScale, 1.5); }
    int railWidth() const { return qRound(56 * railScale()); }
    int statusHeight() const { return scaled(28); }
    int controlRadius() const { return 6; }
    int fieldRadius() const { return 8; }
    int cardRadius() const { return 10; }
    int quick() const { return m_reducedMotion ? 0 : 120; } ///< Milliseconds.
    int calm() const { return m_reducedMotion ? 0 : 180; }  ///< Milliseconds.

Q_SIGNALS:
    void changed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    Theme();
    int scaled(int size) const { return qRound(size * m_textScale); }

    Scheme m_scheme = Scheme::System;
    Density m_density = Density::Comfortable;
    bool m_reducedMotion = false;
    double m_textScale = 1.0;
};

} // namespace podium::gui
