package io.piitrace.demo.security;

import io.piitrace.demo.SpmProperties;
import io.piitrace.demo.SpmProperties.Account;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.boot.autoconfigure.security.servlet.PathRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/** Form login for the pages; HTTP basic, or a token of the client's single sign-on, for the API. */
@Configuration
class SecurityConfiguration {
    @Bean
    @Order(1)
    SecurityFilterChain apiSecurity(HttpSecurity http) throws Exception {
        return http.securityMatcher("/api/**")
                .authorizeHttpRequests(SecurityConfiguration::api)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .httpBasic(Customizer.withDefaults())
                .oauth2ResourceServer(server -> server.jwt(jwt -> jwt.jwtAuthenticationConverter(tokenConverter())))
                .build();
    }

    private static void api(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry paths) {
        paths.requestMatchers("/api/my/**")
                .hasAnyRole("SALES_REP", "SALES_MANAGER")
                .requestMatchers("/api/teams/**")
                .hasAnyRole("SALES_MANAGER", "PAYROLL_ADMIN")
                .requestMatchers("/api/extract")
                .hasAnyRole("CONSULTANT", "PAYROLL_ADMIN")
                .requestMatchers("/api/support/**")
                .hasRole("SUPPORT_ENGINEER")
                .requestMatchers("/api/instances/**")
                .hasRole("OPERATIONS_ENGINEER")
                .requestMatchers("/api/infrastructure/**")
                .hasRole("DATA_CENTRE_TECHNICIAN")
                .requestMatchers("/api/jobs/**")
                .hasAnyRole("BATCH", "OPERATIONS_ENGINEER")
                .requestMatchers("/api/information-requests")
                .hasRole("INSIDE_SALES")
                .requestMatchers("/api/search")
                .hasAnyRole("PAYROLL_ADMIN", "HR_PARTNER")
                .anyRequest()
                .hasRole("PAYROLL_ADMIN");
    }

    @Bean
    @Order(2)
    SecurityFilterChain pageSecurity(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(paths -> paths.requestMatchers(
                                PathRequest.toStaticResources().atCommonLocations())
                        .permitAll()
                        .requestMatchers("/login", "/careers", "/contact", "/thanks", "/error")
                        .permitAll()
                        .requestMatchers("/employees/**")
                        .hasRole("PAYROLL_ADMIN")
                        .requestMatchers("/team")
                        .hasRole("SALES_MANAGER")
                        .requestMatchers("/my/**")
                        .hasAnyRole("SALES_REP", "SALES_MANAGER")
                        .requestMatchers("/support/**")
                        .hasRole("SUPPORT_ENGINEER")
                        .anyRequest()
                        .authenticated())
                .formLogin(form -> form.loginPage("/login").defaultSuccessUrl("/", true))
                .logout(logout -> logout.logoutSuccessUrl("/login?out"))
                .build();
    }

    @Bean
    UserDetailsService accounts(SpmProperties properties) {
        List<UserDetails> users =
                properties.accounts().stream().map(SecurityConfiguration::user).toList();
        return new InMemoryUserDetailsManager(users);
    }

    private static UserDetails user(Account account) {
        return User.withUsername(account.name())
                .password(account.password())
                .authorities(Authorities.of(account))
                .build();
    }

    @Bean
    JwtDecoder tokens(SpmProperties properties) {
        byte[] key = properties.ssoKey().getBytes(StandardCharsets.UTF_8);
        return NimbusJwtDecoder.withSecretKey(new SecretKeySpec(key, "HmacSHA256"))
                .macAlgorithm(MacAlgorithm.HS256)
                .build();
    }

    private static JwtAuthenticationConverter tokenConverter() {
        JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
        converter.setJwtGrantedAuthoritiesConverter(Authorities::of);
        return converter;
    }
}
