package io.hairspring.logger.blocks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.hairspring.logger.blocks.Roots.Kind;
import io.hairspring.logger.blocks.Roots.Root;
import io.hairspring.logger.journal.JournalFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RootsTest {
  private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");
  private static final Root OPENED = root(Kind.OPENED, "0".repeat(64));
  private static final Root REACHED = root(Kind.REACHED, "ab".repeat(32));

  @TempDir Path directory;

  private Path file;
  private Roots roots;

  @BeforeEach
  void open() {
    file = directory.resolve(JournalFormat.ROOTS_FILE);
    roots = new Roots(directory);
  }

  @Test
  void shouldReadWhatWasAdded() throws IOException {
    Root unknown = root(Kind.RETIRED, "-");
    roots.add(OPENED);
    roots.add(REACHED);
    roots.add(unknown);

    assertEquals(List.of(OPENED, REACHED, unknown), roots.read());
    assertEquals(List.of(), roots.strange());
  }

  @Test
  void shouldKeepARootApartFromOneThatWasCutOff() throws IOException {
    for (int length = 1; length <= REACHED.toString().length(); length++) {
      Files.writeString(file, REACHED.toString().substring(0, length));
      roots.add(OPENED);

      List<Root> whole = length < REACHED.toString().length() ? List.of() : List.of(REACHED);
      assertEquals(whole.size() + 1, roots.read().size());
      assertEquals(OPENED, roots.read().get(whole.size()));
      assertEquals(List.of(), roots.strange());
    }
  }

  @Test
  void shouldTakeNothingForARootThatIsNone() throws IOException {
    String good = REACHED.toString();
    Files.write(
        file,
        List.of(
            good + " more",
            good + "ab",
            good.replace("ab", "xy"),
            good.replace("-01-", "-13-"),
            good.replace(" 3 ", " three "),
            good.replace("reached", "Reached"),
            good));

    assertEquals(List.of(REACHED), roots.read());
    assertEquals(List.of(1, 2, 3, 4, 5, 6), roots.strange());
  }

  @Test
  void shouldTakeZerosForARootThatDidNotComeToTheDisk() throws IOException {
    Files.writeString(file, "reached 2026-\0\0\0\n\0\0\n");

    assertEquals(List.of(), roots.strange());
  }

  private static Root root(Kind kind, String hash) {
    return new Root(kind, TIME, "20260101-000000T.cq4", 3, 12, hash);
  }
}
