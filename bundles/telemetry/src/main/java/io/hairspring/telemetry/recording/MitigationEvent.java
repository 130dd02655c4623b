package io.hairspring.telemetry.recording;

import io.hairspring.api.control.MitigationStatus;
import java.util.List;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A mitigation came into force or was taken back. */
@Name("io.hairspring.Mitigation")
@Label("Mitigation")
@Category("Hairspring")
@Description("A mitigation came into force or was taken back; written within one period")
@StackTrace(false)
public final class MitigationEvent extends Event {
  @Label("Kind")
  String kind;

  @Label("Subject")
  String subject;

  @Label("By")
  String by;

  @Label("Reason")
  String reason;

  @Label("In force")
  boolean inForce;

  private MitigationEvent() {}

  /** Writes one for each difference, if a recording wants it. */
  public static void emitChanges(List<MitigationStatus> before, List<MitigationStatus> after) {
    after.stream().filter(status -> !before.contains(status)).forEach(s -> emit(s, true));
    before.stream().filter(status -> !after.contains(status)).forEach(s -> emit(s, false));
  }

  private static void emit(MitigationStatus status, boolean inForce) {
    final MitigationEvent event = new MitigationEvent();
    if (event.isEnabled()) {
      event.kind = status.kind().name();
      event.subject = status.subject();
      event.by = status.by();
      event.reason = status.reason();
      event.inForce = inForce;
      event.commit();
    }
  }
}
