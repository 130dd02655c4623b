package io.hairspring.logger;

/** Configuration of the logger, PID {@code io.hairspring.logger}. */
@interface LoggerConfiguration {
  /**
   * Where the run directories are made; when empty, {@code data/journal} under the directory of the
   * system property {@code hairspring.home}.
   */
  String directory() default "";

  /** When the newest journal is gone on with: unclean, always or never. */
  String resume() default "unclean";

  /** Which thread appends: observer, or own. */
  String thread() default "observer";

  /** Lines that may wait to be appended; a power of two. */
  int queue_lines() default 1 << 18;

  /** Age at which a file is finished. */
  String roll_time() default "1h";

  /** Size at which a file is finished. */
  String roll_size() default "256MB";

  /** Age from which finished files are deleted; 0 for never. */
  String retention_time() default "0";

  /** Size of all journals together above which the oldest finished files are deleted; 0 for any. */
  String retention_size() default "0";

  /** Space on the disk that is kept for orders. */
  String space_reserve() default "1GB";

  /** Space on the disk below which nothing is written. */
  String space_least() default "128MB";

  /** What becomes of records then: refuse, or drop. */
  String space_full() default "refuse";
}
