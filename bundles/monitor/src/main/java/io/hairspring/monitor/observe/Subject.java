package io.hairspring.monitor.observe;

/**
 * What an anomaly is found on.
 *
 * @param name as alerts say it: {@code task:NAME}, {@code cycle:market}, {@code lane:0}, {@code
 *     ring:market}, {@code feed}
 * @param lane the lane it is about
 * @param task number of the task it is; 0 when it is none
 */
public record Subject(String name, int lane, int task) {

  /** Whether it is a ring: its times are waits. */
  public boolean isRing() {
    return name.startsWith("ring:");
  }
}
