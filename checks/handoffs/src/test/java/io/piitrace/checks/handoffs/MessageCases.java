package io.piitrace.checks.handoffs;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.ServerCalls;
import jakarta.jms.MessageListener;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.jms.listener.DefaultMessageListenerContainer;

/** Whom calls and messages are for, and why: by their own headers, and by the baggage that came with them. */
final class MessageCases {
    private static final String BAGGAGE = "user=amy,org=acme,case=CASE-8";

    private static Matrix.Read atServer;
    private static Matrix.Read atListener;

    private MessageCases() {}

    static void addTo(Matrix matrix) throws Exception {
        calls(matrix);
        jms(matrix);
        KafkaCases.sources(matrix, BAGGAGE);
    }

    private static void calls(Matrix matrix) throws Exception {
        Server server = InProcessServerBuilder.forName("desk")
                .addService(ServerServiceDefinition.builder("acme.Payroll")
                        .addMethod(GrpcCases.PAY, ServerCalls.asyncUnaryCall((request, answer) -> {
                            atServer.run();
                            answer.onNext(request);
                            answer.onCompleted();
                        }))
                        .build())
                .build()
                .start();
        Metadata headers = new Metadata();
        header(headers, "x-access-ticket", "CASE-17");
        header(headers, "baggage", BAGGAGE);
        ManagedChannel channel = InProcessChannelBuilder.forName("desk")
                .intercept(MetadataUtils.newAttachHeadersInterceptor(headers))
                .build();
        matrix.nobody("gRPC: baggage and a ticket in the metadata", read -> {
            atServer = read;
            ClientCalls.blockingUnaryCall(channel, GrpcCases.PAY, CallOptions.DEFAULT, "x");
        });
        channel.shutdownNow();
        server.shutdownNow();
    }

    private static void header(Metadata to, String name, String value) {
        to.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value);
    }

    private static void jms(Matrix matrix) throws Exception {
        EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
        broker.setConfiguration(new ConfigurationImpl()
                .setPersistenceEnabled(false)
                .setSecurityEnabled(false)
                .addAcceptorConfiguration("in-vm", "vm://7"));
        broker.start();
        ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory("vm://7");
        DefaultMessageListenerContainer container = new DefaultMessageListenerContainer();
        container.setConnectionFactory(factory);
        container.setDestinationName("cases");
        container.setMessageListener((MessageListener) message -> atListener.run());
        container.afterPropertiesSet();
        container.start();
        JmsTemplate template = new JmsTemplate(factory);
        matrix.nobody("JMS: whom a trusted header names, with a ticket and baggage", read -> {
            atListener = read;
            template.convertAndSend("cases", "x", message -> {
                message.setStringProperty("x_user", "dave");
                message.setStringProperty("X_Access_Ticket", "CASE-17");
                message.setStringProperty("baggage", BAGGAGE);
                return message;
            });
            read.done().await();
        });
        matrix.nobody("JMS: baggage alone", read -> {
            atListener = read;
            template.convertAndSend("cases", "x", message -> {
                message.setStringProperty("baggage", BAGGAGE);
                return message;
            });
            read.done().await();
        });
        container.shutdown();
        broker.stop();
    }
}
