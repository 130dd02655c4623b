package io.hairspring.telemetry.counters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.api.monitor.Distribution;
import io.hairspring.telemetry.metric.Metric;
import io.hairspring.telemetry.metric.Readings;
import io.hairspring.telemetry.metric.Snapshot;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class CountersFilesTest {
  @TempDir Path directory;

  private static Snapshot lanes(long value, int lanes) {
    final Readings readings = new Readings();
    for (int lane = 0; lane < lanes; lane++) {
      readings.add(Metric.LANE_CYCLES, value, Integer.toString(lane));
    }
    readings.text("feed", "synthetic:calm");
    return readings.snapshot(1_234);
  }

  private static void patch(Path file, int offset, int value) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek(offset);
      bytes.writeInt(Integer.reverseBytes(value));
    }
  }

  @Test
  void shouldShowWhatWasWrittenAndByWhom() throws IOException {
    try (CountersWriter writer = new CountersWriter(directory, 256, 250)) {
      writer.write(lanes(77, 2));
      final CountersView view = CountersFiles.read(writer.file());
      assertEquals(ProcessHandle.current().pid(), view.pid());
      assertEquals(1_234, view.updatedMillis());
      assertEquals(250, view.periodMillis());
      assertEquals("synthetic:calm", view.texts().get("feed"));
      assertEquals(List.of("lane.0.cycles", "lane.1.cycles"), List.copyOf(view.values().keySet()));
      assertEquals(77, view.values().get("lane.1.cycles"));
      assertTrue(view.alive());
    }
    assertEquals(List.of(), CountersFiles.in(directory));
  }

  @Test
  void shouldForgetWhatIsNoLongerThereAndUseItsRoomAgain() throws IOException {
    try (CountersWriter writer = new CountersWriter(directory, 256, 250)) {
      for (int round = 0; round < 10; round++) {
        writer.write(lanes(round, 256));
        assertEquals(0, writer.refused());
        writer.write(lanes(round, 1));
        assertEquals(1, CountersFiles.read(writer.file()).values().size());
      }
    }
  }

  @Test
  void shouldCountWhatHasNoRoom() throws IOException {
    try (CountersWriter writer = new CountersWriter(directory, 256, 250)) {
      writer.write(lanes(1, 300));
      assertEquals(44, writer.refused());
      assertEquals(256, CountersFiles.read(writer.file()).values().size());
    }
  }

  @Test
  void shouldNameTheFiguresOfDistributions() throws IOException {
    final Readings readings = new Readings();
    readings.add(
        List.of(
            new Distribution("task:quoting", "time", 9, 45, 5, 4, 8, 9, 10),
            new Distribution("ring:market", "depth", 9, 45, 5, 4, 8, 9, 10)));
    try (CountersWriter writer = new CountersWriter(directory, 256, 250)) {
      writer.write(readings.snapshot(1));
      final CountersView view = CountersFiles.read(writer.file());
      assertEquals(9, view.values().get("task.quoting.time.count"));
      assertEquals(8, view.values().get("task.quoting.time.p99_ns"));
      assertEquals(9, view.values().get("task.quoting.time.p99_9_ns"));
      assertEquals(10, view.values().get("ring.market.depth.max_lines"));
    }
  }

  @Test
  void shouldNeverShowValuesOfTwoSnapshotsAsOne() throws Exception {
    try (CountersWriter writer = new CountersWriter(directory, 256, 250)) {
      writer.write(lanes(0, 200));
      final AtomicBoolean done = new AtomicBoolean();
      final Thread writing =
          new Thread(
              () -> {
                for (long value = 1; !done.get(); value++) {
                  writer.write(lanes(value, value % 2 == 0 ? 200 : 199));
                }
              });
      writing.start();
      try {
        for (int look = 0; look < 200; look++) {
          final CountersView view = CountersFiles.read(writer.file());
          final long first = view.values().get("lane.0.cycles");
          assertEquals(first % 2 == 0 ? 200 : 199, view.values().size());
          assertTrue(view.values().values().stream().allMatch(value -> value == first));
        }
      } finally {
        done.set(true);
        writing.join();
      }
    }
  }

  @Test
  void shouldSayOfWhichVersionAFileIsThatItCannotRead() throws IOException {
    try (CountersWriter writer = new CountersWriter(directory, 256, 250)) {
      patch(writer.file(), CountersLayout.VERSION_OFFSET, 9);
      final IOException refusal =
          assertThrows(IOException.class, () -> CountersFiles.read(writer.file()));
      assertTrue(refusal.getMessage().contains("is of version 9, this reads version 1"));
    }
  }

  @Test
  void shouldRefuseWhatIsNoCountersFile() throws IOException {
    final Path small = Files.writeString(directory.resolve("small"), "x");
    final Path large = Files.write(directory.resolve("large"), new byte[5_000]);
    for (final Path file : List.of(small, large)) {
      final IOException refusal = assertThrows(IOException.class, () -> CountersFiles.read(file));
      assertTrue(refusal.getMessage().contains("is not a counters file"), refusal.getMessage());
    }
    try (CountersWriter writer = new CountersWriter(directory, 256, 250)) {
      patch(writer.file(), CountersLayout.CAPACITY_OFFSET, 12);
      assertThrows(IOException.class, () -> CountersFiles.read(writer.file()));
    }
  }

  @Test
  void shouldSayThatAFileIsNotAtRestRatherThanWaitForever() throws IOException {
    try (CountersWriter writer = new CountersWriter(directory, 256, 250)) {
      patch(writer.file(), CountersLayout.SEQUENCE_OFFSET, 5);
      final IOException refusal =
          assertThrows(IOException.class, () -> CountersFiles.read(writer.file()));
      assertTrue(refusal.getMessage().contains("not at rest"), refusal.getMessage());
    }
  }

  @Test
  void shouldRemoveFilesOfProcessesThatAreGoneAndLeaveOthers() throws IOException {
    final Path abandoned = directory.resolve("hairspring-1234567.counters");
    final Path foreign = Files.writeString(directory.resolve("foreign.counters"), "not ours");
    try (CountersWriter writer = new CountersWriter(directory, 256, 250)) {
      Files.copy(writer.file(), abandoned);
    }
    // The process identifier of no process: they are below 2^22.
    patch(abandoned, CountersLayout.PID_OFFSET, 1 << 30);
    assertFalse(CountersFiles.read(abandoned).alive());
    try (CountersWriter writer = new CountersWriter(directory, 256, 250)) {
      assertEquals(List.of(foreign, writer.file()), CountersFiles.in(directory));
    }
  }

  @Test
  void shouldTakeAnotherProcessWithTheSameNumberForAnother() throws IOException {
    try (CountersWriter writer = new CountersWriter(directory, 256, 250)) {
      patch(writer.file(), CountersLayout.STARTED_OFFSET, 1);
      assertFalse(CountersFiles.read(writer.file()).alive());
    }
  }

  @Test
  void shouldKeepWholeLinesOfTextAndLeaveOutWhatDoesNotFit() {
    final byte[] text = CountersLayout.text(List.of("a=1", "b=" + "x".repeat(9_000), "c=ü"));
    assertEquals("a=1\nc=ü\n", new String(text, java.nio.charset.StandardCharsets.UTF_8));
  }
}
