package io.hairspring.api.control;

import io.hairspring.api.task.TriggerKind;
import java.util.List;
import java.util.Map;

/**
 * The plan in force.
 *
 * @param epoch its number
 * @param reason why it was made
 * @param sequences names of the steps in order, per trigger
 */
public record PlanDescription(int epoch, String reason, Map<TriggerKind, List<String>> sequences) {}
