// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// `podium --screenshot` with the real program, where there is no display.
#include <QImage>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

class TestScreenshot : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aPageIsPicturedWithoutADisplay()
    {
        QCOMPARE(podium({u"--screenshot"_s, u"usage"_s, u"usage.png"_s, u"--size"_s, u"1100x700"_s}), 0);
        QCOMPARE(picture(u"usage.png"_s).size(), QSize(1100, 700));
    }
    void theOlderFormPicturesTheSame()
    {
        QCOMPARE(podium({u"--page"_s, u"usage"_s, u"--screenshot=same.png"_s, u"--size"_s, u"1100x700"_s}), 0);
        QCOMPARE(picture(u"same.png"_s), picture(u"usage.png"_s));
        QCOMPARE(podium({u"--screenshot"_s, u"podium://settings"_s, u"other.png"_s, u"--size"_s, u"1100x700"_s}), 0);
        QVERIFY(picture(u"other.png"_s) != picture(u"usage.png"_s));
    }
    void aPageThatIsNotThereIsSaid()
    {
        QCOMPARE(podium({u"--screenshot"_s, u"usge"_s, u"x.png"_s}), 2);
        QVERIFY2(m_said.contains("usage"), m_said.constData());
        QVERIFY(picture(u"x.png"_s).isNull());
    }
    void helpNeedsNoDisplay() { QCOMPARE(podium({u"--help"_s}), 0); }

private:
    int podium(const QStringList &words)
    {
        QProcess program;
        program.setWorkingDirectory(m_folder.path());
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        const QStringList names = environment.keys();
        for (const QString &name : names) {
            if (name.startsWith(u"PODIUM_") || name.startsWith(u"QT_Q") || name.endsWith(u"DISPLAY"))
                environment.remove(name);
        }
        environment.insert(u"XDG_CONFIG_HOME"_s, m_folder.filePath(u"config"_s));
        environment.insert(u"XDG_DATA_HOME"_s, m_folder.filePath(u"share"_s));
        program.setProcessEnvironment(environment);
        program.start(QStringLiteral(PODIUM_PROGRAM),
                      QStringList{u"--data-folder"_s, m_folder.filePath(u"data"_s)} + words);
        if (!program.waitForFinished(60'000))
            return -1;
        m_said = program.readAllStandardError();
        return program.exitStatus() == QProcess::NormalExit ? program.exitCode() : -2;
    }
    QImage picture(const QString &name) const { return QImage(m_folder.filePath(name)); }

    QTemporaryDir m_folder;
    QByteArray m_said;
};

QTEST_GUILESS_MAIN(TestScreenshot)
#include "tst_screenshot.moc"
