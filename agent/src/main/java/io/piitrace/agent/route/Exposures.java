package io.piitrace.agent.route;

/** Is told each time that much becomes readable at once, by something that reads no field. */
@FunctionalInterface
public interface Exposures {
    void exposed(String what, String how);
}
