package io.hairspring.api.journal;

/**
 * A line of the journal, for people.
 *
 * @param number of the line in the journal, from 1
 * @param kind such as market, order, report, cycle, timer, times, control, text, clock, gap
 * @param nanos when, platform clock; -1 when the line does not say
 * @param text its fields, {@code name=value}, those that are zero left out
 */
public record JournalLine(long number, String kind, long nanos, String text) {}
