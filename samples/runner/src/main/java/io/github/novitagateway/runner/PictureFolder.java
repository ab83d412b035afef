package io.github.novitagateway.runner;

import io.github.novitagateway.asset.ImageFormat;
import io.github.novitagateway.guard.BoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a folder holds: pictures, told by their first bytes, and other files. Reads are blocking and belong before the
 * stream.
 *
 * @param pictures sorted by name, each with its caption if it has one
 * @param others names of the files that are neither a picture nor its caption, sorted
 */
record PictureFolder(List<Picture> pictures, List<String> others) {

    /**
     * Reads a folder.
     *
     * @param folder where the pictures lie
     * @param caption for pictures without a caption file of their own; null for none
     * @return what it holds; at least one picture
     * @throws IllegalArgumentException when it is no folder, holds no picture, or a caption cannot be used
     */
    static PictureFolder read(Path folder, @Nullable String caption) {
        requireFolder(folder);
        try {
            return sorted(folder, files(folder), caption);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void requireFolder(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException("images must be a folder but was \"" + folder + "\"");
        }
    }

    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static PictureFolder sorted(Path folder, List<Path> files, @Nullable String caption) throws IOException {
        List<Picture> pictures = new ArrayList<>();
        for (Path file : files) {
            if (isPicture(file)) {
                String words = words(file, caption);
                pictures.add(picture(file, words == null || words.isEmpty() ? null : words));
            }
        }
        List<String> others = others(files, pictures.stream().map(Picture::file).toList());
        if (pictures.isEmpty()) {
            throw new IllegalArgumentException("images must hold a PNG, JPEG or WebP picture but \"" + folder
                    + "\" holds " + (others.isEmpty() ? "no file" : "none among " + files.size() + " files"));
        }
        return new PictureFolder(List.copyOf(pictures), others);
    }

    private static Picture picture(Path file, @Nullable String caption) throws IOException {
        return new Picture(file, Files.size(file), caption, Fingerprint.of(file, caption));
    }

    /** {@return names of the files that are neither one of the pictures nor its caption, sorted} */
    static List<String> others(List<Path> files, List<Path> pictures) {
        TreeSet<String> names = files.stream()
                .map(file -> file.getFileName().toString())
                .collect(Collectors.toCollection(TreeSet::new));
        for (Path picture : pictures) {
            names.remove(picture.getFileName().toString());
            names.remove(captionFile(picture).getFileName().toString());
        }
        return List.copyOf(names);
    }

    /** {@return this folder, every picture of which has a caption} */
    PictureFolder captioned() {
        List<Path> uncaptioned = pictures.stream()
                .filter(picture -> picture.caption() == null)
                .map(Picture::file)
                .toList();
        if (!uncaptioned.isEmpty()) {
            Path first = uncaptioned.get(0);
            String more = uncaptioned.size() == 1 ? "" : " and " + (uncaptioned.size() - 1) + " more";
            throw new IllegalArgumentException(first.getFileName() + more + " must have a caption: write it into "
                    + captionFile(first).getFileName() + ", or give --caption for all pictures without one");
        }
        return this;
    }

    static boolean isPicture(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            return ImageFormat.detect(content.readNBytes(ImageFormat.HEADER_BYTES))
                    .isPresent();
        }
    }

    /** Empty when there is a file that says nothing, and nothing else to say. */
    static @Nullable String words(Path picture, @Nullable String otherwise) throws IOException {
        Path file = captionFile(picture);
        if (!Files.isRegularFile(file)) {
            return otherwise;
        }
        try {
            String words = Files.readString(file).strip();
            return words.isEmpty() && otherwise != null ? otherwise : words;
        } catch (CharacterCodingException noText) {
            throw new BoundException(file.getFileName().toString(), "UTF-8 text", "not");
        }
    }

    static Path captionFile(Path picture) {
        String name = picture.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return picture.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + ".txt");
    }
}
