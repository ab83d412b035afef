package io.github.novitagateway.redis;

/**
 * What the watches of a fleet do in Redis. A short stream for each task holds what was said of it last; an entry tells
 * first whether it is the end. A sorted set holds the tasks that anybody watches, by when that was last heard.
 */
final class WatchScripts {

    private static final String NOW = """
            local function now()
              local time = redis.call('TIME')
              return time[1] * 1000 + math.floor(time[2] / 1000)
            end
            """;

    /**
     * The stream of the right, the tasks that are watched; the node, for how long nobody may have been heard of.
     * Answers with whether the node has the right, and if so with the tasks.
     */
    static final Script TURN = Script.of(Holding.GROUP, NOW, """
            begin()
            if redis.call('XLEN', KEYS[1]) == 0 then redis.call('XADD', KEYS[1], '*', 'right', '1') end
            local mine = redis.call('XPENDING', KEYS[1], 'nodes', '-', '+', 1, ARGV[1])
            if #mine == 1 then
              take(mine[1][1], ARGV[1])
            elseif not redis.call('XREADGROUP', 'GROUP', 'nodes', ARGV[1], 'COUNT', 1, 'STREAMS', KEYS[1], '>') then
              redis.call('XAUTOCLAIM', KEYS[1], 'nodes', ARGV[1], ARGV[2], '0-0', 'COUNT', 1, 'JUSTID')
            end
            forget(ARGV[2])
            redis.call('PEXPIRE', KEYS[1], ARGV[2] * 3)
            if #redis.call('XPENDING', KEYS[1], 'nodes', '-', '+', 1, ARGV[1]) == 0 then return {'no'} end
            redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', now() - ARGV[2])
            local told = redis.call('ZRANGE', KEYS[2], 0, -1)
            table.insert(told, 1, 'yes')
            return told
            """);

    /**
     * The stream of the task, the tasks that are watched; the task, the place behind which to look, for how long nobody
     * may have been heard of. Answers with what was said there, or last of all: of each its place and its words.
     */
    static final Script LOOK = Script.of(NOW, """
            local latest = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)
            if not latest[1] or latest[1][2][2] ~= '1' then
              redis.call('ZADD', KEYS[2], now(), ARGV[1])
              redis.call('PEXPIRE', KEYS[2], ARGV[3] * 3)
            end
            local news = latest
            if ARGV[2] ~= '0' then news = redis.call('XRANGE', KEYS[1], '(' .. ARGV[2], '+') end
            local told = {}
            for i, entry in ipairs(news) do
              told[i] = {entry[1]}
              for word = 4, #entry[2], 2 do table.insert(told[i], entry[2][word]) end
            end
            return told
            """);

    /**
     * The tasks that are watched, the streams of some; for how long nobody may have been heard of, of each of the
     * streams its task and a place. Answers with the numbers of those, from 0, behind whose place something was said.
     */
    static final Script GLANCE = Script.of(NOW, """
            local moment, open, news = now(), {}, {}
            for i = 2, #KEYS do
              local latest = redis.call('XREVRANGE', KEYS[i], '+', '-', 'COUNT', 1)[1]
              if not latest or latest[2][2] ~= '1' then
                open[#open + 1] = moment
                open[#open + 1] = ARGV[2 * i - 2]
              end
              if latest and latest[1] ~= ARGV[2 * i - 1] then news[#news + 1] = i - 2 end
            end
            if #open > 0 then redis.call('ZADD', KEYS[1], unpack(open)) end
            redis.call('PEXPIRE', KEYS[1], ARGV[1] * 3)
            return news
            """);

    /**
     * The stream of the task, the tasks that are watched, the stream of the right; who says it, the place of what that
     * one knows to be the latest or nothing for who has the right, whether it is the end, the task, how long to keep
     * it, the channel; the words, of which the first is no news by itself. Whoever has lost the right, or asked before
     * something else was said, comes too late.
     */
    static final Script SAY = Script.of("""
            local latest = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)[1]
            if latest and latest[2][2] == '1' then return {} end
            if ARGV[2] ~= '' then
              if (latest and latest[1] or '0') ~= ARGV[2] then return {} end
            elseif redis.call('EXISTS', KEYS[3]) == 0
                or #redis.call('XPENDING', KEYS[3], 'nodes', '-', '+', 1, ARGV[1]) == 0 then
              return {}
            end
            local entry, same = {'end', ARGV[3]}, latest and #latest[2] == 2 * (#ARGV - 5)
            for i = 7, #ARGV do
              entry[#entry + 1] = 'word'
              entry[#entry + 1] = ARGV[i]
              same = same and (i == 7 or latest[2][#entry] == ARGV[i])
            end
            if same then return {} end
            redis.call('XADD', KEYS[1], 'MAXLEN', 20, '*', unpack(entry))
            redis.call('PEXPIRE', KEYS[1], ARGV[5])
            if ARGV[3] == '1' then redis.call('ZREM', KEYS[2], ARGV[4]) end
            redis.call('PUBLISH', ARGV[6], 'said ' .. ARGV[4])
            return {}
            """);

    /** Any key, the channel, the message. */
    static final Script SEND = Script.of("""
            redis.call('PUBLISH', ARGV[1], ARGV[2])
            return {}
            """);

    private WatchScripts() {}
}
