package io.hairspring.telemetry.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.hairspring.api.control.MitigationStatus;
import io.hairspring.api.control.PlanDescription;
import io.hairspring.api.monitor.Alert;
import io.hairspring.api.monitor.AnomalyKind;
import io.hairspring.api.monitor.Cause;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {
  @TempDir Path directory;

  private static MitigationStatus mitigation(MitigationStatus.Kind kind) {
    return new MitigationStatus(kind, "x", "monitor", "slow", 1);
  }

  @Test
  void shouldWriteAnomaliesPlansAndMitigationsIntoARecording() throws IOException {
    final Path file = directory.resolve("recording.jfr");
    try (Recording recording = new Recording()) {
      for (final String name : List.of("Anomaly", "Plan", "Mitigation")) {
        recording.enable("io.hairspring." + name);
      }
      recording.start();
      AnomalyEvent.emit(
          new Alert(7, AnomalyKind.STUCK, "task:x", true, 100, 350, 3, 4, Cause.TASK, "it runs"));
      PlanEvent.emit(new PlanDescription(9, "a strategy came", Map.of(), Map.of()));
      final MitigationStatus shed = mitigation(MitigationStatus.Kind.SHED);
      final MitigationStatus hold = mitigation(MitigationStatus.Kind.HOLD_ORDERS);
      MitigationEvent.emitChanges(List.of(shed), List.of(hold));
      recording.stop();
      recording.dump(file);
    }
    final List<RecordedEvent> events =
        RecordingFile.readAllEvents(file).stream()
            .filter(event -> event.getEventType().getName().startsWith("io.hairspring."))
            .toList();
    final RecordedEvent anomaly = named(events, "io.hairspring.Anomaly").get(0);
    assertEquals("STUCK", anomaly.getString("kind"));
    assertEquals(250, anomaly.getDuration("noticedAfter").toNanos());
    assertEquals(9, named(events, "io.hairspring.Plan").get(0).getInt("epoch"));
    assertEquals(
        List.of("HOLD_ORDERS true", "SHED false"),
        named(events, "io.hairspring.Mitigation").stream()
            .map(event -> event.getString("kind") + " " + event.getBoolean("inForce"))
            .toList());
  }

  private static List<RecordedEvent> named(List<RecordedEvent> events, String name) {
    return events.stream()
        .filter(event -> Objects.equals(event.getEventType().getName(), name))
        .toList();
  }
}
