package io.hairspring.kernel.graph;

/**
 * A task that cannot be planned.
 *
 * @param node the task
 * @param reason what is wrong and what would be right, in one line
 */
public record Refusal(TaskNode node, String reason) {}
