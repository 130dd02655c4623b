package io.hairspring.api.control;

/**
 * What became of all swaps since the platform was started.
 *
 * @param retired successors that came into force for good
 * @param refused successors that never came into force
 * @param rolledBack successors that were in force and have failed
 * @param underWay swaps that are not over
 * @param adoptionNanos how long the lane stood still for the last hand-over of a strategy or task,
 *     in nanoseconds; 0 before the first
 */
public record SwapTotals(
    long retired, long refused, long rolledBack, long underWay, long adoptionNanos) {}
