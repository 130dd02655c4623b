package io.hairspring.kernel.control;

/** When the critical steps of a plan that stays are made into code of their own. */
enum Specialise {
  /** Never. */
  OFF,
  /** When cycles are measured to take less time with it. */
  MEASURED,
  /** Whatever they take. */
  ALWAYS
}
