package io.piitrace.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import io.piitrace.agent.catalog.Rules;
import io.piitrace.agent.weave.target.AccessTarget;
import io.piitrace.agent.weave.target.AnnotationTarget;
import io.piitrace.agent.weave.target.ConfiguredTarget;
import io.piitrace.agent.weave.target.HierarchyTarget;
import io.piitrace.agent.weave.target.RecordTarget;
import io.piitrace.agent.weave.target.StaticTarget;
import io.piitrace.ledger.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Runs programs whose lines say in a comment which reads have to be recorded at them, {@code // reads Person#ssn as getter}, and
 * compares line by line: nothing less, and nothing more.
 */
class TargetTest {
    private static final Pattern LINE = Pattern.compile("\\((\\w+)\\.java:(\\d+)\\)");

    @Test
    void everyWayToWriteAReadIsRecordedOnItsLine() throws Exception {
        check(AccessTarget.class, WovenProgram.noRules());
    }

    @Test
    void fieldsOfSuperclassesAndOtherClassesAreRecorded() throws Exception {
        check(HierarchyTarget.class, WovenProgram.noRules());
    }

    @Test
    void recordsAreRecorded() throws Exception {
        check(RecordTarget.class, WovenProgram.noRules());
    }

    @Test
    void staticFieldsAreRecordedAndTheirClassesInitialisedInTheSameOrder() throws Exception {
        WovenProgram program =
                reads(StaticTarget.class, WovenProgram.noRules(), "Constants", "Implementing", "Settings", "More");

        assertThat(program.gaps.values()).singleElement().asString().contains("#INLINED: is a constant");
    }

    @Test
    void everyPlaceOfTheAnnotationIsUnderstood() throws Exception {
        check(AnnotationTarget.class, WovenProgram.noRules());
    }

    @Test
    void classesWithoutAnnotationsAreTracedByConfiguration() throws Exception {
        String person = ConfiguredTarget.class.getName() + "$";
        check(
                ConfiguredTarget.class,
                new Rules(
                        Map.of(
                                person + "Person#ssn",
                                "ssn",
                                "*ConfiguredTarget$Other#*Name",
                                "name",
                                person + "Attribute#value[key=SALARY]",
                                "salary",
                                person + "Attribute#value[key=ssn]",
                                "ssn"),
                        Map.of(),
                        Map.of(),
                        Map.of(ConfiguredTarget.class.getPackageName() + ".Foreign", "x-foreign")));
    }

    private static void check(Class<?> target, Rules rules) throws Exception {
        assertThat(reads(target, rules).gaps).isEmpty();
    }

    /** @param first nested classes that are loaded before the program itself */
    private static WovenProgram reads(Class<?> target, Rules rules, String... first) throws Exception {
        WovenProgram program = new WovenProgram(target.getName(), rules);
        for (String name : first) {
            program.loadClass(target.getName() + '$' + name);
        }

        program.run(target);

        List<String> recorded = new ArrayList<>();
        for (WovenProgram.Read read : program.reads) {
            Matcher line = LINE.matcher(read.site.place());
            assertThat(line.find()).as(read.site.place()).isTrue();
            recorded.add(line.group(2) + ": " + text(read.site));
        }
        assertThat(recorded).isNotEmpty().containsExactlyInAnyOrderElementsOf(expected(target));
        return program;
    }

    private static String text(Site site) {
        String owner = site.field().owner();
        return owner.substring(owner.lastIndexOf('$') + 1) + '#' + site.field().name() + " as "
                + site.kind().code();
    }

    private static List<String> expected(Class<?> target) throws IOException {
        Path source = Path.of("src/test/java", target.getName().replace('.', '/') + ".java");
        List<String> lines = Files.readAllLines(source);
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            int comment = lines.get(i).indexOf("// reads ");
            if (comment >= 0) {
                for (String read :
                        lines.get(i).substring(comment + "// reads ".length()).split(", ")) {
                    expected.add((i + 1) + ": " + read);
                }
            }
        }
        return expected;
    }
}
