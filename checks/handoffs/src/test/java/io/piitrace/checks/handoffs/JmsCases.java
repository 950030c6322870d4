package io.piitrace.checks.handoffs;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.MessageListener;
import java.util.Map;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.jms.core.MessagePostProcessor;
import org.springframework.jms.listener.DefaultMessageListenerContainer;

/** Messages of a real broker, in this process: consumers work on their own behalf, or for whom a trusted header names. */
final class JmsCases {
    private static Matrix.Read atListener;

    private JmsCases() {}

    static void addTo(Matrix matrix) throws Exception {
        withBroker((factory, template) -> {
            matrix.amy("JMS: listener, for nobody in particular", read -> send(template, read, Map.of()));
            matrix.amy(
                    "JMS: listener, for whom a trusted header names",
                    read -> send(template, read, Map.of("x_user", "dave", "X_Access_Purpose", "service-request")));
            consumers(matrix, factory, template);
        });
    }

    /** What comes along with a message besides whom it is for. */
    static void sources(Matrix matrix, String baggage) throws Exception {
        withBroker((factory, template) -> {
            matrix.nobody(
                    "JMS: whom a trusted header names, with a ticket and baggage",
                    read -> send(
                            template,
                            read,
                            Map.of("x_user", "dave", "X_Access_Ticket", "CASE-17", "baggage", baggage)));
            matrix.nobody("JMS: baggage alone", read -> send(template, read, Map.of("baggage", baggage)));
        });
    }

    private interface Work {
        void with(ActiveMQConnectionFactory factory, JmsTemplate template) throws Exception;
    }

    /** A broker, and a listener of Spring at its destination "payouts". */
    private static void withBroker(Work work) throws Exception {
        EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
        broker.setConfiguration(new ConfigurationImpl()
                .setPersistenceEnabled(false)
                .setSecurityEnabled(false)
                .addAcceptorConfiguration("in-vm", "vm://0"));
        broker.start();
        ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory("vm://0");
        DefaultMessageListenerContainer container = new DefaultMessageListenerContainer();
        container.setConnectionFactory(factory);
        container.setDestinationName("payouts");
        container.setMessageListener((MessageListener) message -> atListener.run());
        container.afterPropertiesSet();
        container.start();
        work.with(factory, new JmsTemplate(factory));
        container.shutdown();
        broker.stop();
    }

    private static void send(JmsTemplate template, Matrix.Read read, Map<String, String> said)
            throws InterruptedException {
        atListener = read;
        template.convertAndSend("payouts", "x", message -> {
            for (Map.Entry<String, String> each : said.entrySet()) {
                message.setStringProperty(each.getKey(), each.getValue());
            }
            return message;
        });
        read.done().await();
    }

    /** Consumers without Spring: a loop that receives, and a listener of the broker's own client. */
    private static void consumers(Matrix matrix, ActiveMQConnectionFactory factory, JmsTemplate template)
            throws Exception {
        MessagePostProcessor forDave = message -> {
            message.setStringProperty("x_user", "dave");
            return message;
        };
        try (JMSContext context = factory.createContext();
                JMSConsumer consumer = context.createConsumer(context.createQueue("letters"))) {
            matrix.nobody("JMS: received by a loop, for whom a trusted header names", read -> {
                template.convertAndSend("letters", "x", forDave);
                consumer.receive(5_000);
                read.run();
                consumer.receiveNoWait();
            });
            matrix.nobody("JMS: after the loop found no message", Runnable::run);
            matrix.amy("JMS: received in between by somebody who has said who she is", read -> {
                template.convertAndSend("letters", "x", forDave);
                consumer.receive(5_000);
                read.run();
            });
            try (JMSConsumer listening = context.createConsumer(context.createQueue("notes"))) {
                matrix.amy("JMS: listener without Spring", read -> {
                    listening.setMessageListener(message -> read.run());
                    template.convertAndSend("notes", "x", forDave);
                    read.done().await();
                });
            }
        }
    }
}
