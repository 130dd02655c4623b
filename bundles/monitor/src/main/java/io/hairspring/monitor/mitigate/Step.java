package io.hairspring.monitor.mitigate;

/**
 * A step of a policy.
 *
 * @param action what it does
 * @param argument of the action: events a second of a throttle, else 0
 * @param afterNanos how long the anomaly must last for it
 */
public record Step(Action action, long argument, long afterNanos) {}
