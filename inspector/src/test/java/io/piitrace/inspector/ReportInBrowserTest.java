package io.piitrace.inspector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report as Chromium shows it. Skipped, with a line, where there is no Chromium; on CI that is a failure. */
class ReportInBrowserTest {
    private static final List<Path> PLACES = List.of(
            Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"), Path.of("/usr/bin/google-chrome"));
    private static final long PATIENCE_SECONDS = 120;

    @TempDir
    static Path dir;

    private static Path report = Path.of("");

    @BeforeAll
    static void report() throws IOException {
        Incident.in(dir.resolve("ledger"));
        report = dir.resolve("report.html");
        Outcome outcome = Outcome.of("report", "--output", report, dir.resolve("ledger"));
        assertThat(outcome.status()).as(outcome.err()).isEqualTo(1);
    }

    @Test
    void reportIsShownWithoutAComplaint() throws Exception {
        String dom = browse("--dump-dom", "--enable-logging=stderr");

        assertThat(dom).contains("What should be looked at", "<svg", "whole and unaltered");
        assertThat(Files.readString(dir.resolve("stderr"))).doesNotContain("Refused to", "CONSOLE");
    }

    @Test
    void reportIsAPictureAndNoTextRunsOutOfTheWindow() throws Exception {
        Path picture = dir.resolve("report.png");
        browse("--window-size=1200,2400", "--hide-scrollbars", "--screenshot=" + picture);

        BufferedImage image = ImageIO.read(picture.toFile());
        long colours = IntStream.range(0, image.getWidth() * image.getHeight())
                .map(i -> image.getRGB(i % image.getWidth(), i / image.getWidth()))
                .distinct()
                .count();
        assertThat(image.getWidth()).isEqualTo(1200);
        assertThat(colours).as("colours on the page").isGreaterThan(50);
        int paper = image.getRGB(1199, 2);
        assertThat(IntStream.range(0, 2400).filter(y -> image.getRGB(1199, y) != paper))
                .as("rows whose right edge is not empty")
                .isEmpty();
    }

    @Test
    void reportPrints() throws Exception {
        Path pdf = dir.resolve("report.pdf");
        browse("--no-pdf-header-footer", "--print-to-pdf=" + pdf);

        assertThat(Files.readAllBytes(pdf)).startsWith('%', 'P', 'D', 'F').hasSizeGreaterThan(10_000);
    }

    private static String browse(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                chromium().toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + Files.createTempDirectory(dir, "profile")));
        command.addAll(List.of(options));
        command.add(report.toUri().toString());
        Process process = new ProcessBuilder(command)
                .redirectOutput(dir.resolve("stdout").toFile())
                .redirectError(dir.resolve("stderr").toFile())
                .start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            fail("Chromium did not end: " + Files.readString(dir.resolve("stderr")));
        }
        return Files.readString(dir.resolve("stdout"));
    }

    private static Path chromium() {
        for (Path place : PLACES) {
            if (Files.isExecutable(place)) {
                return place;
            }
        }
        String line = "no Chromium found in " + PLACES + ": the report was not looked at in a browser";
        if (System.getenv("CI") != null) {
            return fail(line + "; CI requires it");
        }
        System.err.println(line);
        return abort(line);
    }
}
