package io.hairspring.kernel.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.hairspring.api.journal.ExecutionLogger;
import io.hairspring.kernel.time.VirtualClock;
import io.hairspring.schema.ClockReadingDecoder;
import io.hairspring.schema.MessageHeaderDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClockWatchTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long EPOCH = 1_700_000_000L * SECOND;

  @TempDir Path root;
  private final VirtualClock clock = new VirtualClock();
  private final ControlNotes notes = new ControlNotes(clock);
  private final Written written = new Written();
  private final List<Long> ties = new ArrayList<>();
  private long ahead = EPOCH;
  private long readingTakes;

  /** The last reading that was written down, as step, drift, uncertainty, source, synchronised. */
  private List<Long> last = List.of();

  private final ExecutionLogger readings =
      new ExecutionLogger() {
        @Override
        public boolean append(DirectBuffer buffer, int offset, int length) {
          final MessageHeaderDecoder header = new MessageHeaderDecoder();
          for (int at = offset; at < offset + length; at += 64) {
            if (header.wrap(buffer, at).templateId() == ClockReadingDecoder.TEMPLATE_ID) {
              final ClockReadingDecoder line = new ClockReadingDecoder();
              line.wrapAndApplyHeader(buffer, at, header);
              last =
                  List.of(
                      line.stepNanos(),
                      line.driftPpb(),
                      line.uncertaintyNanos(),
                      (long) line.source(),
                      (long) line.synchronised());
            }
          }
          return true;
        }

        @Override
        public String location() {
          return "memory";
        }
      };

  private long utc() {
    clock.advance(readingTakes);
    return clock.nanoTime() + ahead;
  }

  private ClockWatch watch() {
    return new ClockWatch(clock, this::utc, root, notes, ties::add);
  }

  private void hand() {
    new BetweenSessions(notes, clock).hand(List.of(written, readings));
  }

  private long alerts() {
    return written.lines.stream().filter(line -> line.startsWith("control")).count();
  }

  @Test
  void shouldReadWhatTheKernelSaysOfItsClock() throws IOException {
    final Path source = root.resolve("sys/devices/system/clocksource/clocksource0");
    Files.createDirectories(source);
    Files.writeString(source.resolve("current_clocksource"), "kvm-clock\n");
    Files.createDirectories(root.resolve("run/systemd/timesync"));
    Files.createFile(root.resolve("run/systemd/timesync/synchronized"));
    watch().read();
    hand();
    assertEquals(List.of(0L, 0L, 0L, 2L, 1L), last);
    assertEquals(List.of(EPOCH), ties);
  }

  @Test
  void shouldSayUnknownWhereNothingTells() {
    watch().read();
    hand();
    assertEquals(List.of(0L, 0L, 0L, 0L, 2L), last);
  }

  @Test
  void shouldExpectTheDriftThatItHasSeenAndRaiseNoAlertForIt() {
    final ClockWatch watch = watch();
    watch.read();
    for (int i = 0; i < 3; i++) {
      clock.advance(SECOND);
      ahead += 50_000;
      watch.read();
    }
    hand();
    assertEquals(List.of(0L, 50_000L, 0L, 0L, 2L), last);
    assertEquals(0, alerts());
  }

  @Test
  void shouldRaiseAnAlertWhenUtcStepsBackwardsAndSayWhenItIsOver() {
    final ClockWatch watch = watch();
    watch.read();
    clock.advance(SECOND);
    ahead -= SECOND / 2;
    watch.read();
    hand();
    assertEquals(-SECOND / 2, last.get(0));
    assertEquals(1, alerts());
    clock.advance(SECOND);
    watch.read();
    hand();
    assertEquals(0, last.get(0));
    assertEquals(2, alerts());
  }

  @Test
  void shouldRaiseAnAlertWhenTheTwoCannotBeReadTogetherCloselyEnough() {
    readingTakes = 150_000;
    watch().read();
    hand();
    assertEquals(150_000, last.get(2));
    assertEquals(1, alerts());
  }
}
