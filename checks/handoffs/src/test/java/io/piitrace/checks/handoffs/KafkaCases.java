package io.piitrace.checks.handoffs;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Time;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.kafka.support.TopicPartitionOffset;

/** Records of a real broker, in this process, fetched by a loop of one's own and by Spring. */
final class KafkaCases implements AutoCloseable {
    private static final TopicPartition OWN = new TopicPartition("payouts", 0);

    private final KafkaRaftServer broker;
    private final Map<String, Object> client;
    private final KafkaProducer<String, String> producer;

    private KafkaCases() throws IOException {
        Path dir = Files.createTempDirectory("kafka");
        String address = "127.0.0.1:" + freePort();
        String controller = "127.0.0.1:" + freePort();
        Files.writeString(
                dir.resolve("meta.properties"),
                "version=1\nnode.id=1\ncluster.id=" + Uuid.randomUuid() + "\ndirectory.id=" + Uuid.randomUuid() + '\n');
        broker = new KafkaRaftServer(
                new KafkaConfig(Map.of(
                        "process.roles", "broker,controller",
                        "node.id", "1",
                        "controller.quorum.voters", "1@" + controller,
                        "listeners", "PLAINTEXT://" + address + ",CONTROLLER://" + controller,
                        "controller.listener.names", "CONTROLLER",
                        "log.dirs", dir.toString(),
                        "offsets.topic.replication.factor", "1",
                        "offsets.topic.num.partitions", "1")),
                Time.SYSTEM);
        broker.startup();
        client = Map.of("bootstrap.servers", address, "group.id", "payroll", "auto.offset.reset", "earliest");
        producer = new KafkaProducer<>(client, new StringSerializer(), new StringSerializer());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    static void addTo(Matrix matrix) throws Exception {
        try (KafkaCases kafka = new KafkaCases()) {
            matrix.nobody("Kafka: a loop's record, for nobody in particular", read -> kafka.loop(null, false, read));
            matrix.nobody(
                    "Kafka: a loop's record, for whom a trusted header names", read -> kafka.loop("dave", false, read));
            matrix.nobody("Kafka: after the last record of a loop", read -> kafka.loop("dave", true, read));
            matrix.amy("Kafka: listener of Spring", read -> {
                kafka.send("letters", null);
                kafka.listen("letters", read);
            });
        }
    }

    /** What comes along with a record besides whom it is for. */
    static void sources(Matrix matrix, String baggage) throws Exception {
        try (KafkaCases kafka = new KafkaCases()) {
            matrix.nobody("Kafka: whom a trusted header names, with a ticket and baggage", read -> {
                ProducerRecord<String, String> sent = new ProducerRecord<>("cases", "x");
                header(sent, "x-user", "dave");
                header(sent, "X-Access-Ticket", "CASE-17");
                header(sent, "baggage", baggage);
                kafka.producer.send(sent);
                kafka.listen("cases", read);
            });
        }
    }

    private static void header(ProducerRecord<String, String> to, String name, String value) {
        to.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private void send(String topic, String user) {
        ProducerRecord<String, String> sent = new ProducerRecord<>(topic, "x");
        if (user != null) {
            header(sent, "x-user", user);
            header(sent, "X-Access-Purpose", "service-request");
        }
        producer.send(sent);
        producer.flush();
    }

    /** Fetches until there is something. */
    private void loop(String user, boolean after, Matrix.Read read) {
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(client, new StringDeserializer(), new StringDeserializer())) {
            send(OWN.topic(), user);
            consumer.assign(List.of(OWN));
            consumer.seekToEnd(List.of(OWN));
            consumer.position(OWN);
            send(OWN.topic(), user);
            List<String> got = new ArrayList<>();
            while (got.isEmpty()) {
                for (ConsumerRecord<String, String> each : consumer.poll(Duration.ofMillis(100))) {
                    got.add(each.value());
                    if (!after) {
                        read.run();
                    }
                }
            }
        }
        if (after) {
            read.run();
        }
    }

    private void listen(String topic, Matrix.Read read) throws InterruptedException {
        ContainerProperties properties = new ContainerProperties(new TopicPartitionOffset(topic, 0));
        properties.setMessageListener((MessageListener<String, String>) each -> read.run());
        KafkaMessageListenerContainer<String, String> container = new KafkaMessageListenerContainer<>(
                new DefaultKafkaConsumerFactory<>(client, new StringDeserializer(), new StringDeserializer()),
                properties);
        container.start();
        read.done().await();
        container.stop();
    }

    @Override
    public void close() {
        producer.close();
        broker.shutdown();
    }
}
