package io.piitrace.demo.security;

import io.piitrace.demo.SpmProperties;
import io.piitrace.demo.SpmProperties.Account;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** Who is asking: the questions that the application's own code has about the signed-in user. */
@Component
public class CurrentUser {
    private static final Set<String> CLIENT_PARTIES = Set.of("PARTY_client-user", "PARTY_client-sso-user");

    private final SpmProperties properties;

    CurrentUser(SpmProperties properties) {
        this.properties = properties;
    }

    public String name() {
        return authentication().getName();
    }

    /** The client that the user belongs to or works for. */
    public String tenant() {
        return authority("TENANT_").orElseThrow(() -> new AccessDeniedException("no client"));
    }

    /** The client, or nothing for people of the provider who work for several. */
    public Optional<String> tenantIfAny() {
        return authority("TENANT_");
    }

    public String employeeNumber() {
        return account()
                .map(Account::employee)
                .orElseThrow(() -> new AccessDeniedException("not an employee of a client"));
    }

    /** Whether a client's own user is asking, by password or by the client's single sign-on. */
    public boolean isOfClient() {
        @Nullable
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null
                && authentication.getAuthorities().stream()
                        .map(GrantedAuthority::getAuthority)
                        .anyMatch(CLIENT_PARTIES::contains);
    }

    public boolean has(String role) {
        return authentication().getAuthorities().stream()
                .anyMatch(authority -> ("ROLE_" + role).equals(authority.getAuthority()));
    }

    private Optional<Account> account() {
        String name = name();
        return properties.accounts().stream()
                .filter(account -> account.name().equals(name))
                .findFirst();
    }

    private static Optional<String> authority(String prefix) {
        return authentication().getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .filter(authority -> authority.startsWith(prefix))
                .map(authority -> authority.substring(prefix.length()))
                .findFirst();
    }

    private static Authentication authentication() {
        @Nullable
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null) {
            throw new AccessDeniedException("nobody is signed in");
        }
        return authentication;
    }
}
