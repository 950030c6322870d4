package io.piitrace.checks.handoffs;

import io.reactivex.rxjava3.core.Observable;
import io.reactivex.rxjava3.core.ObservableEmitter;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.core.SingleEmitter;
import io.reactivex.rxjava3.disposables.Disposable;
import io.reactivex.rxjava3.processors.PublishProcessor;
import io.reactivex.rxjava3.schedulers.Schedulers;
import io.reactivex.rxjava3.subjects.BehaviorSubject;
import io.reactivex.rxjava3.subjects.PublishSubject;
import io.reactivex.rxjava3.subjects.ReplaySubject;
import io.reactivex.rxjava3.subjects.SingleSubject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** RxJava: schedulers, and subjects that carol emits to what amy subscribed. */
final class RxCases {
    private final List<Disposable> subscriptions = new ArrayList<>();
    private ObservableEmitter<String> observable;
    private SingleEmitter<String> single;

    private RxCases() {}

    static void addTo(Matrix matrix) throws Exception {
        RxCases cases = new RxCases();
        cases.schedulers(matrix);
        cases.subjects(matrix);
    }

    private void schedulers(Matrix matrix) throws Exception {
        matrix.amy(
                "RxJava: observeOn",
                read -> subscriptions.add(
                        Observable.just("x").observeOn(Schedulers.computation()).subscribe(x -> read.run())));
        matrix.amy(
                "RxJava: subscribeOn",
                read -> subscriptions.add(Observable.just("x")
                        .doOnNext(x -> read.run())
                        .subscribeOn(Schedulers.io())
                        .subscribe()));
        matrix.amy(
                "RxJava: delay",
                read -> subscriptions.add(
                        Observable.just("x").delay(1, TimeUnit.MILLISECONDS).subscribe(x -> read.run())));
        matrix.amy("RxJava: Observable.create, emitted by another", read -> {
            subscriptions.add(
                    Observable.<String>create(emitter -> observable = emitter).subscribe(x -> read.run()));
            Matrix.carolDoes(() -> observable.onNext("x"));
        });
        matrix.amy("RxJava: Single.create, completed by another", read -> {
            subscriptions.add(Single.<String>create(emitter -> single = emitter).subscribe(x -> read.run()));
            Matrix.carolDoes(() -> single.onSuccess("x"));
        });
    }

    private void subjects(Matrix matrix) throws Exception {
        matrix.amy("RxJava: PublishSubject", read -> {
            PublishSubject<String> subject = PublishSubject.create();
            subscriptions.add(subject.subscribe(x -> read.run()));
            Matrix.carolDoes(() -> subject.onNext("x"));
        });
        matrix.amy("RxJava: PublishProcessor, then observeOn", read -> {
            PublishProcessor<String> processor = PublishProcessor.create();
            subscriptions.add(processor.observeOn(Schedulers.single()).subscribe(x -> read.run()));
            Matrix.carolDoes(() -> processor.onNext("x"));
        });
        matrix.amy("RxJava: BehaviorSubject", read -> {
            BehaviorSubject<String> subject = BehaviorSubject.create();
            subscriptions.add(subject.subscribe(x -> read.run()));
            Matrix.carolDoes(() -> subject.onNext("x"));
        });
        matrix.amy("RxJava: ReplaySubject", read -> {
            ReplaySubject<String> subject = ReplaySubject.create();
            subscriptions.add(subject.subscribe(x -> read.run()));
            Matrix.carolDoes(() -> subject.onNext("x"));
        });
        matrix.amy("RxJava: SingleSubject", read -> {
            SingleSubject<String> subject = SingleSubject.create();
            subscriptions.add(subject.subscribe(x -> read.run()));
            Matrix.carolDoes(() -> subject.onSuccess("x"));
        });
    }
}
