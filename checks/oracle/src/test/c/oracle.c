/*
 * Counts the reads of fields without any help of the agent that it judges: a JVMTI library of its own.
 *
 *   -agentpath:liboracle.so=PREFIX:PREFIX…,OUT          every read, by two means; needs -Xint
 *   -agentpath:liboracle.so=PREFIX:PREFIX…,hardware     by debug registers, for compiled code
 *
 * Counting sees GETFIELD, GETSTATIC and JNI Get<Type>Field through the JVM's own field watches, and everything else where it
 * ends: in the natives of jdk.internal.misc.Unsafe and in Object.clone, which are registered anew with wrappers that count.
 * Watched are all fields of classes whose internal names begin with one of the prefixes. When the JVM ends, OUT gets a line
 * "class#field reads probes copies" for each field that was touched.
 *
 * With hardware, a program says when to look (io.piitrace.woven.oracle.Watch): the processor then counts what happens at the
 * field's place in each of the objects that there are. The collector must move nothing meanwhile.
 */
#include <jvmti.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_FIELDS 2048
#define MAX_CLASSES 512
#define MAX_OFFSET 65536
#define MAX_NATIVES 256

struct field {
    jclass declaring;
    jfieldID id;
    char *name; /* internal name of the class, '#', name of the field */
    jlong offset;
    int bytes;
    int is_static;
    volatile jlong reads, probes, copies;
};

static jvmtiEnv *ti;
static char prefixes[512], out_path[1024];
static int hardware;
static struct field fields[MAX_FIELDS];
static volatile int field_count;
static jclass classes[MAX_CLASSES];
static volatile int class_count;
/* by offset: whether any watched field lies there, so that most reads are passed on at once */
static volatile unsigned char watched[MAX_OFFSET];
static jrawMonitorID lock;

static void add(volatile jlong *counter) { __sync_fetch_and_add(counter, 1); }

/* ---- what lies at an offset of an object ---- */

static int lies_in(JNIEnv *env, jobject object, struct field *f) {
    if (f->is_static) {
        return (*env)->IsSameObject(env, object, f->declaring);
    }
    return (*env)->IsInstanceOf(env, object, f->declaring);
}

static void located(JNIEnv *env, jobject object, jlong offset, int probe) {
    if (object == NULL || offset < 0 || offset >= MAX_OFFSET || !watched[offset]) {
        return;
    }
    for (int i = 0; i < field_count; i++) {
        struct field *f = &fields[i];
        if (offset >= f->offset && offset < f->offset + f->bytes && lies_in(env, object, f)) {
            add(probe ? &f->probes : &f->reads);
        }
    }
}

/* A comparison that getAndAdd and its like make in a loop is part of the read before it, and no question by the program. */
static int is_asked_by_the_program(void) {
    jvmtiFrameInfo frames[6];
    jint count = 0;
    (*ti)->GetStackTrace(ti, NULL, 0, 6, frames, &count);
    for (int i = 1; i < count; i++) {
        char *name = NULL;
        int loop = 0;
        if ((*ti)->GetMethodName(ti, frames[i].method, &name, NULL, NULL) == JVMTI_ERROR_NONE) {
            loop = strncmp(name, "getAnd", 6) == 0 && strcmp(name, "getAndUpdate") != 0;
            (*ti)->Deallocate(ti, (unsigned char *)name);
        }
        if (loop) {
            return 0;
        }
    }
    return 1;
}

static void compared(JNIEnv *env, jobject object, jlong offset) {
    if (object != NULL && offset >= 0 && offset < MAX_OFFSET && watched[offset] && is_asked_by_the_program()) {
        located(env, object, offset, 1);
    }
}

/* ---- the natives ---- */

#define GET(NAME, TYPE)                                                                                                       \
    static TYPE (*original_##NAME)(JNIEnv *, jobject, jobject, jlong);                                                        \
    static TYPE counting_##NAME(JNIEnv *env, jobject self, jobject object, jlong offset) {                                    \
        located(env, object, offset, 0);                                                                                      \
        return original_##NAME(env, self, object, offset);                                                                    \
    }
#define EXCHANGE(NAME, TYPE)                                                                                                  \
    static TYPE (*original_##NAME)(JNIEnv *, jobject, jobject, jlong, TYPE, TYPE);                                            \
    static TYPE counting_##NAME(JNIEnv *env, jobject self, jobject object, jlong offset, TYPE expected, TYPE value) {         \
        located(env, object, offset, 0);                                                                                      \
        return original_##NAME(env, self, object, offset, expected, value);                                                   \
    }
#define COMPARE(NAME, TYPE)                                                                                                   \
    static jboolean (*original_##NAME)(JNIEnv *, jobject, jobject, jlong, TYPE, TYPE);                                        \
    static jboolean counting_##NAME(JNIEnv *env, jobject self, jobject object, jlong offset, TYPE expected, TYPE value) {     \
        compared(env, object, offset);                                                                                        \
        return original_##NAME(env, self, object, offset, expected, value);                                                   \
    }

GET(getReference, jobject) GET(getReferenceVolatile, jobject)
GET(getBoolean, jboolean) GET(getBooleanVolatile, jboolean)
GET(getByte, jbyte) GET(getByteVolatile, jbyte)
GET(getShort, jshort) GET(getShortVolatile, jshort)
GET(getChar, jchar) GET(getCharVolatile, jchar)
GET(getInt, jint) GET(getIntVolatile, jint)
GET(getLong, jlong) GET(getLongVolatile, jlong)
GET(getFloat, jfloat) GET(getFloatVolatile, jfloat)
GET(getDouble, jdouble) GET(getDoubleVolatile, jdouble)
EXCHANGE(compareAndExchangeReference, jobject) EXCHANGE(compareAndExchangeInt, jint) EXCHANGE(compareAndExchangeLong, jlong)
COMPARE(compareAndSetReference, jobject) COMPARE(compareAndSetInt, jint) COMPARE(compareAndSetLong, jlong)

static jobject (*original_clone)(JNIEnv *, jobject);

static jobject counting_clone(JNIEnv *env, jobject self) {
    for (int i = 0; i < field_count; i++) {
        if (!fields[i].is_static && (*env)->IsInstanceOf(env, self, fields[i].declaring)) {
            add(&fields[i].copies);
        }
    }
    return original_clone(env, self);
}

struct wrapped {
    const char *name;
    void *counting;
    void **original;
};

#define WRAPPED(NAME) {#NAME, (void *)counting_##NAME, (void **)&original_##NAME}
static const struct wrapped unsafe_natives[] = {
    WRAPPED(getReference), WRAPPED(getReferenceVolatile), WRAPPED(getBoolean), WRAPPED(getBooleanVolatile),
    WRAPPED(getByte), WRAPPED(getByteVolatile), WRAPPED(getShort), WRAPPED(getShortVolatile),
    WRAPPED(getChar), WRAPPED(getCharVolatile), WRAPPED(getInt), WRAPPED(getIntVolatile),
    WRAPPED(getLong), WRAPPED(getLongVolatile), WRAPPED(getFloat), WRAPPED(getFloatVolatile),
    WRAPPED(getDouble), WRAPPED(getDoubleVolatile),
    WRAPPED(compareAndExchangeReference), WRAPPED(compareAndExchangeInt), WRAPPED(compareAndExchangeLong),
    WRAPPED(compareAndSetReference), WRAPPED(compareAndSetInt), WRAPPED(compareAndSetLong),
};
#define UNSAFE_NATIVES ((int)(sizeof unsafe_natives / sizeof unsafe_natives[0]))
static const struct wrapped object_natives[] = {WRAPPED(clone)};

/* Bound before the JVM lets anybody ask for a method's name: kept until it does. */
static struct {
    jmethodID method;
    void *address;
} bound[MAX_NATIVES];
static volatile int bound_count;

static void JNICALL on_bind(jvmtiEnv *env, JNIEnv *jni, jthread thread, jmethodID method, void *address, void **instead) {
    (void)env, (void)jni, (void)thread, (void)instead;
    int at = __sync_fetch_and_add(&bound_count, 1);
    if (at < MAX_NATIVES) {
        bound[at].method = method;
        bound[at].address = address;
    }
}

static int wrap(JNIEnv *jni, const char *class_name, const struct wrapped *natives, int count) {
    jclass type = (*jni)->FindClass(jni, class_name);
    int done = 0;
    for (int i = 0; i < bound_count && i < MAX_NATIVES; i++) {
        char *name = NULL, *signature = NULL;
        jclass declaring = NULL;
        if ((*ti)->GetMethodDeclaringClass(ti, bound[i].method, &declaring) != JVMTI_ERROR_NONE
            || !(*jni)->IsSameObject(jni, declaring, type)
            || (*ti)->GetMethodName(ti, bound[i].method, &name, &signature, NULL) != JVMTI_ERROR_NONE) {
            continue;
        }
        for (int n = 0; n < count; n++) {
            /* getInt(long) and its like read no object */
            if (strcmp(name, natives[n].name) == 0 && strncmp(signature, "(J", 2) != 0 && *natives[n].original == NULL) {
                *natives[n].original = bound[i].address;
                JNINativeMethod method = {name, signature, natives[n].counting};
                done += (*jni)->RegisterNatives(jni, type, &method, 1) == 0;
            }
        }
        (*ti)->Deallocate(ti, (unsigned char *)name);
        (*ti)->Deallocate(ti, (unsigned char *)signature);
    }
    return done;
}

/* ---- which fields ---- */

static int bytes_of(const char *signature) {
    switch (signature[0]) {
        case 'J': case 'D': return 8;
        case 'S': case 'C': return 2;
        case 'B': case 'Z': return 1;
        default: return 4; /* also references: compressed, or else read as a whole */
    }
}

static jlong offset_of(JNIEnv *jni, jclass type, const char *field) {
    jclass unsafe = (*jni)->FindClass(jni, "jdk/internal/misc/Unsafe");
    jmethodID get = (*jni)->GetStaticMethodID(jni, unsafe, "getUnsafe", "()Ljdk/internal/misc/Unsafe;");
    jmethodID ask = (*jni)->GetMethodID(jni, unsafe, "objectFieldOffset", "(Ljava/lang/Class;Ljava/lang/String;)J");
    jobject instance = (*jni)->CallStaticObjectMethod(jni, unsafe, get);
    jlong offset = (*jni)->CallLongMethod(jni, instance, ask, type, (*jni)->NewStringUTF(jni, field));
    if ((*jni)->ExceptionCheck(jni)) {
        (*jni)->ExceptionDescribe(jni);
        (*jni)->ExceptionClear(jni);
        return -1;
    }
    return offset;
}

static void watch(JNIEnv *jni, jclass type, const char *class_name, jfieldID id) {
    char *name = NULL, *signature = NULL;
    jint modifiers = 0;
    if (field_count >= MAX_FIELDS
        || (*ti)->GetFieldName(ti, type, id, &name, &signature, NULL) != JVMTI_ERROR_NONE) {
        return;
    }
    (*ti)->GetFieldModifiers(ti, type, id, &modifiers);
    jlong offset = offset_of(jni, type, name);
    /* that one is nobody's data, and read by the JDK itself */
    if (offset >= 0 && offset + 8 < MAX_OFFSET && strcmp(name, "serialVersionUID") != 0) {
        struct field *f = &fields[field_count];
        memset(f, 0, sizeof *f);
        f->declaring = (*jni)->NewGlobalRef(jni, type);
        f->id = id;
        f->offset = offset;
        f->bytes = bytes_of(signature);
        f->is_static = (modifiers & 8) != 0;
        f->name = malloc(strlen(class_name) + strlen(name) + 2);
        sprintf(f->name, "%s#%s", class_name, name);
        field_count++;
        for (int i = 0; i < f->bytes; i++) {
            watched[offset + i] = 1;
        }
        if (!hardware) {
            (*ti)->SetFieldAccessWatch(ti, type, id);
        }
    }
    (*ti)->Deallocate(ti, (unsigned char *)name);
    (*ti)->Deallocate(ti, (unsigned char *)signature);
}

static int is_watched(const char *name) {
    char copy[sizeof prefixes], *rest = NULL;
    strcpy(copy, prefixes);
    for (char *prefix = strtok_r(copy, ":", &rest); prefix != NULL; prefix = strtok_r(NULL, ":", &rest)) {
        if (strncmp(name, prefix, strlen(prefix)) == 0) {
            return 1;
        }
    }
    return 0;
}

static jint JNICALL hardware_on(JNIEnv *, jclass, jclass, jstring);
static jlong JNICALL hardware_off(JNIEnv *, jclass);

static void JNICALL on_prepare(jvmtiEnv *env, JNIEnv *jni, jthread thread, jclass type) {
    (void)env, (void)thread;
    char *signature = NULL;
    if ((*ti)->GetClassSignature(ti, type, &signature, NULL) != JVMTI_ERROR_NONE) {
        return;
    }
    signature[strlen(signature) - 1] = '\0';
    const char *name = signature + 1;
    if (hardware && strcmp(name, "io/piitrace/woven/oracle/Watch") == 0) {
        JNINativeMethod natives[] = {
            {"on", "(Ljava/lang/Class;Ljava/lang/String;)I", (void *)hardware_on}, {"off", "()J", (void *)hardware_off}};
        (*jni)->RegisterNatives(jni, type, natives, 2);
    }
    if (is_watched(name)) {
        jint count = 0;
        jfieldID *ids = NULL;
        (*ti)->RawMonitorEnter(ti, lock);
        if (class_count < MAX_CLASSES) {
            classes[class_count++] = (*jni)->NewGlobalRef(jni, type);
        }
        if ((*ti)->GetClassFields(ti, type, &count, &ids) == JVMTI_ERROR_NONE) {
            for (int i = 0; i < count; i++) {
                watch(jni, type, name, ids[i]);
            }
            (*ti)->Deallocate(ti, (unsigned char *)ids);
        }
        (*ti)->RawMonitorExit(ti, lock);
    }
    (*ti)->Deallocate(ti, (unsigned char *)signature);
}

static void JNICALL on_access(jvmtiEnv *env, JNIEnv *jni, jthread thread, jmethodID method, jlocation location,
                              jclass declaring, jobject object, jfieldID id) {
    (void)env, (void)thread, (void)method, (void)location, (void)object;
    for (int i = 0; i < field_count; i++) {
        if (fields[i].id == id && (*jni)->IsSameObject(jni, fields[i].declaring, declaring)) {
            add(&fields[i].reads);
            return;
        }
    }
}

/* ---- debug registers ---- */

#ifdef __linux__
#include <linux/hw_breakpoint.h>
#include <linux/perf_event.h>
#include <sys/syscall.h>
#include <unistd.h>
#define REGISTERS 4

static int events[REGISTERS], event_count;

static jint JNICALL tag_object(jlong class_tag, jlong size, jlong *tag, jint length, void *data) {
    (void)size, (void)length, (void)data;
    if (class_tag != 0 && *tag == 0) {
        *tag = class_tag;
    }
    return JVMTI_VISIT_OBJECTS;
}

static void tag_all(void) {
    static int done;
    if (done++) {
        return;
    }
    for (int i = 0; i < class_count; i++) {
        (*ti)->SetTag(ti, classes[i], i + 1);
    }
    jvmtiHeapCallbacks callbacks;
    memset(&callbacks, 0, sizeof callbacks);
    callbacks.heap_iteration_callback = tag_object;
    (*ti)->IterateThroughHeap(ti, 0, NULL, &callbacks, NULL);
}

static int watch_address(uintptr_t address, int bytes) {
    struct perf_event_attr event;
    memset(&event, 0, sizeof event);
    event.type = PERF_TYPE_BREAKPOINT;
    event.size = sizeof event;
    event.bp_type = HW_BREAKPOINT_RW;
    event.bp_addr = address;
    event.bp_len = bytes;
    event.exclude_kernel = 1;
    event.exclude_hv = 1;
    return (int)syscall(SYS_perf_event_open, &event, 0, -1, -1, 0);
}

/* The number of objects that are looked at; 0 if this machine does not let it. */
static jint JNICALL hardware_on(JNIEnv *jni, jclass self, jclass declaring, jstring field_name) {
    (void)self;
    tag_all();
    const char *wanted = (*jni)->GetStringUTFChars(jni, field_name, NULL);
    struct field *field = NULL;
    for (int i = 0; i < field_count; i++) {
        if ((*jni)->IsSameObject(jni, fields[i].declaring, declaring)
            && strcmp(strchr(fields[i].name, '#') + 1, wanted) == 0) {
            field = &fields[i];
        }
    }
    (*jni)->ReleaseStringUTFChars(jni, field_name, wanted);
    event_count = 0;
    for (int c = 0; field != NULL && c < class_count; c++) {
        if (!(*jni)->IsAssignableFrom(jni, classes[c], declaring)) {
            continue;
        }
        jlong tag = c + 1;
        jint count = 0;
        jobject *objects = NULL;
        (*ti)->GetObjectsWithTags(ti, 1, &tag, &count, &objects, NULL);
        for (int i = 0; i < count && event_count < REGISTERS; i++) {
            if ((*jni)->IsInstanceOf(jni, objects[i], declaring)) { /* the class itself is tagged too */
                uintptr_t address = *(uintptr_t *)objects[i];
                int event = watch_address(address + field->offset, field->bytes);
                if (event >= 0) {
                    events[event_count++] = event;
                }
            }
        }
        (*ti)->Deallocate(ti, (unsigned char *)objects);
    }
    return event_count;
}

static jlong JNICALL hardware_off(JNIEnv *jni, jclass self) {
    (void)jni, (void)self;
    jlong sum = 0;
    for (int i = 0; i < event_count; i++) {
        int64_t count = 0;
        if (read(events[i], &count, sizeof count) == sizeof count) {
            sum += count;
        }
        close(events[i]);
    }
    event_count = 0;
    return sum;
}
#else
static jint JNICALL hardware_on(JNIEnv *jni, jclass self, jclass declaring, jstring field) { return 0; }
static jlong JNICALL hardware_off(JNIEnv *jni, jclass self) { return 0; }
#endif

/* ---- life ---- */

static void JNICALL on_init(jvmtiEnv *env, JNIEnv *jni, jthread thread) {
    (void)env, (void)thread;
    (*ti)->SetEventNotificationMode(ti, JVMTI_DISABLE, JVMTI_EVENT_NATIVE_METHOD_BIND, NULL);
    int unsafe = wrap(jni, "jdk/internal/misc/Unsafe", unsafe_natives, UNSAFE_NATIVES);
    int object = wrap(jni, "java/lang/Object", object_natives, 1);
    if (unsafe != UNSAFE_NATIVES || object != 1) {
        fprintf(stderr, "oracle: blind, wraps %d of %d natives\n", unsafe + object, UNSAFE_NATIVES + 1);
        exit(3);
    }
}

static void JNICALL on_death(jvmtiEnv *env, JNIEnv *jni) {
    (void)env, (void)jni;
    FILE *out = fopen(out_path, "w");
    for (int i = 0; out != NULL && i < field_count; i++) {
        struct field *f = &fields[i];
        if (f->reads + f->probes + f->copies > 0) {
            fprintf(out, "%s %lld %lld %lld\n", f->name, (long long)f->reads, (long long)f->probes, (long long)f->copies);
        }
    }
    if (out != NULL) {
        fclose(out);
    }
}

JNIEXPORT jint JNICALL Agent_OnLoad(JavaVM *vm, char *options, void *reserved) {
    (void)reserved;
    char *comma = options == NULL ? NULL : strchr(options, ',');
    if (comma == NULL || comma - options >= (int)sizeof prefixes || strlen(comma) > sizeof out_path
        || (*vm)->GetEnv(vm, (void **)&ti, JVMTI_VERSION_11) != JNI_OK) {
        fprintf(stderr, "oracle: options are PREFIX:PREFIX,OUT or PREFIX:PREFIX,hardware\n");
        return JNI_ERR;
    }
    memcpy(prefixes, options, comma - options);
    strcpy(out_path, comma + 1);
    hardware = strcmp(out_path, "hardware") == 0;

    jvmtiCapabilities wanted;
    memset(&wanted, 0, sizeof wanted);
    wanted.can_generate_field_access_events = !hardware;
    wanted.can_generate_native_method_bind_events = !hardware;
    wanted.can_tag_objects = hardware;
    jvmtiError error = (*ti)->AddCapabilities(ti, &wanted);
    jvmtiEventCallbacks callbacks;
    memset(&callbacks, 0, sizeof callbacks);
    callbacks.ClassPrepare = on_prepare;
    callbacks.FieldAccess = on_access;
    callbacks.NativeMethodBind = on_bind;
    callbacks.VMInit = on_init;
    callbacks.VMDeath = on_death;
    if (error != JVMTI_ERROR_NONE || (*ti)->CreateRawMonitor(ti, "oracle", &lock) != JVMTI_ERROR_NONE
        || (*ti)->SetEventCallbacks(ti, &callbacks, sizeof callbacks) != JVMTI_ERROR_NONE) {
        fprintf(stderr, "oracle: this JVM lacks a capability (%d)\n", error);
        return JNI_ERR;
    }
    (*ti)->SetEventNotificationMode(ti, JVMTI_ENABLE, JVMTI_EVENT_CLASS_PREPARE, NULL);
    if (!hardware) {
        (*ti)->SetEventNotificationMode(ti, JVMTI_ENABLE, JVMTI_EVENT_NATIVE_METHOD_BIND, NULL);
        (*ti)->SetEventNotificationMode(ti, JVMTI_ENABLE, JVMTI_EVENT_FIELD_ACCESS, NULL);
        (*ti)->SetEventNotificationMode(ti, JVMTI_ENABLE, JVMTI_EVENT_VM_INIT, NULL);
        (*ti)->SetEventNotificationMode(ti, JVMTI_ENABLE, JVMTI_EVENT_VM_DEATH, NULL);
    }
    return JNI_OK;
}
