package io.github.novitagateway.reactor;

import io.github.novitagateway.config.QuotaLimits.Pool;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The lines of one gateway, one for each pool that is limited.
 *
 * @param lines none where there is no quota
 */
record QuotaLines(Map<Pool, QuotaLine> lines) {

    static final QuotaLines NONE = new QuotaLines(Map.of());

    static QuotaLines of(@Nullable Quota quota, GatewayLifecycle lifecycle, Pace pace, Observed observed) {
        Map<Pool, QuotaLine> lines = new EnumMap<>(Pool.class);
        if (quota != null) {
            quota.limits()
                    .rates()
                    .keySet()
                    .forEach(pool -> lines.put(pool, new QuotaLine(quota, pool, lifecycle, pace, observed)));
        }
        return new QuotaLines(lines);
    }

    /** For one operation. */
    Permits permits(Endpoint endpoint, int count) {
        return new Permits(endpoint.pool() == null ? null : lines.get(endpoint.pool()), count);
    }
}
