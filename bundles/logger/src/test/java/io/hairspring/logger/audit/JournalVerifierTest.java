package io.hairspring.logger.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.logger.Settings;
import io.hairspring.logger.blocks.BlockReader;
import io.hairspring.logger.blocks.BlockSeal;
import io.hairspring.logger.blocks.Damage;
import io.hairspring.logger.journal.JournalFiles;
import io.hairspring.logger.journal.JournalFormat;
import io.hairspring.logger.lines.LineKind;
import io.hairspring.schema.MessageHeaderEncoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class JournalVerifierTest {
  private static final int BLOCKS = 8;
  private static final int LINES = 4;

  @TempDir Path directory;

  private Path run;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    use(Settings.journal(directory, BLOCKS, LINES));
  }

  @Test
  void shouldFindNothingWrongWithWhatWasWritten() {
    assertEquals(List.of(), new Verification(run).faults());
    assertEquals(List.of(), new Verification(run).notes());
  }

  @Test
  void shouldSayWhichRecordWasChanged() throws IOException {
    // The second line of the third block.
    long at = contents().get(2) + JournalFormat.linesOffset(LINES) + JournalFormat.LINE + 20;
    flip(at);

    List<String> faults = new Verification(run).faults();

    assertEquals(1, faults.size(), faults::toString);
    assertTrue(faults.get(0).startsWith("record 10 was changed"), faults::toString);
    assertTrue(faults.get(0).contains("block 3"), faults::toString);
  }

  @Test
  void shouldSayEveryRecordOfABlockThatWasChanged() throws IOException {
    long lines = contents().get(2) + JournalFormat.linesOffset(LINES);
    flip(lines + JournalFormat.LINE + 20);
    flip(lines + 3 * JournalFormat.LINE + 20);

    List<String> faults = new Verification(run).faults();

    assertEquals(2, faults.size(), faults::toString);
    assertTrue(faults.get(0).startsWith("record 10 was changed"), faults::toString);
    assertTrue(faults.get(1).startsWith("record 12 was changed"), faults::toString);
  }

  @Test
  void shouldCountTheChangedRecordsOfABlockThatAreTooManyToSay() throws IOException {
    use(Settings.journal(directory.resolve("large"), 1, 70));
    write(contents().get(0) + JournalFormat.linesOffset(70), new byte[70 * JournalFormat.LINE]);

    List<String> faults = new Verification(run).faults();

    assertEquals(65, faults.size(), faults::toString);
    assertTrue(faults.get(64).startsWith("and 6 more were changed; block 1"), faults::toString);
  }

  @ParameterizedTest
  @EnumSource(names = {"ORDER", "REPORT"})
  void shouldSayWhichRecordWasChangedToWhatCannotBe(LineKind kind) throws IOException {
    use(
        Settings.journal(
            directory.resolve("orders"),
            lines -> new Stream(lines).market(Stream.START, 300, true, false).fill(Stream.START)));
    byte[] wrong = new byte[JournalFormat.LINE - MessageHeaderEncoder.ENCODED_LENGTH];
    Arrays.fill(wrong, (byte) -1);
    write(place(kind) + MessageHeaderEncoder.ENCODED_LENGTH, wrong);

    List<String> faults = new Verification(run).faults();

    assertEquals(1, faults.size(), faults::toString);
    assertTrue(faults.get(0).contains("now it reads " + kind.label()), faults::toString);
    assertTrue(faults.get(0).contains("event=?255 side=?255"), faults::toString);
  }

  @Test
  void shouldSayWhichBlockHasAChangedHeader() throws IOException {
    flip(contents().get(4) + JournalFormat.TIME_OFFSET);

    List<String> faults = new Verification(run).faults();

    assertEquals(1, faults.size(), faults::toString);
    assertTrue(faults.get(0).startsWith("block 5 was changed, in its header"), faults::toString);
  }

  @Test
  void shouldSeeThatABlockWasReplacedByOneWithTheRightHash() throws IOException {
    long at = contents().get(2);
    byte[] block = read(at);
    block[JournalFormat.linesOffset(LINES) + 8] ^= 1;
    new BlockSeal().close(block, new UnsafeBuffer(block), LINES);
    write(at, block);

    List<String> faults = new Verification(run).faults();

    assertEquals(1, faults.size(), faults::toString);
    assertTrue(faults.get(0).startsWith("block 4 does not follow block 3"), faults::toString);
  }

  @Test
  void shouldSayWhichBlockIsMissing() throws IOException {
    List<byte[]> blocks = blocks();
    blocks.remove(3);
    rewrite(blocks);

    List<String> faults = new Verification(run).faults();

    assertEquals(1, faults.size(), faults::toString);
    assertTrue(faults.get(0).startsWith("block 4 is missing before block 5"), faults::toString);
  }

  @Test
  void shouldSayWhichBlockWasMoved() throws IOException {
    List<byte[]> blocks = blocks();
    blocks.add(5, blocks.remove(3));
    rewrite(blocks);

    List<String> faults = new Verification(run).faults();

    assertEquals(1, faults.size(), faults::toString);
    assertTrue(
        faults.get(0).startsWith("block 4 was moved: it comes after block 6"), faults::toString);
  }

  @Test
  void shouldSayWhichBlockWasPutIn() throws IOException {
    List<byte[]> blocks = blocks();
    byte[] forged = blocks.get(3).clone();
    forged[JournalFormat.linesOffset(LINES) + 8] ^= 1;
    new BlockSeal().close(forged, new UnsafeBuffer(forged), LINES);
    blocks.add(3, forged);
    rewrite(blocks);

    List<String> faults = new Verification(run).faults();

    assertTrue(
        faults.stream().anyMatch(fault -> fault.startsWith("block 4 was put in")),
        faults::toString);
  }

  @Test
  void shouldSeeByTheRootThatTheEndWasCutOff() throws IOException {
    List<byte[]> blocks = blocks();
    rewrite(blocks.subList(0, 5));

    List<String> faults = new Verification(run).faults();

    assertEquals(1, faults.size(), faults::toString);
    assertTrue(faults.get(0).startsWith("blocks 6 to 8 (records to 32) were cut off"));
  }

  @Test
  void shouldSeeByTheLastRootThatABlockWasPutInBehindTheEnd() throws IOException {
    List<byte[]> blocks = blocks();
    byte[] forged = blocks.get(BLOCKS - 1).clone();
    UnsafeBuffer block = new UnsafeBuffer(forged);
    block.putLong(JournalFormat.NUMBER_OFFSET, BLOCKS + 1, ByteOrder.LITTLE_ENDIAN);
    block.putLong(JournalFormat.FIRST_LINE_OFFSET, BLOCKS * LINES + 1, ByteOrder.LITTLE_ENDIAN);
    block.putBytes(
        JournalFormat.PREVIOUS_OFFSET,
        forged.clone(),
        JournalFormat.HASH_OFFSET,
        JournalFormat.HASH_LENGTH);
    new BlockSeal().close(forged, block, LINES);
    blocks.add(forged);
    rewrite(blocks);

    List<String> faults = new Verification(run).faults();

    assertEquals(1, faults.size(), faults::toString);
    assertTrue(
        faults.get(0).startsWith("block 9 was put in behind the end: the journal was closed"),
        faults::toString);
  }

  @Test
  void shouldSeeThatTheRootsAreGone() throws IOException {
    Files.delete(run.resolve(JournalFormat.ROOTS_FILE));

    assertEquals(
        List.of("the roots are gone: there is none in roots.txt"), new Verification(run).faults());
  }

  @Test
  void shouldSayWhichRootWasChanged() throws IOException {
    Path roots = run.resolve(JournalFormat.ROOTS_FILE);
    Files.writeString(roots, Files.readString(roots).replaceFirst("opened", "0pened"));

    assertEquals(
        List.of("line 1 of roots.txt is no root: it was changed"), new Verification(run).faults());
  }

  @Test
  void shouldFindNothingWrongWithARootWhoseWriterDiedInIt() throws IOException {
    Path roots = run.resolve(JournalFormat.ROOTS_FILE);
    String text = Files.readString(roots);
    Files.writeString(roots, text.substring(0, text.length() - 30));

    assertEquals(List.of(), new Verification(run).faults());
    assertEquals(1, new Verification(run).notes().size());
  }

  @Test
  void shouldSayWhereAFileWasTruncatedAndGoOn() throws IOException {
    long third = contents().get(2);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(third + 40);
    }

    List<String> faults = new Verification(run).faults();

    assertTrue(faults.get(0).contains("cut off or overwritten"), faults::toString);
    assertTrue(faults.get(1).startsWith("blocks 3 to 8"), faults::toString);
  }

  @Test
  void shouldReadOnAfterAWordThatCannotBeOne() throws IOException {
    write(contents().get(2) - 4, new byte[] {-1, -1, -1, 0x3F});

    List<String> faults = new Verification(run).faults();

    assertEquals(2, faults.size(), faults::toString);
    assertTrue(faults.get(1).startsWith("block 3 is missing before block 4"), faults::toString);
  }

  @Test
  void shouldSeeThatTheFirstFileIsGone() throws IOException {
    rewrite(blocks().subList(2, BLOCKS));

    List<String> faults = new Verification(run).faults();

    assertEquals(1, faults.size(), faults::toString);
    assertTrue(faults.get(0).startsWith("blocks 1 to 2 are missing"), faults::toString);
  }

  @Test
  void shouldSayPlainlyWhatItCannotSee() throws IOException {
    Verdict verdict = new JournalVerifier(run).verify();

    assertTrue(verdict.whole());
    assertTrue(verdict.text().contains("Not seen by this"), verdict.text());
    assertFalse(verdict.text().contains("FAULT"), verdict.text());
  }

  private void use(Path journal) throws IOException {
    run = journal;
    file = JournalFiles.of(run).get(0);
  }

  /** Where in the file the first line of a kind is. */
  private long place(LineKind kind) {
    try (BlockReader blocks = new BlockReader(run, Damage.REFUSED)) {
      while (blocks.next()) {
        for (int i = 0; i < blocks.lines(); i++) {
          if (LineKind.of(blocks.block(), blocks.lineOffset(i)) == kind) {
            return blocks.position() + Integer.BYTES + blocks.lineOffset(i);
          }
        }
      }
    }
    throw new AssertionError("no line is of the kind " + kind);
  }

  /** Where the contents of the blocks begin. */
  private List<Long> contents() {
    List<Long> positions = new ArrayList<>();
    try (BlockReader blocks = new BlockReader(run, Damage.REFUSED)) {
      while (blocks.next()) {
        positions.add(blocks.position() + Integer.BYTES);
      }
    }
    return positions;
  }

  private List<byte[]> blocks() throws IOException {
    List<byte[]> blocks = new ArrayList<>();
    for (long position : contents()) {
      blocks.add(read(position));
    }
    return blocks;
  }

  /** Puts other blocks in the place of those that are there, as one who knows the format would. */
  private void rewrite(List<byte[]> blocks) throws IOException {
    long first = contents().get(0) - Integer.BYTES;
    ByteBuffer all = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
    for (byte[] block : blocks) {
      all.putInt(block.length).put(block);
    }
    write(first, Arrays.copyOf(all.array(), all.capacity()));
  }

  private void flip(long position) throws IOException {
    byte[] one = new byte[1];
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      channel.read(ByteBuffer.wrap(one), position);
    }
    one[0] ^= 1;
    write(position, one);
  }

  private byte[] read(long position) throws IOException {
    byte[] block = new byte[JournalFormat.blockLength(LINES)];
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      channel.read(ByteBuffer.wrap(block), position);
    }
    return block;
  }

  private void write(long position, byte[] bytes) throws IOException {
    assertTrue(Files.size(file) >= position);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(bytes), position);
    }
  }
}
