package io.hairspring.api.journal;

/**
 * How the journal is.
 *
 * @param location where it is; empty while nothing was written
 * @param state what it does, in words
 * @param taken lines that were taken from the observer
 * @param written lines that are in the journal, of those: what is acknowledged
 * @param withheld lines that were left out because the disk is full
 * @param refused batches that were refused because nothing more could wait
 * @param waiting lines that wait to be written
 * @param waitingMost lines that may wait
 * @param linesPerSecond written, in the last seconds
 * @param bytes of all its files
 * @param files their number
 * @param file the one that is written to; empty before its first block
 * @param fileBytes written to it
 * @param roll when the next file begins, in words
 * @param retention how long files are kept, in words
 * @param spaceBytes left on the disk; -1 when not known
 */
public record JournalReport(
    String location,
    String state,
    long taken,
    long written,
    long withheld,
    long refused,
    long waiting,
    long waitingMost,
    long linesPerSecond,
    long bytes,
    int files,
    String file,
    long fileBytes,
    String roll,
    String retention,
    long spaceBytes) {}
