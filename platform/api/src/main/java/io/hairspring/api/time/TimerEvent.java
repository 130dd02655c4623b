package io.hairspring.api.time;

import org.osgi.annotation.versioning.ProviderType;

/** A timer that fired. Valid during the task's run only; lane thread. */
@ProviderType
public interface TimerEvent {

  /** What the timer was called when it was scheduled. */
  long id();

  /** When it was due, in platform time: exact, however late the lane is. */
  long dueNanos();

  /** What was given when it was scheduled. */
  long argument();

  /** Ticks of it that were skipped just before this one. */
  long missed();
}
