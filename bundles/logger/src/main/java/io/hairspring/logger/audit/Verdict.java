package io.hairspring.logger.audit;

import java.util.ArrayList;
import java.util.List;

/**
 * What a verification found.
 *
 * @param summary what there is, a line each
 * @param notes what is worth to know and no fault
 * @param faults what is not as it was written, a line each
 */
record Verdict(List<String> summary, List<String> notes, List<String> faults) {
  /** What no journal can prove of itself. */
  static final List<String> LIMITS =
      List.of(
          "Not seen by this: a journal that was rewritten from some block on, with its roots, by"
              + " somebody who may write to all of its files:",
          "  the hashes have no key. Keep the root above where they cannot write, and compare.",
          "Nor blocks cut off or put in after the last root, when the journal was not closed; nor"
              + " that a whole journal was deleted;",
          "  nor what was wrong before it was written, nor what never came to the journal: gaps"
              + " that it knows of are lines of their own (audit report lists them).");

  /** Whether nothing is wrong. */
  boolean whole() {
    return faults.isEmpty();
  }

  /** All of it, without an end of line. */
  String text() {
    List<String> lines = new ArrayList<>(summary);
    notes.forEach(note -> lines.add("note     " + note));
    faults.forEach(fault -> lines.add("FAULT    " + fault));
    lines.add(
        whole()
            ? "result   whole"
            : "result   NOT WHOLE: " + faults.size() + (faults.size() == 1 ? " fault" : " faults"));
    lines.addAll(LIMITS);
    return String.join("\n", lines);
  }
}
