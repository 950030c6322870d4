package io.piitrace.checks.handoffs;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.MessageListener;
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
        JmsTemplate template = new JmsTemplate(factory);
        matrix.amy("JMS: listener, for nobody in particular", read -> {
            atListener = read;
            template.convertAndSend("payouts", "x");
        });
        matrix.amy("JMS: listener, for whom a trusted header names", read -> {
            atListener = read;
            template.convertAndSend("payouts", "x", message -> {
                message.setStringProperty("x_user", "dave");
                message.setStringProperty("X_Access_Purpose", "service-request");
                return message;
            });
        });
        container.shutdown();
        consumers(matrix, factory, template);
        broker.stop();
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
