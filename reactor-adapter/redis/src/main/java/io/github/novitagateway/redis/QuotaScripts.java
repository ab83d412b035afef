package io.github.novitagateway.redis;

/** What becomes of a bucket in one step. Each answers with the microseconds to wait. */
final class QuotaScripts {

    /**
     * In every script: the bucket as it is now, by the clock of Redis; full where there is none. ARGV: permits, period
     * and burst; an amount; what a node that could not ask has left of its share, else nothing. What has come since the
     * bucket was used last went to the shares then.
     */
    private static final String BUCKET = """
            local permits, period, burst = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
            local amount, unused = tonumber(ARGV[4]), ARGV[5]
            local time = redis.call('TIME')
            local now = time[1] * 1000000 + time[2]
            local function left()
              local known = redis.call('HMGET', KEYS[1], 'left', 'at')
              if unused ~= '' then return math.min(burst, tonumber(known[1] or 0) + tonumber(unused)) end
              if not known[1] then return burst end
              local since = math.max(0, now - tonumber(known[2]))
              return math.min(burst, tonumber(known[1]) + since * permits / period)
            end
            local function keep(rest)
              redis.call('HSET', KEYS[1], 'left', string.format('%.6f', rest), 'at', string.format('%.0f', now))
              redis.call('PEXPIRE', KEYS[1], math.ceil((burst - rest) * period / permits / 1000) + 1000)
            end
            """;

    /** The amount is wanted. */
    static final Script TAKE = Script.of(BUCKET, """
            local rest = left()
            if rest >= amount then
              keep(rest - amount)
              return {'0'}
            end
            keep(rest)
            return {string.format('%.0f', math.ceil((amount - rest) * period / permits))}
            """);

    /** The amount was not needed. */
    static final Script GIVE_BACK = Script.of(BUCKET, """
            keep(math.min(burst, left() + amount))
            return {'0'}
            """);

    /** The amount has to come before there is one again; however many nodes say so, it is owed once. */
    static final Script OWE = Script.of(BUCKET, """
            keep(math.min(left(), -amount))
            return {'0'}
            """);

    private QuotaScripts() {}
}
