package io.hairspring.api.task;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A component whose successor can go on with what it knows. Implemented beside the component's own
 * interface. When a successor takes over, the lane calls {@link #write} of the old one and {@link
 * #read} of the new one between two cycles, and trading waits: no allocation, and no more than is
 * needed. Before that the successor writes and reads its own state many times on another thread, so
 * that the code is compiled when it matters; and on the lane the old one's state is written and
 * read for a try, so that either may be called again before the successor is in force.
 */
@ConsumerType
public interface Snapshotable {

  /** The version of what {@link #write} writes. Constant for a class. */
  int snapshotVersion();

  /** Whether {@link #read} knows a version. By default its own alone. */
  default boolean readsSnapshot(int version) {
    return version == snapshotVersion();
  }

  /**
   * Writes the state that a successor needs, and changes nothing.
   *
   * @param buffer where to, valid during the call
   * @param offset where it starts
   * @return bytes written
   * @throws IndexOutOfBoundsException when there is no room: the successor is refused then
   */
  int write(MutableDirectBuffer buffer, int offset);

  /**
   * Takes over a state. Called after the component was started, with the same instruments.
   *
   * @param version version of what was written, one that {@link #readsSnapshot} knows
   * @param length bytes written
   * @throws RuntimeException when it cannot be read: the successor is refused then
   */
  void read(int version, DirectBuffer buffer, int offset, int length);
}
