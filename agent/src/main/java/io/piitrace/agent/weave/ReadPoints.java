package io.piitrace.agent.weave;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers of read points; equal points have one number, so that weaving a class again adds none.
 *
 * <p><b>Threading.</b> Any thread.
 */
final class ReadPoints {
    private final Map<ReadPoint, Integer> numbers = new HashMap<>();
    private final List<ReadPoint> points = new ArrayList<>();

    synchronized int number(ReadPoint point) {
        Integer known = numbers.putIfAbsent(point, points.size());
        if (known == null) {
            points.add(point);
            return points.size() - 1;
        }
        return known;
    }

    synchronized ReadPoint get(int number) {
        return points.get(number);
    }
}
