package io.piitrace.demo.script;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Plays the identity provider of a client: signs a token for one of its people (HS256). */
public final class SingleSignOn {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final long FAR_AWAY = 4_000_000_000L;

    private SingleSignOn() {}

    public static String token(String key, String subject, String tenant, String role, String region) {
        return token(
                key,
                String.format(
                        "{\"sub\":\"%s\",\"tenant\":\"%s\",\"party\":\"client-sso-user\",\"roles\":[\"%s\"],\"region\":\"%s\",\"exp\":%d}",
                        subject, tenant, role, region, FAR_AWAY));
    }

    /** @param claims as JSON */
    public static String token(String key, String claims) {
        String signed = encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + '.' + encode(claims);
        return signed + '.' + BASE64.encodeToString(sign(key, signed));
    }

    private static String encode(String json) {
        return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] sign(String key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
