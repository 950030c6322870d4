package io.piitrace.agent.context;

/**
 * Names of request headers; an empty one is not looked at.
 *
 * @param purpose the declared purpose
 * @param ticket the case that the request serves
 * @param request the request's id
 * @param tenant set by a gateway of one's own that everybody has to come through; so are the next two
 */
public record HeaderNames(String purpose, String ticket, String request, String tenant, String party, String region) {
    public static final HeaderNames DEFAULTS =
            new HeaderNames("X-Access-Purpose", "X-Access-Ticket", "X-Request-Id", "", "", "");
}
