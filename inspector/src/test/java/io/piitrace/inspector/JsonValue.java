package io.piitrace.inspector;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON read back, strictly: no key twice, nothing after the end. */
record JsonValue(Object value) {
    static JsonValue parse(String text) {
        try (JsonParser parser = JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build()
                .createParser(text)) {
            parser.nextToken();
            JsonValue value = new JsonValue(read(parser));
            if (parser.nextToken() != null) {
                throw new IOException("more than one value: " + text);
            }
            return value;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<JsonValue> lines(String text) {
        return text.lines().map(JsonValue::parse).toList();
    }

    private static Object read(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            Map<String, Object> object = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String key = parser.currentName();
                parser.nextToken();
                object.put(key, read(parser));
            }
            return object;
        }
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            List<Object> array = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                array.add(read(parser));
            }
            return array;
        }
        return switch (parser.currentToken()) {
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
            default -> throw new IOException("not expected: " + parser.currentToken());
        };
    }

    JsonValue get(String key) {
        Object found = keys().get(key);
        if (found == null) {
            throw new AssertionError("no key " + key + " in " + value);
        }
        return new JsonValue(found);
    }

    @SuppressWarnings("unchecked")
    Map<String, Object> keys() {
        return (Map<String, Object>) value;
    }

    List<JsonValue> list() {
        return ((List<?>) value).stream().map(element -> new JsonValue(element)).toList();
    }

    String text() {
        return (String) value;
    }

    long number() {
        return (Long) value;
    }

    boolean truth() {
        return (Boolean) value;
    }
}
