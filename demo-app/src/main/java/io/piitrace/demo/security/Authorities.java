package io.piitrace.demo.security;

import io.piitrace.demo.SpmProperties.Account;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;

/** What an account or a token says about somebody, as granted authorities: roles, party, client and region. */
final class Authorities {
    private Authorities() {}

    static Collection<GrantedAuthority> of(Account account) {
        return of(account.roles(), account.party(), account.tenant(), account.region());
    }

    static Collection<GrantedAuthority> of(Jwt token) {
        List<String> roles = token.getClaimAsStringList("roles");
        return of(
                roles == null ? List.of() : roles,
                token.getClaimAsString("party"),
                token.getClaimAsString("tenant"),
                token.getClaimAsString("region"));
    }

    private static Collection<GrantedAuthority> of(
            List<String> roles, @Nullable String party, @Nullable String tenant, @Nullable String region) {
        List<GrantedAuthority> authorities = new ArrayList<>();
        roles.forEach(role -> add(authorities, "ROLE_", role));
        add(authorities, "PARTY_", party);
        add(authorities, "TENANT_", tenant);
        add(authorities, "REGION_", region);
        return authorities;
    }

    private static void add(List<GrantedAuthority> authorities, String prefix, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            authorities.add(new SimpleGrantedAuthority(prefix + value));
        }
    }
}
