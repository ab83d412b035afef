package io.github.novitagateway.fleet;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The pictures that come with the program. */
final class SamplePictures {
    static final List<String> NAMES = List.of(
            "crescent-lake.jpg",
            "cypress-road.webp",
            "fishing-fleet.jpg",
            "harbour-dusk.png",
            "lighthouse-moonrise.png",
            "moonlit-village.webp",
            "pine-island.png",
            "sea-stacks.webp",
            "stone-bridge.jpg",
            "storm-waves.jpg",
            "terraced-hills.png",
            "winding-river.webp");

    private SamplePictures() {}

    /** Blocks; {@return the folder, which is made} */
    static Path copiedTo(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (String name : NAMES) {
            try (InputStream picture =
                    Objects.requireNonNull(SamplePictures.class.getResourceAsStream("/pictures/" + name), name)) {
                Files.copy(picture, folder.resolve(name));
            }
        }
        return folder;
    }
}
