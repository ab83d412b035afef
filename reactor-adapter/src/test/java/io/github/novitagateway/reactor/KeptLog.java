package io.github.novitagateway.reactor;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What is logged under a name while it is open, instead of on the console. */
public final class KeptLog extends Handler {

    private final Logger logger;
    private final Queue<LogRecord> records = new ConcurrentLinkedQueue<>();

    public KeptLog(String name, Level level) {
        logger = Logger.getLogger(name);
        logger.setUseParentHandlers(false);
        logger.setLevel(level);
        logger.addHandler(this);
    }

    static KeptLog ofJournals() {
        return new KeptLog(FileTaskJournal.class.getName(), Level.INFO);
    }

    static KeptLog ofRequests(Level level) {
        return new KeptLog("io.github.novitagateway.reactor.requests", level);
    }

    public List<String> lines() {
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
        logger.setLevel(null);
        logger.setUseParentHandlers(true);
    }
}
