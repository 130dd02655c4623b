package io.hairspring.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.hairspring.api.monitor.Alert;
import io.hairspring.api.monitor.AnomalyKind;
import io.hairspring.api.monitor.Cause;
import io.hairspring.api.monitor.Distribution;
import io.hairspring.api.monitor.MonitorReport;
import java.util.List;
import org.apache.felix.service.command.Converter;
import org.junit.jupiter.api.Test;

class MonitorCommandsTest {
  private static final Alert FOUND =
      new Alert(
          7,
          AnomalyKind.SPIKE,
          "task:quoting",
          true,
          100,
          4_350,
          9_000.4,
          900,
          Cause.TASK,
          "alone");
  private static final Alert OVER =
      new Alert(6, AnomalyKind.QUEUE, "ring:market", false, 0, 1_000, 1, 2, Cause.UNKNOWN, "");

  private final MonitorCommands commands = new MonitorCommands();
  private final MonitorTables tables = new MonitorTables();

  /** A monitor that knows two subjects and two alerts. */
  static final class KnownReport implements MonitorReport {
    @Override
    public List<Distribution> distributions() {
      return List.of(
          new Distribution("task:quoting", "time", 1_000, 250_400, 250.4, 240, 900, 2_000, 9_000),
          new Distribution("ring:market", "depth", 50, 100, 2, 1, 7, 8, 9));
    }

    @Override
    public List<Alert> open() {
      return List.of(FOUND);
    }

    @Override
    public List<Alert> recent() {
      return List.of(OVER, FOUND);
    }

    @Override
    public long found() {
      return 7;
    }

    @Override
    public List<String> mitigations() {
      return List.of();
    }
  }

  private String format(Object data) {
    return tables.format(data, Converter.INSPECT, null).toString();
  }

  @Test
  void shouldShowWhatWasMeasuredOfEverythingOrOfSomeSubjects() {
    commands.monitor = new KnownReport();
    assertEquals(
        """
        subject       measure  unit   count  mean  p50  p99  p99.9   max
        task:quoting  time     ns      1000   250  240  900   2000  9000
        ring:market   depth    lines     50     2    1    7      8     9""",
        format(commands.stats()));
    assertEquals(1, ((Distribution[]) commands.stats("task:")).length);
    assertEquals("nothing measured yet", format(commands.stats("feed")));
  }

  @Test
  void shouldShowTheLastAlertsOrThoseThatAreOpen() {
    commands.monitor = new KnownReport();
    assertEquals(
        """
        number  kind   subject       state  noticed after us  value  usual  cause    evidence
             6  queue  ring:market   over                1.0      1      2  unknown
             7  spike  task:quoting  found               4.3   9000    900  task     alone""",
        format(commands.alerts(false)));
    assertEquals(1, ((Alert[]) commands.alerts(true)).length);
    assertEquals("no alerts", format(new Alert[0]));
  }

  @Test
  void shouldAnswerWithOneLineWhenThereIsNoMonitor() {
    assertEquals(MonitorCommands.NO_MONITOR, commands.stats());
    assertEquals(MonitorCommands.NO_MONITOR, commands.alerts(false));
  }

  @Test
  void shouldLeaveOtherTypesToOtherConverters() {
    assertNull(tables.format("text", Converter.INSPECT, null));
    assertNull(tables.convert(String.class, "text"));
  }
}
