package io.github.novitagateway.reactor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.util.Set;

/** A disk whose files are real, with a step before each that a test may fail or hold. */
class FaultyDisk implements JournalFile.Channels {

    /** What is done to a file. */
    enum Step {
        OPEN,
        READ,
        WRITE,
        FORCE,
        TRUNCATE
    }

    /** Called before the step is taken. Does nothing unless a test overrides it. */
    void before(Step step, Path path) throws IOException {}

    /** How many bytes a write takes at most. */
    int writesAtMost() {
        return Integer.MAX_VALUE;
    }

    @Override
    public FileChannel open(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        before(Step.OPEN, path);
        return new Channel(path, FileChannel.open(path, options, attributes));
    }

    private final class Channel extends FileChannel {

        private final Path path;
        private final FileChannel real;

        private Channel(Path path, FileChannel real) {
            this.path = path;
            this.real = real;
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            before(Step.WRITE, path);
            int length = Math.min(bytes.remaining(), writesAtMost());
            int written = real.write(bytes.slice(bytes.position(), length));
            bytes.position(bytes.position() + written);
            return written;
        }

        @Override
        public void force(boolean metaData) throws IOException {
            before(Step.FORCE, path);
            real.force(metaData);
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            before(Step.TRUNCATE, path);
            real.truncate(size);
            return this;
        }

        @Override
        public long position() throws IOException {
            return real.position();
        }

        @Override
        public FileChannel position(long position) throws IOException {
            real.position(position);
            return this;
        }

        @Override
        public long size() throws IOException {
            return real.size();
        }

        @Override
        protected void implCloseChannel() throws IOException {
            real.close();
        }

        @Override
        public int read(ByteBuffer bytes) throws IOException {
            before(Step.READ, path);
            return real.read(bytes);
        }

        @Override
        public long read(ByteBuffer[] bytes, int offset, int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long write(ByteBuffer[] bytes, int offset, int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long transferTo(long position, long count, WritableByteChannel target) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long transferFrom(ReadableByteChannel source, long position, long count) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(ByteBuffer bytes, long position) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int write(ByteBuffer bytes, long position) {
            throw new UnsupportedOperationException();
        }

        @Override
        public MappedByteBuffer map(MapMode mode, long position, long size) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileLock lock(long position, long size, boolean shared) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) {
            throw new UnsupportedOperationException();
        }
    }
}
