package io.piitrace.checks.arch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every source file keeps to, beyond its format. */
class ConventionsTest {
    private static final int MAIN_LINES = 400;
    private static final int TEST_LINES = 600;
    private static final Pattern TODO = Pattern.compile("\\b(TODO|FIXME|XXX)\\b(?!\\(#\\d+\\))");
    private static final Pattern VAGUE_NAME = Pattern.compile(".*(Impl|Util|Utils|Manager|Helper)\\.java");
    private static final Pattern AUTHOR = Pattern.compile("^\\s*\\*\\s*@author", Pattern.MULTILINE);
    private static final Pattern WILDCARD = Pattern.compile("^import (static )?[\\w.]+\\.\\*;", Pattern.MULTILINE);

    private final List<Path> main = Repository.javaFiles(false);
    private final List<Path> every = Repository.javaFiles(true);

    @Test
    void enoughFilesAreLookedAt() {
        assertThat(main).hasSizeGreaterThan(150);
        assertThat(every).hasSizeGreaterThan(main.size());
    }

    @Test
    void everyPackageSaysWhatItIsFor() {
        assertThat(main.stream().map(Path::getParent).distinct())
                .allSatisfy(dir -> assertThat(dir.resolve("package-info.java")).exists());
    }

    @Test
    void filesStayShort() {
        assertThat(every).allSatisfy(file -> {
            boolean test = file.toString().contains("src/test");
            assertThat(Repository.read(file).lines().count())
                    .as(file.toString())
                    .isLessThanOrEqualTo(test ? TEST_LINES : MAIN_LINES);
        });
    }

    @Test
    void namesSayWhatAThingIs() {
        assertThat(every).noneMatch(file -> VAGUE_NAME.matcher(file.toString()).matches());
    }

    @Test
    void nothingIsLeftUndoneWithoutAnIssue() {
        assertThat(without(TODO)).isEmpty();
    }

    @Test
    void importsAreExplicitAndNobodySigns() {
        assertThat(without(WILDCARD)).isEmpty();
        assertThat(without(AUTHOR)).isEmpty();
    }

    @Test
    void documentsStayReadable() {
        assertThat(Repository.read(Repository.ROOT.resolve("README.md")).lines().count())
                .isLessThanOrEqualTo(150);
        assertThat(Repository.read(Repository.ROOT.resolve("CONTRIBUTING.md"))
                        .lines()
                        .count())
                .isLessThanOrEqualTo(120);
    }

    @Test
    void linksInDocumentsLeadSomewhere() throws Exception {
        Pattern link = Pattern.compile("\\]\\((?!https?:|#|mailto:)([^)#\\s]+)(#[^)]*)?\\)");
        try (Stream<Path> top = Files.list(Repository.ROOT);
                Stream<Path> docs = Files.walk(Repository.ROOT.resolve("docs"))) {
            List<Path> pages = Stream.concat(top, docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .toList();
            List<String> broken = new ArrayList<>();
            for (Path page : pages) {
                link.matcher(Repository.read(page))
                        .results()
                        .map(found -> found.group(1))
                        .filter(target -> !Files.exists(page.resolveSibling(target)))
                        .forEach(target -> broken.add(page.getFileName() + " -> " + target));
            }
            assertThat(pages).hasSizeGreaterThan(8);
            assertThat(broken).isEmpty();
        }
    }

    /** The files in which a pattern does occur; this file, which has to name it, is left out. */
    private List<Path> without(Pattern pattern) {
        return every.stream()
                .filter(file -> !file.endsWith("ConventionsTest.java"))
                .filter(file -> pattern.matcher(Repository.read(file)).find())
                .toList();
    }
}
