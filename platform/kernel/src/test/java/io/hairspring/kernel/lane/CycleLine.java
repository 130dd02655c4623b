package io.hairspring.kernel.lane;

import io.hairspring.schema.CycleRecordDecoder;
import io.hairspring.schema.OutcomeFlagsDecoder;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a cycle record says, read out.
 *
 * @param flags names of the outcomes that are set
 */
record CycleLine(
    long cycle,
    long triggerSequence,
    long dueNanos,
    long startNanos,
    long endNanos,
    int epoch,
    int orderOutNanos,
    int trigger,
    int orders,
    int steps,
    Set<String> flags) {

  static CycleLine of(CycleRecordDecoder line) {
    return new CycleLine(
        line.cycle(),
        line.triggerSequence(),
        line.dueNanos(),
        line.startNanos(),
        line.endNanos(),
        line.epoch(),
        line.orderOutNanos(),
        line.trigger(),
        line.orders(),
        line.steps(),
        flags(line.outcome()));
  }

  boolean is(String flag) {
    return flags.contains(flag);
  }

  private static Set<String> flags(OutcomeFlagsDecoder outcome) {
    final String shown = outcome.appendTo(new StringBuilder()).toString();
    return Arrays.stream(shown.replaceAll("[{}]", "").split(","))
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
