package io.hairspring.logger.audit;

import io.hairspring.logger.blocks.Roots;
import io.hairspring.logger.blocks.Roots.Kind;
import io.hairspring.logger.blocks.Roots.Root;
import io.hairspring.logger.journal.JournalFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What the roots of a journal say about how far it goes. One thread. */
final class RootsSeen {
  private final Roots roots;
  private final Consumer<String> faults;
  private final List<String> notes;
  private final Map<Long, List<Root>> byBlock = new HashMap<>();

  RootsSeen(Path directory, Consumer<String> faults, List<String> notes) {
    roots = new Roots(directory);
    this.faults = faults;
    this.notes = notes;
  }

  /** Reads them, before the blocks: the journal may be written to meanwhile. */
  void read() throws IOException {
    for (Root root : roots.read()) {
      byBlock.computeIfAbsent(root.block(), block -> new ArrayList<>()).add(root);
    }
  }

  /** The roots that saw a block as the last one. */
  List<Root> of(long block) {
    return byBlock.getOrDefault(block, List.of());
  }

  /** Compares them with the last block that there is. */
  void compareEnd(long last) throws IOException {
    cutOff(last);
    for (int line : roots.strange()) {
      faults.accept(
          "line " + line + " of " + JournalFormat.ROOTS_FILE + " is no root: it was changed");
    }
    // Read again: it may have been opened again, and written to, since the first time.
    List<Root> now = roots.read();
    Root newest = now.isEmpty() ? null : now.get(now.size() - 1);
    if (newest == null && last > 0) {
      // Each writer adds one before its first block.
      faults.accept("the roots are gone: there is none in " + JournalFormat.ROOTS_FILE);
    } else if (newest == null || newest.kind() != Kind.CLOSED) {
      notes.add("the journal was not closed: it is being written, or its writer was stopped");
    } else if (last > newest.block()) {
      faults.accept(
          (last == newest.block() + 1
                  ? "block " + last + " was"
                  : "blocks " + (newest.block() + 1) + " to " + last + " were")
              + " put in behind the end: the journal was closed after block "
              + newest.block()
              + " at "
              + newest.time());
    }
  }

  private void cutOff(long last) {
    long furthest = last;
    Root beyond = null;
    for (List<Root> ofBlock : byBlock.values()) {
      for (Root root : ofBlock) {
        if (root.block() > furthest) {
          furthest = root.block();
          beyond = root;
        }
      }
    }
    if (beyond != null) {
      faults.accept(
          "blocks "
              + (last + 1)
              + " to "
              + furthest
              + " (records to "
              + beyond.line()
              + ") were cut off: the root of "
              + beyond.time()
              + " saw them");
    }
  }
}
