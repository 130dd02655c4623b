package io.hairspring.kernel.lane;

/**
 * A task that threw.
 *
 * @param epoch plan in force
 * @param task its name
 * @param cause what it threw
 */
public record TaskFailure(int epoch, String task, Throwable cause) {}
