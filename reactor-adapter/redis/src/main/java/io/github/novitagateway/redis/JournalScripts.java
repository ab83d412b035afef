package io.github.novitagateway.redis;

/**
 * What the entries of a journal do in Redis. The stream holds the paid requests whose end is not known. A hash for each
 * request tells its place in the stream and its task; a hash and a list for each task what was seen of it.
 */
final class JournalScripts {

    /** The stream, the request, what its run has spent; the node, the entry, its cost, empty where nobody counts. */
    static final Script INTEND = Script.of(Holding.GROUP, """
            if redis.call('EXISTS', KEYS[2]) == 1 then return {} end
            if ARGV[3] ~= '' then
              redis.call('INCRBY', KEYS[3], ARGV[3])
              redis.call('HSET', KEYS[2], 'cost', ARGV[3], 'spent', KEYS[3], 'counted', redis.call('GET', KEYS[3]))
            end
            begin()
            local id = redis.call('XADD', KEYS[1], '*', 'request', KEYS[2], 'intent', ARGV[2])
            take(id, ARGV[1])
            redis.call('HSET', KEYS[2], 'id', id)
            return {}
            """);

    private static final String END_OF_REQUEST = """
            local function over(request, keep)
              local id = redis.call('HGET', request, 'id')
              if id then finish(id) end
              redis.call('PEXPIRE', request, keep)
            end
            """;

    /** The stream, the request, the task, its observations, its requests; the entry, how long to keep what ended. */
    static final Script START = Script.of(Holding.GROUP, END_OF_REQUEST, """
            if redis.call('EXISTS', KEYS[2]) == 0 or redis.call('HEXISTS', KEYS[2], 'start') == 1 then return {} end
            redis.call('HSET', KEYS[2], 'start', ARGV[1], 'seen', KEYS[4])
            if redis.call('HEXISTS', KEYS[3], 'ended') == 1 then
              over(KEYS[2], ARGV[2])
            else
              redis.call('HSETNX', KEYS[3], 'step', '')
              redis.call('SADD', KEYS[5], KEYS[2])
            end
            return {}
            """);

    /** The stream, the request. */
    static final Script REFUSE = Script.of(Holding.GROUP, """
            local known = redis.call('HMGET', KEYS[2], 'id', 'start', 'cost', 'spent')
            if known[1] and not known[2] then
              if known[3] then redis.call('DECRBY', known[4], known[3]) end
              redis.call('DEL', KEYS[2])
              finish(known[1])
            end
            return {}
            """);

    /**
     * The task, its observations; stage, percent, the entry. The first of a stage is kept and the latest, of the last
     * hundred at most.
     */
    static final Script OBSERVE = Script.of("""
            local known = redis.call('HMGET', KEYS[1], 'step', 'stage', 'before', 'ended')
            local step = ARGV[1] .. ' ' .. ARGV[2]
            if not known[1] or known[4] or known[1] == step then return {} end
            if known[2] == ARGV[1] and known[3] == ARGV[1] then
              redis.call('LSET', KEYS[2], -1, ARGV[3])
            else
              redis.call('RPUSH', KEYS[2], ARGV[3])
              redis.call('LTRIM', KEYS[2], -100, -1)
            end
            redis.call('HSET', KEYS[1], 'step', step, 'stage', ARGV[1], 'before', known[2] or '')
            return {}
            """);

    /**
     * The stream, the task, its observations, its requests, those of its kind that ended; how long to keep what ended,
     * the entry. The latest twenty are kept in full.
     */
    static final Script END = Script.of(Holding.GROUP, END_OF_REQUEST, """
            if redis.call('EXISTS', KEYS[2]) == 0 or redis.call('HEXISTS', KEYS[2], 'ended') == 1 then return {} end
            for _, request in ipairs(redis.call('SMEMBERS', KEYS[4])) do
              local known = redis.call('HMGET', request, 'id', 'start')
              local begun = known[1] and known[2] and redis.call('XRANGE', KEYS[1], known[1], known[1])[1]
              if begun then redis.call('RPUSH', KEYS[5], cjson.encode({begun[2][4], known[2], ARGV[2]})) end
              over(request, ARGV[1])
            end
            redis.call('LTRIM', KEYS[5], -20, -1)
            redis.call('PEXPIRE', KEYS[5], ARGV[1])
            redis.call('DEL', KEYS[3], KEYS[4])
            redis.call('HSET', KEYS[2], 'ended', 1)
            redis.call('PEXPIRE', KEYS[2], ARGV[1])
            return {}
            """);

    /** The picture; when it was stored, the entry, how long it may be relied on. */
    static final Script STORE = Script.of("""
            local known = redis.call('HGET', KEYS[1], 'at')
            if known and tonumber(known) > tonumber(ARGV[1]) then return {} end
            redis.call('HSET', KEYS[1], 'at', ARGV[1], 'entry', ARGV[2])
            redis.call('PEXPIRE', KEYS[1], ARGV[3])
            return {}
            """);

    /** The picture. */
    static final Script STORED = Script.of("""
            local known = redis.call('HGET', KEYS[1], 'entry')
            return known and {known} or {}
            """);

    /** What a run has spent. */
    static final Script SPENT = Script.of("""
            local total = redis.call('GET', KEYS[1])
            return total and {total} or {}
            """);

    /** The request. */
    static final Script COUNTED = Script.of("""
            local total = redis.call('HGET', KEYS[1], 'counted')
            return total and {total} or {}
            """);

    private static final String TELL = """
            local function tell(told, entry)
              local known = redis.call('HMGET', entry[2][2], 'start', 'seen')
              local lines = {entry[1], entry[2][4]}
              if known[1] then
                lines[3] = known[1]
                for _, line in ipairs(redis.call('LRANGE', known[2], 0, -1)) do lines[#lines + 1] = line end
              end
              told[#told + 1] = lines
            end
            """;

    /** The stream; from which place on. Answers with a hundred: of each the place and what is known, in its order. */
    static final Script TELL_ALL = Script.of(TELL, """
            local told = {}
            for _, entry in ipairs(redis.call('XRANGE', KEYS[1], ARGV[1], '+', 'COUNT', 100)) do tell(told, entry) end
            return told
            """);

    /** The same of what a node holds; the node. */
    static final Script TELL_HELD = Script.of(TELL, """
            local told = {}
            if redis.call('EXISTS', KEYS[1]) == 0 then return told end
            for _, one in ipairs(redis.call('XPENDING', KEYS[1], 'nodes', ARGV[1], '+', 100, ARGV[2])) do
              for _, entry in ipairs(redis.call('XRANGE', KEYS[1], one[1], one[1])) do tell(told, entry) end
            end
            return told
            """);

    /** Lists of what ended. Answers with what is known of each task, in its order. */
    static final Script TELL_ENDED = Script.of("""
            local told = {}
            for _, ended in ipairs(KEYS) do
              for _, lines in ipairs(redis.call('LRANGE', ended, 0, -1)) do told[#told + 1] = cjson.decode(lines) end
            end
            return told
            """);

    private JournalScripts() {}
}
