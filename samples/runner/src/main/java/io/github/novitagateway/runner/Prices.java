package io.github.novitagateway.runner;

import io.github.novitagateway.account.PriceTable;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;

/** What the user expects to be charged, as it is typed: {@code training=1.5,image=0.01}. */
enum Prices {
    TRAINING,
    STEP,
    IMAGE;

    static PriceTable table(Map<Prices, BigDecimal> typed) {
        return new PriceTable(given(typed, TRAINING), typed.getOrDefault(STEP, BigDecimal.ZERO), given(typed, IMAGE));
    }

    private static BigDecimal given(Map<Prices, BigDecimal> typed, Prices which) {
        BigDecimal price = typed.get(which);
        if (price == null) {
            throw new IllegalArgumentException("prices must tell that of a training and of an image but was without "
                    + which + ", such as training=1.5,image=0.01");
        }
        return price;
    }

    /** As it is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
