package io.hairspring.peers.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.benchmarks.bench.BenchContext;
import io.hairspring.benchmarks.bench.MachineNoise;
import io.hairspring.benchmarks.report.Report;
import io.hairspring.benchmarks.report.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;

class WorkTest {
  private final List<String> turns = new ArrayList<>();

  private final class Known implements Contestant {
    private final String name;
    private final long nanos;
    private boolean closed;

    Known(String name, long nanos) {
      this.name = name;
      this.nanos = nanos;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public void block(LongConsumer latencies) {
      turns.add(name);
      latencies.accept(nanos);
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  @Test
  void shouldHaveEverybodyTakeTurnsAndReportOursOverTheirs() {
    final Known ours = new Known("hairspring", 300);
    final Known theirs = new Known("other", 200);
    final Report report = new Report();
    try (Work work = new Work("walk", List.of(ours, theirs))) {
      work.warmUp(1);
      for (int round = 1; round <= 3; round++) {
        work.round(round);
      }
      work.report(
          new BenchContext(
              true, Optional.empty(), report, new Table(), new MachineNoise(), line -> {}));
    }
    assertEquals(
        List.of(
            "hairspring",
            "other",
            "other",
            "hairspring",
            "hairspring",
            "other",
            "other",
            "hairspring"),
        turns);
    final String json = report.json();
    assertTrue(json.contains("\"peers.ratio.other.walk\": 1.5"), json);
    assertTrue(json.contains("\"peers.ratio.other.walk.p99\": 1.5"), json);
    assertTrue(json.contains("\"peers.hairspring.walk.typical.p50_ns\": 300"), json);
    assertTrue(json.contains("\"peers.other.walk.count\": 3"), json);
    assertTrue(ours.closed && theirs.closed);
  }
}
