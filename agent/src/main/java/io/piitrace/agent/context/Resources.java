package io.piitrace.agent.context;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which resource of JAX-RS a request is for: its path, with the names of what varies in place of it. */
final class Resources {
    private static final Calls REQUEST = new Calls(".process.RequestProcessingContext", "request");
    private static final Calls URI = new Calls(".server.ContainerRequest", "getUriInfo");
    private static final Calls METHOD = new Calls(".server.ContainerRequest", "getMethod");
    private static final Calls TEMPLATES = new Calls(".server.ExtendedUriInfo", "getMatchedTemplates");
    private static final Calls TEMPLATE = new Calls(".uri.UriTemplate", "getTemplate");
    private static final Calls RESTEASY_URI = new Calls(".resteasy.spi.HttpRequest", "getUri");
    private static final Calls RESTEASY_METHOD = new Calls(".resteasy.spi.HttpRequest", "getHttpMethod");
    private static final Calls PATH = new Calls(".ws.rs.core.UriInfo", "getPath");
    private static final Calls PARAMETERS = new Calls(".ws.rs.core.UriInfo", "getPathParameters");

    private Resources() {}

    /** @param processed the request as Jersey or RESTEasy have it when they call the resource; null if it is neither's */
    static @Nullable String entry(Object processed) throws Throwable {
        Object jersey = REQUEST.on(processed);
        if (jersey != null) {
            Object uri = URI.on(jersey);
            return uri == null ? null : METHOD.on(jersey) + " " + joined(TEMPLATES.on(uri));
        }
        Object uri = RESTEASY_URI.on(processed);
        if (uri == null || !(PATH.on(uri) instanceof String path)) {
            return null;
        }
        return RESTEASY_METHOD.on(processed) + " " + template(path, PARAMETERS.on(uri));
    }

    /** Jersey lists the paths of a resource's class and method, the innermost first. */
    private static String joined(@Nullable Object templates) throws Throwable {
        StringBuilder path = new StringBuilder();
        if (templates instanceof List<?> several) {
            for (Object template : several) {
                path.insert(0, TEMPLATE.on(template));
            }
        }
        return path.toString();
    }

    private static String template(String path, @Nullable Object parameters) {
        String template = path + '/';
        if (parameters instanceof Map<?, ?> named) {
            for (Map.Entry<?, ?> each : named.entrySet()) {
                if (each.getValue() instanceof List<?> values) {
                    for (Object value : values) {
                        template = template.replace("/" + value + '/', "/{" + each.getKey() + "}/");
                    }
                }
            }
        }
        return template.substring(0, template.length() - 1);
    }
}
