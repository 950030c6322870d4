package io.piitrace.checks.peers;

import io.piitrace.ledger.AccessRecord;
import io.piitrace.ledger.LedgerFiles;
import io.piitrace.ledger.LedgerReader;
import io.piitrace.ledger.LedgerRecord;
import io.piitrace.ledger.Scan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The getter alone: nothing is recorded, or by the agent where there is one. */
final class GetterPeer implements Peer {
    @Override
    public void open(Path dir) {}

    @Override
    public long burst(Person[] people) {
        long sum = 0;
        for (Person person : people) {
            sum += person.salary();
        }
        return sum;
    }

    @Override
    public void close() {}

    @Override
    public long recorded(Path dir) throws IOException {
        long count = 0;
        for (Path file : LedgerFiles.find(List.of(dir))) {
            try (LedgerReader reader = LedgerReader.open(file, Scan.ALL)) {
                for (LedgerRecord record; (record = reader.next()) != null; ) {
                    count += record instanceof AccessRecord access ? access.count() : 0;
                }
            }
        }
        return count;
    }
}
