package io.piitrace.checks.applications;

import static io.piitrace.checks.applications.Expectations.field;
import static io.piitrace.checks.applications.Expectations.site;

import io.piitrace.ledger.AccessRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Keycloak with a few users, whose numbers stand in its key/value attributes, listed through its admin interface. {@code checks/keycloak}
 * unpacks it and starts this.
 */
public final class Keycloak {
    private static final int PORT = 18080;
    private static final int USERS = 10;
    private static final int LISTINGS = 3;
    private static final String ENTITIES = "org.keycloak.models.jpa.entities.";
    private static final String REPRESENTATION = "org.keycloak.representations.idm.AbstractUserRepresentation";

    private Keycloak() {}

    /** Arguments: Keycloak's folder, folder to work in. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path home = Path.of(arguments[0]);
        Path dir = Files.createDirectories(Path.of(arguments[1]));
        String agent = TracedProgram.agent(
                dir,
                List.of(
                        "service=keycloak",
                        "field." + ENTITIES + "UserEntity#email=email",
                        "field." + ENTITIES + "UserEntity#lastName=name",
                        "field." + ENTITIES + "UserAttributeEntity#value[name=ssn]=ssn",
                        "field." + REPRESENTATION + "#email=email",
                        "field." + REPRESENTATION + "#lastName=name",
                        "subject." + ENTITIES + "UserEntity=id",
                        "subject." + ENTITIES + "UserAttributeEntity=user.id",
                        "subject." + REPRESENTATION + "=id"));
        long from = drive(home, dir, agent);

        TracedProgram traced = TracedProgram.of(dir.resolve("traced"));
        Expectations ledger = new Expectations(traced);
        Predicate<AccessRecord> listed = access -> access.firstMs() >= from;
        System.out.println(USERS + " users, listed " + LISTINGS + " times:");
        ledger.expect(
                "e-mail addresses written as JSON",
                USERS * LISTINGS,
                listed.and(field("AbstractUserRepresentation#email")).and(site("jackson")));
        ledger.expect(
                "attributes that are called ssn, and no other",
                "[ssn]",
                traced.accesses().stream()
                        .filter(field("UserAttributeEntity#value"))
                        .map(access -> access.site().field().category())
                        .distinct()
                        .toList());
        ledger.expect(
                "accesses under a principal that nobody knows for sure",
                0,
                a -> a.context().principal() != null);
        Map<String, Long> counts = new TreeMap<>();
        traced.accesses().stream()
                .filter(listed)
                .forEach(access -> counts.merge(
                        access.site().field().display()
                                + ' '
                                + access.site().kind().code()
                                + ' '
                                + access.site().place(),
                        access.count(),
                        Long::sum));
        counts.forEach((what, count) -> System.out.printf("  %6d %s%n", count, what));
        System.exit(ledger.end());
    }

    /** The result is the time at which the listings began. */
    private static long drive(Path home, Path dir, String agent) throws IOException, InterruptedException {
        Map<String, String> environment = Map.of(
                "KC_BOOTSTRAP_ADMIN_USERNAME", "admin",
                "KC_BOOTSTRAP_ADMIN_PASSWORD", "admin",
                "JAVA_OPTS_APPEND", agent);
        List<String> command = List.of(
                home.resolve("bin/kc.sh").toString(), "start-dev", "--http-port=" + PORT, "--db-pool-min-size=1");
        try (Server server = Server.start(command, environment, dir, PORT, "/realms/master")) {
            Map<String, String> bearer =
                    Map.of("Authorization", "Bearer " + token(server), "Content-Type", "application/json");
            String profile =
                    server.get("/admin/realms/master/users/profile", bearer).body();
            server.send(
                    "PUT",
                    "/admin/realms/master/users/profile",
                    bearer,
                    "{\"unmanagedAttributePolicy\":\"ENABLED\","
                            + profile.strip().substring(1));
            for (int i = 0; i < USERS; i++) {
                server.send("POST", "/admin/realms/master/users", bearer, user(i));
            }
            Thread.sleep(3_000); // so that no record stands for accesses of both before and after
            long from = System.currentTimeMillis();
            for (int i = 0; i < LISTINGS; i++) {
                String listing = server.get(
                                "/admin/realms/master/users?search=person&briefRepresentation=false&max=100",
                                Map.of("Authorization", "Bearer " + token(server)))
                        .body();
                if (Server.count(listing, "emailVerified") != USERS) {
                    throw new IOException("not " + USERS + " users: " + listing);
                }
            }
            return from;
        }
    }

    private static String token(Server server) throws IOException, InterruptedException {
        return Server.text(
                server.send(
                                "POST",
                                "/realms/master/protocol/openid-connect/token",
                                Map.of("Content-Type", "application/x-www-form-urlencoded"),
                                "grant_type=password&client_id=admin-cli&username=admin&password=admin")
                        .body(),
                "access_token");
    }

    private static String user(int i) {
        return "{\"username\":\"person" + i + "\",\"firstName\":\"Ada\",\"lastName\":\"Lovelace\",\"email\":\"person"
                + i
                + "@example.org\",\"enabled\":true,\"attributes\":{\"ssn\":[\"078-05-1" + i
                + "\"],\"colour\":[\"blue\"]}}";
    }
}
