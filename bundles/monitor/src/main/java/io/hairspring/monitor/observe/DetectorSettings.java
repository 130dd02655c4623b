package io.hairspring.monitor.observe;

/**
 * How sensitive detection is.
 *
 * @param spikeMultiples deviations above the median that are a spike
 * @param spikeRatio multiples of the median that are a spike
 * @param warmUp values that spikes are learned from first
 * @param burstNanos length of the windows in which arrivals are counted
 * @param burstRatio multiples of the usual count that are a burst
 * @param silenceNanos shortest silence of a feed that is one
 * @param silenceRatio multiples of the longest silence so far
 * @param queueLines length of a queue that matters
 * @param stuckNanos what a cycle may take when its tasks state no budgets
 * @param recoveryNanos after which without being seen again an anomaly is over
 */
public record DetectorSettings(
    double spikeMultiples,
    double spikeRatio,
    int warmUp,
    long burstNanos,
    double burstRatio,
    long silenceNanos,
    double silenceRatio,
    int queueLines,
    long stuckNanos,
    long recoveryNanos) {}
