package io.hairspring.kernel.graph;

import io.hairspring.api.task.Task;
import io.hairspring.api.task.TaskDefinition;

/**
 * A task of the graph.
 *
 * @param number its own for as long as the session lasts, from 1; times and timers are kept by it
 * @param definition what it declared
 * @param task what runs
 * @param origin bundle and component, for messages
 */
public record TaskNode(int number, TaskDefinition definition, Task task, String origin) {
  /** The highest number there is. */
  public static final int MAX_NUMBER = 0xffff;

  /** A task, whose code will be compiled on a lane. */
  public TaskNode {
    CompileRequests.prepare(task);
  }

  /** Its unique name. */
  public String name() {
    return definition.name();
  }
}
