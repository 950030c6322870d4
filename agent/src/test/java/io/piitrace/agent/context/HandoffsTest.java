package io.piitrace.agent.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HandoffsTest {
    private final Handoffs handoffs = new Handoffs(1 << 20);
    private final Handoffs.Probe probe = new Handoffs.Probe();
    private final Frame amy = Frames.root().with(Statement.entry("amy"));
    private final Frame carol = Frames.root().with(Statement.entry("carol"));

    @Test
    void aFrameIsTakenOnce() {
        Object task = new Object();
        handoffs.give(task, amy);

        assertThat(handoffs.take(task, probe)).isSameAs(amy);
        assertThat(handoffs.take(task, probe)).isNull();
        assertThat(handoffs.isEmpty()).isTrue();
    }

    @Test
    void whatThereIsNoRoomForIsLostAndNotNobodys() {
        List<Object> tasks = List.of("a", "b", "c", "d", "e");
        Handoffs small = new Handoffs(3);
        tasks.forEach(task -> small.give(task, amy));

        assertThat(tasks.stream().map(task -> small.take(task, probe)))
                .containsExactly(amy, amy, amy, Lost.TOO_MANY_TASKS.frame, Lost.TOO_MANY_TASKS.frame);
        assertThat(small.take("f", probe)).isNull();
    }

    @Test
    void tasksAreToldApartByIdentity() {
        List<String> one = new ArrayList<>();
        List<String> equal = new ArrayList<>();
        handoffs.give(one, amy);
        handoffs.give(equal, carol);

        assertThat(handoffs.take(equal, probe)).isSameAs(carol);
        assertThat(handoffs.take(one, probe)).isSameAs(amy);
    }

    @Test
    void oneTaskHandedOverTwiceByOnePersonIsHersTwice() {
        Object task = new Object();
        handoffs.give(task, amy);
        handoffs.give(task, amy);

        assertThat(handoffs.take(task, probe)).isSameAs(amy);
        assertThat(handoffs.take(task, probe)).isSameAs(amy);
        assertThat(handoffs.take(task, probe)).isNull();
    }

    @Test
    void oneTaskOfTwoPeopleIsNobodys() {
        Object task = new Object();
        handoffs.give(task, amy);
        handoffs.give(task, carol);

        assertThat(handoffs.take(task, probe)).isSameAs(Lost.SHARED_TASK.frame);
        assertThat(handoffs.take(task, probe)).isSameAs(Lost.SHARED_TASK.frame);
        assertThat(handoffs.take(task, probe)).isNull();
    }

    @Test
    void whatIsKeptStaysThroughGivingAndForgetting() {
        Object completion = new Object();
        handoffs.keep(completion, amy);
        handoffs.give(completion, carol);
        handoffs.forget(completion, probe);

        assertThat(handoffs.take(completion, probe)).isSameAs(amy);
        assertThat(handoffs.take(completion, probe)).isSameAs(amy);
    }

    @Test
    void aRejectedTaskIsForgotten() {
        Object task = new Object();
        handoffs.give(task, amy);
        handoffs.forget(task, probe);

        assertThat(handoffs.isEmpty()).isTrue();
    }

    @Test
    void tasksThatNeverRunAreNotKeptAlive() throws InterruptedException {
        for (int i = 0; i < 10_000; i++) {
            handoffs.give(new byte[100], amy);
        }
        for (int i = 0; i < 100 && handoffs.size() > 100; i++) {
            System.gc();
            Thread.sleep(20);
            handoffs.give(new Object(), amy);
        }
        assertThat(handoffs.size()).isLessThanOrEqualTo(200);
    }
}
