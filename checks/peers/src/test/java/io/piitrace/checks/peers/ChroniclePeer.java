package io.piitrace.checks.peers;

import java.nio.file.Path;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.wire.DocumentContext;

/** Chronicle Queue, 36 bytes a record: ids alone, what they stand for is not told. */
final class ChroniclePeer implements Peer {
    private ChronicleQueue queue;

    @Override
    public void open(Path dir) {
        queue = ChronicleQueue.singleBuilder(dir.resolve("queue")).build();
    }

    @Override
    public long burst(Person[] people) {
        long sum = 0;
        ExcerptAppender appender = queue.createAppender();
        for (Person person : people) {
            try (DocumentContext document = appender.writingDocument()) {
                Bytes<?> bytes = document.wire().bytes();
                bytes.writeLong(person.id());
                bytes.writeLong(System.currentTimeMillis());
                bytes.writeLong(3);
                bytes.writeLong(17);
                bytes.writeInt(1);
            }
            sum += person.salary();
        }
        return sum;
    }

    @Override
    public void close() {
        queue.close();
    }

    @Override
    public long recorded(Path dir) {
        long count = 0;
        try (ChronicleQueue written =
                ChronicleQueue.singleBuilder(dir.resolve("queue")).build()) {
            ExcerptTailer tailer = written.createTailer();
            while (true) {
                try (DocumentContext document = tailer.readingDocument()) {
                    if (!document.isPresent()) {
                        return count;
                    }
                    count++;
                }
            }
        }
    }
}
