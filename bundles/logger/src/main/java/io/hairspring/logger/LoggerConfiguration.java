package io.hairspring.logger;

/** Configuration of the logger, PID {@code io.hairspring.logger}. */
@interface LoggerConfiguration {
  /**
   * Where the run directories are made; when empty, {@code data/journal} under the directory of the
   * system property {@code hairspring.home}.
   */
  String directory() default "";

  /** How often the journal starts a new file: a constant of Chronicle's {@code RollCycles}. */
  String rollCycle() default "FAST_DAILY";
}
