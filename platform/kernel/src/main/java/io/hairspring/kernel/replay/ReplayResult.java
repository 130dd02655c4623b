package io.hairspring.kernel.replay;

import java.util.List;

/**
 * What a replay came to.
 *
 * @param sessions sessions that were run again
 * @param inputs market events, reports and timers
 * @param cycles cycles that were run and compared
 * @param orders order commands in the journal
 * @param recordedHash of every order and outcome in the journal that a cycle was run for
 * @param replayedHash of those that came of them now: the same, unless something differs
 * @param differences how many were found
 * @param shown the first of them
 * @param recordedNanos from the first to the last cycle of each session, as recorded
 * @param end why it ended before the journal did; empty when it did not
 */
public record ReplayResult(
    int sessions,
    long inputs,
    long cycles,
    long orders,
    long recordedHash,
    long replayedHash,
    long differences,
    List<Difference> shown,
    long recordedNanos,
    String end) {}
