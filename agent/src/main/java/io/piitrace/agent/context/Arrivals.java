package io.piitrace.agent.context;

import org.jspecify.annotations.Nullable;

/** What messages and remote calls say of themselves by their headers. */
final class Arrivals {
    private static final int MAX_LENGTH = 128;
    private static final Calls TOPIC = new Calls(".consumer.ConsumerRecord", "topic");
    private static final Calls DESTINATION = new Calls(".jms.Message", "getJMSDestination");
    private static final Calls QUEUE = new Calls(".jms.Queue", "getQueueName");
    private static final Calls JMS_TOPIC = new Calls(".jms.Topic", "getTopicName");

    private final ContextOptions options;

    Arrivals(ContextOptions options) {
        this.options = options;
    }

    /** Anybody may have sent a call: it says no more than what a servlet request's headers may. */
    Statement call(String entry, Carrier carrier) throws Throwable {
        HeaderNames names = options.headers();
        Statement said = Statement.arrival(
                entry,
                Headers.sane(text(names.purpose(), carrier), Headers.CODE),
                Headers.sane(text(names.ticket(), carrier), Headers.CODE),
                TraceParent.traceId(text(options.traceHeader(), carrier)),
                Headers.sane(text(names.request(), carrier), Headers.ID));
        return options.baggage().isEmpty()
                ? said
                : said.or(options.baggage().said(Baggage.of(carrier.get(Baggage.HEADER))));
    }

    private static @Nullable String text(String name, Carrier carrier) throws Throwable {
        return name.isEmpty() ? null : carrier.get(name);
    }

    /**
     * A message is worked off by the product itself, for the person whom the headers name that the configuration trusts; if there
     * is none, on its own behalf.
     */
    Statement message(String entry, Carrier carrier) throws Throwable {
        Statement said = new Statement(
                        header("tenant", carrier),
                        header("principal", carrier),
                        header("party", carrier),
                        Headers.list(header("roles", carrier)),
                        header("region", carrier),
                        null,
                        null,
                        Source.NONE,
                        null,
                        null,
                        null,
                        null)
                .from(Source.MESSAGE_HEADER.sources())
                .or(call(entry, carrier));
        return said.principal() != null ? said : Statement.own(entry).or(said);
    }

    Statement kafka(Object consumerRecord) throws Throwable {
        return message("kafka:" + TOPIC.on(consumerRecord), Carrier.kafka(consumerRecord));
    }

    Statement jms(Object message) throws Throwable {
        Object destination = DESTINATION.on(message);
        Object queue = destination == null ? null : QUEUE.on(destination);
        Object name = queue != null || destination == null ? queue : JMS_TOPIC.on(destination);
        return message("jms:" + name, Carrier.jms(message));
    }

    private @Nullable String header(String what, Carrier carrier) throws Throwable {
        String name = options.messages().get(what);
        String text = name == null ? null : carrier.get(name);
        return text == null || text.isBlank() || text.length() > MAX_LENGTH ? null : text;
    }
}
