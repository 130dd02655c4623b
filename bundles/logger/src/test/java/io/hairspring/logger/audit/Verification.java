package io.hairspring.logger.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** What a verification says, for tests of other packages. */
public final class Verification {
  private final Verdict verdict;

  /** Verifies a journal. */
  public Verification(Path directory) {
    try {
      verdict = new JournalVerifier(directory).verify();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether it is whole; the faults are printed if not. */
  public boolean whole() {
    if (!verdict.whole()) {
      System.err.println(verdict.text());
    }
    return verdict.whole();
  }

  /** What is wrong. */
  public List<String> faults() {
    return verdict.faults();
  }

  /** What is worth to know. */
  public List<String> notes() {
    return verdict.notes();
  }
}
