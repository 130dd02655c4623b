package io.hairspring.kernel.ring;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** Handles of fields, for classes that are initialised with one. Any thread. */
public final class FieldHandle {
  private FieldHandle() {}

  /**
   * The handle of a field of type long.
   *
   * @param lookup of the class that may see the field
   * @throws ExceptionInInitializerError when there is no such field, or it may not be seen
   */
  public static VarHandle ofLong(MethodHandles.Lookup lookup, Class<?> owner, String field) {
    try {
      return lookup.findVarHandle(owner, field, long.class);
    } catch (final ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}
