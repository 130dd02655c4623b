package io.hairspring.telemetry.recording;

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
  @Label("Mitigation")
  String mitigation;

  @Label("In force")
  boolean inForce;

  private MitigationEvent() {}

  /** Writes one for each difference, if a recording wants it. */
  public static void emitChanges(List<String> before, List<String> after) {
    after.stream().filter(line -> !before.contains(line)).forEach(line -> emit(line, true));
    before.stream().filter(line -> !after.contains(line)).forEach(line -> emit(line, false));
  }

  private static void emit(String mitigation, boolean inForce) {
    final MitigationEvent event = new MitigationEvent();
    if (event.isEnabled()) {
      event.mitigation = mitigation;
      event.inForce = inForce;
      event.commit();
    }
  }
}
