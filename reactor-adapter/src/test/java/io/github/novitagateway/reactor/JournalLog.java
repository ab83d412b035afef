package io.github.novitagateway.reactor;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What journals log while it is open, instead of on the console. */
final class JournalLog extends Handler {

    private final Logger logger = Logger.getLogger(FileTaskJournal.class.getName());
    private final Queue<LogRecord> records = new ConcurrentLinkedQueue<>();

    JournalLog() {
        logger.setUseParentHandlers(false);
        logger.addHandler(this);
    }

    List<String> warnings() {
        return records.stream().map(new SimpleFormatter()::formatMessage).toList();
    }

    @Override
    public void publish(LogRecord record) {
        records.add(record);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setUseParentHandlers(true);
    }
}
