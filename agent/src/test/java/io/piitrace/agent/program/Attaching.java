package io.piitrace.agent.program;

import com.sun.tools.attach.VirtualMachine;

/** Runs {@link Payroll} before and after the agent was attached to this JVM. */
public final class Attaching {
    private Attaching() {}

    /** @param arguments the agent's jar */
    public static void main(String[] arguments) throws Exception {
        Payroll.main(arguments);
        VirtualMachine jvm =
                VirtualMachine.attach(Long.toString(ProcessHandle.current().pid()));
        jvm.loadAgent(arguments[0], "service=late");
        jvm.detach();
        Payroll.main(arguments);
    }
}
