/* What native code of an application does with JNI. */
#include <jni.h>

#define NATIVE(TYPE, NAME) JNIEXPORT TYPE JNICALL Java_io_piitrace_woven_oracle_Native_##NAME

static jfieldID field(JNIEnv *env, jobject object, jstring name, const char *descriptor) {
    const char *text = (*env)->GetStringUTFChars(env, name, NULL);
    jfieldID id = (*env)->GetFieldID(env, (*env)->GetObjectClass(env, object), text, descriptor);
    (*env)->ReleaseStringUTFChars(env, name, text);
    return id;
}

NATIVE(jobject, reference)(JNIEnv *env, jclass self, jobject object, jstring name, jstring descriptor) {
    (void)self;
    const char *text = (*env)->GetStringUTFChars(env, descriptor, NULL);
    jfieldID id = field(env, object, name, text);
    (*env)->ReleaseStringUTFChars(env, descriptor, text);
    return (*env)->GetObjectField(env, object, id);
}

NATIVE(jlong, number)(JNIEnv *env, jclass self, jobject object, jstring name) {
    (void)self;
    return (*env)->GetLongField(env, object, field(env, object, name, "J"));
}

NATIVE(jobject, call)(JNIEnv *env, jclass self, jobject object, jstring name) {
    (void)self;
    const char *text = (*env)->GetStringUTFChars(env, name, NULL);
    jmethodID id = (*env)->GetMethodID(env, (*env)->GetObjectClass(env, object), text, "()Ljava/lang/String;");
    (*env)->ReleaseStringUTFChars(env, name, text);
    return (*env)->CallObjectMethod(env, object, id);
}
