package io.hairspring.shell;

import io.hairspring.api.journal.JournalLine;
import io.hairspring.api.journal.JournalReport;
import org.apache.felix.service.command.Converter;
import org.osgi.service.component.annotations.Component;

/** Writes what {@link JournalCommands} returns. Shell threads. */
@Component
public final class JournalTables implements Converter {
  private static final long MEGA = 1 << 20;

  /** Nothing is made from text. */
  @Override
  public Object convert(Class<?> desiredType, Object in) {
    return null;
  }

  @Override
  public CharSequence format(Object target, int level, Converter escape) {
    if (target instanceof JournalReport report) {
      return report(report);
    }
    return target instanceof JournalLine[] lines ? lines(lines) : null;
  }

  private static String report(JournalReport report) {
    return Table.of("journal", "value")
        .row("where", report.location().isEmpty() ? "nothing written yet" : report.location())
        .row("state", report.state())
        .row("size", report.bytes() / MEGA + " MB in " + report.files() + " files")
        .row("file", report.file() + ", " + report.fileBytes() / MEGA + " MB written")
        .row("roll", report.roll())
        .row("retention", report.retention())
        .row("rate", report.linesPerSecond() + " lines/s")
        .row("written", report.written() + " of " + report.taken() + " lines")
        .row("lag", report.waiting() + " of " + report.waitingMost() + " lines")
        .row("left out", report.withheld() + " lines; " + report.refused() + " batches refused")
        .row(
            "disk", report.spaceBytes() < 0 ? "not known" : report.spaceBytes() / MEGA + " MB left")
        .build()
        .toString();
  }

  private static String lines(JournalLine[] lines) {
    Table.Builder table = Table.of("line", "ns", "kind", "fields");
    for (JournalLine line : lines) {
      table.row(line.number(), line.nanos() < 0 ? "-" : line.nanos(), line.kind(), line.text());
    }
    return table.build().toString();
  }
}
