package io.piitrace.checks.handoffs;

import io.netty.channel.DefaultEventLoopGroup;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Promise;
import java.util.concurrent.TimeUnit;

/** Event loops of Netty. */
final class NettyCases {
    private NettyCases() {}

    static void addTo(Matrix matrix) throws Exception {
        DefaultEventLoopGroup group = new DefaultEventLoopGroup(1);
        EventLoop loop = group.next();
        Matrix.carol(() -> loop.submit(() -> "x").get());
        matrix.amy("Netty: EventLoop.execute", loop::execute);
        matrix.amy("Netty: EventLoop.submit", read -> loop.submit(read).sync());
        matrix.amy("Netty: EventLoop.schedule", read -> loop.schedule(read, 1, TimeUnit.MILLISECONDS));
        matrix.amy("Netty: listener of a promise that another fulfils", read -> {
            Promise<String> promise = loop.newPromise();
            promise.addListener(future -> read.run());
            Matrix.carolDoes(() -> promise.setSuccess("x"));
        });
        matrix.nobody("Netty: after amy, for nobody", loop::execute);
        group.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    }
}
