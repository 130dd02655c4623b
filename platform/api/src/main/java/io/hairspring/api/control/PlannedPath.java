package io.hairspring.api.control;

import java.util.List;

/**
 * A critical path: the longest chain from a trigger to a task that sends orders.
 *
 * @param tasks names along the chain
 * @param nanos sum of their expected times: the least in which an order can leave
 */
public record PlannedPath(List<String> tasks, long nanos) {}
