/*
 * The native companion: sees what native code of the application reads with JNI, which no agent in Java can.
 *
 * It puts functions of its own before Get<Type>Field and GetStatic<Type>Field in the JVM's table of JNI functions (JVMTI
 * SetJNIFunctionTable). No capability is asked for, so nothing is deoptimised. As with every other route the field is looked at
 * when the way to it is acquired: GetFieldID asks the agent whether it is traced. A read of any other field costs a look into a
 * bit map.
 *
 * Java's half is io.piitrace.agent.route.NativeReads, which loads this library and which this library calls:
 *   int  acquired(Class, String name, String descriptor, boolean isStatic)      0, or the number of a mark
 *   int  reflected(Field)                                                       the same
 *   void read(Object owner, int mark)
 */
#include <jvmti.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>

#define FILTER_BITS 16
#define BUCKETS 1024

/* A traced field. The id of an instance field is unique within a class only. Entries are never changed nor removed. */
struct entry {
    jfieldID id;
    jweak declaring; /* or a subclass by which it was asked for */
    jint mark;
    struct entry *next;
};

/* A read within a critical region, in which nobody may be called: recorded when the region ends. */
struct deferred {
    jobject owner;
    jint mark;
    struct deferred *next;
};

static struct JNINativeInterface_ original;
static jclass reads;
static jmethodID acquired, reflected, read_method;
static int interposed;

static uint64_t filter[(1 << FILTER_BITS) / 64];
static struct entry *buckets[BUCKETS];
static pthread_mutex_t adding = PTHREAD_MUTEX_INITIALIZER;

static __thread int critical;
static __thread struct deferred *waiting;

static inline uint32_t hash(jfieldID id) {
    return (uint32_t)(((uint64_t)(uintptr_t)id * UINT64_C(0x9E3779B97F4A7C15)) >> 40);
}

static inline int may_be_traced(jfieldID id) {
    uint32_t bit = hash(id) & ((1 << FILTER_BITS) - 1);
    return (__atomic_load_n(&filter[bit / 64], __ATOMIC_RELAXED) >> (bit % 64)) & 1;
}

/* ---- calls into Java; whatever the native code had pending stays so, and nothing is added to it ---- */

static jint ask(JNIEnv *env, jmethodID method, jvalue *arguments) {
    jthrowable pending = original.ExceptionOccurred(env);
    if (pending != NULL) {
        original.ExceptionClear(env);
    }
    jint answer = original.CallStaticIntMethodA(env, reads, method, arguments);
    if (original.ExceptionCheck(env)) {
        original.ExceptionClear(env);
        answer = 0;
    }
    if (pending != NULL) {
        original.Throw(env, pending);
        original.DeleteLocalRef(env, pending);
    }
    return answer;
}

static void tell(JNIEnv *env, jobject owner, jint mark) {
    jvalue arguments[2];
    arguments[0].l = owner;
    arguments[1].i = mark;
    jthrowable pending = original.ExceptionOccurred(env);
    if (pending != NULL) {
        original.ExceptionClear(env);
    }
    original.CallStaticVoidMethodA(env, reads, read_method, arguments);
    if (original.ExceptionCheck(env)) {
        original.ExceptionClear(env);
    }
    if (pending != NULL) {
        original.Throw(env, pending);
        original.DeleteLocalRef(env, pending);
    }
}

/* ---- acquisition ---- */

static void add(JNIEnv *env, jfieldID id, jclass declaring, jint mark) {
    struct entry **bucket = &buckets[hash(id) % BUCKETS];
    pthread_mutex_lock(&adding);
    struct entry *known = *bucket;
    while (known != NULL && !(known->id == id && original.IsSameObject(env, known->declaring, declaring))) {
        known = known->next;
    }
    struct entry *fresh = known != NULL ? NULL : malloc(sizeof *fresh);
    if (fresh != NULL) {
        fresh->id = id;
        fresh->declaring = original.NewWeakGlobalRef(env, declaring);
        fresh->mark = mark;
        fresh->next = *bucket;
        uint32_t bit = hash(id) & ((1 << FILTER_BITS) - 1);
        /* release: whoever sees the bit or the head sees the entry; whoever does not, has not been given the id yet */
        __atomic_store_n(bucket, fresh, __ATOMIC_RELEASE);
        __atomic_fetch_or(&filter[bit / 64], UINT64_C(1) << (bit % 64), __ATOMIC_RELEASE);
    }
    pthread_mutex_unlock(&adding);
}

static void look_at(JNIEnv *env, jfieldID id, jclass type, const char *name, const char *descriptor, jboolean is_static) {
    if (id == NULL || critical > 0) {
        return;
    }
    jvalue arguments[4];
    arguments[0].l = type;
    arguments[1].l = original.NewStringUTF(env, name);
    arguments[2].l = original.NewStringUTF(env, descriptor);
    arguments[3].z = is_static;
    jint mark = ask(env, acquired, arguments);
    original.DeleteLocalRef(env, arguments[1].l);
    original.DeleteLocalRef(env, arguments[2].l);
    if (mark != 0) {
        add(env, id, type, mark);
    }
}

static jfieldID JNICALL get_field_id(JNIEnv *env, jclass type, const char *name, const char *descriptor) {
    jfieldID id = original.GetFieldID(env, type, name, descriptor);
    look_at(env, id, type, name, descriptor, JNI_FALSE);
    return id;
}

static jfieldID JNICALL get_static_field_id(JNIEnv *env, jclass type, const char *name, const char *descriptor) {
    jfieldID id = original.GetStaticFieldID(env, type, name, descriptor);
    look_at(env, id, type, name, descriptor, JNI_TRUE);
    return id;
}

static jfieldID JNICALL from_reflected_field(JNIEnv *env, jobject field) {
    jfieldID id = original.FromReflectedField(env, field);
    if (id != NULL && critical == 0) {
        jvalue argument;
        argument.l = field;
        jint mark = ask(env, reflected, &argument);
        if (mark != 0) {
            jclass class_of_field = original.GetObjectClass(env, field);
            jmethodID get = original.GetMethodID(env, class_of_field, "getDeclaringClass", "()Ljava/lang/Class;");
            jclass declaring = get == NULL ? NULL : original.CallObjectMethodA(env, field, get, NULL);
            if (original.ExceptionCheck(env)) {
                original.ExceptionClear(env);
            } else if (declaring != NULL) {
                add(env, id, declaring, mark);
            }
            original.DeleteLocalRef(env, declaring);
            original.DeleteLocalRef(env, class_of_field);
        }
    }
    return id;
}

/* ---- reads ---- */

static void record(JNIEnv *env, jobject owner, jint mark) {
    if (critical == 0) {
        tell(env, owner, mark);
        return;
    }
    struct deferred *later = malloc(sizeof *later);
    if (later != NULL) {
        later->owner = original.NewGlobalRef(env, owner);
        later->mark = mark;
        later->next = waiting;
        waiting = later;
    }
}

static void found(JNIEnv *env, jobject owner, jfieldID id, int is_static) {
    if (owner == NULL) {
        return; /* the read itself is about to crash */
    }
    struct entry *entry = __atomic_load_n(&buckets[hash(id) % BUCKETS], __ATOMIC_ACQUIRE);
    for (; entry != NULL; entry = entry->next) {
        if (entry->id != id) {
            continue;
        }
        jclass declaring = original.NewLocalRef(env, entry->declaring); /* NULL if it was unloaded */
        int is_it = declaring != NULL && (is_static || original.IsInstanceOf(env, owner, declaring));
        jint mark = entry->mark;
        original.DeleteLocalRef(env, declaring);
        if (is_it) {
            record(env, owner, mark);
            return;
        }
    }
}

#define READ(NAME, TYPE)                                                                                                      \
    static TYPE JNICALL get_##NAME(JNIEnv *env, jobject owner, jfieldID id) {                                                 \
        if (may_be_traced(id)) {                                                                                              \
            found(env, owner, id, 0);                                                                                         \
        }                                                                                                                     \
        return original.Get##NAME##Field(env, owner, id);                                                                     \
    }                                                                                                                         \
    static TYPE JNICALL get_static_##NAME(JNIEnv *env, jclass owner, jfieldID id) {                                           \
        if (may_be_traced(id)) {                                                                                              \
            found(env, owner, id, 1);                                                                                         \
        }                                                                                                                     \
        return original.GetStatic##NAME##Field(env, owner, id);                                                               \
    }

READ(Object, jobject)
READ(Boolean, jboolean)
READ(Byte, jbyte)
READ(Char, jchar)
READ(Short, jshort)
READ(Int, jint)
READ(Long, jlong)
READ(Float, jfloat)
READ(Double, jdouble)

/* ---- critical regions ---- */

static void leave(JNIEnv *env) {
    if (critical > 0 && --critical > 0) {
        return;
    }
    while (waiting != NULL) {
        struct deferred *later = waiting;
        waiting = later->next;
        if (later->owner != NULL) {
            tell(env, later->owner, later->mark);
            original.DeleteGlobalRef(env, later->owner);
        }
        free(later);
    }
}

static void *JNICALL get_array_critical(JNIEnv *env, jarray array, jboolean *is_copy) {
    void *result = original.GetPrimitiveArrayCritical(env, array, is_copy);
    critical += result != NULL;
    return result;
}

static void JNICALL release_array_critical(JNIEnv *env, jarray array, void *elements, jint mode) {
    original.ReleasePrimitiveArrayCritical(env, array, elements, mode);
    if (mode != JNI_COMMIT) {
        leave(env);
    }
}

static const jchar *JNICALL get_string_critical(JNIEnv *env, jstring string, jboolean *is_copy) {
    const jchar *result = original.GetStringCritical(env, string, is_copy);
    critical += result != NULL;
    return result;
}

static void JNICALL release_string_critical(JNIEnv *env, jstring string, const jchar *chars) {
    original.ReleaseStringCritical(env, string, chars);
    leave(env);
}

/* ---- the self-test: reads as native code of an application does ---- */

static jobject JNICALL try_out(JNIEnv *env, jclass self, jobject canary) {
    (void)self;
    jclass type = (*env)->GetObjectClass(env, canary);
    jfieldID id = (*env)->GetFieldID(env, type, "nativeCode", "Ljava/lang/String;");
    return id == NULL ? NULL : (*env)->GetObjectField(env, canary, id);
}

JNIEXPORT jobject JNICALL Java_io_piitrace_agent_probe_ProbeProgram_nativeRead(JNIEnv *env, jclass self, jobject canary) {
    return try_out(env, self, canary);
}

/* ---- life ---- */

#define INTERPOSE(NAME) table->Get##NAME##Field = get_##NAME, table->GetStatic##NAME##Field = get_static_##NAME

/* Fails, and with it the loading of this library, if anything is not as it has to be. */
JNIEXPORT jint JNICALL JNI_OnLoad(JavaVM *vm, void *reserved) {
    (void)reserved;
    JNIEnv *env;
    jvmtiEnv *ti;
    struct JNINativeInterface_ *table;
    if ((*vm)->GetEnv(vm, (void **)&env, JNI_VERSION_10) != JNI_OK
        || (*vm)->GetEnv(vm, (void **)&ti, JVMTI_VERSION_11) != JNI_OK) {
        return JNI_ERR;
    }
    jclass type = (*env)->FindClass(env, "io/piitrace/agent/route/NativeReads");
    if (type == NULL) {
        return JNI_ERR;
    }
    jmethodID ready = (*env)->GetStaticMethodID(env, type, "isReady", "()Z");
    if (ready == NULL) {
        return JNI_ERR;
    }
    if (interposed || !(*env)->CallStaticBooleanMethod(env, type, ready)) {
        return JNI_VERSION_10; /* loaded by the self-test, as an application loads its libraries */
    }
    JNINativeMethod natives[] = {{"tryOut", "(Ljava/lang/Object;)Ljava/lang/Object;", (void *)try_out}};
    if ((*env)->RegisterNatives(env, type, natives, 1) != 0) {
        return JNI_ERR;
    }
    acquired = (*env)->GetStaticMethodID(env, type, "acquired", "(Ljava/lang/Class;Ljava/lang/String;Ljava/lang/String;Z)I");
    reflected = (*env)->GetStaticMethodID(env, type, "reflected", "(Ljava/lang/reflect/Field;)I");
    read_method = (*env)->GetStaticMethodID(env, type, "read", "(Ljava/lang/Object;I)V");
    reads = (*env)->NewGlobalRef(env, type);
    if (acquired == NULL || reflected == NULL || read_method == NULL || reads == NULL
        || (*ti)->GetJNIFunctionTable(ti, &table) != JVMTI_ERROR_NONE) {
        return JNI_ERR;
    }
    original = *table;
    INTERPOSE(Object), INTERPOSE(Boolean), INTERPOSE(Byte), INTERPOSE(Char), INTERPOSE(Short);
    INTERPOSE(Int), INTERPOSE(Long), INTERPOSE(Float), INTERPOSE(Double);
    table->GetFieldID = get_field_id;
    table->GetStaticFieldID = get_static_field_id;
    table->FromReflectedField = from_reflected_field;
    table->GetPrimitiveArrayCritical = get_array_critical;
    table->ReleasePrimitiveArrayCritical = release_array_critical;
    table->GetStringCritical = get_string_critical;
    table->ReleaseStringCritical = release_string_critical;
    jvmtiError error = (*ti)->SetJNIFunctionTable(ti, table);
    (*ti)->Deallocate(ti, (unsigned char *)table);
    interposed = error == JVMTI_ERROR_NONE;
    return error == JVMTI_ERROR_NONE ? JNI_VERSION_10 : JNI_ERR;
}
