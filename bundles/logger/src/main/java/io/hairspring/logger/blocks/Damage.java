package io.hairspring.logger.blocks;

import io.hairspring.logger.journal.JournalException;
import java.nio.file.Path;

/** Is told of what cannot be read. May throw, which ends the reading. */
@FunctionalInterface
public interface Damage {
  /** Ends the reading at the first damage. */
  Damage REFUSED =
      (file, position, what) -> {
        throw new JournalException(file + " at " + position + ": damaged: " + what);
      };

  /** Something at a place of a file is not a block; reading goes on at the next one that is. */
  void found(Path file, long position, String what);
}
