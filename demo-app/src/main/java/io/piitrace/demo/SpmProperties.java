package io.piitrace.demo;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What an installation of the application is told.
 *
 * @param seed of the generated data: the same seed gives the same people, numbers and amounts
 * @param period the month that the next commission run pays, {@code 2026-10}
 * @param ssoKey shared secret with which the clients' identity provider signs its tokens (HS256)
 * @param workers threads of the commission run
 */
@ConfigurationProperties("spm")
public record SpmProperties(
        long seed, String period, String ssoKey, int workers, List<Tenant> tenants, List<Account> accounts) {
    /** A client with an instance of its own. */
    public record Tenant(String code, String name, int employees) {}

    /** Somebody who may sign in with a password; people of a client's single sign-on are not listed anywhere. */
    public record Account(
            String name,
            String password,
            String party,
            List<String> roles,
            @Nullable String tenant,
            @Nullable String region,
            @Nullable String employee) {}
}
