package io.github.novitagateway.redis;

import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/**
 * Where others may block: a sandbox that draws random numbers and signs, locks that Netty's allocator and Lettuce's
 * connections hold for moments, and TLS contexts that it makes for each connection. A lock that is refused while others
 * wait for it never comes free again.
 */
public final class ForeignParts implements BlockHoundIntegration {

    @Override
    public void applyTo(BlockHound.Builder builder) {
        builder.allowBlockingCallsInside("io.github.novitagateway.sandbox.RandomHex", "of")
                .allowBlockingCallsInside("io.github.novitagateway.sandbox.Signer", "hmac")
                .allowBlockingCallsInside("io.netty.buffer.AdaptivePoolingAllocator", "allocate")
                .allowBlockingCallsInside("io.lettuce.core.protocol.SharedLock", "incrementWriters")
                .allowBlockingCallsInside("io.lettuce.core.protocol.SharedLock", "decrementWriters")
                .allowBlockingCallsInside("io.lettuce.core.protocol.SharedLock", "doExclusive")
                .allowBlockingCallsInside(
                        "io.lettuce.core.SslConnectionBuilder$SslChannelInitializer", "initializeSSLEngine")
                .allowBlockingCallsInside("io.lettuce.core.internal.AbstractInvocationHandler$MethodTranslator", "of");
    }
}
