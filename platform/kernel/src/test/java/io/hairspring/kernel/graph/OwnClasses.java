package io.hairspring.kernel.graph;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Set;

/** A class loader with some of the tests' classes of its own, as a bundle has. */
class OwnClasses extends ClassLoader {
  private final Set<String> own;

  OwnClasses(Class<?>... own) {
    super(OwnClasses.class.getClassLoader());
    this.own = Set.of(Arrays.stream(own).map(Class::getName).toArray(String[]::new));
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    return own.contains(name) ? own(name) : super.loadClass(name, resolve);
  }

  private Class<?> own(String name) {
    final Class<?> known = findLoadedClass(name);
    if (known != null) {
      return known;
    }
    try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
      final byte[] bytes = file.readAllBytes();
      return defineClass(name, bytes, 0, bytes.length);
    } catch (final IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
