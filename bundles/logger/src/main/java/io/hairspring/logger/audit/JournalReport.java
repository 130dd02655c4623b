package io.hairspring.logger.audit;

import io.hairspring.api.journal.ControlKind;
import io.hairspring.logger.journal.JournalReader;
import io.hairspring.logger.lines.Field;
import io.hairspring.logger.lines.LineKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.agrona.DirectBuffer;

/**
 * What a journal says about how the platform ran, read once, in memory that does not depend on its
 * length. One thread.
 */
final class JournalReport {
  private static final int MOST_GAPS = 20;
  private static final int OPENS = 1;
  private static final Field RECORDS = LineKind.GAP.field("records").orElseThrow();
  private static final Field INPUTS = LineKind.GAP.field("inputs").orElseThrow();
  private static final Field NUMBER = LineKind.CONTROL.field("sequence").orElseThrow();
  private static final Field CODE = LineKind.CONTROL.field("code").orElseThrow();
  private static final Field EVENT = LineKind.CONTROL.field("event").orElseThrow();
  private static final Field TEXT = LineKind.TEXT.field("text").orElseThrow();

  private final Path directory;
  private final ReportTable table = new ReportTable();
  private final Map<LineKind, Long> counts = new EnumMap<>(LineKind.class);
  private final CycleTimes cycles = new CycleTimes();
  private final TaskTimesSeen tasks = new TaskTimesSeen();
  private final Longest longest = new Longest();
  private final Bursts bursts = new Bursts();
  private final Cycle cycle = new Cycle();
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder gaps = new StringBuilder();
  private List<Timeline.Point> points = List.of();
  private ControlKind control;
  private long gapLines;
  private long gapRecords;
  private long gapInputs;
  private long processes = 1;
  private boolean reopened;
  private long lastControl;

  private JournalReport(Path directory) {
    this.directory = directory;
  }

  /**
   * Reads a journal.
   *
   * @param log where the HdrHistogram log goes
   * @throws io.hairspring.logger.journal.JournalException at the first damage
   */
  static JournalReport of(Path directory, Path log) throws IOException {
    JournalReport report = new JournalReport(directory);
    Timeline timeline = new Timeline(log);
    try (timeline;
        JournalReader reader = JournalReader.open(directory)) {
      while (reader.next()) {
        report.see(reader, timeline);
      }
    }
    report.points = timeline.points();
    report.show();
    return report;
  }

  ReportTable table() {
    return table;
  }

  Path directory() {
    return directory;
  }

  List<Timeline.Point> points() {
    return points;
  }

  /** Distributions to draw, by name. */
  Map<String, Histogram> distributions() {
    return Map.of(
        "cycle", cycles.all(), "wait", cycles.waited(), "tick to order", cycles.tickToOrder());
  }

  private void see(JournalReader reader, Timeline timeline) {
    DirectBuffer buffer = reader.buffer();
    int offset = reader.offset();
    LineKind kind = LineKind.of(buffer, offset);
    counts.merge(kind, 1L, Long::sum);
    reopened |= reader.resumed();
    if (kind != LineKind.TEXT) {
      endText();
    }
    switch (kind) {
      case CYCLE -> {
        cycle.wrap(buffer, offset, reader.number());
        cycles.see(cycle);
        longest.see(cycle);
        bursts.see(cycle);
        timeline.see(cycle);
      }
      case TASK_TIMES -> {
        tasks.see(buffer, offset);
        longest.sampled(tasks.cycle(), tasks.slowest());
      }
      case CONTROL -> {
        if (another(NUMBER.number(buffer, offset))) {
          processes++;
          timeline.resumed();
          opened();
        }
        control(buffer, offset);
      }
      case TEXT -> TEXT.write(buffer, offset, text);
      case GAP ->
          gap(reader.number(), RECORDS.number(buffer, offset), INPUTS.number(buffer, offset));
      default -> {
        // Counted; what came of it is in the cycles.
      }
    }
  }

  /**
   * Whether another process goes on. A journal is opened again by the same one too, and in
   * containers each has the same id; but control events are numbered anew by each.
   */
  private boolean another(long number) {
    boolean anew = number == 1 || number <= lastControl;
    boolean another = reopened && anew;
    reopened = false;
    lastControl = number;
    return another;
  }

  private void control(DirectBuffer buffer, int offset) {
    control = ControlKind.of((int) EVENT.number(buffer, offset));
    if (control == ControlKind.SESSION && CODE.number(buffer, offset) == OPENS) {
      opened();
    }
    longest.noted(control.name().toLowerCase(Locale.ROOT), LineKind.CONTROL.nanos(buffer, offset));
  }

  private void opened() {
    cycles.opened();
    tasks.opened();
    longest.opened();
    bursts.endWindow();
  }

  private void endText() {
    if (control == ControlKind.PLAN) {
      tasks.plan(text.toString());
    }
    if (text.length() > 0) {
      text.setLength(0);
      control = null;
    }
  }

  private void gap(long line, long records, long inputs) {
    gapLines++;
    gapRecords += records;
    gapInputs += inputs;
    cycles.gap();
    if (gapLines <= MOST_GAPS) {
      gaps.append(
          String.format(
              Locale.ROOT, "  record %,d: %,d records and %,d inputs%n", line, records, inputs));
    }
  }

  private void show() {
    table.put("journal", directory.toString());
    counts.forEach((kind, count) -> table.put("lines." + kind.label(), count));
    table.put("processes", processes);
    cycles.show(table);
    table.put("gaps.lines", gapLines);
    table.put("gaps.records", gapRecords);
    table.put("gaps.inputs", gapInputs);
    if (gapLines > 0) {
      table.line("gaps" + System.lineSeparator() + gaps.toString().stripTrailing());
    }
    tasks.show(table);
    bursts.show(table);
    longest.show(table);
  }
}
