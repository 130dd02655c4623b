package io.hairspring.logger;

/** When the newest journal is gone on with, instead of beginning another. */
enum Resume {
  /** When it was not closed: its writer was killed, or the machine stopped. */
  UNCLEAN,
  /** Always. */
  ALWAYS,
  /** Never. */
  NEVER
}
