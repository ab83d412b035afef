package io.github.novitagateway.fleet;

/**
 * What is done to jobs in Redis, each in one step. A job that is worked on is a pending entry of its node in the group
 * of the stream; only its holder may say anything about it, by the number of the hold: a node that gets back what it
 * had lost holds it anew. Each script may be done twice, since a connection that breaks leaves open whether it was
 * done.
 */
final class JobScripts {

    private static final String MINE = """
            local function mine(entry, node)
              local held = redis.pcall('XPENDING', KEYS[1], 'workers', entry, entry, 1)
              return held[1] ~= nil and held[1][2] == node
            end
            local function renewed(from)
              local kept = {}
              for i = from, #ARGV do
                if mine(ARGV[i], ARGV[1]) then
                  redis.call('XCLAIM', KEYS[1], 'workers', ARGV[1], 0, ARGV[i], 'JUSTID')
                  kept[#kept + 1] = ARGV[i]
                end
              end
              return kept
            end
            """;

    /** The stream is the first key, the hash of a job the second, the feed the third. */
    private static final String TELL = MINE + """
            local function holds(node, entry, hold)
              return mine(entry, node) and redis.call('HGET', KEYS[2], 'taken') == hold
            end
            local shown = {'id', 'name', 'state', 'node', 'tries', 'percent', 'drawings', 'of', 'reason'}
            local function tell()
              local known = redis.call('HMGET', KEYS[2], unpack(shown))
              local row = {}
              for i, field in ipairs(shown) do
                row[2 * i - 1] = field
                row[2 * i] = known[i] or ''
              end
              redis.call('XADD', KEYS[3], 'MAXLEN', '~', 20000, '*', unpack(row))
            end
            local function note(from)
              local changed = false
              for i = from, #ARGV, 2 do
                if redis.call('HGET', KEYS[2], ARGV[i]) ~= ARGV[i + 1] then
                  redis.call('HSET', KEYS[2], ARGV[i], ARGV[i + 1])
                  for _, field in ipairs(shown) do changed = changed or field == ARGV[i] end
                end
              end
              if changed then tell() end
            end
            """;

    /** The job as JSON, its id, what is known of it. Answers whether it was new. */
    static final String ADD = TELL + """
            if redis.call('EXISTS', KEYS[2]) == 1 then return {'0'} end
            redis.call('XADD', KEYS[1], '*', 'id', ARGV[2], 'job', ARGV[1])
            note(3)
            return {'1'}
            """;

    /**
     * The node, the silence after which a job may be taken over, how many at most, the entries that it works on. First
     * what was left, then what is new; of each its entry, the numbers of this try and of the hold, its fields. What the
     * node works on is not given to it again, however long it was silent, unless another node had it in between. Only
     * what was begun counts as a try. A second entry of the same id is no job.
     */
    static final String TAKE = MINE + """
            local function describe(list, told)
              for _, one in ipairs(list) do
                local fields = {id = '', job = ''}
                for i = 1, #one[2], 2 do fields[one[2][i]] = one[2][i + 1] end
                local job = KEYS[1] .. ':job:' .. (fields.id == '' and one[1] or fields.id)
                redis.call('HSETNX', job, 'entry', one[1])
                local known = redis.call('HMGET', job, 'entry', 'counted')
                if known[1] == one[1] then
                  local hold = redis.call('HINCRBY', job, 'taken', 1)
                  told[#told + 1] =
                    {one[1], tostring((tonumber(known[2]) or 0) + 1), tostring(hold), fields.id, fields.job}
                else
                  redis.call('XACK', KEYS[1], 'workers', one[1])
                  redis.call('XDEL', KEYS[1], one[1])
                end
              end
            end
            redis.pcall('XGROUP', 'CREATE', KEYS[1], 'workers', '0', 'MKSTREAM')
            renewed(4)
            local told, from = {}, '0-0'
            repeat
              local taken = redis.call(
                'XAUTOCLAIM', KEYS[1], 'workers', ARGV[1], ARGV[2], from, 'COUNT', ARGV[3] - #told)
              from = taken[1]
              describe(taken[2], told)
            until from == '0-0' or #told >= tonumber(ARGV[3])
            if #told < tonumber(ARGV[3]) then
              local new = redis.call('XREADGROUP', 'GROUP', 'workers', ARGV[1],
                'COUNT', ARGV[3] - #told, 'STREAMS', KEYS[1], '>')
              if new then describe(new[1][2], told) end
            end
            return told
            """;

    /** The node, the entry, the hold, what is known of the job from now on. Answers whether the node holds it. */
    static final String NOTE = TELL + """
            if not holds(ARGV[1], ARGV[2], ARGV[3]) then return {'0'} end
            note(4)
            return {'1'}
            """;

    /** The node, how long a silent one is kept, the entries that it works on. Answers with those that are its own. */
    static final String RENEW = TELL + """
            local kept = renewed(3)
            for _, told in ipairs(redis.pcall('XINFO', 'CONSUMERS', KEYS[1], 'workers')) do
              local other = {}
              for i = 1, #told, 2 do other[told[i]] = told[i + 1] end
              if other.pending == 0 and other.idle > tonumber(ARGV[2]) then
                redis.call('XGROUP', 'DELCONSUMER', KEYS[1], 'workers', other.name)
              end
            end
            return kept
            """;

    /** The node, the entry, the hold, how long it counts as silent already, what is known of the job. */
    static final String HAND_BACK = TELL + """
            if not holds(ARGV[1], ARGV[2], ARGV[3]) then return {'0'} end
            redis.call('XCLAIM', KEYS[1], 'workers', ARGV[1], 0, ARGV[2], 'IDLE', ARGV[4], 'JUSTID')
            note(5)
            return {'1'}
            """;

    /**
     * The node, the entry, the hold, how long the end is remembered, what is known of the job. The fourth key: dead
     * letters.
     */
    static final String END = TELL + """
            if not holds(ARGV[1], ARGV[2], ARGV[3]) then return {'0'} end
            note(5)
            local known = redis.call('HMGET', KEYS[2], 'state', 'id', 'reason', 'tries')
            if known[1] == 'dead' then
              local entry = redis.call('XRANGE', KEYS[1], ARGV[2], ARGV[2])[1]
              local fields = {job = ''}
              if entry then
                for i = 1, #entry[2], 2 do fields[entry[2][i]] = entry[2][i + 1] end
              end
              redis.call('XADD', KEYS[4], 'MAXLEN', '~', 20000, '*', 'id', known[2], 'reason', known[3],
                'tries', known[4], 'node', ARGV[1], 'job', fields.job)
            end
            redis.call('PEXPIRE', KEYS[2], ARGV[4])
            redis.call('XACK', KEYS[1], 'workers', ARGV[2])
            redis.call('XDEL', KEYS[1], ARGV[2])
            return {'1'}
            """;

    /** The hash of a job. */
    static final String KNOWN = "return redis.call('HGETALL', KEYS[1])";

    /** A stream; the place behind which it is read. */
    static final String READ = "return redis.call('XRANGE', KEYS[1], '(' .. ARGV[1], '+', 'COUNT', 500)";

    /** The stream. Answers with how many jobs wait or are worked on, and how many of those are held. */
    static final String COUNT = """
            if redis.call('EXISTS', KEYS[1]) == 0 then return {'0', '0'} end
            redis.pcall('XGROUP', 'CREATE', KEYS[1], 'workers', '0')
            return {tostring(redis.call('XLEN', KEYS[1])), tostring(redis.call('XPENDING', KEYS[1], 'workers')[1])}
            """;

    private JobScripts() {}
}
