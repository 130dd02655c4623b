package io.hairspring.shell;

import io.hairspring.api.journal.JournalLine;
import io.hairspring.api.journal.JournalStatus;
import java.util.Locale;
import java.util.function.Predicate;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * The commands {@code hairspring:*} about the journal. They return data, for scripts to work on;
 * {@link JournalTables} writes it for people. Shell threads.
 */
@Component(
    service = JournalCommands.class,
    property = {
      "osgi.command.scope=hairspring",
      "osgi.command.function=log",
      "osgi.command.function=journal"
    })
public final class JournalCommands {
  static final String NO_JOURNAL =
      "no journal: the logger bundle is not running; 'lb' shows its state";

  private static final int MOST = 10_000;

  /** Comes and goes with the logger bundle. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile JournalStatus journal;

  /** How the journal is. */
  @Descriptor("the journal: where, how large, how fast, what waits, when it rolls, what is kept")
  public Object journal() {
    JournalStatus service = journal;
    return service == null ? NO_JOURNAL : service.report();
  }

  /** The end of the journal. */
  @Descriptor("the last lines of the journal")
  public Object log(
      @Descriptor("how many lines")
          @Parameter(
              names = {"-n", "--lines"},
              absentValue = "20")
          int lines,
      @Descriptor("kinds, such as order,report,control")
          @Parameter(
              names = {"-k", "--kind"},
              absentValue = "")
          String kinds,
      @Descriptor("text that the line must contain, such as instrument=3")
          @Parameter(
              names = {"-g", "--grep"},
              absentValue = "")
          String text) {
    JournalStatus service = journal;
    if (service == null) {
      return NO_JOURNAL;
    }
    if (lines < 1 || lines > MOST) {
      return "log: -n " + lines + ": from 1 to " + MOST;
    }
    try {
      return service.tail(lines, filter(kinds, text)).toArray(new JournalLine[0]);
    } catch (IllegalStateException e) {
      return e.getMessage();
    }
  }

  private static Predicate<JournalLine> filter(String kinds, String text) {
    String wanted = "," + kinds.toLowerCase(Locale.ROOT).replace(" ", "") + ",";
    return line ->
        (kinds.isBlank() || wanted.contains("," + line.kind() + ",")) && line.text().contains(text);
  }
}
