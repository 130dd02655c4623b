package io.hairspring.kernel.swap;

/**
 * The place of an observer of records: who has it can change between two calls. When a successor on
 * probation throws, the one before it takes the same call, so that nothing is lost on either. The
 * observers' thread calls who has it; the control thread changes it.
 *
 * @param <T> monitor or logger
 */
public abstract class ObserverSeat<T> {
  private volatile T current;
  private volatile T before;
  private volatile Throwable failure;

  ObserverSeat(T first) {
    current = first;
  }

  /** Who has it. */
  public final T current() {
    return current;
  }

  /** Gives it to a successor; the one before stands by. Control thread. */
  public final void succeed(T next) {
    failure = null;
    before = current;
    current = next;
  }

  /** Gives it back to the one before. Control thread. */
  public final void giveBack() {
    final T back = before;
    if (back != null) {
      current = back;
      before = null;
    }
  }

  /** Nobody stands by any more. Control thread. */
  public final void retire() {
    before = null;
  }

  /** What the successor threw; null when it did not. Any thread. */
  public final Throwable failure() {
    return failure;
  }

  /**
   * Who takes the call that failed; null when nobody stands by. The one that failed is not called
   * again.
   */
  final T afterFailure(Throwable cause) {
    final T back = before;
    if (back != null) {
      failure = cause;
      current = back;
      before = null;
    }
    return back;
  }
}
