package io.piitrace.agent.program;

/** Runs {@link Payroll}, and for some seconds does nothing; then ends without running any shutdown hook. */
public final class Halting {
    private Halting() {}

    public static void main(String[] arguments) throws Exception {
        Payroll.main(arguments);
        Thread.sleep(5000);
        Runtime.getRuntime().halt(0);
    }
}
