package io.piitrace.ledger.spool;

import java.io.File;

/**
 * What the agents' files below a directory take up, as blocks of a usual file system.
 *
 * @param spool the part of it that spools have
 */
record DiskUse(long all, long spool) {
    private static final long BLOCK_LENGTH = 4096;
    private static final int MAX_DEPTH = 4;

    static DiskUse of(File dir) {
        long spool = length(new File(dir, "spool"), MAX_DEPTH);
        long all = spool;
        File[] files = dir.listFiles(file -> !file.getName().equals("spool"));
        for (File file : files == null ? new File[0] : files) {
            all += length(file, MAX_DEPTH);
        }
        return new DiskUse(all, spool);
    }

    private static long length(File file, int depth) {
        File[] below = depth == 0 ? null : file.listFiles();
        if (below == null) {
            return (file.length() + BLOCK_LENGTH - 1) / BLOCK_LENGTH * BLOCK_LENGTH;
        }
        long sum = BLOCK_LENGTH;
        for (File each : below) {
            sum += length(each, depth - 1);
        }
        return sum;
    }
}
