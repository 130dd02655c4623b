package io.hairspring.telemetry.recording;

import io.hairspring.api.control.PlanDescription;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** Another plan is in force: a component came, left or was swapped, or times have changed. */
@Name("io.hairspring.Plan")
@Label("Plan change")
@Category("Hairspring")
@Description("Another plan is in force; written within one period of the telemetry")
@StackTrace(false)
public final class PlanEvent extends Event {
  @Label("Epoch")
  int epoch;

  @Label("Reason")
  String reason;

  @Label("Tasks")
  @Description("The tasks of each trigger, in order")
  String tasks;

  private PlanEvent() {}

  /** Writes it, if a recording wants it. */
  public static void emit(PlanDescription plan) {
    final PlanEvent event = new PlanEvent();
    if (event.isEnabled()) {
      event.epoch = plan.epoch();
      event.reason = plan.reason();
      event.tasks = plan.sequences().toString();
      event.commit();
    }
  }
}
