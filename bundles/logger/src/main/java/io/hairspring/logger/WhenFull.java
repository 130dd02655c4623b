package io.hairspring.logger;

/** What becomes of lines when there is no space for them. */
enum WhenFull {
  /** They are refused: the kernel's policy for a full record ring decides. */
  REFUSE,
  /** They are left out and counted, and the journal says so when there is space again. */
  DROP
}
