/* Native code of a program: reads each type of field, with an exception pending, in a critical region, by reflection. */
#include <jni.h>
#include <stddef.h>

#define NATIVE(TYPE, NAME) JNIEXPORT TYPE JNICALL Java_io_piitrace_woven_NativeProgram_##NAME

static jfieldID id_of(JNIEnv *env, jobject object, const char *name, const char *descriptor) {
    return (*env)->GetFieldID(env, (*env)->GetObjectClass(env, object), name, descriptor);
}

NATIVE(jdouble, all)(JNIEnv *env, jclass self, jobject person) {
    (void)self;
    jdouble sum = (*env)->GetStringLength(env, (*env)->GetObjectField(env, person, id_of(env, person, "text", "Ljava/lang/String;")));
    sum += (*env)->GetBooleanField(env, person, id_of(env, person, "truth", "Z"));
    sum += (*env)->GetByteField(env, person, id_of(env, person, "small", "B"));
    sum += (*env)->GetCharField(env, person, id_of(env, person, "letter", "C"));
    sum += (*env)->GetShortField(env, person, id_of(env, person, "medium", "S"));
    sum += (*env)->GetIntField(env, person, id_of(env, person, "number", "I"));
    sum += (*env)->GetLongField(env, person, id_of(env, person, "large", "J"));
    sum += (*env)->GetFloatField(env, person, id_of(env, person, "single", "F"));
    sum += (*env)->GetDoubleField(env, person, id_of(env, person, "precise", "D"));
    return sum;
}

/* The id of a field that lies at the same place in objects of another class. */
NATIVE(jint, other)(JNIEnv *env, jclass self, jobject thing) {
    (void)self;
    return (*env)->GetIntField(env, thing, id_of(env, thing, "number", "I"));
}

NATIVE(jint, pending)(JNIEnv *env, jclass self, jobject person) {
    (void)self;
    jfieldID id = id_of(env, person, "whilePending", "I");
    (*env)->ThrowNew(env, (*env)->FindClass(env, "java/lang/IllegalStateException"), "the program's own");
    return (*env)->GetIntField(env, person, id);
}

NATIVE(jint, critical)(JNIEnv *env, jclass self, jobject person, jintArray array) {
    (void)self;
    jfieldID id = id_of(env, person, "whileCritical", "I");
    jint *elements = (*env)->GetPrimitiveArrayCritical(env, array, NULL);
    jint sum = elements[0] + (*env)->GetIntField(env, person, id);
    (*env)->ReleasePrimitiveArrayCritical(env, array, elements, JNI_ABORT);
    return sum;
}

NATIVE(jint, reflected)(JNIEnv *env, jclass self, jobject person, jobject field) {
    (void)self;
    return (*env)->GetIntField(env, person, (*env)->FromReflectedField(env, field));
}

NATIVE(jint, often)(JNIEnv *env, jclass self, jobject person, jint times) {
    (void)self;
    jfieldID id = id_of(env, person, "often", "I");
    jint sum = 0;
    for (jint i = 0; i < times; i++) {
        sum += (*env)->GetIntField(env, person, id);
    }
    return sum;
}
