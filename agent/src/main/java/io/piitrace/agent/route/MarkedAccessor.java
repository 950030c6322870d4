package io.piitrace.agent.route;

import jdk.internal.reflect.FieldAccessor;
import org.jspecify.annotations.Nullable;

/** Records, then does what the accessor of the JDK does: also where that is to throw, which is no read. */
@SuppressWarnings("NullAway") // the JDK's interface is not annotated
final class MarkedAccessor implements FieldAccessor {
    private final FieldAccessor jdk;
    /** Null for a static field. */
    private final @Nullable Class<?> owner;

    private final ReadMark mark;

    MarkedAccessor(FieldAccessor jdk, @Nullable Class<?> owner, ReadMark mark) {
        this.jdk = jdk;
        this.owner = owner;
        this.mark = mark;
    }

    private void mark(@Nullable Object object) {
        if (owner == null) {
            mark.readStatic();
        } else if (owner.isInstance(object)) {
            mark.read(object);
        }
    }

    @Override
    public Object get(Object object) {
        mark(object);
        return jdk.get(object);
    }

    @Override
    public boolean getBoolean(Object object) {
        mark(object);
        return jdk.getBoolean(object);
    }

    @Override
    public byte getByte(Object object) {
        mark(object);
        return jdk.getByte(object);
    }

    @Override
    public char getChar(Object object) {
        mark(object);
        return jdk.getChar(object);
    }

    @Override
    public short getShort(Object object) {
        mark(object);
        return jdk.getShort(object);
    }

    @Override
    public int getInt(Object object) {
        mark(object);
        return jdk.getInt(object);
    }

    @Override
    public long getLong(Object object) {
        mark(object);
        return jdk.getLong(object);
    }

    @Override
    public float getFloat(Object object) {
        mark(object);
        return jdk.getFloat(object);
    }

    @Override
    public double getDouble(Object object) {
        mark(object);
        return jdk.getDouble(object);
    }

    @Override
    public void set(Object object, Object value) throws IllegalAccessException {
        jdk.set(object, value);
    }

    @Override
    public void setBoolean(Object object, boolean value) throws IllegalAccessException {
        jdk.setBoolean(object, value);
    }

    @Override
    public void setByte(Object object, byte value) throws IllegalAccessException {
        jdk.setByte(object, value);
    }

    @Override
    public void setChar(Object object, char value) throws IllegalAccessException {
        jdk.setChar(object, value);
    }

    @Override
    public void setShort(Object object, short value) throws IllegalAccessException {
        jdk.setShort(object, value);
    }

    @Override
    public void setInt(Object object, int value) throws IllegalAccessException {
        jdk.setInt(object, value);
    }

    @Override
    public void setLong(Object object, long value) throws IllegalAccessException {
        jdk.setLong(object, value);
    }

    @Override
    public void setFloat(Object object, float value) throws IllegalAccessException {
        jdk.setFloat(object, value);
    }

    @Override
    public void setDouble(Object object, double value) throws IllegalAccessException {
        jdk.setDouble(object, value);
    }
}
