package io.hairspring.logger;

import io.hairspring.api.journal.JournalLine;
import io.hairspring.logger.blocks.BlockReader;
import io.hairspring.logger.journal.JournalException;
import io.hairspring.logger.journal.JournalFiles;
import io.hairspring.logger.lines.LineKind;
import io.hairspring.logger.lines.LineText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import org.agrona.collections.LongArrayList;

/** Looks for the last lines of a journal: from the newest file back. */
final class JournalTail {
  private JournalTail() {}

  /** The last lines that a filter lets through, the oldest first. */
  static List<JournalLine> of(Path directory, int most, Predicate<JournalLine> filter) {
    Deque<JournalLine> found = new ArrayDeque<>();
    try {
      List<Path> files = JournalFiles.of(directory);
      for (int i = files.size() - 1; i >= 0 && found.size() < most; i--) {
        Deque<JournalLine> ofFile = ofFile(files.get(i), most - found.size(), filter);
        while (!ofFile.isEmpty()) {
          found.addFirst(ofFile.removeLast());
        }
      }
    } catch (IOException | JournalException e) {
      throw new IllegalStateException("log: the journal cannot be read: " + e.getMessage(), e);
    }
    return new ArrayList<>(found);
  }

  private static Deque<JournalLine> ofFile(Path file, int most, Predicate<JournalLine> filter) {
    Deque<JournalLine> found = new ArrayDeque<>();
    try (BlockReader blocks = BlockReader.of(file, (path, position, what) -> {})) {
      LongArrayList positions = new LongArrayList();
      while (blocks.next()) {
        positions.addLong(blocks.position());
      }
      for (int block = positions.size() - 1; block >= 0 && found.size() < most; block--) {
        blocks.moveTo(positions.getLong(block));
        if (blocks.next()) {
          ofBlock(blocks, most, filter, found);
        }
      }
    }
    return found;
  }

  private static void ofBlock(
      BlockReader blocks, int most, Predicate<JournalLine> filter, Deque<JournalLine> found) {
    for (int i = blocks.lines() - 1; i >= 0 && found.size() < most; i--) {
      JournalLine line = line(blocks, i);
      if (filter.test(line)) {
        found.addFirst(line);
      }
    }
  }

  private static JournalLine line(BlockReader blocks, int index) {
    int offset = blocks.lineOffset(index);
    LineKind kind = LineKind.of(blocks.block(), offset);
    return new JournalLine(
        blocks.firstLine() + index,
        kind.label(),
        kind.nanos(blocks.block(), offset),
        LineText.of(blocks.block(), offset));
  }
}
