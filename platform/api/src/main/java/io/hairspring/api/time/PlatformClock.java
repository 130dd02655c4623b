package io.hairspring.api.time;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The one clock of the platform. Its readings are monotonic nanoseconds with an arbitrary origin;
 * every time that is not called "exchange" is one of them. Any thread may call it, without
 * allocation.
 */
@ProviderType
public interface PlatformClock {

  /** Monotonic nanoseconds. Only differences mean anything. */
  long nanoTime();

  /** The Unix time, in nanoseconds, at which {@link #nanoTime()} read {@code nanoTime}. */
  long epochNanos(long nanoTime);
}
