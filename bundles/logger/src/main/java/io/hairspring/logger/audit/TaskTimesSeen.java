package io.hairspring.logger.audit;

import io.hairspring.logger.lines.Field;
import io.hairspring.logger.lines.LineKind;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;
import org.agrona.DirectBuffer;

/**
 * How long tasks took in the cycles that were sampled; their names are in the plans' texts. Times
 * are kept by name: in another session another task may have the number. One thread.
 */
final class TaskTimesSeen {
  /** {@code name#number}, and what may follow. */
  private static final Pattern TASK = Pattern.compile("(\\S+)#(\\d+)(?:/\\d+)?=");

  private static final long TIME = (1L << 48) - 1;
  private static final List<Field> TIMES =
      LineKind.TASK_TIMES.fields().stream()
          .filter(field -> field.name().startsWith("time"))
          .toList();
  private static final Field CYCLE = LineKind.TASK_TIMES.field("cycle").orElseThrow();

  private final Map<String, Histogram> times = new LinkedHashMap<>();
  private final Map<Integer, String> names = new HashMap<>();
  private String slowest = "";
  private long slowestNanos;
  private long cycle;

  /** A session opens: tasks and cycles are numbered anew. */
  void opened() {
    names.clear();
    cycle = 0;
    slowestNanos = 0;
  }

  /** The text of a plan. */
  void plan(String text) {
    Matcher tasks = TASK.matcher(text);
    while (tasks.find()) {
      names.put(Integer.valueOf(tasks.group(2)), tasks.group(1));
    }
  }

  void see(DirectBuffer buffer, int offset) {
    long of = CYCLE.number(buffer, offset);
    if (of != cycle) {
      cycle = of;
      slowestNanos = 0;
    }
    for (Field field : TIMES) {
      long packed = field.number(buffer, offset);
      if (packed != 0) {
        String task = name((int) (packed >>> 48));
        long nanos = packed & TIME;
        Times.record(times.computeIfAbsent(task, key -> Times.histogram()), nanos);
        if (nanos > slowestNanos) {
          slowestNanos = nanos;
          slowest = task;
        }
      }
    }
  }

  /** The cycle that the last times are of. */
  long cycle() {
    return cycle;
  }

  /** The slowest task of that cycle, for people. */
  String slowest() {
    return slowest + " took " + slowestNanos + " ns of it";
  }

  void show(ReportTable table) {
    table.timesHead("tasks in sampled cycles, ns");
    times.forEach((task, histogram) -> table.times("task." + task, histogram));
  }

  private String name(int task) {
    String known = names.get(task);
    return known == null ? "#" + task : known;
  }
}
