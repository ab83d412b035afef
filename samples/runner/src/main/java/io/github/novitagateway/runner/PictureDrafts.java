package io.github.novitagateway.runner;

import io.github.novitagateway.asset.ImageFormat;
import io.github.novitagateway.asset.ImageSource;
import io.github.novitagateway.guard.BoundException;
import io.github.novitagateway.preflight.DraftImage;
import io.github.novitagateway.preflight.PreflightReport.Flaw;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A folder as it is, to be looked at: what is named like a picture counts as one, and captions are not checked.
 *
 * @param pictures sorted by name
 * @param fingerprints of the pictures, by their names
 * @param others names of the files that are neither a picture nor its caption, sorted
 * @param flaws of captions that are no text
 */
record PictureDrafts(
        List<DraftImage> pictures, Map<String, Fingerprint> fingerprints, List<String> others, List<Flaw> flaws) {

    /**
     * Reads a folder. Blocks.
     *
     * @param folder where the pictures lie
     * @param caption for pictures without a caption file of their own; null for none
     * @param captioned whether each picture needs a caption; if not, a file that says nothing is as good as none
     * @return what it holds; may be empty
     * @throws IllegalArgumentException when it is no folder
     */
    static PictureDrafts read(Path folder, @Nullable String caption, boolean captioned) {
        PictureFolder.requireFolder(folder);
        List<DraftImage> pictures = new ArrayList<>();
        Map<String, Fingerprint> fingerprints = new HashMap<>();
        List<Flaw> flaws = new ArrayList<>();
        List<Path> counted = new ArrayList<>();
        try {
            List<Path> files = PictureFolder.files(folder);
            for (Path file : files) {
                if (isNamedLikeAPicture(file) || PictureFolder.isPicture(file)) {
                    counted.add(file);
                    String words = words(file, caption, flaws);
                    fingerprints.put(file.getFileName().toString(), fingerprint(file, words));
                    pictures.add(new DraftImage(
                            ImageSource.file(file), captioned || words == null || !words.isEmpty() ? words : null));
                }
            }
            return new PictureDrafts(
                    List.copyOf(pictures),
                    Map.copyOf(fingerprints),
                    PictureFolder.others(files, counted),
                    List.copyOf(flaws));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A picture that cannot be read is told of when it is looked at. */
    private static Fingerprint fingerprint(Path picture, @Nullable String caption) {
        try {
            return Fingerprint.of(picture, caption);
        } catch (IOException unreadable) {
            return Fingerprint.ofUnreadable(caption);
        }
    }

    private static boolean isNamedLikeAPicture(Path file) {
        String name = file.getFileName().toString();
        return ImageFormat.ofExtension(name.substring(name.lastIndexOf('.') + 1))
                .isPresent();
    }

    private static @Nullable String words(Path file, @Nullable String caption, List<Flaw> flaws) throws IOException {
        try {
            return PictureFolder.words(file, caption);
        } catch (BoundException noText) {
            flaws.addAll(Flaw.of(file.getFileName().toString(), noText));
            return file.getFileName().toString();
        }
    }
}
