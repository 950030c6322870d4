package io.piitrace.agent.context;

import io.piitrace.ledger.Context;
import io.piitrace.ledger.Sources;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads who somebody is from an authentication of Spring Security, of whatever kind it is. */
final class Identities {
    private static final String AUTHENTICATION = ".security.core.Authentication";
    private static final Calls NAME = new Calls("java.security.Principal", "getName");
    private static final Calls AUTHENTICATED = new Calls(AUTHENTICATION, "isAuthenticated");
    private static final Calls AUTHORITIES = new Calls(AUTHENTICATION, "getAuthorities");
    private static final Calls PRINCIPAL = new Calls(AUTHENTICATION, "getPrincipal");
    private static final Calls AUTHORITY = new Calls(".security.core.GrantedAuthority", "getAuthority");
    private static final Calls TOKEN_ATTRIBUTES =
            new Calls(".authentication.AbstractOAuth2TokenAuthenticationToken", "getTokenAttributes");
    private static final Calls CLAIMS = new Calls(".oauth2.core.ClaimAccessor", "getClaims");
    private static final Calls ATTRIBUTES = new Calls(".oauth2.core.OAuth2AuthenticatedPrincipal", "getAttributes");
    private static final Calls ASSERTED = new Calls(".Saml2AuthenticatedPrincipal", "getAttributes");
    private static final Calls SWITCHED =
            new Calls(".authentication.switchuser.SwitchUserGrantedAuthority", "getSource");
    private static final String ANONYMOUS = "AnonymousAuthenticationToken";

    private final ContextOptions options;

    Identities(ContextOptions options) {
        this.options = options;
    }

    /** Who it is; null for nobody: anonymous, or not authenticated yet. */
    @Nullable
    Identity of(Object authentication) throws Throwable {
        if (isAnonymous(authentication.getClass()) || !Boolean.TRUE.equals(AUTHENTICATED.on(authentication))) {
            return null;
        }
        Reading reading = read(authentication);
        return reading.principal == null || reading.principal.isEmpty()
                ? null
                : new Identity(authentication, reading.statement());
    }

    private Reading read(Object authentication) throws Throwable {
        Reading reading = new Reading();
        reading.principal = NAME.text(authentication, null);
        Object real = null;
        if (AUTHORITIES.on(authentication) instanceof Collection<?> authorities) {
            for (Object authority : authorities) {
                String text = authority == null ? null : AUTHORITY.text(authority, null);
                if (text != null) {
                    reading.authority(text);
                }
                Object switched = authority == null ? null : SWITCHED.on(authority);
                real = switched != null ? switched : real;
            }
        }
        if (!options.claims().isEmpty()) {
            reading.claims(new Claims(claimsOf(authentication), options.claims()));
        }
        if (real != null) {
            reading.actsFor(read(real));
        }
        return reading;
    }

    private static boolean isAnonymous(Class<?> type) {
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            if (at.getSimpleName().equals(ANONYMOUS)) {
                return true;
            }
        }
        return false;
    }

    private static Map<?, ?> claimsOf(Object authentication) throws Throwable {
        if (TOKEN_ATTRIBUTES.on(authentication) instanceof Map<?, ?> attributes) {
            return attributes;
        }
        Object principal = PRINCIPAL.on(authentication);
        if (principal != null && CLAIMS.on(principal) instanceof Map<?, ?> claims) {
            return claims;
        }
        if (principal != null && ATTRIBUTES.on(principal) instanceof Map<?, ?> attributes) {
            return attributes;
        }
        return principal != null && ASSERTED.on(principal) instanceof Map<?, ?> attributes ? attributes : Map.of();
    }

    /** {@code PAYROLL_ADMIN} → {@code payroll-admin}. */
    static String readable(String code) {
        return code.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What was found so far. Claims win over authorities: they are configured one by one. */
    private final class Reading {
        private @Nullable String principal;
        private @Nullable String party;
        private @Nullable String tenant;
        private @Nullable String region;
        private Source principalSource = Source.SPRING_SECURITY;
        private Source partySource = Source.SPRING_SECURITY;
        private Source tenantSource = Source.SPRING_SECURITY;
        private Source regionSource = Source.SPRING_SECURITY;
        private final List<String> roles = new ArrayList<>();

        void authority(String text) {
            String rest;
            if ((rest = after("party", text)) != null) {
                party = readable(rest);
                partySource = Source.SPRING_SECURITY;
            } else if ((rest = after("tenant", text)) != null) {
                tenant = rest;
            } else if ((rest = after("region", text)) != null) {
                region = rest;
            } else if ((rest = after("role", text)) != null) {
                role(rest);
            }
        }

        /**
         * Somebody works in this person's name: she is the one who reads, from where she sits and for whom she works. The other is
         * told among her roles.
         */
        void actsFor(Reading real) {
            if (principal == null || real.principal == null) {
                return;
            }
            roles.add(Context.ACTING_AS + principal);
            principal = real.principal;
            principalSource = real.principalSource;
            party = real.party;
            partySource = real.partySource;
            region = real.region;
            regionSource = real.regionSource;
        }

        private void role(String spelling) {
            String role = readable(spelling);
            if (!roles.contains(role)) {
                roles.add(role);
            }
            String known =
                    options.parties().getOrDefault(spelling, options.parties().get(role));
            if (party == null && known != null) {
                party = known;
                partySource = Source.ROLE;
            }
        }

        private @Nullable String after(String what, String text) {
            String prefix = options.prefix(what);
            return prefix != null && text.length() > prefix.length() && text.startsWith(prefix)
                    ? text.substring(prefix.length())
                    : null;
        }

        void claims(Claims claims) {
            String named = claims.text("principal");
            if (named != null) {
                principal = named;
                principalSource = Source.CLAIM;
            }
            String owned = claims.text("tenant");
            if (owned != null) {
                tenant = owned;
                tenantSource = Source.CLAIM;
            }
            String seated = claims.text("region");
            if (seated != null) {
                region = seated;
                regionSource = Source.CLAIM;
            }
            claims.texts("roles").forEach(this::role);
            String said = claims.text("party");
            if (said != null) {
                party = readable(said);
                partySource = Source.CLAIM;
            }
            String actor = claims.text("actor");
            if (actor != null && !actor.equals(principal)) {
                Reading real = new Reading(); // nothing else is known of her
                real.principal = actor;
                real.principalSource = Source.CLAIM;
                actsFor(real);
            }
        }

        Statement statement() {
            return new Statement(
                            tenant, principal, party, roles, region, null, null, Source.NONE, null, null, null, null)
                    .from(new Sources(
                            principalSource.code(), partySource.code(), tenantSource.code(), regionSource.code()));
        }
    }
}
