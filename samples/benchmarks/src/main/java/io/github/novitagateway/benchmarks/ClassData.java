package io.github.novitagateway.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** Archives of class data, one for each program: with its own, a program need not read and check its classes again. */
final class ClassData implements AutoCloseable {

    private final Path directory;
    private final String classPath;

    private ClassData(Path directory, String classPath) {
        this.directory = directory;
        this.classPath = classPath;
    }

    static ClassData create() throws IOException {
        Path directory = Files.createTempDirectory("class-data");
        return new ClassData(directory, packed(System.getProperty("java.class.path"), directory));
    }

    /** The options with which a program writes its archive when it ends. */
    List<String> writing(String program) {
        return List.of("-classpath", classPath, "-XX:ArchiveClassesAtExit=" + archive(program), "-Xlog:disable");
    }

    /** The options with which it uses the archive. */
    List<String> reading(String program) {
        return List.of("-classpath", classPath, "-XX:SharedArchiveFile=" + archive(program));
    }

    private Path archive(String program) {
        return directory.resolve(program + ".jsa");
    }

    /** The class path with each directory as a jar: an archive holds classes of jars alone. */
    private static String packed(String classPath, Path directory) throws IOException {
        List<String> entries = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            Path place = Path.of(entry);
            entries.add(
                    Files.isDirectory(place)
                            ? jar(place, directory.resolve(entries.size() + ".jar"))
                                    .toString()
                            : entry);
        }
        return String.join(File.pathSeparator, entries);
    }

    private static Path jar(Path classes, Path jar) throws IOException {
        try (Stream<Path> tree = Files.walk(classes);
                JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Path file : tree.filter(Files::isRegularFile).sorted().toList()) {
                out.putNextEntry(
                        new ZipEntry(classes.relativize(file).toString().replace(File.separatorChar, '/')));
                Files.copy(file, out);
            }
        }
        return jar;
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> tree = Files.walk(directory)) {
            for (Path file : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
