package io.hairspring.kernel.graph;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * The classes that the methods of a plug-in, and of the objects it is made of, take and return.
 * HotSpot has the thread whose call makes a method worth compiling look them up (compileBroker.cpp,
 * CompileBroker::compile_method); done for the first time on a lane, that is a bundle's class
 * loader at work there, which allocates and locks.
 */
public final class CompileRequests {
  private static final String PLATFORM = "io.hairspring.";

  /** Each class once, however many plug-ins are made of it. */
  private static final ClassValue<Boolean> PREPARED =
      new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
          methods(type);
          StringConstants.make(type);
          return true;
        }
      };

  private final ClassLoader bundle;
  private final Set<Class<?>> seen = new HashSet<>();
  private final Deque<Object> left = new ArrayDeque<>();

  private CompileRequests(Object plugIn) {
    bundle = plugIn.getClass().getClassLoader();
    left.add(plugIn);
  }

  /**
   * For a plug-in, the classes it extends, and what its fields and arrays hold that is of the same
   * bundle or of the platform. Of objects of one class the first is looked into. Control thread.
   */
  public static void prepare(Object plugIn) {
    final CompileRequests all = new CompileRequests(plugIn);
    while (!all.left.isEmpty()) {
      all.lookInto(all.left.remove());
    }
  }

  private void lookInto(Object object) {
    for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
      PREPARED.get(type);
      for (final Field field : fields(type)) {
        if (!field.getType().isPrimitive()
            && !Modifier.isStatic(field.getModifiers())
            && field.trySetAccessible()) {
          meet(value(field, object));
        }
      }
    }
  }

  private static Object value(Field field, Object object) {
    try {
      return field.get(object);
    } catch (final IllegalAccessException e) {
      throw new IllegalStateException(field + " was accessible a moment ago", e);
    }
  }

  private void meet(Object value) {
    if (value instanceof Object[] elements) {
      for (final Object element : elements) {
        meet(element);
      }
    } else if (value != null && concerns(value.getClass()) && seen.add(value.getClass())) {
      left.add(value);
    }
  }

  private boolean concerns(Class<?> type) {
    return type.getClassLoader() == bundle || type.getName().startsWith(PLATFORM);
  }

  private static void methods(Class<?> type) {
    try {
      final var unused = type.getDeclaredMethods();
    } catch (final NoClassDefFoundError e) {
      // Of an import that is optional: a method that needs it is never run.
    }
  }

  private static Field[] fields(Class<?> type) {
    try {
      return type.getDeclaredFields();
    } catch (final NoClassDefFoundError e) {
      // Likewise.
      return new Field[0];
    }
  }
}
