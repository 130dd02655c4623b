package io.hairspring.kernel.replay;

import java.util.List;

/**
 * Something that came out otherwise than it was recorded.
 *
 * @param session number of the session in the journal, from 1
 * @param cycle number of the cycle
 * @param what in a few words
 * @param recorded what the journal has
 * @param replayed what came out
 * @param before the last inputs up to there, oldest first
 */
public record Difference(
    int session, long cycle, String what, String recorded, String replayed, List<String> before) {}
