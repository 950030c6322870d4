package io.piitrace.woven.route;

import java.util.Map;
import java.util.TreeMap;

/** What is to be counted when the {@link RouteProgram} has gone each way a number of times. */
public final class ExpectedReads {
    private ExpectedReads() {}

    /** By field and kind; what is not there must not be counted: setters, reads that fail, fields that are not stored. */
    public static Map<String, Integer> of(int times) {
        Map<String, Integer> counts = new TreeMap<>();
        expect(counts, times, "reflection", "fieldGet fieldGetLong fieldGetBoxed fieldOfSubclass");
        expect(counts, times, "handle", "findGetter findGetterInt unreflectGetter spread restricted");
        expect(counts, times, "handle", "varGet varVolatile varOpaque varAcquire varGetAndSet varExchange");
        expect(counts, times, "handle", "varGetAndAdd varBits varToHandle");
        expect(counts, times, "probe", "varCompare varWeakCompare");
        expect(counts, times, "handle", "referenceGet referenceGetAndSet longGet longIncrement intGet intAdd");
        expect(counts, times, "handle", "referenceUpdate"); // gets, and then compares
        expect(counts, times, "probe", "referenceUpdate referenceCompare");
        expect(counts, times, "serialization", "storedReference storedPrimitive storedOfSub");
        expect(counts, times, "serialization", "storedComponent storedNumber");
        expect(counts, times, "unsafe", "unsafeObject unsafeLong unsafeInt unsafeBoolean unsafeVolatile unsafeRaw");
        expect(counts, times, "unsafe", "unsafeGetAndAdd");
        expect(counts, times, "probe", "unsafeCompare");
        expect(counts, times, "foreign", "hidden hiddenWithData");
        expect(counts, times, "foreign", "staticGet staticOfSuper staticOfInterface");
        expect(counts, times, "getter", "staticGetter");
        expect(counts, times, "reflection", "staticField staticFieldLong");
        expect(counts, times, "handle", "staticHandle staticUnreflected staticVar staticVarExchange");
        expect(counts, times, "probe", "staticVarCompare staticUnsafeCompare");
        expect(counts, times, "unsafe", "staticUnsafe staticUnsafeLong");
        expect(counts, times, "to-string", "text all plain");
        expect(counts, times, "equals-hash", "hash");
        expect(counts, 2 * times, "equals-hash", "equal"); // reads two objects
        expect(counts, 3 * times, "equals-hash", "all plain");
        return counts;
    }

    private static void expect(Map<String, Integer> counts, int times, String kind, String fields) {
        for (String field : fields.split(" ", -1)) {
            counts.put(field + ' ' + kind, times);
        }
    }
}
