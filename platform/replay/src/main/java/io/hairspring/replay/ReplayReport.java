package io.hairspring.replay;

import io.hairspring.kernel.replay.Difference;
import io.hairspring.kernel.replay.ReplayResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a replay came to, for a person and as one flat JSON object. */
final class ReplayReport {
  private static final double NANOS = 1e9;
  private static final String NOTHING = "nothing was compared: the journal has no cycle";

  private final Path journal;
  private final ReplayResult result;
  private final long nanos;

  ReplayReport(Path journal, ReplayResult result, long nanos) {
    this.journal = journal;
    this.result = result;
    this.nanos = nanos;
  }

  /** Whether something was compared, all that there was, and nothing differs. */
  boolean clean() {
    return result.differences() == 0 && end().isEmpty();
  }

  /** Why it is not all that there should be; empty when it is. */
  private String end() {
    return result.end().isEmpty() && result.cycles() == 0 ? NOTHING : result.end();
  }

  String table() {
    final List<String> lines = new ArrayList<>();
    lines.add("journal         " + journal);
    lines.add(
        String.format(
            "replayed        %,d sessions, %,d inputs, %,d cycles, %,d orders",
            result.sessions(), result.inputs(), result.cycles(), result.orders()));
    lines.add(
        String.format(
            "time            %.3f s, recorded in %.3f s: %.1f times as fast, %,.0f inputs a second",
            nanos / NANOS, result.recordedNanos() / NANOS, speed(), perSecond()));
    lines.add(
        String.format(
            "decisions       hash %016x, recorded %016x",
            result.replayedHash(), result.recordedHash()));
    lines.add(String.format("differences     %,d", result.differences()));
    for (final Difference difference : result.shown()) {
      lines.add("");
      lines.add(
          "session "
              + difference.session()
              + ", cycle "
              + difference.cycle()
              + ": "
              + difference.what());
      lines.add("  recorded  " + difference.recorded());
      lines.add("  replayed  " + difference.replayed());
      difference.before().forEach(input -> lines.add("  after     " + input));
    }
    if (!end().isEmpty()) {
      lines.add("");
      lines.add("ended           " + end());
    }
    return String.join(System.lineSeparator(), lines);
  }

  void write(Path file) throws IOException {
    final Map<String, Object> values = new LinkedHashMap<>();
    values.put("replay.journal", journal.toString());
    values.put("replay.sessions", result.sessions());
    values.put("replay.inputs", result.inputs());
    values.put("replay.cycles", result.cycles());
    values.put("replay.orders", result.orders());
    values.put("replay.hash", String.format("%016x", result.replayedHash()));
    values.put("replay.hash.recorded", String.format("%016x", result.recordedHash()));
    values.put("replay.differences", result.differences());
    values.put("replay.duration_ns", nanos);
    values.put("replay.recorded_ns", result.recordedNanos());
    values.put("replay.speed", speed());
    values.put("replay.inputs_per_second", Math.round(perSecond()));
    values.put("replay.end", end());
    if (!result.shown().isEmpty()) {
      final Difference first = result.shown().get(0);
      values.put("replay.first.session", first.session());
      values.put("replay.first.cycle", first.cycle());
      values.put("replay.first.what", first.what());
      values.put("replay.first.recorded", first.recorded());
      values.put("replay.first.replayed", first.replayed());
    }
    Files.writeString(
        file,
        values.entrySet().stream()
            .map(entry -> "  " + quoted(entry.getKey()) + ": " + value(entry.getValue()))
            .collect(Collectors.joining(",\n", "{\n", "\n}\n")));
  }

  private static String value(Object value) {
    return value instanceof Number ? value.toString() : quoted(value.toString());
  }

  private static String quoted(String text) {
    final StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      final char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }

  private double speed() {
    return nanos == 0 ? 0 : (double) result.recordedNanos() / nanos;
  }

  private double perSecond() {
    return nanos == 0 ? 0 : result.inputs() * NANOS / nanos;
  }
}
