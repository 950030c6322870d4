package io.piitrace.checks.handoffs;

import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/** Reactor: schedulers, and sources that carol emits to what amy subscribed. */
final class ReactorCases {
    private FluxSink<String> flux;
    private MonoSink<String> mono;

    private ReactorCases() {}

    static void addTo(Matrix matrix) throws Exception {
        ReactorCases cases = new ReactorCases();
        matrix.amy(
                "Reactor: publishOn",
                read -> Flux.just("x").publishOn(Schedulers.parallel()).subscribe(x -> read.run()));
        matrix.amy(
                "Reactor: subscribeOn",
                read -> Flux.just("x")
                        .map(x -> {
                            read.run();
                            return x;
                        })
                        .subscribeOn(Schedulers.boundedElastic())
                        .subscribe());
        matrix.amy(
                "Reactor: delayElement",
                read -> Mono.just("x").delayElement(Duration.ofMillis(1)).subscribe(x -> read.run()));
        matrix.amy(
                "Reactor: flatMap on a scheduler",
                read -> Flux.range(0, 4)
                        .flatMap(i -> Mono.fromRunnable(read).subscribeOn(Schedulers.parallel()))
                        .subscribe());
        matrix.amy("Reactor: Mono.create, completed by another", read -> {
            Mono.<String>create(sink -> cases.mono = sink)
                    .map(x -> {
                        read.run();
                        return x;
                    })
                    .subscribe();
            Matrix.carolDoes(() -> cases.mono.success("x"));
        });
        matrix.amy("Reactor: Flux.create, emitted by another", read -> {
            Flux.<String>create(sink -> cases.flux = sink).subscribe(x -> read.run());
            Matrix.carolDoes(() -> cases.flux.next("x"));
        });
        matrix.amy("Reactor: Flux.create, serialized, then publishOn", read -> {
            Flux.<String>create(sink -> cases.flux = sink)
                    .publishOn(Schedulers.parallel())
                    .subscribe(x -> read.run());
            Matrix.carolDoes(() -> cases.flux.next("x"));
        });
        matrix.amy("Reactor: Sinks.one", read -> {
            Sinks.One<String> sink = Sinks.one();
            sink.asMono().subscribe(x -> read.run());
            Matrix.carolDoes(() -> sink.tryEmitValue("x"));
        });
        matrix.amy("Reactor: Sinks.many, unicast", read -> {
            Sinks.Many<String> sink = Sinks.many().unicast().onBackpressureBuffer();
            sink.asFlux().subscribe(x -> read.run());
            Matrix.carolDoes(() -> sink.tryEmitNext("x"));
        });
        matrix.amy("Reactor: Sinks.many, direct best effort", read -> {
            Sinks.Many<String> sink = Sinks.many().multicast().directBestEffort();
            sink.asFlux().subscribe(x -> read.run());
            Matrix.carolDoes(() -> sink.tryEmitNext("x"));
        });
        matrix.amy("Reactor: Sinks.many, replayed", read -> {
            Sinks.Many<String> sink = Sinks.many().replay().all();
            sink.asFlux().subscribe(x -> read.run());
            Matrix.carolDoes(() -> sink.tryEmitNext("x"));
        });
        matrix.amy("Reactor: Sinks.many, multicast with a shared buffer", read -> {
            Sinks.Many<String> sink = Sinks.many().multicast().onBackpressureBuffer();
            sink.asFlux().subscribe(x -> read.run());
            Matrix.carolDoes(() -> sink.tryEmitNext("x"));
        });
        matrix.amy("Reactor: Mono.cache, computed by another", read -> {
            Sinks.One<String> source = Sinks.one();
            Mono<String> cached = source.asMono().cache();
            Matrix.carolDoes(cached::subscribe);
            cached.subscribe(x -> read.run());
            Matrix.carolDoes(() -> source.tryEmitValue("x"));
        });
    }
}
