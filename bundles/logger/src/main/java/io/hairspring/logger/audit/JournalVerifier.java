package io.hairspring.logger.audit;

import io.hairspring.logger.blocks.BlockReader;
import io.hairspring.logger.blocks.Roots.Kind;
import io.hairspring.logger.blocks.Roots.Root;
import io.hairspring.logger.journal.JournalFiles;
import io.hairspring.logger.journal.JournalFormat;
import io.hairspring.logger.lines.LineKind;
import io.hairspring.logger.lines.LineText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Goes through a journal and compares each block with its hash, with the block before it and with
 * the roots. One thread.
 */
final class JournalVerifier {
  private static final String NO_HASH = "0".repeat(2 * JournalFormat.HASH_LENGTH);
  private static final int MOST_FAULTS = 1_000;
  private static final int MOST_CHANGED = 64;

  private final Path directory;
  private final List<String> notes = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private final ChainOrder order = new ChainOrder(this::fault);
  private final RootsSeen roots;
  private Link spoiled;
  private long blocks;
  private long lines;
  private Instant firstTime;
  private Instant lastTime;
  private String lastHash = NO_HASH;

  JournalVerifier(Path directory) {
    this.directory = directory;
    roots = new RootsSeen(directory, this::fault, notes);
  }

  /**
   * Verifies it.
   *
   * @throws io.hairspring.logger.journal.JournalException when there is no journal
   */
  Verdict verify() throws IOException {
    JournalFiles.check(directory);
    roots.read();
    try (BlockReader reader = new BlockReader(directory, this::damage)) {
      while (reader.next()) {
        see(reader);
      }
    }
    follow(null);
    order.finish();
    roots.compareEnd(order.last());
    return new Verdict(summary(), notes, faults);
  }

  private void see(BlockReader block) {
    String where = place(block);
    if (!block.whole()) {
      changed(block, where);
    }
    String previous = HexFormat.of().formatHex(block.previousHash());
    String hash = HexFormat.of().formatHex(block.hash());
    if (blocks == 0) {
      begin(block.number(), previous, where);
    }
    Link link = new Link(block.number(), block.firstLine(), block.lines(), previous, hash, where);
    follow(link);
    if (block.whole()) {
      order.see(link);
    } else {
      spoiled = link;
    }
    for (Root root : roots.of(block.number())) {
      if (!root.hash().equals(hash) && block.whole()) {
        fault(
            "block "
                + block.number()
                + " is not the one that the root of "
                + root.time()
                + " saw: "
                + where);
      }
    }
    blocks++;
    lines += block.lines();
    lastHash = hash;
    lastTime = time(block);
    if (firstTime == null) {
      firstTime = lastTime;
    }
    note(block);
  }

  /**
   * A block that was spoiled counts if the next one follows it. If not, the journal was gone on
   * with after the block before.
   */
  private void follow(Link next) {
    if (spoiled != null && (next == null || !order.precedes(next))) {
      order.see(spoiled);
    }
    spoiled = null;
  }

  private void begin(long number, String previous, String where) {
    if (number == 1 && previous.equals(NO_HASH)) {
      order.begin(0, 0, NO_HASH);
      return;
    }
    Root before = null;
    for (Root root : roots.of(number - 1)) {
      if (root.kind() == Kind.RETIRED && root.hash().equals(previous)) {
        before = root;
      }
    }
    if (before == null) {
      order.begin(0, 0, NO_HASH);
    } else {
      notes.add("blocks 1 to " + before.block() + " were deleted by retention; " + where);
      order.begin(before.block(), before.line(), before.hash());
    }
  }

  private void changed(BlockReader block, String where) {
    int line = block.changedLine(0);
    if (line < 0) {
      fault("block " + block.number() + " was changed, in its header or its checksums: " + where);
    }
    String rest = "; block " + block.number() + ", " + where;
    int found = 0;
    while (line >= 0) {
      if (found < MOST_CHANGED) {
        fault(nowReads(block, line) + rest);
      }
      found++;
      line = block.changedLine(line + 1);
    }
    if (found > MOST_CHANGED) {
      fault("and " + (found - MOST_CHANGED) + " more were changed" + rest);
    }
  }

  private static String nowReads(BlockReader block, int line) {
    int offset = block.lineOffset(line);
    return "record "
        + (block.firstLine() + line)
        + " was changed; now it reads "
        + LineKind.of(block.block(), offset).label()
        + " "
        + LineText.of(block.block(), offset);
  }

  private void note(BlockReader block) {
    if ((block.flags() & JournalFormat.RESUMED) != 0) {
      notes.add(
          "opened again with block "
              + block.number()
              + " by process "
              + block.process()
              + " at "
              + time(block));
    }
    if ((block.flags() & JournalFormat.CLOCK_BACK) != 0) {
      notes.add("the time of day was set back before block " + block.number());
    }
  }

  private void damage(Path file, long position, String what) {
    String text = file.getFileName() + " at " + position + ": " + what;
    if (what.endsWith("died in it")) {
      notes.add(text + ", of which nothing was acknowledged");
    } else {
      fault(text);
    }
  }

  private List<String> summary() throws IOException {
    return List.of(
        "journal  " + directory,
        "holds    "
            + JournalFiles.of(directory).size()
            + " files, "
            + blocks
            + " blocks, "
            + lines
            + " records, written from "
            + firstTime
            + " to "
            + lastTime,
        "root     block " + order.last() + " " + lastHash);
  }

  private void fault(String text) {
    if (faults.size() < MOST_FAULTS) {
      faults.add(text);
    } else if (faults.size() == MOST_FAULTS) {
      faults.add("and more");
    }
  }

  private static String place(BlockReader block) {
    return "records "
        + block.firstLine()
        + " to "
        + (block.firstLine() + block.lines() - 1)
        + ", "
        + block.path().getFileName()
        + " at "
        + block.position();
  }

  private static Instant time(BlockReader block) {
    long nanos = block.writtenNanos();
    return Instant.ofEpochSecond(
        Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
  }
}
