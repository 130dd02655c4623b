package io.hairspring.api.control;

/**
 * A lane, as it was when asked.
 *
 * @param lane number of the lane
 * @param core core it is pinned to, -1 when it is not
 * @param epoch epoch of the plan it runs
 * @param steps steps of that plan
 * @param cycles cycles run
 * @param events market events taken
 * @param orders order commands committed to the egress ring
 * @param ordersRefused order commands refused because the ring was full
 * @param allocatedBytes bytes its thread has allocated since it started; -1 when the JVM does not
 *     tell
 * @param recordsWritten execution records written
 * @param recordsDropped execution records dropped because their ring was full
 * @param pressure what it had to put up with
 */
public record LaneStatus(
    int lane,
    int core,
    int epoch,
    int steps,
    long cycles,
    long events,
    long orders,
    long ordersRefused,
    long allocatedBytes,
    long recordsWritten,
    long recordsDropped,
    LanePressure pressure) {}
