package io.hairspring.kernel.swap;

import io.hairspring.kernel.ring.LineRing;

/** What a shadow sees of the session. Shadow thread. */
public interface LiveEvents {

  /** Has live events copied into a ring from now on; those without room are left out. */
  void copyTo(LineRing ring);

  /** Has no more copied into that ring. */
  void stop(LineRing ring);

  /** New orders that the component in force has sent so far. */
  long orders();
}
