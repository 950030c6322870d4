package io.piitrace.checks.handoffs;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;

/** A mechanism of Jakarta Security: lets in whoever shows a badge. */
@ApplicationScoped
public class Gatekeeper implements HttpAuthenticationMechanism {
    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext container) {
        return container.notifyContainerAboutLogin(request.getHeader("Badge"), Set.of("CLERK"));
    }
}
