package io.hairspring.api.monitor;

/**
 * What was measured of one thing since the session began, from execution records.
 *
 * @param subject what, as {@code task:NAME}, {@code cycle:market}, {@code lane:0}, {@code
 *     ring:market}, {@code gateway}
 * @param measure which of its values: {@code time}, {@code interval}, {@code jitter}, {@code
 *     slack}, {@code depth}, {@code hop}
 * @param count number of values
 * @param sum their sum
 * @param mean their mean
 * @param p50 median
 * @param p99 99th percentile
 * @param p999 99.9th percentile
 * @param max greatest
 */
public record Distribution(
    String subject,
    String measure,
    long count,
    double sum,
    double mean,
    long p50,
    long p99,
    long p999,
    long max) {}
