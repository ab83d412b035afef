package io.github.novitagateway.asset;

import io.github.novitagateway.guard.Require;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;

/** Where the bytes of a picture come from. Making one reads nothing; it can be read any number of times. */
public sealed interface ImageSource permits ImageSource.File, ImageSource.Bytes {
    /** {@return the name of the picture in messages: the file's name, or the name that was given} */
    String name();

    /**
     * A picture in a file. The file is neither opened nor looked for here.
     *
     * @param path where it lies
     * @return the source
     */
    static ImageSource file(Path path) {
        return new File(path);
    }

    /**
     * A picture in memory.
     *
     * @param name how messages shall call it; not blank
     * @param content its bytes, which are copied
     * @return the source
     */
    static ImageSource bytes(String name, byte[] content) {
        return new Bytes(
                Require.label("name", name),
                Objects.requireNonNull(content, "content").clone());
    }

    /**
     * A picture in a file.
     *
     * @param path where it lies
     */
    record File(Path path) implements ImageSource {
        /** Checks that there is a path. */
        public File {
            Objects.requireNonNull(path, "path");
        }

        @Override
        public String name() {
            Path last = path.getFileName();
            return last == null ? path.toString() : last.toString();
        }
    }

    /** A picture in memory. Not a record, so that nobody can reach the array. */
    final class Bytes implements ImageSource {
        private final String name;
        private final byte[] content;

        private Bytes(String name, byte[] content) {
            this.name = name;
            this.content = content;
        }

        @Override
        public String name() {
            return name;
        }

        /** {@return how many bytes there are} */
        public int size() {
            return content.length;
        }

        /** {@return a read-only view of the bytes, with a position of its own} */
        public ByteBuffer content() {
            return ByteBuffer.wrap(content).asReadOnlyBuffer();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Bytes that && name.equals(that.name) && Arrays.equals(content, that.content);
        }

        @Override
        public int hashCode() {
            return 31 * name.hashCode() + Arrays.hashCode(content);
        }

        @Override
        public String toString() {
            return "Bytes[name=" + name + ", size=" + content.length + "]";
        }
    }
}
