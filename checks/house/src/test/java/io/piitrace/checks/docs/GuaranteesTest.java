package io.piitrace.checks.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.piitrace.checks.arch.Repository;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each guarantee names the tests that show it, as {@code Class#method}; this holds the page to the tests that exist. */
class GuaranteesTest {
    private static final Pattern ROW = Pattern.compile("^\\| (G\\d+) \\|(.*)\\|$", Pattern.MULTILINE);
    private static final Pattern TEST = Pattern.compile("`(\\w+)#(\\w+)`");

    private final String page = Repository.read(Repository.ROOT.resolve("docs/guarantees.md"));

    @Test
    void everyGuaranteeNamesATest() {
        List<MatchResult> rows = ROW.matcher(page).results().toList();

        assertThat(rows).hasSizeGreaterThan(8);
        assertThat(rows)
                .allSatisfy(row -> assertThat(TEST.matcher(row.group(2)).find())
                        .as("%s names a test", row.group(1))
                        .isTrue());
    }

    @Test
    void everyTestNamedExists() {
        List<Path> sources = Repository.javaFiles(true);
        List<String> unknown = new ArrayList<>();
        TEST.matcher(page).results().forEach(name -> {
            boolean found = sources.stream()
                    .filter(source -> source.endsWith(name.group(1) + ".java"))
                    .anyMatch(source -> Repository.read(source).contains("void " + name.group(2) + "("));
            if (!found) {
                unknown.add(name.group());
            }
        });
        assertThat(unknown).isEmpty();
    }

    @Test
    void guaranteesAreNumberedWithoutGaps() {
        List<String> ids = ROW.matcher(page).results().map(row -> row.group(1)).toList();
        for (int i = 0; i < ids.size(); i++) {
            assertThat(ids.get(i)).isEqualTo("G" + (i + 1));
        }
    }
}
