package io.piitrace.agent.program;

import com.sun.tools.attach.VirtualMachine;

/** Runs {@link Payroll} before and after the agent was attached to this JVM. */
public final class Attaching {
    private Attaching() {}

    /** @param arguments the agent's jar; then names of classes that are loaded before, but not linked */
    public static void main(String[] arguments) throws Exception {
        for (int i = 1; i < arguments.length; i++) {
            Class.forName(arguments[i], false, Attaching.class.getClassLoader());
        }
        Payroll.main(arguments);
        VirtualMachine jvm =
                VirtualMachine.attach(Long.toString(ProcessHandle.current().pid()));
        jvm.loadAgent(arguments[0], "service=late");
        jvm.detach();
        Payroll.main(arguments);
    }
}
