package io.piitrace.checks.handoffs;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.introspection.SpringOpaqueTokenIntrospector;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.switchuser.SwitchUserFilter;

/** A chain of filters for each way to sign in, as applications configure them. */
@Configuration
@EnableWebSecurity
class SecuredBeans {
    @Bean
    UserDetailsService users() {
        return new InMemoryUserDetailsManager(
                user("amy", "ROLE_CLERK", "ORG_acme", "PARTY_CLIENT_USER", "FROM_DE"), user("carol", "ROLE_SUPPORT"));
    }

    private static UserDetails user(String name, String... authorities) {
        return User.withUsername(name)
                .password("{noop}x")
                .authorities(authorities)
                .build();
    }

    @Bean
    CountingRepository contexts() {
        return new CountingRepository();
    }

    @Bean
    SecurityFilterChain basic(HttpSecurity http) throws Exception {
        return authenticated(http, "/basic/**")
                .httpBasic(Customizer.withDefaults())
                .build();
    }

    @Bean
    SecurityFilterChain form(HttpSecurity http, UserDetailsService users, CountingRepository contexts)
            throws Exception {
        SwitchUserFilter impersonation = new SwitchUserFilter();
        impersonation.setUserDetailsService(users);
        impersonation.setSwitchUserUrl("/form/impersonate");
        impersonation.setTargetUrl("/form/open");
        impersonation.setSecurityContextRepository(contexts);
        impersonation.afterPropertiesSet();
        return http.securityMatcher("/form/**")
                .csrf(AbstractHttpConfigurer::disable)
                .securityContext(context -> context.securityContextRepository(contexts))
                .authorizeHttpRequests(all -> all.requestMatchers("/form/open/**")
                        .permitAll()
                        .requestMatchers("/form/impersonate")
                        .hasRole("SUPPORT")
                        .anyRequest()
                        .authenticated())
                .formLogin(form -> form.loginProcessingUrl("/form/login").defaultSuccessUrl("/form/open", true))
                .addFilterAfter(impersonation, AuthorizationFilter.class)
                .build();
    }

    @Bean
    SecurityFilterChain jwt(HttpSecurity http, JwtDecoder decoder) throws Exception {
        return authenticated(http, "/jwt/**")
                .oauth2ResourceServer(server -> server.jwt(jwt -> jwt.decoder(decoder)))
                .build();
    }

    @Bean
    SecurityFilterChain opaque(HttpSecurity http, Provider provider) throws Exception {
        var introspector = SpringOpaqueTokenIntrospector.withIntrospectionUri(provider.url() + "/introspect")
                .clientId("desk")
                .clientSecret("x")
                .build();
        return authenticated(http, "/opaque/**")
                .oauth2ResourceServer(server -> server.opaqueToken(token -> token.introspector(introspector)))
                .build();
    }

    @Bean
    SecurityFilterChain login(HttpSecurity http, Provider provider) throws Exception {
        ClientRegistration desk = ClientRegistration.withRegistrationId("acme")
                .clientId("desk")
                .clientSecret("x")
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri("{baseUrl}/oauth/code/{registrationId}")
                .authorizationUri(provider.url() + "/authorize")
                .tokenUri(provider.url() + "/token")
                .userInfoUri(provider.url() + "/user")
                .userNameAttributeName("sub")
                .build();
        return authenticated(http, "/oauth/**")
                .oauth2Login(login -> login.clientRegistrationRepository(new InMemoryClientRegistrationRepository(desk))
                        .authorizedClientRepository(new HttpSessionOAuth2AuthorizedClientRepository())
                        .authorizationEndpoint(endpoint -> endpoint.baseUri("/oauth/authorization"))
                        .redirectionEndpoint(endpoint -> endpoint.baseUri("/oauth/code/*"))
                        .defaultSuccessUrl("/oauth/open", true))
                .build();
    }

    private static HttpSecurity authenticated(HttpSecurity http, String paths) throws Exception {
        return http.securityMatcher(paths)
                .csrf(AbstractHttpConfigurer::disable)
                .authorizeHttpRequests(all -> all.anyRequest().authenticated());
    }
}
