package io.hairspring.kernel.graph;

import io.hairspring.api.task.Task;
import io.hairspring.api.task.TaskDefinition;

/**
 * A task of the graph.
 *
 * @param definition what it declared
 * @param task what runs
 * @param origin bundle and component, for messages
 */
public record TaskNode(TaskDefinition definition, Task task, String origin) {
  /** Its unique name. */
  public String name() {
    return definition.name();
  }
}
