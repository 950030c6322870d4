package io.piitrace.woven;

import java.util.List;
import java.util.function.Supplier;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;

/** What a security framework does to a thread outside of any request; tests run a hooked copy of it. */
public class Holder implements Supplier<List<String>> {
    @Override
    public List<String> get() {
        SecurityContextHolder.setContext(new SecurityContextImpl(Web.person("amy")));
        String set = person();
        SecurityContextHolder.setDeferredContext(() -> new SecurityContextImpl(Web.person("bob")));
        String deferred = person();
        SecurityContextHolder.getContext();
        String resolved = person();
        SecurityContextHolder.getContext().setAuthentication(null);
        String removed = person();
        SecurityContextHolder.setContext(new SecurityContextImpl(Web.person("carol")));
        SecurityContextHolder.setContext(
                new SecurityContextImpl(UsernamePasswordAuthenticationToken.unauthenticated("dave", "x")));
        String unauthenticated = person();
        SecurityContextHolder.setContext(new SecurityContextImpl(Web.person("erin")));
        SecurityContextHolder.clearContext();
        return List.of(set, deferred, resolved, removed, unauthenticated, person());
    }

    private static String person() {
        String now = Web.now();
        return now.substring(0, now.indexOf(' '));
    }
}
