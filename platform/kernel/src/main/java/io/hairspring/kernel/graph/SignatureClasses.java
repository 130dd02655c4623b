package io.hairspring.kernel.graph;

/**
 * The classes that a plug-in's methods take and return. HotSpot has the thread whose call makes a
 * method worth compiling look them up (compileBroker.cpp, CompileBroker::compile_method); done for
 * the first time on a lane, that is a bundle's class loader at work there, which allocates and
 * locks.
 */
public final class SignatureClasses {
  private SignatureClasses() {}

  /** Looks them up, and those of the classes it extends. Control thread. */
  public static void lookUp(Object plugIn) {
    for (Class<?> type = plugIn.getClass(); type != null; type = type.getSuperclass()) {
      lookUp(type);
    }
  }

  private static void lookUp(Class<?> type) {
    try {
      final var unused = type.getDeclaredMethods();
    } catch (final NoClassDefFoundError e) {
      // Of an import that is optional: a method that needs it is never run.
    }
  }
}
