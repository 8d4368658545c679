// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// Layout and canvas of large graphs: see README.md.
#include "bench/graphscene.h"

#include "gui/controls/theme.h"
#include "gui/graph/graphminimap.h"
#include "gui/graphedit/grapheditor.h"

#include <QCommandLineParser>
#include <QFile>
#include <QGuiApplication>
#include <QProcess>
#include <QQuickWindow>
#include <QRegularExpression>
#include <QTest>

#include <cmath>
#include <cstdio>
#include <ctime>
#include <functional>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace podium;

namespace
{

double cpuSeconds()
{
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return double(now.tv_sec) + double(now.tv_nsec) * 1e-9;
}

gui::GraphLayout layOut(const bench::GeneratedGraph &graph)
{
    gui::LayoutInput input;
    input.sizes.fill(gui::GraphModel::CardSize, graph.nodeCount);
    input.edges = graph.edges;
    return gui::layeredLayout(input);
}

/// Crossings in the drawing of graphviz' dot; -1 if it is not there or takes longer than `seconds`.
qint64 crossingsByDot(const bench::GeneratedGraph &graph, int seconds, double *took)
{
    QByteArray text("digraph{rankdir=LR;splines=line;node[shape=box,fixedsize=true,width=2.9,height=1.17]\n");
    for (const auto &[from, to] : graph.edges)
        text += QByteArray::number(from) + "->" + QByteArray::number(to) + ";\n";
    QProcess dot;
    QElapsedTimer timer;
    timer.start();
    dot.start(u"dot"_s, {u"-Tplain"_s});
    dot.write(text + "}\n");
    dot.closeWriteChannel();
    if (!dot.waitForFinished(seconds * 1000) || dot.exitCode() != 0) {
        dot.kill();
        dot.waitForFinished();
        return -1;
    }
    *took = double(timer.elapsed()) / 1000;
    QList<QPointF> middles(graph.nodeCount);
    for (const QByteArray &line : dot.readAllStandardOutput().split('\n')) {
        const QList<QByteArray> words = line.split(' ');
        if (words.value(0) == "node")
            middles[words.at(1).toInt()] = QPointF(words.at(2).toDouble(), words.at(3).toDouble());
    }
    return bench::straightCrossings(middles, graph.edges);
}

void benchLayout(const QList<int> &counts, int dotSeconds)
{
    std::printf("layout: nodes, edges, best and median CPU ms of 5, crossings, crossings and s of dot\n");
    for (const int count : counts) {
        const bench::GeneratedGraph graph(count);
        QList<double> times;
        gui::GraphLayout layout;
        for (int i = 0; i < 5; ++i) {
            const double start = cpuSeconds();
            layout = layOut(graph);
            times.append((cpuSeconds() - start) * 1000);
        }
        std::sort(times.begin(), times.end());
        QList<QPointF> middles;
        for (const QPointF &position : layout.positions)
            middles.append(QRectF(position, gui::GraphModel::CardSize).center());
        double took = 0;
        const qint64 dot = dotSeconds > 0 ? crossingsByDot(graph, dotSeconds, &took) : -1;
        std::printf("%6d %6d  %7.1f %7.1f  %8lld  %8lld %6.1f   (%.0f x %.0f)\n", count, int(graph.edges.size()),
                    times.at(0), times.at(2), static_cast<long long>(bench::straightCrossings(middles, graph.edges)),
                    static_cast<long long>(dot), took, layout.bounds.width(), layout.bounds.height());
        std::fflush(stdout);
    }
}

class Scene
{
public:
    Scene()
    {
        window.resize(1600, 1000);
        canvas.setParentItem(window.contentItem());
        canvas.setSize(window.size());
        canvas.setModel(&model);
    }

    bool show()
    {
        window.show();
        return QTest::qWaitForWindowExposed(&window) && settle();
    }

    bool settle()
    {
        return QTest::qWaitFor([this] { return !model.isArranging() && canvas.isSettled(); }, 60'000);
    }

    QString onlyPhase; ///< Empty: all.
    QQuickWindow window;
    gui::GraphModel model;
    gui::GraphEditor canvas; ///< Also a plain canvas.
};

/// Resident memory in MiB.
double memory()
{
    QFile file(u"/proc/self/statm"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toDouble() * double(sysconf(_SC_PAGESIZE)) / (1 << 20);
}

/// What a phase does before the frame that is shown `t` seconds (0 … 1 of its length: `share`) after its beginning.
using Step = std::function<void(double t, double share)>;

void runPhase(const char *name, Scene &scene, const Step &step)
{
    if (!scene.onlyPhase.isEmpty() && scene.onlyPhase != QLatin1StringView(name))
        return;
    constexpr double length = 4;
    QList<double> frames;
    QElapsedTimer timer;
    qint64 last = 0;
    int unsettled = 0;
    const int painted = scene.canvas.paintedTiles();
    double cpu = 0;
    timer.start();
    QEventLoop loop;
    const auto connection = QObject::connect(&scene.window, &QQuickWindow::frameSwapped, &loop, [&] {
        const qint64 now = timer.nsecsElapsed();
        if (last > 0)
            frames.append(double(now - last) / 1e6);
        else
            cpu = cpuSeconds();
        last = now;
        unsettled += !scene.canvas.isSettled();
        const double t = double(now) / 1e9;
        if (t >= length)
            return loop.quit();
        step(t, t / length);
        scene.window.update();
    });
    scene.window.update();
    loop.exec();
    QObject::disconnect(connection);
    cpu = (cpuSeconds() - cpu) * 1000 / double(std::max<qsizetype>(1, frames.size()));
    std::sort(frames.begin(), frames.end());
    const auto percentile = [&frames](double p) { return frames.at(qsizetype(p * double(frames.size() - 1))); };
    std::printf("  %-9s %5lld frames  p50 %5.1f  p95 %5.1f  p99 %5.1f ms  CPU %5.1f ms a frame  %5d tiles painted  "
                "%3.0f %% of frames incomplete\n",
                name, static_cast<long long>(frames.size()), percentile(0.5), percentile(0.95), percentile(0.99), cpu,
                scene.canvas.paintedTiles() - painted, 100.0 * unsettled / double(frames.size()));
    std::fflush(stdout);
    scene.settle();
}

void benchCanvas(int count, const QString &onlyPhase)
{
    const bench::GeneratedGraph graph(count);
    const QList<gui::GraphNode> nodes = graph.nodesWithValues();
    const QList<gui::GraphEdge> edges = graph.edgesWithIds();
    Scene scene;
    scene.onlyPhase = onlyPhase;
    if (!scene.show())
        return;
    const double before = memory();
    const double cpu = cpuSeconds();
    QElapsedTimer timer;
    timer.start();
    scene.model.setGraph(nodes, edges);
    if (!QTest::qWaitFor([&scene] { return !scene.model.isArranging(); }, 60'000))
        return;
    const qint64 arranged = timer.elapsed();
    scene.settle();
    std::printf("%d nodes: laid out after %lld ms, wholly painted after %lld ms (CPU %.0f ms), "
                "%.0f MiB more; zoom to fit %.3f\n",
                count, static_cast<long long>(arranged), static_cast<long long>(timer.elapsed()),
                (cpuSeconds() - cpu) * 1000, memory() - before, scene.canvas.zoom());
    const double fitting = scene.canvas.zoom();
    const QPointF middle = scene.canvas.contentRect().center();
    const auto panTo = [&](double t, double scale) {
        // One sine in x, another in y: as a person drags about.
        scene.canvas.centreOn(
            middle + QPointF(1000 * std::sin(t * 2 * 3.14159 / 5), 600 * std::sin(t * 2 * 3.14159 / 3)) / scale);
    };
    int next = 0;
    int updated = 0;
    const auto update = [&](double t) {
        for (; updated < t * 100; ++updated) {
            // Ten in sight for each one elsewhere would be kind; these are anywhere.
            next = (next + 7919) % count;
            scene.model.updateNode(bench::cardOf(next, updated));
        }
    };
    scene.canvas.setZoom(0.5);
    scene.canvas.centreOn(middle);
    scene.settle();
    runPhase("pan", scene, [&](double t, double) { panTo(t, 0.5); });
    const QList<int> seen = scene.model.nodesIn(scene.canvas.viewRect());
    updated = 0;
    runPhase("live", scene, [&](double t, double) {
        panTo(t, 0.5);
        update(t);
    });
    updated = 0;
    runPhase("in sight", scene, [&](double t, double) {
        for (; updated < t * 100; ++updated)
            scene.model.updateNode(bench::cardOf(seen.at(updated % seen.size()), updated));
    });
    runPhase("zoom", scene, [&](double, double share) {
        const double way = share < 0.5 ? share * 2 : 2 - share * 2;
        scene.canvas.setZoom(fitting * std::pow(1.5 / fitting, way));
    });
    scene.canvas.fit();
    scene.settle();
    runPhase("overview", scene, [&](double t, double) { panTo(t, fitting * 5); });
    updated = 0;
    runPhase("all live", scene, [&](double t, double) {
        panTo(t, fitting * 5);
        update(t);
    });
    std::printf("  %.1f MiB of tiles, %.0f MiB in all\n", double(scene.canvas.tileBytes()) / (1 << 20), memory());
}

/// Editing with the pointer: what a frame costs while something is dragged, and while the graph itself changes.
void benchEditing(int count, const QString &onlyPhase)
{
    const bench::GeneratedGraph graph(count);
    const QList<gui::GraphNode> nodes = graph.nodesWithValues();
    QList<gui::GraphEdge> edges = graph.edgesWithIds();
    const gui::GraphLayout layout = layOut(graph);
    QHash<QString, QPointF> places;
    for (int i = 0; i < count; ++i)
        places.insert(nodes.at(i).id, layout.positions.at(i));
    Scene scene;
    scene.onlyPhase = onlyPhase;
    scene.model.setEditable(true);
    scene.model.setPlacedGraph(nodes, edges, places);
    if (!scene.show())
        return;
    std::printf("%d nodes, editing\n", count);
    scene.canvas.setZoom(0.8);
    scene.canvas.centreOn(scene.model.nodeRect(count / 2).center());
    scene.settle();
    const QPoint middle(int(scene.canvas.width() / 2), int(scene.canvas.height() / 2));
    const auto circle = [&](double t) {
        return middle + QPoint(int(300 * std::sin(t * 4)), int(200 * std::sin(t * 2.6)));
    };
    const auto dragged = [&](const char *name, QPoint from) {
        QTest::mousePress(&scene.window, Qt::LeftButton, {}, from);
        runPhase(name, scene, [&](double t, double) { QTest::mouseMove(&scene.window, from + circle(t) - middle); });
        QTest::keyClick(&scene.window, Qt::Key_Escape);
        QTest::mouseRelease(&scene.window, Qt::LeftButton, {}, from);
        scene.settle();
    };
    scene.canvas.forceActiveFocus();
    dragged("drag one", middle);
    QStringList seen;
    for (const int index : scene.model.nodesIn(scene.canvas.viewRect()))
        seen += nodes.at(index).id;
    scene.model.setSelection(seen);
    dragged("drag view", middle);
    scene.canvas.selectAll();
    dragged("drag all", middle);
    scene.model.setSelection({});
    const QRectF card = scene.canvas.rectOf(nodes.at(count / 2).id);
    dragged("link", QPointF(card.right(), card.center().y()).toPoint());
    dragged("box", QPointF(card.left() - 30, card.bottom() + 12).toPoint());
    bool there = true;
    runPhase("connect", scene, [&](double, double) {
        QList<gui::GraphEdge> now = edges;
        there = !there;
        if (there)
            now.append({nodes.at(count / 2).id, nodes.at(count - 1).id});
        scene.model.setPlacedGraph(nodes, now, places);
    });
    std::printf("  %.1f MiB of tiles, %.0f MiB in all\n", double(scene.canvas.tileBytes()) / (1 << 20), memory());
}

void savePictures(const QString &folder)
{
    for (const bool dark : {true, false}) {
        gui::Theme::instance()->setScheme(dark ? gui::Theme::Scheme::Dark : gui::Theme::Scheme::Light);
        const QString suffix = dark ? u"-dark.png"_s : u"-light.png"_s;
        Scene scene;
        scene.window.resize(1000, 640);
        scene.canvas.setSize(scene.window.size());
        gui::GraphMinimap map;
        map.setParentItem(scene.window.contentItem());
        map.setSize({150, 90});
        map.setPosition({840, 10});
        map.setCanvas(&scene.canvas);
        bench::fillExample(scene.model);
        if (!scene.show())
            return;
        scene.window.grabWindow().save(folder + u"/example"_s + suffix);
        for (const double zoom : {0.5, 0.25}) {
            scene.canvas.setZoom(zoom);
            scene.settle();
            scene.window.grabWindow().save(folder + u"/example-%1"_s.arg(zoom) + suffix);
        }
        const bench::GeneratedGraph graph(1000);
        scene.model.setGraph(graph.nodesWithValues(), graph.edgesWithIds());
        scene.settle();
        scene.canvas.fit();
        scene.settle();
        scene.window.grabWindow().save(folder + u"/thousand"_s + suffix);
        scene.canvas.setZoom(0.6);
        scene.settle();
        scene.window.grabWindow().save(folder + u"/thousand-0.6"_s + suffix);
        const bench::GeneratedGraph large(10'000);
        scene.model.setGraph(large.nodesWithValues(), large.edgesWithIds());
        scene.settle();
        scene.canvas.fit();
        scene.settle();
        scene.window.grabWindow().save(folder + u"/tenthousand"_s + suffix);
    }
}

} // namespace

int main(int argc, char *argv[])
{
    QGuiApplication application(argc, argv);
    gui::Theme::loadFonts();
    gui::Theme::instance()->setScheme(gui::Theme::Scheme::Dark);
    QCommandLineParser options;
    options.addHelpOption();
    options.addOptions(
        {{u"pictures"_s, u"Save pictures of the canvas in this folder and do nothing else."_s, u"folder"_s},
         {u"dot"_s, u"Compare with graphviz' dot, which may take so long for each graph."_s, u"s"_s, u"0"_s},
         {u"canvas"_s, u"Leave the layout out."_s},
         {u"editing"_s, u"Measure editing only."_s},
         {u"phase"_s, u"Run only phases of this name."_s, u"name"_s}});
    options.process(application);
    if (options.isSet(u"pictures"_s)) {
        savePictures(options.value(u"pictures"_s));
        return 0;
    }
    if (options.isSet(u"editing"_s)) {
        for (const int count : {1000, 10'000})
            benchEditing(count, options.value(u"phase"_s));
        return 0;
    }
    if (!options.isSet(u"canvas"_s))
        benchLayout({100, 1000, 5000, 10'000}, options.value(u"dot"_s).toInt());
    for (const int count : {1000, 10'000})
        benchCanvas(count, options.value(u"phase"_s));
    for (const int count : {1000, 10'000})
        benchEditing(count, options.value(u"phase"_s));
    return 0;
}
