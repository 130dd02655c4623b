package io.hairspring.kernel.plan;

/**
 * Where a walk over the steps of a sequence stands, for the code of the steps and for who walks
 * them. One thread.
 */
public abstract class Walk {
  /** The step that runs, or was the last to. */
  protected int step;

  /** Whether the step that runs wants to run once more. */
  protected boolean again;

  /** Whether the step that ended a walk by code changed something. */
  protected boolean changed;

  /** The steps that are ready, while steps are picked: those of words that are done have run. */
  protected long[] words;

  /** The steps that may run, while steps are picked. */
  protected long[] allowed;

  /** The word of the step that runs: what is ready in it, and what has run. */
  protected long word;

  final boolean rehearsal;

  /** A walk that runs steps. */
  protected Walk() {
    this(false);
  }

  private Walk(boolean rehearsal) {
    this.rehearsal = rehearsal;
  }

  /** Makes steps of other words ready than the one that is being picked from. */
  final void makeReady(long[] far) {
    for (int w = 0; w < far.length; w++) {
      words[w] |= far[w];
    }
  }

  /** A walk that passes through the code of the steps without running any. */
  static Walk rehearsal() {
    return new Walk(true) {};
  }
}
