package io.piitrace.ledger.format;

import io.piitrace.ledger.CorruptLedgerException;
import io.piitrace.ledger.SpoolPosition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What stands at the beginning of a block's body so that a reader can pass over the rest: counts, times, tenants, subjects, and how far the spools got.
 *
 * <p><b>Layout.</b> docs/format.md, section 7.
 *
 * @param rows access records; the other records are notices
 * @param accesses how many accesses the rows stand for
 * @param losses accesses that notices of the block say were lost
 * @param holdings what the rows are about; of an encrypted block nothing
 * @param parts the rows of an encrypted block by their keys
 */
public record Zone(
        long firstSeq,
        int records,
        int rows,
        long accesses,
        long losses,
        int gaps,
        long minMs,
        long maxMs,
        Holdings holdings,
        List<SpoolPosition> positions,
        List<Part> parts) {
    public int notices() {
        return records - rows;
    }

    public Defined defined() {
        return holdings.defined();
    }

    public SubjectFilter filter() {
        return holdings.filter();
    }

    public void encode(ByteOut out, boolean encrypted) {
        out.varint(firstSeq);
        out.varint(records);
        out.varint(rows);
        out.varint(accesses);
        out.varint(losses);
        out.varint(gaps);
        out.zigzag(minMs);
        out.varint(maxMs - minMs);
        holdings.encode(out);
        encodePositions(out);
        if (encrypted) {
            Part.encode(parts, out);
        }
    }

    private void encodePositions(ByteOut out) {
        Map<String, List<SpoolPosition>> runs = new LinkedHashMap<>();
        for (SpoolPosition position : positions) {
            runs.computeIfAbsent(position.run(), run -> new ArrayList<>()).add(position);
        }
        out.varint(runs.size());
        runs.forEach((run, rings) -> {
            out.text(run);
            out.varint(rings.size());
            for (SpoolPosition ring : rings) {
                out.zigzag(ring.ring());
                out.varint(ring.words());
                out.zigzag(ring.timeMs());
                out.zigzag(ring.contextId());
            }
        });
    }

    public static Zone decode(ByteIn in, boolean encrypted) throws CorruptLedgerException {
        long firstSeq = in.positive("first seq");
        int records = in.bounded("records", Limits.BLOCK_RECORDS);
        int rows = in.bounded("rows", records);
        long accesses = in.positive("accesses");
        long losses = in.positive("losses");
        int gaps = in.bounded("gaps", records - rows);
        long minMs = in.zigzag();
        long maxMs = minMs + in.positive("time range");
        Holdings holdings = Holdings.decode(in);
        List<SpoolPosition> positions = decodePositions(in);
        List<Part> parts = encrypted ? Part.decode(in, rows) : List.of();
        in.end();
        return new Zone(firstSeq, records, rows, accesses, losses, gaps, minMs, maxMs, holdings, positions, parts);
    }

    private static List<SpoolPosition> decodePositions(ByteIn in) throws CorruptLedgerException {
        List<SpoolPosition> positions = new ArrayList<>();
        int runs = in.bounded("runs", Limits.ZONE_POSITIONS);
        for (int i = 0; i < runs; i++) {
            String run = in.text();
            int rings = in.bounded("rings", Limits.ZONE_POSITIONS - positions.size());
            for (int j = 0; j < rings; j++) {
                int ring = toInt(in, in.zigzag());
                long words = in.positive("words");
                long timeMs = in.zigzag();
                positions.add(new SpoolPosition(run, ring, words, timeMs, toInt(in, in.zigzag())));
            }
        }
        return positions;
    }

    private static int toInt(ByteIn in, long value) throws CorruptLedgerException {
        if (value != (int) value) {
            throw in.corrupt("number longer than 32 bits: found=" + value);
        }
        return (int) value;
    }
}
