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

  /** Whether the step that ended a straight walk changed something. */
  protected boolean changed;

  final boolean rehearsal;

  /** A walk that runs steps. */
  protected Walk() {
    this(false);
  }

  private Walk(boolean rehearsal) {
    this.rehearsal = rehearsal;
  }

  /** A walk that passes through the code of the steps without running any. */
  static Walk rehearsal() {
    return new Walk(true) {};
  }
}
