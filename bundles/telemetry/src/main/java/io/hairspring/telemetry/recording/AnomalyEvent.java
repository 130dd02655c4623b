package io.hairspring.telemetry.recording;

import io.hairspring.api.monitor.Alert;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** An anomaly was found, or is over. */
@Name("io.hairspring.Anomaly")
@Label("Anomaly")
@Category("Hairspring")
@Description("An anomaly was found, or is over")
@StackTrace(false)
public final class AnomalyEvent extends Event {
  @Label("Number")
  @Description("From 1; the end of an anomaly has the number of its beginning")
  long number;

  @Label("Kind")
  String kind;

  @Label("Subject")
  String subject;

  @Label("Raised")
  @Description("False when it is over")
  boolean raised;

  @Label("Noticed after")
  @Timespan(Timespan.NANOSECONDS)
  long noticedAfter;

  @Label("Value")
  double value;

  @Label("Limit")
  double limit;

  @Label("Cause")
  String cause;

  @Label("Evidence")
  String evidence;

  private AnomalyEvent() {}

  /** Writes it, if a recording wants it. */
  public static void emit(Alert alert) {
    final AnomalyEvent event = new AnomalyEvent();
    if (event.isEnabled()) {
      event.number = alert.number();
      event.kind = alert.kind().name();
      event.subject = alert.subject();
      event.raised = alert.raised();
      event.noticedAfter = alert.noticedNanos() - alert.occurredNanos();
      event.value = alert.value();
      event.limit = alert.limit();
      event.cause = alert.cause().name();
      event.evidence = alert.evidence();
      event.commit();
    }
  }
}
