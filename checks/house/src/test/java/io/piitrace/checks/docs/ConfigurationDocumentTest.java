package io.piitrace.checks.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.piitrace.checks.arch.Repository;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/configuration.md against the enum that the agent parses its options with. */
class ConfigurationDocumentTest {
    private static final Pattern ROW = Pattern.compile("^\\| `([^`]+)` \\| (.+) \\| (.+) \\|$", Pattern.MULTILINE);

    @Test
    void everyOptionHasARowWithItsDefault() throws Exception {
        Map<String, String> documented = documentedDefaults();
        Map<String, String> actual = actualDefaults();

        assertThat(documented.keySet()).containsExactlyElementsOf(actual.keySet());
        actual.forEach((key, byDefault) -> {
            if (!byDefault.isEmpty()) {
                assertThat(documented.get(key)).as(key).contains('`' + byDefault + '`');
            } else {
                assertThat(documented.get(key)).as(key).doesNotMatch("`true`|`false`|`\\d+`");
            }
        });
    }

    /** Keys of the first table, prefixes cut to what is before their upper-case part. */
    private static Map<String, String> documentedDefaults() {
        String page = Repository.read(Repository.ROOT.resolve("docs/configuration.md"));
        Map<String, String> rows = new LinkedHashMap<>();
        ROW.matcher(page.substring(0, page.indexOf("\n## ")))
                .results()
                .forEach(row -> rows.put(row.group(1).replaceFirst("(?<=\\.)[A-Z].*$", ""), row.group(3)));
        return rows;
    }

    private static Map<String, String> actualDefaults() throws Exception {
        URL classes = Repository.ROOT.resolve("agent/target/classes/").toUri().toURL();
        Map<String, String> options = new LinkedHashMap<>();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {classes})) {
            Class<?> option = loader.loadClass("io.piitrace.agent.Option");
            for (Object constant : option.getEnumConstants()) {
                options.put((String) option.getMethod("key").invoke(constant), (String)
                        option.getMethod("byDefault").invoke(constant));
            }
        }
        return options;
    }
}
