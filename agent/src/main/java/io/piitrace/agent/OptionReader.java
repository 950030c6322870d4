package io.piitrace.agent;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;

/**
 * Reads options from where they may stand: agent argument, then system properties, then environment, then the properties
 * file, each overruling what comes after it.
 */
final class OptionReader {
    private static final String PROPERTY_PREFIX = "piitrace.";
    private static final String ENVIRONMENT_PREFIX = "PIITRACE_";
    private final Map<String, String> found = new LinkedHashMap<>();

    private OptionReader() {}

    static AgentOptions read(String argument, Properties properties, Map<String, String> environment)
            throws BadOptionException {
        OptionReader reader = new OptionReader();
        reader.readArgument(argument);
        reader.readProperties(properties);
        reader.readEnvironment(environment);
        String config = reader.found.get(Option.CONFIG.key());
        if (config != null) {
            reader.readFile(new File(config));
        }
        return new AgentOptions(reader.found);
    }

    /** {@code key=value,key=value}; a part without {@code =} goes on with the value before it, as in {@code sinks=jsonl,slf4j}. */
    private void readArgument(String argument) throws BadOptionException {
        String pending = "";
        for (String part : argument.split(",", -1)) {
            if (part.isBlank()) {
                continue;
            }
            if (assignment(part) < 0 && !pending.isEmpty()) {
                pending += ',' + part.strip();
                continue;
            }
            add(pending, "agent argument");
            pending = part.strip();
        }
        add(pending, "agent argument");
    }

    private void add(String part, String source) throws BadOptionException {
        if (part.isEmpty()) {
            return;
        }
        int equals = assignment(part);
        if (equals < 0) {
            throw new BadOptionException(source + ": " + part + " has no value; write " + part + "=…");
        }
        put(part.substring(0, equals).strip(), part.substring(equals + 1).strip(), source);
    }

    private void readProperties(Properties properties) throws BadOptionException {
        for (String name : new TreeSet<>(properties.stringPropertyNames())) {
            if (name.startsWith(PROPERTY_PREFIX) && !name.startsWith("piitrace.test.")) {
                add(name.substring(PROPERTY_PREFIX.length()) + '=' + properties.getProperty(name), "system property");
            }
        }
    }

    private void readEnvironment(Map<String, String> environment) throws BadOptionException {
        for (String name : new TreeSet<>(environment.keySet())) {
            if (!name.startsWith(ENVIRONMENT_PREFIX) || isServiceLink(name)) {
                continue;
            }
            Option named = null;
            for (Option option : Option.values()) {
                if (option.kind() != Option.Kind.ENTRIES
                        && option.environmentName().equals(name)) {
                    named = option;
                }
            }
            if (named == null) {
                throw new BadOptionException("environment: unknown variable " + name + "; nearest is "
                        + Nearest.of(name, Nearest.environmentNames()));
            }
            put(named.key(), environment.getOrDefault(name, ""), "environment " + name);
        }
    }

    /** Kubernetes gives every container of a namespace such variables for a service that is called piitrace. */
    private static boolean isServiceLink(String name) {
        return name.startsWith("PIITRACE_SERVICE_HOST")
                || name.startsWith("PIITRACE_SERVICE_PORT")
                || name.startsWith("PIITRACE_PORT");
    }

    private void readFile(File file) throws BadOptionException {
        Properties properties = new Properties();
        try (Reader in = new InputStreamReader(new FileInputStream(file), StandardCharsets.UTF_8)) {
            properties.load(in);
        } catch (IOException e) {
            throw new BadOptionException("config: cannot read " + file + ": " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new BadOptionException("config: " + file + " is not a properties file: " + e.getMessage());
        }
        for (String name : new TreeSet<>(properties.stringPropertyNames())) {
            // joined and cut again: an = inside brackets belongs to the key, which Properties does not know
            add(name + '=' + properties.getProperty(name), file.toString());
        }
    }

    private void put(String key, String value, String source) throws BadOptionException {
        Option option = Option.of(key);
        if (option == null) {
            throw new BadOptionException(
                    source + ": unknown option " + key + "; nearest is " + Nearest.of(key, Nearest.keys()));
        }
        String complaint = option.complaint(key, value);
        if (complaint != null) {
            throw new BadOptionException(source + ": " + key + '=' + value + ' ' + complaint);
        }
        found.putIfAbsent(key, value);
    }

    /** Index of the {@code =} between key and value: the first one outside brackets; -1 if there is none. */
    private static int assignment(String part) {
        int depth = 0;
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c == '[') {
                depth++;
            } else if (c == ']') {
                depth--;
            } else if (c == '=' && depth <= 0) {
                return i;
            }
        }
        return -1;
    }
}
