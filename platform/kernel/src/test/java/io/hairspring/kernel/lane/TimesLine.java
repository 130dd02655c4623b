package io.hairspring.kernel.lane;

import io.hairspring.schema.TaskTimesDecoder;
import java.util.List;
import java.util.stream.LongStream;

/** What a record of task times says, read out; the empty places at its end left off. */
record TimesLine(long cycle, List<Run> runs) {

  /** One timed run. */
  record Run(int task, long nanos) {}

  static TimesLine of(TaskTimesDecoder line) {
    return new TimesLine(
        line.cycle(),
        LongStream.of(
                line.time1(), line.time2(), line.time3(), line.time4(), line.time5(), line.time6())
            .filter(packed -> packed != 0)
            .mapToObj(packed -> new Run((int) (packed >>> 48), packed & 0xffff_ffff_ffffL))
            .toList());
  }
}
