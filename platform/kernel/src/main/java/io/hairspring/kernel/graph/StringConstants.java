package io.hairspring.kernel.graph;

import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/**
 * Makes the strings of a class's constant pool, which otherwise are made when they are first used.
 * There is no interface for it; what the JDK reads annotations with is there when the package
 * {@code jdk.internal.reflect} is open, as the start script has it.
 */
final class StringConstants {
  private static final System.Logger LOG = System.getLogger(StringConstants.class.getName());
  private static final StringConstants ALL = find();

  private final Method pool;
  private final Method size;
  private final Method tag;
  private final Method string;

  private StringConstants() throws ReflectiveOperationException {
    pool = opened(Class.class.getDeclaredMethod("getConstantPool"));
    size = opened(pool.getReturnType().getMethod("getSize"));
    tag = opened(pool.getReturnType().getMethod("getTagAt", int.class));
    string = opened(pool.getReturnType().getMethod("getStringAt", int.class));
  }

  private static Method opened(Method method) {
    method.setAccessible(true);
    return method;
  }

  private static StringConstants find() {
    try {
      return new StringConstants();
    } catch (final ReflectiveOperationException | RuntimeException e) {
      LOG.log(Level.DEBUG, "a lane will make some strings when its code is compiled", e);
      return null;
    }
  }

  /** Makes those of a class, if that can be done here. */
  static void make(Class<?> type) {
    if (ALL == null || type.getClassLoader() == null) {
      return;
    }
    try {
      ALL.makeAll(type);
    } catch (final IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("the constants of " + type, e);
    }
  }

  private void makeAll(Class<?> type) throws IllegalAccessException, InvocationTargetException {
    final Object constants = pool.invoke(type);
    final int count = (int) size.invoke(constants);
    for (int i = 1; i < count; i++) {
      if (isString(constants, i)) {
        string.invoke(constants, i);
      }
    }
  }

  private boolean isString(Object constants, int i)
      throws IllegalAccessException, InvocationTargetException {
    try {
      return tag.invoke(constants, i).toString().equals("STRING");
    } catch (final InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException) {
        // A constant that is computed (JVMS 4.4.10): this part of the JDK does not know of it.
        return false;
      }
      throw e;
    }
  }
}
