package io.piitrace.agent.route;

/** Is told what could not be traced. Any thread; returns at once. */
@FunctionalInterface
public interface Gaps {
    void gap(String what, String why);
}
