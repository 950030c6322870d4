package io.piitrace.agent.context;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The headers that came along with a message or a call. */
interface Carrier {
    Carrier EMPTY = name -> null;

    Calls KAFKA_HEADERS = new Calls(".consumer.ConsumerRecord", "headers");
    Calls KAFKA_LAST = new Calls(".common.header.Headers", "lastHeader", String.class);
    Calls KAFKA_VALUE = new Calls(".common.header.Header", "value");
    Calls JMS_PROPERTY = new Calls(".jms.Message", "getStringProperty", String.class);

    /** The text of this header; null if there is none. */
    @Nullable
    String get(String name) throws Throwable;

    static Carrier kafka(Object consumerRecord) throws Throwable {
        Object headers = KAFKA_HEADERS.on(consumerRecord);
        return headers == null
                ? EMPTY
                : name -> {
                    Object header = KAFKA_LAST.on(headers, name);
                    return header != null && KAFKA_VALUE.on(header) instanceof byte[] bytes
                            ? new String(bytes, StandardCharsets.UTF_8)
                            : null;
                };
    }

    /** JMS allows letters, digits and underscores in names: {@code X_Access_Purpose} is the header {@code X-Access-Purpose}. */
    static Carrier jms(Object message) {
        return name -> JMS_PROPERTY.text(message, name.replace('-', '_'));
    }

    static Carrier grpc(Object metadata) {
        return name -> {
            GrpcAccess access = GRPC.get(metadata.getClass());
            return access.get(metadata, name);
        };
    }

    /** How the metadata of one copy of gRPC is read: its keys are objects of that copy. */
    record GrpcAccess(@Nullable MethodHandle key, @Nullable MethodHandle value) {
        @Nullable
        String get(Object metadata, String name) throws Throwable {
            return key == null || value == null
                    ? null
                    : (String) (Object) value.invoke(metadata, key.invoke(name.toLowerCase(java.util.Locale.ROOT)));
        }
    }

    ClassValue<GrpcAccess> GRPC = new ClassValue<>() {
        @Override
        protected GrpcAccess computeValue(Class<?> metadata) {
            try {
                ClassLoader loader = metadata.getClassLoader();
                Class<?> key = Class.forName("io.grpc.Metadata$Key", false, loader);
                Class<?> marshaller = Class.forName("io.grpc.Metadata$AsciiMarshaller", false, loader);
                MethodHandles.Lookup lookup = MethodHandles.publicLookup();
                MethodHandle of = lookup.findStatic(key, "of", MethodType.methodType(key, String.class, marshaller));
                Object ascii = metadata.getField("ASCII_STRING_MARSHALLER").get(null);
                MethodHandle get = lookup.findVirtual(metadata, "get", MethodType.methodType(Object.class, key));
                return new GrpcAccess(MethodHandles.insertArguments(of, 1, ascii), get);
            } catch (ReflectiveOperationException | RuntimeException e) {
                return new GrpcAccess(null, null);
            }
        }
    };
}
