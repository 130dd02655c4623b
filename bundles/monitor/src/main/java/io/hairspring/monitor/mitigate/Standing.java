package io.hairspring.monitor.mitigate;

import java.util.HashSet;
import java.util.Set;

/** What is known of a mitigation that is or was in force. With the responder's lock. */
final class Standing {
  /** Numbers of the anomalies that call for it. */
  final Set<Long> wantedBy = new HashSet<>();

  /** Whether it was asked for, and not taken back yet. */
  boolean inForce;

  /** Whether the platform would not have it. */
  boolean refused;

  /** Whether it is being put in force or taken back, by whoever does what takes long. */
  boolean underWay;

  /** When it was asked for last, platform time. */
  long askedNanos;

  /** Since when nothing calls for it, or since when it could not be taken back. */
  long freeSince;

  /** When it was taken back last; 0 when never. */
  long takenBack;

  /** Cool-downs for which it stays. */
  int patience = 1;

  /** Whether it can be in force on the lanes. */
  boolean stands() {
    return inForce && !refused;
  }
}
