package io.hairspring.kernel.control;

/**
 * A service that may be there or not. Any thread.
 *
 * @param <T> its type
 */
final class Held<T> {
  private volatile T service;

  /** The service, or null. */
  T get() {
    return service;
  }

  void came(T next) {
    service = next;
  }

  /** Forgets it, unless another has taken its place. */
  void left(T gone) {
    if (service == gone) {
      service = null;
    }
  }
}
