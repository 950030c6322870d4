package io.piitrace.checks.handoffs;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import java.nio.file.Files;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Map;
import java.util.logging.LogManager;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

/** A web application on Tomcat behind the filters of Spring Security, and those who issue what it lets people in by. */
final class SecuredServer implements AutoCloseable {
    private final Provider provider = new Provider();
    private final AnnotationConfigApplicationContext beans = new AnnotationConfigApplicationContext();
    private final Tomcat tomcat = new Tomcat();
    private final JwtEncoder encoder;

    SecuredServer(HttpServlet pages) throws Exception {
        LogManager.getLogManager().reset();
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair keys = generator.generateKeyPair();
        RSAPublicKey publicKey = (RSAPublicKey) keys.getPublic();
        RSAKey key = new RSAKey.Builder(publicKey).privateKey(keys.getPrivate()).build();
        encoder = new NimbusJwtEncoder(new ImmutableJWKSet<>(new JWKSet(key)));
        beans.registerBean(
                NimbusJwtDecoder.class,
                () -> NimbusJwtDecoder.withPublicKey(publicKey).build());
        beans.registerBean(Provider.class, () -> provider);
        beans.register(SecuredBeans.class);
        beans.refresh();
        tomcat.setBaseDir(Files.createTempDirectory("tomcat").toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Context context = tomcat.addContext("", null);
        FilterDef security = new FilterDef();
        security.setFilterName("security");
        security.setFilter(beans.getBean("springSecurityFilterChain", Filter.class));
        context.addFilterDef(security);
        FilterMap everywhere = new FilterMap();
        everywhere.setFilterName("security");
        everywhere.addURLPattern("/*");
        context.addFilterMap(everywhere);
        Tomcat.addServlet(context, "pages", pages);
        context.addServletMappingDecoded("/", "pages");
        tomcat.start();
    }

    String url() {
        return "http://127.0.0.1:" + tomcat.getConnector().getLocalPort();
    }

    /** How often the security context of a request had to be loaded. */
    int loaded() {
        return beans.getBean(CountingRepository.class).loaded();
    }

    /** A signed token. */
    String token(String subject, Map<String, Object> claims) {
        JwtClaimsSet set = JwtClaimsSet.builder()
                .subject(subject)
                .issuedAt(Instant.now())
                .expiresAt(Instant.now().plusSeconds(3600))
                .claims(all -> all.putAll(claims))
                .build();
        return encoder.encode(JwtEncoderParameters.from(set)).getTokenValue();
    }

    @Override
    public void close() throws Exception {
        tomcat.stop();
        tomcat.destroy();
        beans.close();
        provider.close();
    }
}
