package io.hairspring.testkit;

import java.util.List;
import org.junit.jupiter.api.AssertionFailureBuilder;

/** Assertions about orders, records, virtual time and the order of steps. */
public final class PlatformAssertions {
  private PlatformAssertions() {}

  /** The same commands, byte for byte; else the first difference, both sides decoded. */
  public static void assertSameOrders(OrderLog expected, OrderLog actual) {
    final int index = expected.lines().firstDifference(actual.lines());
    if (index >= 0) {
      throw differ(
          "orders",
          index,
          index < expected.size() ? expected.get(index).toString() : end(expected.size()),
          index < actual.size() ? actual.get(index).toString() : end(actual.size()));
    }
  }

  /** The same records, byte for byte; else the first difference, both sides decoded. */
  public static void assertSameRecords(RecordLog expected, RecordLog actual) {
    final int index = expected.lines().firstDifference(actual.lines());
    if (index >= 0) {
      throw differ(
          "records",
          index,
          index < expected.size() ? expected.describe(index) : end(expected.size()),
          index < actual.size() ? actual.describe(index) : end(actual.size()));
    }
  }

  /**
   * Every cycle that sent an order sent its last one within so long after its trigger was due, in
   * virtual time; and there is at least one such cycle.
   */
  public static void assertOrdersWithin(RecordLog records, long nanos) {
    final List<CycleLine> sending = records.cycles(Outcome.ORDER_SENT);
    if (sending.isEmpty()) {
      throw new AssertionError("no cycle sent an order");
    }
    for (final CycleLine cycle : sending) {
      if (cycle.eventToOrderNanos() > nanos) {
        throw new AssertionError(
            "cycle "
                + cycle.cycle()
                + ": its order left "
                + cycle.eventToOrderNanos()
                + " ns after its trigger was due, expected at most "
                + nanos
                + " ns; "
                + cycle);
      }
    }
  }

  /** Exactly these tasks of a {@link StepLog} ran in a cycle, in this order. */
  public static void assertSteps(StepLog steps, long cycle, String... tasks) {
    final List<String> actual = steps.of(cycle);
    if (!actual.equals(List.of(tasks))) {
      throw AssertionFailureBuilder.assertionFailure()
          .message("tasks of cycle " + cycle)
          .expected(List.of(tasks))
          .actual(actual)
          .build();
    }
  }

  /**
   * Something that lanes do allocates nothing: see {@link LaneAllocation#leastBytes}.
   *
   * @param rounds how often it is done in a turn, some ten thousands
   * @param round what is measured, on the calling thread
   */
  public static void assertNoAllocation(int rounds, Runnable round) {
    final long bytes = LaneAllocation.leastBytes(rounds, round);
    if (bytes != 0) {
      throw new AssertionError(bytes + " bytes allocated in " + rounds + " rounds, expected 0");
    }
  }

  private static String end(int size) {
    return "nothing after " + size;
  }

  private static AssertionError differ(String what, int index, String expected, String actual) {
    return AssertionFailureBuilder.assertionFailure()
        .message(what + " differ from index " + index)
        .expected(expected)
        .actual(actual)
        .build();
  }
}
