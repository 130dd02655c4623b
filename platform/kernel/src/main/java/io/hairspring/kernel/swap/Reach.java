package io.hairspring.kernel.swap;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds the objects that something consists of: its own, those that its fields refer to, and so on,
 * nearest first, as long as their classes are wanted. Arrays always are. Control thread.
 */
final class Reach {
  private final Predicate<Class<?>> wanted;
  private final int most;
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<Object> open = new ArrayDeque<>();
  private final List<Object> found = new ArrayList<>();

  private Reach(Predicate<Class<?>> wanted, int most) {
    this.wanted = wanted;
    this.most = most;
  }

  /**
   * What a root consists of.
   *
   * @param wanted classes that are followed
   * @param most objects at most
   */
  static List<Object> of(Object root, Predicate<Class<?>> wanted, int most) {
    final Reach reach = new Reach(wanted, most);
    reach.come(root);
    while (!reach.open.isEmpty() && reach.found.size() < most) {
      reach.visit(reach.open.remove());
    }
    return reach.found;
  }

  private void come(Object object) {
    if (object != null
        && seen.size() < 2 * most
        && (object.getClass().isArray() || wanted.test(object.getClass()))
        && seen.add(object)) {
      open.add(object);
    }
  }

  private void visit(Object object) {
    found.add(object);
    if (object instanceof Object[] array) {
      for (final Object each : array) {
        come(each);
      }
    }
    for (Class<?> type = object.getClass();
        type != null && !type.isArray() && wanted.test(type);
        type = type.getSuperclass()) {
      for (final Field field : type.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
          come(read(field, object));
        }
      }
    }
  }

  /** What is closed to the kernel is not followed. */
  private static Object read(Field field, Object object) {
    try {
      return field.trySetAccessible() ? field.get(object) : null;
    } catch (final IllegalAccessException e) {
      throw new IllegalStateException("accessible, and not: " + field, e);
    }
  }
}
