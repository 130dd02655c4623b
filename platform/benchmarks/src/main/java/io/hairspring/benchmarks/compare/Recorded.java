package io.hairspring.benchmarks.compare;

import java.util.Map;

/**
 * A report that was written before.
 *
 * @param entries of the report
 */
record Recorded(Map<String, String> entries) implements Side {

  @Override
  public Verdict.Margin margin() {
    return Verdict.Margin.RECORDED;
  }

  @Override
  public Map<String, String> measure() {
    return entries;
  }
}
