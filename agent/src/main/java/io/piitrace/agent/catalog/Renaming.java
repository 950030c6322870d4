package io.piitrace.agent.catalog;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Gives a class another name, for a class whose bytes are kept as a template. */
public final class Renaming {
    private Renaming() {}

    /** The same class under another name, where nothing but its own name is spelt like it. */
    public static byte[] rename(byte[] bytes, String from, String to) {
        ClassFile file = new ClassFile(bytes);
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + to.length());
        int copied = 0;
        for (int i = 1; i < file.constantCount(); i++) {
            if (file.tag(i) == ClassFile.UTF8 && file.is(i, from)) {
                int at = file.constant(i);
                out.write(bytes, copied, at + 1 - copied);
                out.write(to.length() >> 8);
                out.write(to.length());
                out.writeBytes(to.getBytes(StandardCharsets.US_ASCII));
                copied = at + 3 + from.length();
            }
        }
        out.write(bytes, copied, bytes.length - copied);
        return out.toByteArray();
    }
}
