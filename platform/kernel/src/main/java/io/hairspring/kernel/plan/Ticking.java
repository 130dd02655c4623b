package io.hairspring.kernel.plan;

import io.hairspring.api.time.TimerTerms;

/**
 * A task with a timer of its own.
 *
 * @param task its number
 * @param terms of the timer
 */
public record Ticking(int task, TimerTerms terms) {}
