package io.piitrace.demo.script;

import java.util.Locale;

/** The people of the demonstration, as the application's accounts know them. */
public enum Cast {
    AMY("client-user", "acme"),
    GUS("client-user", "globex"),
    MONA("client-user", "acme"),
    RITA("client-user", "acme"),
    GINA("client-user", "globex"),
    /** Comes with a token of the client's single sign-on. */
    SAM("client-sso-user", "acme"),
    CARL("consulting-partner", "acme"),
    /** Has no client of her own: the ticket says for whom she works. */
    SUE("provider-staff", null),
    /** Answers what visitors of the web site ask. */
    LENA("provider-staff", null),
    OTTO("provider-staff", "acme"),
    DAN("data-centre-staff", null),
    SCHEDULER("system", null);

    /** The key of the application's defaults with which the client's identity provider signs. */
    private static final String SSO_KEY = "a-demonstration-key-that-everybody-may-know";

    private final String party;
    private final String tenant;

    Cast(String party, String tenant) {
        this.party = party;
        this.tenant = tenant;
    }

    /** The name under which records know them. */
    public String principal() {
        return this == SAM ? "sam@acme.example" : name().toLowerCase(Locale.ROOT);
    }

    public String party() {
        return party;
    }

    public String tenant() {
        return tenant;
    }

    /** Signed in at the application behind this port. */
    public Person at(int port) {
        return this == SAM
                ? Person.withToken(
                        principal(), SingleSignOn.token(SSO_KEY, principal(), tenant, "HR_PARTNER", "US"), port)
                : Person.named(principal(), port);
    }
}
