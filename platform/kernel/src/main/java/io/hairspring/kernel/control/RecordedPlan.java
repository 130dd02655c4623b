package io.hairspring.kernel.control;

import io.hairspring.api.task.LatencyClass;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A plan as the journal has it; {@link SessionNotes} writes it.
 *
 * @param epoch its number
 * @param tasks its tasks
 */
record RecordedPlan(int epoch, List<RecordedTask> tasks) {
  private static final Pattern TASK =
      Pattern.compile(
          "(\\S+)#(\\d+)(?:/(\\d+))?=(\\d+)~([A-Z]+)(?:@([^\\s^]+))?(?:\\^([a-z]+))?(?: |$)");

  /**
   * A task of it.
   *
   * @param name its name
   * @param number the number it had
   * @param slot that marked its orders; 0 when it is no strategy
   * @param nanos the time it was planned with
   * @param latencyClass the class it was planned with
   * @param version of the bundle it came from; empty for none, and for what is no strategy
   * @param succession what it begins with, if it takes over with this plan
   */
  record RecordedTask(
      String name,
      int number,
      int slot,
      long nanos,
      LatencyClass latencyClass,
      String version,
      Succession.Kind succession) {
    @Override
    public String toString() {
      return name
          + "#"
          + number
          + (slot == 0 ? "" : "/" + slot)
          + "="
          + nanos
          + "~"
          + latencyClass
          + (version.isEmpty() ? "" : "@" + version)
          + (succession == Succession.Kind.NONE ? "" : "^" + succession.spelled());
    }
  }

  /**
   * Reads what was noted.
   *
   * @throws IllegalStateException when there are fewer tasks in the text than steps in the plan
   */
  static RecordedPlan of(int epoch, long steps, String text) {
    final List<RecordedTask> tasks = new ArrayList<>();
    final Matcher matcher = TASK.matcher(text.substring(text.indexOf(SessionNotes.TASKS) + 1));
    while (matcher.find()) {
      final String slot = matcher.group(3);
      final String version = matcher.group(6);
      tasks.add(
          new RecordedTask(
              matcher.group(1),
              Integer.parseInt(matcher.group(2)),
              slot == null ? 0 : Integer.parseInt(slot),
              Long.parseLong(matcher.group(4)),
              LatencyClass.valueOf(matcher.group(5)),
              version == null ? "" : version,
              Succession.Kind.of(matcher.group(7))));
    }
    if (tasks.size() != steps) {
      throw new IllegalStateException(
          "plan " + epoch + " has " + steps + " tasks, and the journal names " + tasks.size());
    }
    return new RecordedPlan(epoch, tasks);
  }
}
