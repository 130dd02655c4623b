package io.hairspring.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Version;

class PlugInJarTest {
  @TempDir Path scratch;

  private File jar(String... headers) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
    for (int i = 0; i < headers.length; i += 2) {
      manifest.getMainAttributes().putValue(headers[i], headers[i + 1]);
    }
    Path file = scratch.resolve("some.jar");
    try (OutputStream out = Files.newOutputStream(file)) {
      new JarOutputStream(out, manifest).close();
    }
    return file.toFile();
  }

  @Test
  void shouldReadNameAndVersionOfABundle() throws Exception {
    PlugInJar jar =
        PlugInJar.read(
            jar("Bundle-SymbolicName", "some.bundle;singleton:=true", "Bundle-Version", "1.2.3"));
    assertEquals("some.bundle", jar.symbolicName());
    assertEquals(new Version(1, 2, 3), jar.version());
    assertTrue(jar.plugIn());
  }

  @Test
  void shouldTakeNothingForAPlugInThatOthersMayBeWiredTo() throws Exception {
    assertFalse(
        PlugInJar.read(jar("Bundle-SymbolicName", "a", "Export-Package", "some.api")).plugIn());
    assertFalse(PlugInJar.read(jar("Bundle-SymbolicName", "a", "Fragment-Host", "b")).plugIn());
    assertFalse(PlugInJar.read(jar()).plugIn());
  }

  @Test
  void shouldSayThatAJarIsHalfWritten() throws Exception {
    File whole = jar("Bundle-SymbolicName", "a");
    byte[] bytes = Files.readAllBytes(whole.toPath());
    Files.write(whole.toPath(), Arrays.copyOf(bytes, bytes.length / 2));
    assertThrows(IOException.class, () -> PlugInJar.read(whole));
  }
}
