package io.github.novitagateway.sandbox;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a sandbox behaves. All money is in 1/10000 USD, the unit of the service's balance.
 *
 * @param port where to listen on 127.0.0.1, 0..65535; 0 (the default) takes a free one
 * @param key the only right API key; null (the default) makes any non-empty key right
 * @param speed how much faster than real life trainings and drawings go, above 0; 60 turns a minute into a second;
 *     default 1
 * @param slotLifetime how long an upload URL is valid, 1 s to 7 days in whole seconds; not scaled; default 120 s
 * @param queueTime how long a training waits, before scaling; default 60 s
 * @param trainingTime how long a training runs, before scaling; default 8 min
 * @param deploymentTime how long a trained model is deployed before it serves, before scaling; default 25 s
 * @param drawingTime how long a drawing takes at least, before scaling; default 4 s
 * @param balance what the account holds at the start, 0 or more; default 1 000 000 (100 USD)
 * @param trainingPrice the price of one training, 0 or more; default 5000
 * @param imagePrice the price of one drawn image, 0 or more; default 20
 * @param txt2imgPerMinute how many images may be drawn from words in a minute, which is scaled; more are answered with
 *     429; 0 (the default) for any number; the service documents 20
 * @param img2imgPerMinute the same for images from pictures; the service documents 10
 * @param faults what goes wrong from the start, by endpoint; default nothing
 */
public record SandboxOptions(
        int port,
        @Nullable String key,
        double speed,
        Duration slotLifetime,
        Duration queueTime,
        Duration trainingTime,
        Duration deploymentTime,
        Duration drawingTime,
        long balance,
        long trainingPrice,
        long imagePrice,
        int txt2imgPerMinute,
        int img2imgPerMinute,
        Map<SandboxEndpoint, List<Fault>> faults) {

    private static final Duration LONGEST_SLOT = Duration.ofDays(7);

    public SandboxOptions {
        require(port >= 0 && port <= 65_535, "port must be 0..65535 but was " + port);
        require(key == null || !key.isBlank(), "key must not be blank; leave it out to take any key");
        require(speed > 0 && Double.isFinite(speed), "speed must be above 0 but was " + speed);
        require(
                slotLifetime.compareTo(Duration.ofSeconds(1)) >= 0
                        && slotLifetime.compareTo(LONGEST_SLOT) <= 0
                        && slotLifetime.equals(slotLifetime.truncatedTo(ChronoUnit.SECONDS)),
                "slotLifetime must be 1 s to 7 days in whole seconds but was " + slotLifetime);
        requireNotNegative("queueTime", queueTime);
        requireNotNegative("trainingTime", trainingTime);
        requireNotNegative("deploymentTime", deploymentTime);
        requireNotNegative("drawingTime", drawingTime);
        requireNotNegative("balance", balance);
        requireNotNegative("trainingPrice", trainingPrice);
        requireNotNegative("imagePrice", imagePrice);
        requireNotNegative("txt2imgPerMinute", txt2imgPerMinute);
        requireNotNegative("img2imgPerMinute", img2imgPerMinute);
        faults.forEach((endpoint, list) -> list.forEach(fault -> fault.checkFits(endpoint)));
        faults = faults.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> List.copyOf(entry.getValue())));
    }

    /** {@return the defaults: a free port, any key, real-life speed} */
    public static SandboxOptions defaults() {
        return builder().build();
    }

    /** {@return a builder that holds the defaults} */
    public static Builder builder() {
        return new Builder();
    }

    /** The text leaves the key out. */
    @Override
    public String toString() {
        return "SandboxOptions[port=" + port + ", key=" + (key == null ? "any" : "set") + ", speed=" + speed + "]";
    }

    private static void requireNotNegative(String field, Duration value) {
        require(!value.isNegative(), field + " must not be negative but was " + value);
    }

    private static void requireNotNegative(String field, long value) {
        require(value >= 0, field + " must be 0 or more but was " + value);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    /** Collects options; each setter is named after the component of {@link SandboxOptions} that it sets or adds to. */
    public static final class Builder {
        private int port;
        private @Nullable String key;
        private double speed = 1;
        private Duration slotLifetime = Duration.ofMinutes(2);
        private Duration queueTime = Duration.ofMinutes(1);
        private Duration trainingTime = Duration.ofMinutes(8);
        private Duration deploymentTime = Duration.ofSeconds(25);
        private Duration drawingTime = Duration.ofSeconds(4);
        private long balance = 1_000_000;
        private long trainingPrice = 5_000;
        private long imagePrice = 20;
        private int txt2imgPerMinute;
        private int img2imgPerMinute;
        private final Map<SandboxEndpoint, List<Fault>> faults = new EnumMap<>(SandboxEndpoint.class);

        private Builder() {}

        public Builder port(int port) {
            this.port = port;
            return this;
        }

        public Builder key(@Nullable String key) {
            this.key = key;
            return this;
        }

        public Builder speed(double speed) {
            this.speed = speed;
            return this;
        }

        public Builder slotLifetime(Duration slotLifetime) {
            this.slotLifetime = slotLifetime;
            return this;
        }

        public Builder queueTime(Duration queueTime) {
            this.queueTime = queueTime;
            return this;
        }

        public Builder trainingTime(Duration trainingTime) {
            this.trainingTime = trainingTime;
            return this;
        }

        public Builder deploymentTime(Duration deploymentTime) {
            this.deploymentTime = deploymentTime;
            return this;
        }

        public Builder drawingTime(Duration drawingTime) {
            this.drawingTime = drawingTime;
            return this;
        }

        public Builder balance(long balance) {
            this.balance = balance;
            return this;
        }

        public Builder trainingPrice(long trainingPrice) {
            this.trainingPrice = trainingPrice;
            return this;
        }

        public Builder imagePrice(long imagePrice) {
            this.imagePrice = imagePrice;
            return this;
        }

        public Builder txt2imgPerMinute(int txt2imgPerMinute) {
            this.txt2imgPerMinute = txt2imgPerMinute;
            return this;
        }

        public Builder img2imgPerMinute(int img2imgPerMinute) {
            this.img2imgPerMinute = img2imgPerMinute;
            return this;
        }

        /**
         * Adds a fault by its text, as it is given on a command line.
         *
         * @param text {@code ENDPOINT=FAULT}, where the fault is a kind such as {@code stuck}, the status of an error,
         *     or JSON
         * @throws IllegalArgumentException when it is of another form
         */
        public Builder fault(String text) {
            String[] parts = text.split("=", 2);
            SandboxEndpoint endpoint = SandboxEndpoint.ofWord(parts[0]);
            if (endpoint == null || parts.length < 2) {
                throw new IllegalArgumentException("fault must be ENDPOINT=FAULT with one of "
                        + Arrays.stream(SandboxEndpoint.values())
                                .map(SandboxEndpoint::word)
                                .toList()
                        + " but was " + text);
            }
            try {
                return fault(endpoint, FaultForm.readShort(parts[1]));
            } catch (Refusal e) {
                throw new IllegalArgumentException("fault " + text + ": " + e.getMessage(), e);
            }
        }

        /** Adds a fault; several of one endpoint strike in the order of these calls. */
        public Builder fault(SandboxEndpoint endpoint, Fault fault) {
            faults.computeIfAbsent(endpoint, none -> new ArrayList<>()).add(fault);
            return this;
        }

        public SandboxOptions build() {
            return new SandboxOptions(
                    port,
                    key,
                    speed,
                    slotLifetime,
                    queueTime,
                    trainingTime,
                    deploymentTime,
                    drawingTime,
                    balance,
                    trainingPrice,
                    imagePrice,
                    txt2imgPerMinute,
                    img2imgPerMinute,
                    faults);
        }
    }
}
