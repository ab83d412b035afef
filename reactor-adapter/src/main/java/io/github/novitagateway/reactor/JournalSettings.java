package io.github.novitagateway.reactor;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link FileTaskJournal} was built with.
 *
 * @param channels how its file is opened
 * @param compactAfter how many entries that no longer count are put up with
 */
record JournalSettings(
        Path file,
        @Nullable String account,
        Duration uploadsGoodFor,
        Duration keepFinished,
        InstantSource clock,
        JournalFile.Channels channels,
        int compactAfter) {}
