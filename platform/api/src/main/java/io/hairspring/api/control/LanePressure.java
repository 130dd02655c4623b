package io.hairspring.api.control;

/**
 * What a lane had to put up with, counted since it started.
 *
 * @param timersFired timers that fired
 * @param heldForTimer times a trigger was held back because a precise timer was near
 * @param parked cycles whose deferred steps had to wait while another cycle ran
 * @param shed deferred steps left out
 * @param forced deferred steps that may not be left out, run although triggers waited because too
 *     many cycles were parked
 * @param deadlinesMissed cycles whose critical steps took longer than their deadline
 * @param overBudget runs of tasks over their budget, of those timed
 * @param ordersAborted orders withheld because their cycle was past its deadline
 * @param ceilings times a task was finished first because a more important one needed what it held
 */
public record LanePressure(
    long timersFired,
    long heldForTimer,
    long parked,
    long shed,
    long forced,
    long deadlinesMissed,
    long overBudget,
    long ordersAborted,
    long ceilings) {}
