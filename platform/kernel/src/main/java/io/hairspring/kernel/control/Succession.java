package io.hairspring.kernel.control;

import java.util.Locale;

/**
 * That a plan has a successor of a task take over when it comes into force.
 *
 * @param number of the task; 0 for none
 * @param kind what the successor begins with
 */
record Succession(int number, Kind kind) {
  /** A plan with which nobody takes over. */
  static final Succession NONE = new Succession(0, Kind.NONE);

  /** What somebody begins with. */
  enum Kind {
    /** It does not begin. */
    NONE,

    /** As it is started. */
    ANEW,

    /** With the state of the one before it. */
    STATE,

    /** With its own state, of when it was replaced itself. */
    BACK;

    /** As the journal has it. */
    String spelled() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** As the journal has it; none for null. */
    static Kind of(String spelled) {
      return spelled == null ? NONE : valueOf(spelled.toUpperCase(Locale.ROOT));
    }
  }

  /** What a task begins with. */
  Kind of(int task) {
    return task == number ? kind : Kind.NONE;
  }
}
