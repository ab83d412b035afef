import java.util.List;

/** Harbours, islands and the open sea. */
final class SeaScenes {
    private SeaScenes() {}

    static List<Scene> all() {
        return List.of(
                new Scene(
                        11,
                        "harbour-dusk.png",
                        512,
                        512,
                        "a harbour at dusk, two boats and a low sun",
                        SeaScenes::harbourDusk),
                new Scene(
                        12,
                        "lighthouse-moonrise.png",
                        512,
                        640,
                        "a lighthouse on a headland, moonrise over a teal sea",
                        SeaScenes::lighthouseMoonrise),
                new Scene(
                        14,
                        "pine-island.png",
                        512,
                        512,
                        "an island of pines on a calm teal sea",
                        SeaScenes::pineIsland),
                new Scene(
                        15,
                        "fishing-fleet.jpg",
                        640,
                        512,
                        "three fishing boats under sail, an early morning",
                        SeaScenes::fishingFleet),
                new Scene(
                        18,
                        "storm-waves.jpg",
                        512,
                        512,
                        "high waves before a storm, a far lighthouse",
                        SeaScenes::stormWaves),
                new Scene(
                        21,
                        "sea-stacks.webp",
                        512,
                        640,
                        "sea stacks and gulls in an amber evening",
                        SeaScenes::seaStacks));
    }

    private static void harbourDusk(Paper paper, Nature nature, Landmarks landmarks) {
        paper.flood(Palette.DUSK, Palette.ROSE, Palette.AMBER, Palette.GOLD, Palette.AMBER);
        nature.sun(350, 226, 36, Palette.CORAL);
        nature.ridge(
                262, 300, 26, 150, false, Wash.of(Palette.DUSK, Palette.ROSE).fade(0.5));
        nature.water(286, Palette.AMBER, Palette.TEAL);
        nature.glitter(350, 288, 480, 52, Palette.GOLD);
        nature.ripples(292, 500, 40, Palette.TEAL, 0.5);
        nature.mound(40, 318, 200, 80, Wash.of(Palette.TEAL, Palette.INDIGO));
        landmarks.house(46, 262, 40, Palette.CORAL, true);
        landmarks.house(92, 266, 48, Palette.DUSK, true);
        landmarks.house(140, 280, 38, Palette.CORAL, true);
        landmarks.boat(235, 370, 84, Palette.CORAL);
        landmarks.boat(370, 446, 130, Palette.ROSE);
        nature.birds(200, 90, 3);
    }

    private static void lighthouseMoonrise(Paper paper, Nature nature, Landmarks landmarks) {
        paper.flood(Palette.INDIGO, Palette.DUSK, Palette.ROSE, Palette.SEA);
        nature.stars(220, 46);
        nature.sun(130, 300, 40, Palette.GOLD);
        landmarks.beam(360, 410, 240, -420, 60);
        nature.ridge(
                390, 440, 22, 120, false, Wash.of(Palette.DUSK, Palette.SEA).fade(0.6));
        nature.water(424, Palette.SEA, Palette.INDIGO);
        nature.glitter(130, 426, 610, 50, Palette.GOLD);
        nature.ripples(430, 620, 46, Palette.MIST, 0.35);
        nature.mound(396, 660, 270, 316, Wash.of(Palette.TEAL, Palette.INDIGO));
        landmarks.lighthouse(360, 416, 240);
        landmarks.house(432, 420, 52, Palette.CORAL, true);
    }

    private static void pineIsland(Paper paper, Nature nature, Landmarks landmarks) {
        paper.flood(Palette.CORAL, Palette.GOLD, Palette.ROSE, Palette.SEA);
        nature.clouds(60, 180, 4, Palette.CREAM);
        nature.ridge(
                270, 320, 34, 110, true, Wash.of(Palette.DUSK, Palette.ROSE).fade(0.7));
        nature.water(306, Palette.MIST, Palette.TEAL);
        nature.ripples(312, 500, 40, Palette.INDIGO, 0.35);
        paper.wash(Outline.lens(256, 398, 370, 22), Wash.flat(Palette.INDIGO).opacity(0.6));
        nature.mound(256, 402, 170, 84, Wash.of(Palette.CORAL, Palette.INDIGO));
        nature.pine(160, 370, 110, Palette.TEAL);
        nature.pine(330, 356, 130, Palette.TEAL);
        nature.pine(205, 350, 190, Palette.SEA);
        nature.pine(272, 344, 230, Palette.TEAL);
        nature.pine(372, 382, 80, Palette.SEA);
        landmarks.boat(420, 450, 60, Palette.AMBER);
    }

    private static void fishingFleet(Paper paper, Nature nature, Landmarks landmarks) {
        paper.flood(Palette.SEA, Palette.MIST, Palette.CREAM, Palette.GOLD);
        nature.clouds(70, 190, 5, Palette.CREAM);
        nature.ridge(
                248, 292, 24, 140, false, Wash.of(Palette.SEA, Palette.MIST).fade(0.6));
        nature.water(276, Palette.MIST, Palette.DUSK);
        nature.ripples(282, 500, 70, Palette.CREAM, 0.4);
        nature.ripples(300, 500, 40, Palette.INDIGO, 0.4);
        landmarks.boat(500, 320, 76, Palette.ROSE);
        landmarks.boat(140, 360, 118, Palette.AMBER);
        landmarks.boat(340, 440, 200, Palette.CORAL);
        nature.birds(430, 90, 4);
    }

    private static void stormWaves(Paper paper, Nature nature, Landmarks landmarks) {
        paper.flood(Palette.INDIGO, Palette.DUSK, Palette.CORAL, Palette.GOLD, Palette.SEA);
        nature.clouds(50, 190, 7, Palette.INDIGO);
        nature.mound(410, 350, 130, 90, Wash.of(Palette.DUSK, Palette.INDIGO));
        landmarks.lighthouse(400, 282, 130);
        nature.surf(330, 60, 130, Wash.of(Palette.MIST, Palette.TEAL));
        nature.surf(390, 90, 190, Wash.of(Palette.SEA, Palette.INDIGO));
        nature.surf(470, 120, 270, Wash.of(Palette.TEAL, Palette.INDIGO));
        nature.birds(90, 200, 3);
    }

    private static void seaStacks(Paper paper, Nature nature, Landmarks landmarks) {
        paper.flood(Palette.TEAL, Palette.MIST, Palette.GOLD, Palette.AMBER, Palette.CORAL);
        nature.sun(170, 320, 46, Palette.CORAL);
        nature.water(400, Palette.AMBER, Palette.TEAL);
        nature.glitter(170, 404, 610, 60, Palette.GOLD);
        nature.rock(262, 420, 60, 110, Wash.of(Palette.ROSE, Palette.DUSK));
        nature.rock(326, 436, 90, 210, Wash.of(Palette.CORAL, Palette.DUSK));
        nature.ripples(410, 620, 54, Palette.INDIGO, 0.4);
        nature.rock(410, 530, 170, 370, Wash.of(Palette.DUSK, Palette.INDIGO));
        nature.rock(86, 570, 100, 140, Wash.of(Palette.TEAL, Palette.INDIGO));
        nature.birds(130, 150, 6);
    }
}
