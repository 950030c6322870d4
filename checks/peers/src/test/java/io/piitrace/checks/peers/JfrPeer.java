package io.piitrace.checks.peers;

import java.io.IOException;
import java.nio.file.Path;
import jdk.jfr.Event;
import jdk.jfr.Name;
import jdk.jfr.Recording;
import jdk.jfr.StackTrace;
import jdk.jfr.consumer.RecordingFile;

/** A JFR event without a stack, recorded to the disk: ids alone, what they stand for is not told. */
final class JfrPeer implements Peer {
    private Recording recording;

    @Override
    public void open(Path dir) throws IOException {
        recording = new Recording();
        recording.enable(ReadEvent.class).withoutThreshold();
        recording.setToDisk(true);
        recording.setDestination(dir.resolve("reads.jfr"));
        recording.start();
    }

    @Override
    public long burst(Person[] people) {
        long sum = 0;
        for (Person person : people) {
            ReadEvent event = new ReadEvent();
            event.site = 17;
            event.subject = person.id();
            event.context = 3;
            event.commit();
            sum += person.salary();
        }
        return sum;
    }

    @Override
    public void close() {
        recording.stop();
        recording.close();
    }

    @Override
    public long recorded(Path dir) throws IOException {
        long count = 0;
        try (RecordingFile file = new RecordingFile(dir.resolve("reads.jfr"))) {
            while (file.hasMoreEvents()) {
                count += file.readEvent().getEventType().getName().equals(ReadEvent.NAME) ? 1 : 0;
            }
        }
        return count;
    }

    @Name(ReadEvent.NAME)
    @StackTrace(false)
    static final class ReadEvent extends Event {
        static final String NAME = "piitrace.checks.Read";

        int site;
        long subject;
        int context;
    }
}
