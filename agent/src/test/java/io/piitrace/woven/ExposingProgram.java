package io.piitrace.woven;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.piitrace.context.AccessContext;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;

/** Makes all of its memory readable, in one of the ways that there are; or does nothing for a while. */
public final class ExposingProgram {
    private ExposingProgram() {}

    /** @param arguments the way, and the file for the dump, or how long to wait */
    public static void main(String[] arguments) throws Exception {
        String file = arguments[1];
        switch (arguments[0]) {
            case "bean" -> {
                try (var scope = AccessContext.open().principal("mallory").start()) {
                    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                            .dumpHeap(file, true);
                }
            }
            case "jcmd" -> jcmd("GC.heap_dump", file);
            case "version" -> jcmd("VM.version");
            case "wait" -> Thread.sleep(Long.parseLong(arguments[1]));
            default -> throw new IllegalArgumentException(arguments[0]);
        }
        System.out.println("done");
    }

    private static void jcmd(String... command) throws Exception {
        String[] whole = new String[command.length + 2];
        whole[0] = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        whole[1] = Long.toString(ProcessHandle.current().pid());
        System.arraycopy(command, 0, whole, 2, command.length);
        Process process = new ProcessBuilder(whole)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("jcmd: exit " + process.exitValue());
        }
    }
}
