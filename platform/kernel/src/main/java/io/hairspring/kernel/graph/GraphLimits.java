package io.hairspring.kernel.graph;

/**
 * What a graph may be at most.
 *
 * @param tasks number of tasks
 * @param lanes number of lanes
 * @param resources number of different resources
 */
public record GraphLimits(int tasks, int lanes, int resources) {
  /** Resources that the lane can tell apart: one bit each. */
  public static final int MAX_RESOURCES = 64;

  /** So many tasks, on one lane. */
  public static GraphLimits ofTasks(int tasks) {
    return new GraphLimits(tasks, 1, MAX_RESOURCES);
  }
}
