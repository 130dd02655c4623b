package io.hairspring.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Writes small bundles. */
final class TestBundle {
  private final Manifest manifest = new Manifest();
  private final Class<?>[] classes;

  /** A bundle with these classes. */
  TestBundle(Class<?>... classes) {
    this.classes = classes;
    header(Attributes.Name.MANIFEST_VERSION.toString(), "1.0");
  }

  /** With a header. */
  TestBundle header(String name, String value) {
    manifest.getMainAttributes().putValue(name, value);
    return this;
  }

  /** Writes it. */
  void write(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(out, manifest)) {
      for (Class<?> each : classes) {
        String path = each.getName().replace('.', '/') + ".class";
        jar.putNextEntry(new JarEntry(path));
        try (InputStream in = each.getClassLoader().getResourceAsStream(path)) {
          in.transferTo(jar);
        }
        jar.closeEntry();
      }
    }
  }
}
