package io.piitrace.agent.context;

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
    private static final Calls ATTRIBUTES = new Calls(".security.oauth2.core.AuthenticatedPrincipal", "getAttributes");
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
        Reading reading = new Reading();
        reading.principal = NAME.text(authentication, null);
        String acted = reading.principal;
        if (AUTHORITIES.on(authentication) instanceof Collection<?> authorities) {
            for (Object authority : authorities) {
                String text = authority == null ? null : AUTHORITY.text(authority, null);
                if (text != null) {
                    reading.authority(text);
                }
                Object real = authority == null ? null : SWITCHED.on(authority);
                if (real != null) {
                    reading.actsFor(acted, NAME.text(real, null));
                }
            }
        }
        if (!options.claims().isEmpty()) {
            reading.claims(claimsOf(authentication));
        }
        return reading.principal == null || reading.principal.isEmpty()
                ? null
                : new Identity(authentication, reading.statement());
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
        return principal != null && ATTRIBUTES.on(principal) instanceof Map<?, ?> attributes ? attributes : Map.of();
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
        private final List<String> roles = new ArrayList<>();

        void authority(String text) {
            String rest;
            if ((rest = after("party", text)) != null) {
                party = readable(rest);
            } else if ((rest = after("tenant", text)) != null) {
                tenant = rest;
            } else if ((rest = after("region", text)) != null) {
                region = rest;
            } else if ((rest = after("role", text)) != null) {
                role(rest);
            }
        }

        /** Somebody works in another person's name: she is the one who reads, and the other is told among her roles. */
        void actsFor(@Nullable String other, @Nullable String real) {
            if (other != null && real != null) {
                principal = real;
                roles.add("acting-as:" + other);
            }
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
            }
        }

        private @Nullable String after(String what, String text) {
            String prefix = options.prefix(what);
            return prefix != null && text.length() > prefix.length() && text.startsWith(prefix)
                    ? text.substring(prefix.length())
                    : null;
        }

        void claims(Map<?, ?> claims) {
            principal = claim(claims, "principal", principal);
            tenant = claim(claims, "tenant", tenant);
            region = claim(claims, "region", region);
            String said = claim(claims, "party", null);
            Object given = value(claims, "roles");
            if (given instanceof Collection<?> several) {
                several.forEach(role -> role(String.valueOf(role)));
            } else if (given instanceof String text) {
                for (String role : text.strip().split("[ ,]+", -1)) {
                    role(role);
                }
            }
            party = said != null ? readable(said) : party;
        }

        private @Nullable String claim(Map<?, ?> claims, String what, @Nullable String otherwise) {
            Object value = value(claims, what);
            return value instanceof String || value instanceof Number ? value.toString() : otherwise;
        }

        private @Nullable Object value(Map<?, ?> claims, String what) {
            String name = options.claims().get(what);
            return name == null ? null : claims.get(name);
        }

        Statement statement() {
            return new Statement(
                    tenant, principal, party, roles, region, null, null, Statement.Source.NONE, null, null, null, null);
        }
    }
}
