package io.hairspring.logger.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.api.journal.ControlKind;
import io.hairspring.logger.ChronicleExecutionLogger;
import io.hairspring.schema.ControlEventEncoder;
import io.hairspring.schema.ControlTextEncoder;
import io.hairspring.schema.CycleRecordEncoder;
import io.hairspring.schema.MarketEventEncoder;
import io.hairspring.schema.MessageHeaderEncoder;
import io.hairspring.schema.TaskTimesEncoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class JournalReportTest {
  private static final long START = 5_000_000_000L;
  private static final int LINE = 64;

  /** Lines of one process, whose control events count from 1; of each event its records alone. */
  private static final class Writing {
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final UnsafeBuffer line = new UnsafeBuffer(new byte[LINE]);
    private Consumer<UnsafeBuffer> lines;
    private long controls;

    Writing to(Consumer<UnsafeBuffer> journal) {
      lines = journal;
      return this;
    }

    private Writing emit() {
      lines.accept(line);
      line.setMemory(0, LINE, (byte) 0);
      return this;
    }

    Writing session(String tasks) {
      return control(ControlKind.SESSION, 1, "feed").control(ControlKind.PLAN, 0, tasks);
    }

    Writing control(ControlKind kind, int code, String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      controls++;
      new ControlEventEncoder()
          .wrapAndApplyHeader(line, 0, header)
          .sequence(controls)
          .nanos(START)
          .kind((short) kind.ordinal())
          .code((short) code)
          .textLength(bytes.length)
          .textLines((short) 1);
      emit();
      new ControlTextEncoder()
          .wrapAndApplyHeader(line, 0, header)
          .sequence(controls)
          .putText(bytes, 0, bytes.length);
      return emit();
    }

    /** The cycle that an event of the market triggered, both of one number. */
    Writing cycle(long number, int lane, long took) {
      long due = START + number * 1_000;
      new CycleRecordEncoder()
          .wrapAndApplyHeader(line, 0, header)
          .cycle(number)
          .triggerSequence(number)
          .dueNanos(due)
          .startNanos(due + 50)
          .endNanos(due + 50 + took)
          .trigger((short) MarketEventEncoder.TEMPLATE_ID)
          .lane((short) lane);
      return emit();
    }

    Writing times(long cycle, long task, long nanos) {
      new TaskTimesEncoder()
          .wrapAndApplyHeader(line, 0, header)
          .cycle(cycle)
          .time1(task << 48 | nanos);
      return emit();
    }
  }

  @TempDir Path directory;

  private final Writing process = new Writing();

  @Test
  void shouldNotTakeAnotherSessionForABreakOfTheSequence() throws IOException {
    write(
        process,
        to -> {
          to.session("why;").cycle(1, 0, 100).cycle(2, 0, 100);
          to.session("why;").cycle(1, 0, 100).cycle(2, 0, 100);
          to.session("why;").cycle(1, 0, 100).cycle(2, 0, 900).cycle(4, 0, 900);
        });

    String json = report().table().json();

    assertTrue(json.contains("\"gaps.sequence_breaks\": 1,"), json);
    assertTrue(json.contains("event 4 after 2"), json);
    assertTrue(json.contains("\"cycle.count\": 7,"), json);
    // Nor is one session's last cycle before the next one's first.
    assertTrue(json.contains("\"jitter.count\": 4,"), json);
  }

  @Test
  void shouldCountTheTriggersOfLaneZeroAlone() throws IOException {
    write(
        process,
        to -> {
          to.session("why;");
          for (int i = 1; i <= 3; i++) {
            to.cycle(i, 0, 100).cycle(i, 1, 900);
          }
        });

    String json = report().table().json();

    assertTrue(json.contains("\"gaps.sequence_breaks\": 0,"), json);
    assertTrue(json.contains("\"cycle.count\": 6,"), json);
    assertTrue(json.contains("\"cycle.mean_ns\": 500,"), json);
    assertTrue(json.contains("\"wait.market.count\": 3,"), json);
    assertTrue(json.contains("\"jitter.max_ns\": 0,"), json);
    assertTrue(json.contains("\"jitter.deviation_ns\": 0,"), json);
    assertTrue(json.contains("\"burst.2_to_3_events.count\": 1,"), json);
  }

  @Test
  void shouldNotCountAnEventOnceForEachLaneInABurst() throws IOException {
    write(
        process,
        to -> {
          to.session("why;");
          for (int i = 1; i <= 15; i++) {
            to.cycle(i, 0, 100).cycle(i, 1, 900);
          }
        });

    String text = report().table().text();

    assertFalse(text.contains("events within 100 us"), text);
  }

  @Test
  void shouldKeepTheTimesOfATaskByTheNameThatItsSessionSays() throws IOException {
    write(process, to -> to.session("why; book#1/0=9~C").cycle(1, 0, 100).times(1, 1, 90));
    write(
        process,
        to ->
            to.session("why; quoting#1/1=9~C book#2/0=9~C")
                .cycle(1, 0, 6_000)
                .times(1, 1, 5_000)
                .times(1, 2, 91));

    String json = report().table().json();

    assertTrue(json.contains("\"task.book.count\": 2,"), json);
    assertTrue(json.contains("\"task.book.max_ns\": 91,"), json);
    assertTrue(json.contains("\"task.quoting.count\": 1,"), json);
    assertFalse(json.contains("task.#"), json);
  }

  @Test
  void shouldExplainNoCycleByTheTimesOfAnotherSession() throws IOException {
    write(process, to -> to.session("why; book#1/0=9~C").cycle(7, 0, 90_000));
    write(process, to -> to.session("why; book#1/0=9~C").cycle(7, 0, 80_000).times(7, 1, 70_000));

    List<String> longest = rows("market");

    assertEquals(2, longest.size(), longest::toString);
    assertFalse(longest.get(0).contains("slowest"), longest.get(0));
    assertTrue(longest.get(1).contains("slowest: book took 70000 ns"), longest.get(1));
  }

  @Test
  void shouldExplainACycleByTimesThatStandBeforeItsRecord() throws IOException {
    write(
        process,
        to ->
            to.session("why; book#1/0=9~C quoting#2/1=9~C")
                .times(7, 1, 10)
                .times(7, 2, 70_000)
                .cycle(7, 0, 90_000));

    List<String> longest = rows("market");

    assertEquals(1, longest.size(), longest::toString);
    assertTrue(longest.get(0).contains("slowest: quoting took 70000 ns"), longest.get(0));
  }

  @Test
  void shouldNotTakeAJournalThatIsOpenedAgainForAnotherProcess() throws IOException {
    write(process, to -> to.session("why;").cycle(1, 0, 100).cycle(2, 0, 100));
    write(process, to -> to.control(ControlKind.FAULT, 0, "open again").cycle(4, 0, 100));

    String json = report().table().json();

    assertTrue(json.contains("\"processes\": 1,"), json);
    assertTrue(json.contains("\"gaps.sequence_breaks\": 1,"), json);
  }

  @Test
  void shouldCountProcessesEvenIfEachHasTheSameId() throws IOException {
    write(process, to -> to.session("why;").cycle(1, 0, 100).cycle(2, 0, 100));
    write(new Writing(), to -> to.session("why;").cycle(1, 0, 100));
    write(new Writing(), to -> to.session("why;").cycle(1, 0, 100));

    String json = report().table().json();

    assertTrue(json.contains("\"processes\": 3,"), json);
    assertTrue(json.contains("\"gaps.sequence_breaks\": 0,"), json);
  }

  /** Writes into the one journal, which is opened again for it. */
  private void write(Writing by, Consumer<Writing> maker) {
    ChronicleExecutionLogger logger = logger();
    maker.accept(by.to(line -> assertTrue(logger.append(line, 0, LINE), "no room")));
    logger.close();
  }

  private ChronicleExecutionLogger logger() {
    return new ChronicleExecutionLogger(
        Map.of("directory", directory.toString(), "resume", "always"));
  }

  private JournalReport report() throws IOException {
    ChronicleExecutionLogger logger = logger();
    Path run = Path.of(logger.location());
    logger.close();
    return JournalReport.of(run, directory.resolve("report.hlog"));
  }

  /** The longest cycles, from the longest on. */
  private List<String> rows(String trigger) throws IOException {
    String text = report().table().text();
    return text.substring(text.indexOf("longest cycles"))
        .lines()
        .filter(row -> row.contains("  " + trigger + " "))
        .toList();
  }
}
