package io.piitrace.woven.route;

import java.io.Serializable;

/** One personal field for each way to read one, named after it. */
public class Person {
    String fieldGet = "x";
    long fieldGetLong = 1;
    long fieldGetBoxed = 1;
    String fieldOfSubclass = "x";
    String fieldOfOther = "x";
    String findGetter = "x";
    int findGetterInt = 1;
    String unreflectGetter = "x";
    String spread = "x";
    String cracked = "x";
    String setter = "x";
    protected String restricted = "x";
    volatile String varGet = "x";
    String varVolatile = "x";
    String varOpaque = "x";
    String varAcquire = "x";
    String varGetAndSet = "x";
    String varExchange = "x";
    String varCompare = "x";
    String varWeakCompare = "x";
    String varSet = "x";
    long varGetAndAdd = 1;
    int varBits = 1;
    String varToHandle = "x";
    volatile String referenceGet = "x";
    volatile String referenceGetAndSet = "x";
    volatile String referenceUpdate = "x";
    volatile String referenceCompare = "x";
    volatile String referenceSet = "x";
    volatile String referenceOther = "x";
    volatile long longGet = 1;
    volatile long longIncrement = 1;
    volatile int intGet = 1;
    volatile int intAdd = 1;
    Object unsafeObject = "x";
    long unsafeLong = 1;
    int unsafeInt = 1;
    boolean unsafeBoolean = true;
    volatile Object unsafeVolatile = "x";
    Object unsafeRaw = "x";
    long unsafeGetAndAdd = 1;
    Object unsafeCompare = "x";
    long unsafePut = 1;
    public String hidden = "x";
    public String hiddenWithData = "x";

    static String staticGet = "x";
    static String staticOfSuper = "x";
    private static String staticGetter = "x";
    static String staticField = "x";
    static long staticFieldLong = 1;
    static String staticHandle = "x";
    static String staticUnreflected = "x";
    static String staticVar = "x";
    static String staticVarExchange = "x";
    static String staticVarCompare = "x";
    static Object staticUnsafe = "x";
    static long staticUnsafeLong = 1;
    static Object staticUnsafeCompare = "x";
    static String staticWritten = "x";

    static String getStatic() {
        return staticGetter;
    }

    /** Its constants are inherited. */
    interface Held {
        String staticOfInterface = String.valueOf(1);
    }

    /** Inherits from an interface. */
    static final class Holding implements Held {}

    /** Inherits everything. */
    public static class Sub extends Person {}

    /** By {@code ObjectOutputStream}. */
    public static class Stored implements Serializable {
        private static final long serialVersionUID = 1;
        String storedReference = "x";
        long storedPrimitive = 1;
        transient String notStored = "x";
    }

    /** Its superclass is stored too. */
    public static class StoredSub extends Stored {
        private static final long serialVersionUID = 1;
        String storedOfSub = "x";
    }

    /** A record in a stream. */
    public record StoredRecord(String storedComponent, int storedNumber) implements Serializable {}

    /** Read by what javac leaves to {@code ObjectMethods}. */
    public record Text(String text) {}

    /** The same. */
    public record Hash(long hash) {}

    /** The same. */
    public record Equal(String equal) {}

    /** The three share their handles. */
    public record All(String all, int plain) {}
}
