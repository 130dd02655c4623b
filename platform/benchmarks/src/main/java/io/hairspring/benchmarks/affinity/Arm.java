package io.hairspring.benchmarks.affinity;

/** Where the lane and everything else of the process may run. */
enum Arm {
  /** The lane on its core, everything else kept off it. */
  PINNED("pinned", "on a core of its own, all others confined"),
  /** The lane on the same core, everything else wherever the operating system puts it. */
  PINNED_ALONE("pinned_alone", "on the same core, the others left to the system"),
  /** All of it wherever the operating system puts it. */
  UNPINNED("unpinned", "left to the system, like all others");

  private final String label;
  private final String words;

  Arm(String label, String words) {
    this.label = label;
    this.words = words;
  }

  /** Its name in tables. */
  String label() {
    return label;
  }

  /** Begins its keys in a report. */
  String key() {
    return "affinity." + label;
  }

  /** What it is, in a few words. */
  String words() {
    return words;
  }
}
