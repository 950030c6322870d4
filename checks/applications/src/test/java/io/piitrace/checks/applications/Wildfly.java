package io.piitrace.checks.applications;

import static io.piitrace.checks.applications.Expectations.entry;
import static io.piitrace.checks.applications.Expectations.principal;
import static io.piitrace.checks.applications.Expectations.site;

import io.piitrace.checks.applications.payroll.PayrollPage;
import io.piitrace.ledger.AccessRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/**
 * WildFly with an application whose users log in: its modules delegate nothing to the class path, and it has started and deployed before anybody
 * reads. {@code checks/wildfly} unpacks it and starts this.
 */
public final class Wildfly {
    private static final int OFFSET = 10_003;
    private static final int PORT = 8080 + OFFSET;
    private static final List<String> CLERKS = List.of("amy", "carol");
    private static final String PASSWORD = "of-a-test";
    private static final String REALM = "ApplicationRealm";
    private static final int EACH = 50;

    private Wildfly() {}

    /** Arguments: WildFly's folder, folder to work in. */
    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]);
        Path dir = Files.createDirectories(Path.of(arguments[1]));
        String employee = PayrollPage.class.getPackageName() + ".Employee";
        String agent = TracedProgram.agent(
                dir,
                List.of("service=payroll", "field." + employee + "#salary=salary", "subject." + employee + "=number"));
        deploy(home.resolve("standalone/deployments/payroll.war"));
        addUsers(home.resolve("standalone/configuration"));
        drive(home, dir, agent);

        TracedProgram traced = TracedProgram.of(dir.resolve("traced"));
        Expectations ledger = new Expectations(traced);
        ledger.expect("gaps", 0, traced.notices("gap").size());
        Predicate<AccessRecord> page = entry("GET /payroll/employees/{id}");
        for (String clerk : CLERKS) {
            Predicate<AccessRecord> hers = page.and(principal(clerk));
            ledger.expect(clerk + ", in the thread of the request", EACH, hers.and(site("PayrollPage.doGet(")));
            ledger.expect(clerk + ", in a pool, called by nobody else", EACH, hers.and(site("FutureTask.run(")));
            ledger.expect(clerk + ", in a thread of WildFly's own pool", EACH, hers.and(site("PayrollPage.lambda")));
        }
        ledger.expect("all", 3L * EACH * CLERKS.size(), traced.total());
        System.exit(ledger.end());
    }

    private static void deploy(Path war) throws IOException {
        Path classes = TracedProgram.ROOT.resolve("checks/applications/target/test-classes");
        Path application = classes.resolve(PayrollPage.class.getPackageName().replace('.', '/'));
        try (OutputStream file = Files.newOutputStream(war);
                JarOutputStream out = new JarOutputStream(file);
                DirectoryStream<Path> found = Files.newDirectoryStream(application);
                InputStream login = Wildfly.class.getResourceAsStream("/payroll/web.xml")) {
            out.putNextEntry(new JarEntry("WEB-INF/web.xml"));
            login.transferTo(out);
            for (Path each : found) {
                out.putNextEntry(new JarEntry("WEB-INF/classes/" + classes.relativize(each)));
                out.write(Files.readAllBytes(each));
            }
        }
    }

    private static void addUsers(Path configuration) throws IOException, NoSuchAlgorithmException {
        StringBuilder users = new StringBuilder();
        StringBuilder roles = new StringBuilder();
        for (String clerk : CLERKS) {
            byte[] digest = MessageDigest.getInstance("MD5") // what WildFly's files of users hold
                    .digest((clerk + ':' + REALM + ':' + PASSWORD).getBytes(StandardCharsets.UTF_8));
            users.append(clerk + '=' + HexFormat.of().formatHex(digest) + '\n');
            roles.append(clerk + "=clerk\n");
        }
        users.append("#$REALM_NAME=" + REALM + "$\n");
        Files.writeString(configuration.resolve("application-users.properties"), users);
        Files.writeString(configuration.resolve("application-roles.properties"), roles);
    }

    private static void drive(Path home, Path dir, String agent) throws IOException, InterruptedException {
        List<String> command =
                List.of(home.resolve("bin/standalone.sh").toString(), "-Djboss.socket.binding.port-offset=" + OFFSET);
        Map<String, String> environment = Map.of("JAVA_OPTS", "-Xmx512m " + agent);
        try (Server server = Server.start(command, environment, dir, PORT, "/payroll/employees/1")) {
            for (int i = 0; i < EACH; i++) {
                for (String clerk : CLERKS) {
                    String login = Base64.getEncoder()
                            .encodeToString((clerk + ':' + PASSWORD).getBytes(StandardCharsets.UTF_8));
                    String answer = server.get("/payroll/employees/" + i, Map.of("Authorization", "Basic " + login))
                            .body();
                    if (!answer.strip().equals("paid")) {
                        throw new IOException("not what was expected: " + answer);
                    }
                }
            }
        }
    }
}
