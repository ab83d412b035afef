package io.github.novitagateway.redis;

import java.util.List;
import java.util.concurrent.CompletionStage;
import reactor.core.publisher.Mono;

/**
 * Entries of a stream that are held by one node each: as pending of that consumer in a group of the stream. What its
 * holder has not renewed for a while may be taken over.
 *
 * @param stream its key in Redis
 */
record Holding(RedisLink redis, String stream, FleetSettings settings) {

    /** In every script: the stream is gone while it holds nothing, and its group with it. */
    static final String GROUP = """
            local function held(from, node)
              return redis.call('XPENDING', KEYS[1], 'nodes', from, '+', 500, node)
            end
            local function take(id, node)
              redis.call('XCLAIM', KEYS[1], 'nodes', node, 0, id, 'FORCE', 'JUSTID')
            end
            local function begin()
              if redis.call('EXISTS', KEYS[1]) == 0 then
                redis.call('XGROUP', 'CREATE', KEYS[1], 'nodes', '0', 'MKSTREAM')
              end
            end
            local function finish(id)
              redis.call('XACK', KEYS[1], 'nodes', id)
              redis.call('XDEL', KEYS[1], id)
              if redis.call('XLEN', KEYS[1]) == 0 then redis.call('DEL', KEYS[1]) end
            end
            local function forget(silence)
              for _, told in ipairs(redis.call('XINFO', 'CONSUMERS', KEYS[1], 'nodes')) do
                local node = {}
                for i = 1, #told, 2 do node[told[i]] = told[i + 1] end
                if node.pending == 0 and node.idle > tonumber(silence) then
                  redis.call('XGROUP', 'DELCONSUMER', KEYS[1], 'nodes', node.name)
                end
              end
            end
            """;

    /** Renews what the node holds, and that alone; with a span it counts as not renewed for that long. */
    private static final Script RENEW = Script.of(GROUP, """
            if redis.call('EXISTS', KEYS[1]) == 0 then return {} end
            local from = '-'
            repeat
              local mine = held(from, ARGV[1])
              for _, one in ipairs(mine) do
                redis.call('XCLAIM', KEYS[1], 'nodes', ARGV[1], 0, one[1], 'IDLE', ARGV[2], 'JUSTID')
                from = '(' .. one[1]
              end
            until #mine < 500
            return {}
            """);

    /** Nodes that hold nothing and have not been heard of for as long are forgotten. */
    private static final Script TAKE_OVER = Script.of(GROUP, """
            if redis.call('EXISTS', KEYS[1]) == 0 then return {} end
            local from = '0-0'
            repeat
              local taken = redis.call('XAUTOCLAIM', KEYS[1], 'nodes', ARGV[1], ARGV[2], from, 'COUNT', 500, 'JUSTID')
              from = taken[1]
            until from == '0-0'
            forget(ARGV[2])
            return {}
            """);

    CompletionStage<?> renew() {
        return redis.tell(RENEW, List.of(stream), settings.node(), "0");
    }

    CompletionStage<?> handBack() {
        return redis.tell(RENEW, List.of(stream), settings.node(), takeOverAfter());
    }

    Mono<List<Object>> takeOver() {
        return redis.run(TAKE_OVER, List.of(stream), settings.node(), takeOverAfter());
    }

    private String takeOverAfter() {
        return Long.toString(settings.takeOverAfter().toMillis());
    }
}
