package io.piitrace.agent.weave;

/** Is told what could not be traced. Any thread; returns at once. */
@FunctionalInterface
public interface GapReporter {
    void gap(String what, String why);
}
