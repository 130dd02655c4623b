package io.hairspring.logger.audit;

import io.hairspring.logger.journal.JournalException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToIntFunction;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * {@code distribution/run audit}: verifies a journal, reports on it, or exports it. Exit status: 1
 * when the journal is not whole or cannot be read, 2 when the arguments are wrong.
 */
@Component(service = ToIntFunction.class, property = "hairspring.command=audit")
public final class AuditCommand implements ToIntFunction<List<String>> {
  private static final int FAILED = 1;
  private static final int WRONG_INPUT = 2;

  private final PrintStream out;
  private final PrintStream errors;

  /** The command on the process's own streams. */
  @Activate
  public AuditCommand() {
    this(System.out, System.err);
  }

  AuditCommand(PrintStream out, PrintStream errors) {
    this.out = out;
    this.errors = errors;
  }

  @Override
  public int applyAsInt(List<String> arguments) {
    try {
      AuditOptions options = AuditOptions.parse(arguments);
      return switch (options.action()) {
        case VERIFY -> verify(options);
        case REPORT -> report(options);
        case EXPORT -> export(options);
      };
    } catch (IllegalArgumentException e) {
      errors.println(e.getMessage());
      return WRONG_INPUT;
    } catch (JournalException e) {
      errors.println("audit: " + e.getMessage());
      return FAILED;
    } catch (IOException | UncheckedIOException e) {
      errors.println("audit: cannot be read or written: " + e);
      return FAILED;
    }
  }

  private int verify(AuditOptions options) throws IOException {
    Verdict verdict = new JournalVerifier(options.directory()).verify();
    if (options.out().isPresent()) {
      Files.writeString(options.out().get(), verdict.text() + "\n");
    } else {
      print(verdict.text());
    }
    return verdict.whole() ? 0 : FAILED;
  }

  private int report(AuditOptions options) throws IOException {
    Path directory = options.directory();
    Path page =
        options.out().orElse(Path.of(directory.getFileName() + "-report.html")).toAbsolutePath();
    Path log = page.resolveSibling(stem(page) + ".hlog");
    JournalReport report = JournalReport.of(directory, log);
    Files.writeString(page, new ReportPage(report).html());
    if (options.format().isPresent()) {
      print(
          options.format().get() == AuditOptions.Format.JSON
              ? report.table().json()
              : report.table().csv());
    } else {
      print(report.table().text());
    }
    errors.println("plot: " + page);
    errors.println("histograms: " + log);
    return 0;
  }

  private int export(AuditOptions options) throws IOException {
    boolean json = options.format().orElse(AuditOptions.Format.CSV) == AuditOptions.Format.JSON;
    JournalExport export =
        new JournalExport(options.directory(), json ? new JsonLines() : new CsvRows());
    if (options.out().isPresent()) {
      try (Writer file = Files.newBufferedWriter(options.out().get())) {
        export.writeTo(file);
      }
      return 0;
    }
    // Not closed: it is the process's.
    Writer console = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    export.writeTo(console);
    console.flush();
    checkPrinted();
    return 0;
  }

  private void print(String text) throws IOException {
    out.println(text);
    checkPrinted();
  }

  /** A stream that prints keeps its errors to itself. */
  private void checkPrinted() throws IOException {
    if (out.checkError()) {
      throw new IOException("standard output cannot be written");
    }
  }

  private static String stem(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }
}
