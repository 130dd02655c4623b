package io.hairspring.replay;

import io.hairspring.kernel.replay.JournalReplay;
import io.hairspring.kernel.replay.ReplayResult;
import io.hairspring.logger.journal.JournalException;
import io.hairspring.logger.journal.JournalReader;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.function.ToIntFunction;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code distribution/run replay}: exit 0 when nothing differs, 1 when something does, or when
 * there was nothing to compare.
 */
@Component(service = ToIntFunction.class, property = "hairspring.command=replay")
public final class ReplayCommand implements ToIntFunction<List<String>> {
  private static final int DIFFERENT = 1;
  private static final int WRONG_INPUT = 2;

  private final JournalReplay replay;
  private final PrintStream out = System.out;
  private final PrintStream err = System.err;

  /** Takes what it runs on. */
  @Activate
  public ReplayCommand(@Reference JournalReplay replay) {
    this.replay = replay;
  }

  @Override
  public int applyAsInt(List<String> arguments) {
    try {
      return run(ReplayOptions.parse(arguments));
    } catch (final IllegalArgumentException | JournalException e) {
      err.println(e.getMessage());
      return WRONG_INPUT;
    } catch (final IOException e) {
      err.println("replay: the report cannot be written: " + e);
      return WRONG_INPUT;
    }
  }

  private int run(ReplayOptions options) throws IOException {
    final long start;
    final ReplayResult result;
    try (JournalReader reader = JournalReader.open(options.directory())) {
      start = System.nanoTime();
      result = replay.replay(new JournalLines(reader), options.all() ? Integer.MAX_VALUE : 1);
    }
    final ReplayReport report =
        new ReplayReport(options.directory(), result, System.nanoTime() - start);
    out.println(report.table());
    if (options.report().isPresent()) {
      report.write(options.report().get());
    }
    return report.clean() ? 0 : DIFFERENT;
  }
}
