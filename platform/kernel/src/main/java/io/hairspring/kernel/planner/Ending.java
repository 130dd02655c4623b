package io.hairspring.kernel.planner;

/** Why a search ended. */
public enum Ending {
  /** No chain of jobs can be shorter. */
  CRITICAL_PATH_MET("meets the critical path bound", true),
  /** All lanes are busy all the time. */
  WORK_MET("meets the bound of total work over lanes", true),
  /** One lane has that much to do. */
  LANE_LOAD_MET("meets the bound of one lane's load", true),
  /** In some interval all lanes are busy. */
  INTERVAL_MET("meets the interval bound", true),
  /** Every other schedule is as long or longer. */
  SEARCH_EXHAUSTED("search exhausted", true),
  /** Better schedules may exist. */
  BUDGET_SPENT("budget spent", false),
  /** Better schedules may exist; another run may come to another schedule. */
  CEILING_STRUCK("wall-clock ceiling struck", false),
  /** List scheduling alone: nothing was searched. */
  NOT_SEARCHED("not searched", false);

  private final String text;
  private final boolean optimal;

  Ending(String text, boolean optimal) {
    this.text = text;
    this.optimal = optimal;
  }

  /** Whether no schedule can be better. */
  public boolean optimal() {
    return optimal;
  }

  /** The reason in words. */
  @Override
  public String toString() {
    return text;
  }
}
