package io.piitrace.agent.program;

import java.util.Map;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.launch.Framework;

/** Runs {@link Payroll} as an OSGi bundle that imports nothing. */
public final class OsgiPayroll {
    private OsgiPayroll() {}

    /** @param arguments the bundle, and a directory for the framework */
    public static void main(String[] arguments) throws Exception {
        Framework framework = new FrameworkFactory().newFramework(Map.of("org.osgi.framework.storage", arguments[1]));
        framework.start();
        Bundle bundle = framework.getBundleContext().installBundle("file:" + arguments[0]);
        bundle.start();
        Class<?> payroll = bundle.loadClass(Payroll.class.getName());
        if (payroll == Payroll.class) {
            throw new IllegalStateException("not loaded by the bundle");
        }
        payroll.getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        framework.stop();
        framework.waitForStop(10_000);
    }
}
