/**
 * What the gateways of many nodes share over Redis.
 *
 * <p>Start at {@link io.github.novitagateway.redis.RedisFleet}.
 */
@NullMarked
package io.github.novitagateway.redis;

import org.jspecify.annotations.NullMarked;
