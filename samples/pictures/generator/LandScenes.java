import java.awt.geom.Path2D;
import java.util.List;

/** Hills, lakes, rivers and villages. */
final class LandScenes {
    private LandScenes() {}

    static List<Scene> all() {
        return List.of(
                new Scene(
                        13,
                        "terraced-hills.png",
                        640,
                        512,
                        "layered hills in morning mist, a small coral sun",
                        LandScenes::terracedHills),
                new Scene(
                        16,
                        "crescent-lake.jpg",
                        512,
                        640,
                        "mountains around a lake, a crescent moon",
                        LandScenes::crescentLake),
                new Scene(
                        17,
                        "stone-bridge.jpg",
                        512,
                        512,
                        "a stone bridge over a river, coral hills",
                        LandScenes::stoneBridge),
                new Scene(
                        19,
                        "winding-river.webp",
                        640,
                        512,
                        "a river winding through hills at sunset",
                        LandScenes::windingRiver),
                new Scene(
                        20,
                        "moonlit-village.webp",
                        512,
                        512,
                        "a hillside village with lit windows under a full moon",
                        LandScenes::moonlitVillage),
                new Scene(
                        22,
                        "cypress-road.webp",
                        512,
                        512,
                        "a road between cypresses to a farmhouse on a hill",
                        LandScenes::cypressRoad));
    }

    private static void terracedHills(Paper paper, Nature nature, Landmarks landmarks) {
        paper.flood(Palette.MIST, Palette.CREAM, Palette.GOLD, Palette.ROSE);
        nature.sun(450, 110, 30, Palette.CORAL);
        nature.ridge(
                190, 330, 40, 150, true, Wash.of(Palette.ROSE, Palette.CREAM).fade(0.9));
        nature.ridge(
                235, 380, 46, 170, false, Wash.of(Palette.MIST, Palette.CREAM).fade(0.9));
        nature.ridge(
                290, 430, 50, 160, false, Wash.of(Palette.SEA, Palette.CREAM).fade(0.85));
        nature.ridge(
                345, 480, 44, 150, false, Wash.of(Palette.TEAL, Palette.MIST).fade(0.75));
        nature.ridge(
                420, 540, 40, 190, false, Wash.of(Palette.DUSK, Palette.TEAL).fade(0.3));
        nature.ridge(480, 540, 26, 160, false, Wash.flat(Palette.INDIGO));
        nature.birds(150, 110, 4);
    }

    private static void crescentLake(Paper paper, Nature nature, Landmarks landmarks) {
        paper.flood(Palette.INDIGO, Palette.DUSK, Palette.DUSK, Palette.ROSE, Palette.TEAL);
        nature.stars(230, 60);
        nature.crescent(360, 120, 42);
        nature.ridge(
                300, 440, 110, 150, true, Wash.of(Palette.ROSE, Palette.DUSK).fade(0.4));
        nature.ridge(350, 440, 80, 110, true, Wash.of(Palette.SEA, Palette.DUSK).fade(0.2));
        nature.water(424, Palette.ROSE, Palette.INDIGO);
        nature.glitter(360, 428, 590, 30, Palette.GOLD);
        nature.ripples(430, 620, 44, Palette.SEA, 0.45);
        nature.ridge(600, 680, 26, 110, false, Wash.flat(Palette.INDIGO));
        nature.pine(80, 606, 210, Palette.TEAL);
        nature.pine(146, 616, 140, Palette.TEAL);
        nature.pine(430, 610, 110, Palette.TEAL);
    }

    private static void stoneBridge(Paper paper, Nature nature, Landmarks landmarks) {
        paper.flood(Palette.MIST, Palette.CREAM, Palette.GOLD, Palette.AMBER);
        nature.ridge(
                170, 320, 50, 140, false, Wash.of(Palette.ROSE, Palette.CREAM).fade(0.5));
        nature.ridge(
                230, 360, 40, 120, false, Wash.of(Palette.CORAL, Palette.AMBER).fade(0.4));
        nature.water(340, Palette.SEA, Palette.INDIGO);
        landmarks.bridge(366, 96, 166);
        nature.ripples(380, 500, 44, Palette.MIST, 0.4);
        nature.cypress(60, 264, 120);
        nature.cypress(96, 264, 90);
        landmarks.house(430, 264, 58, Palette.CORAL, false);
        landmarks.boat(260, 450, 90, Palette.AMBER);
    }

    private static void windingRiver(Paper paper, Nature nature, Landmarks landmarks) {
        paper.flood(Palette.DUSK, Palette.CORAL, Palette.AMBER, Palette.GOLD, Palette.SEA);
        nature.sun(330, 128, 44, Palette.AMBER);
        nature.ridge(
                200, 300, 40, 130, true, Wash.of(Palette.DUSK, Palette.CORAL).fade(0.4));
        nature.ridge(250, 540, 24, 150, false, Wash.of(Palette.SEA, Palette.INDIGO));
        Path2D river = new Path2D.Double();
        river.moveTo(326, 262);
        river.curveTo(440, 290, 150, 320, 250, 370);
        river.curveTo(360, 420, 530, 430, 440, 540);
        river.lineTo(140, 540);
        river.curveTo(330, 450, 220, 420, 160, 380);
        river.curveTo(70, 310, 380, 290, 318, 262);
        paper.wash(river, Wash.of(Palette.GOLD, Palette.MIST).bleed(2.5));
        landmarks.boat(330, 454, 54, Palette.CORAL);
        for (int i = 0; i < 5; i++) {
            nature.cypress(440 + i * 38, 350 + i * 26, 70 + i * 20);
        }
        landmarks.house(96, 340, 44, Palette.CORAL, true);
        landmarks.house(140, 324, 34, Palette.DUSK, true);
    }

    private static void moonlitVillage(Paper paper, Nature nature, Landmarks landmarks) {
        paper.flood(Palette.INDIGO, Palette.DUSK, Palette.TEAL, Palette.SEA);
        nature.stars(200, 50);
        nature.sun(370, 110, 46, Palette.GOLD);
        nature.ridge(230, 400, 50, 150, true, Wash.of(Palette.SEA, Palette.TEAL).fade(0.4));
        for (int row = 0; row < 3; row++) {
            double size = 40 + row * 16;
            double street = 312 + row * 74;
            int house = 0;
            for (double x = 84 - row * 22; x < 480; x += size * 1.75) {
                int roof = (house + row) % 2 == 0 ? Palette.CORAL : Palette.DUSK;
                landmarks.house(x, street + 6 * (house++ % 3), size, roof, true);
            }
            nature.ridge(
                    street,
                    560,
                    9,
                    120,
                    false,
                    Wash.of(Palette.TEAL, Palette.INDIGO).dryness(0));
        }
        nature.cypress(40, 380, 90);
        nature.cypress(466, 400, 110);
        nature.cypress(250, 480, 130);
    }

    private static void cypressRoad(Paper paper, Nature nature, Landmarks landmarks) {
        paper.flood(Palette.SEA, Palette.MIST, Palette.CREAM, Palette.AMBER);
        nature.clouds(60, 150, 4, Palette.CREAM);
        nature.ridge(
                220, 330, 34, 120, true, Wash.of(Palette.DUSK, Palette.MIST).fade(0.6));
        nature.ridge(
                270, 400, 30, 150, false, Wash.of(Palette.SEA, Palette.GOLD).fade(0.2));
        nature.mound(270, 560, 420, 270, Wash.of(Palette.AMBER, Palette.CORAL));
        Path2D road = new Path2D.Double();
        road.moveTo(276, 292);
        road.curveTo(340, 350, 200, 400, 180, 540);
        road.lineTo(330, 540);
        road.curveTo(300, 420, 370, 350, 284, 292);
        paper.wash(road, Wash.of(Palette.CREAM, Palette.ROSE).bleed(2));
        landmarks.house(276, 298, 74, Palette.CORAL, false);
        for (int i = 0; i < 5; i++) {
            nature.cypress(220 - i * 34, 330 + i * 36, 84 + i * 26);
            nature.cypress(346 + i * 26, 330 + i * 36, 84 + i * 26);
        }
    }
}
