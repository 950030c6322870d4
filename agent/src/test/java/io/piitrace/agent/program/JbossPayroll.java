package io.piitrace.agent.program;

import java.nio.file.Path;
import org.jboss.modules.DependencySpec;
import org.jboss.modules.Module;
import org.jboss.modules.ModuleFinder;
import org.jboss.modules.ModuleLoader;
import org.jboss.modules.ModuleSpec;
import org.jboss.modules.ResourceLoaderSpec;
import org.jboss.modules.ResourceLoaders;

/** Runs {@link Payroll} in the class loader of WildFly, which lets nothing through that is not declared. */
public final class JbossPayroll {
    private JbossPayroll() {}

    /** @param arguments where the classes are */
    public static void main(String[] arguments) throws Exception {
        ModuleSpec.Builder spec = ModuleSpec.build("payroll");
        for (String root : arguments) {
            spec.addResourceRoot(ResourceLoaderSpec.createResourceLoaderSpec(
                    ResourceLoaders.createPathResourceLoader(Path.of(root))));
        }
        spec.addDependency(DependencySpec.OWN_DEPENDENCY);
        ModuleFinder finder = new ModuleFinder() {
            @Override
            public ModuleSpec findModule(String name, ModuleLoader delegate) {
                return name.equals("payroll") ? spec.create() : null;
            }
        };
        Module module = new ModuleLoader(new ModuleFinder[] {finder}).loadModule("payroll");
        Class<?> payroll = module.getClassLoader().loadClass(Payroll.class.getName());
        if (payroll == Payroll.class) {
            throw new IllegalStateException("not loaded by the module");
        }
        payroll.getMethod("main", String[].class).invoke(null, (Object) new String[0]);
    }
}
