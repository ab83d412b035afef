package io.github.novitagateway.fleet;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageIO;

/** Jobs with small pictures of their own. */
final class TestJobs {
    private static final int SIDE = 32;
    static final int PICTURES = 2;

    private TestJobs() {}

    /** Blocks while it makes the pictures. */
    static List<StyleJob> in(Path folder, int number) throws IOException {
        Files.createDirectories(folder);
        List<StyleJob> jobs = new ArrayList<>();
        for (int i = 1; i <= number; i++) {
            jobs.add(job(folder, String.format(Locale.ROOT, "job-%03d", i), "a lighthouse"));
        }
        return jobs;
    }

    static StyleJob job(Path folder, String id, String... prompts) throws IOException {
        List<String> pictures = new ArrayList<>();
        for (int i = 0; i < PICTURES; i++) {
            String name = id + "-" + i + ".png";
            picture(id.hashCode() * 31 + i, folder.resolve(name));
            pictures.add(name);
        }
        return new StyleJob(
                id, "style", null, folder.toString(), pictures, "a caption", Map.of(), null, List.of(prompts), null);
    }

    private static void picture(int colour, Path file) throws IOException {
        BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < SIDE * SIDE; i++) {
            picture.setRGB(i % SIDE, i / SIDE, colour + i);
        }
        ImageIO.write(picture, "png", file.toFile());
    }
}
