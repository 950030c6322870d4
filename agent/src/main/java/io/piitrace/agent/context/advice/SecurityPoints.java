package io.piitrace.agent.context.advice;

import static io.piitrace.agent.context.advice.HookPoint.Shape.AROUND;
import static io.piitrace.agent.context.advice.HookPoint.Shape.START;

import java.util.List;

/** Where frameworks come to know who somebody is. */
final class SecurityPoints {
    private static final String HOLDER = "org/springframework/security/core/context/";

    private SecurityPoints() {}

    static void addTo(HookTable table) {
        for (String strategy : List.of(
                "ThreadLocalSecurityContextHolderStrategy",
                "InheritableThreadLocalSecurityContextHolderStrategy",
                "SecurityContextHolder")) {
            table.add(Hook.SECURITY_SET, HOLDER + strategy, "setContext", "(", AROUND, 0);
            table.add(Hook.SECURITY_DEFER, HOLDER + strategy, "setDeferredContext", "(", AROUND, -1);
            table.add(Hook.SECURITY_GET, HOLDER + strategy, "getContext", "()", AROUND, -1);
            table.add(Hook.SECURITY_CLEAR, HOLDER + strategy, "clearContext", "()", AROUND, -1);
        }
        table.add(Hook.SECURITY_CHANGE, HOLDER + "SecurityContextImpl", "setAuthentication", "(", AROUND, -1);
        // containers answer whoever asks them; JAX-RS filters say whom they have found out
        for (String request : List.of(
                "org/apache/catalina/connector/Request",
                "org/eclipse/jetty/server/Request",
                "org/eclipse/jetty/ee8/nested/Request",
                "org/eclipse/jetty/ee9/nested/Request",
                "org/eclipse/jetty/ee10/servlet/ServletApiRequest",
                "org/eclipse/jetty/ee11/servlet/ServletApiRequest",
                "io/undertow/servlet/spec/HttpServletRequestImpl")) {
            table.add(Hook.USER, request, "getUserPrincipal", "()", AROUND, -1);
        }
        for (String request : List.of(
                "org/glassfish/jersey/server/ContainerRequest",
                "org/jboss/resteasy/core/interception/jaxrs/PreMatchContainerRequestContext")) {
            table.add(Hook.USER_SET, request, "setSecurityContext", "(", START, 0);
        }
    }
}
