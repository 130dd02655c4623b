package io.hairspring.launcher;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Makes the jars that are swapped: each of a higher version than the one before. */
final class SwapJars {
  private static final String CLASSES = "io/hairspring/launcher/";
  private static final String COMPONENT =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="swap.component">
        <implementation class="io.hairspring.launcher.SwapComponent"/>
        <service>
          <provide interface="io.hairspring.api.strategy.TradingStrategy"/>
        </service>
        <property name="hairspring.strategy.name" value="swapped"/>
      </scr:component>
      """;

  private final int major;
  private int version;

  SwapJars(int major) {
    this.major = major;
  }

  /**
   * A bundle with strategies.
   *
   * @param names of the strategies, with commas
   * @param fault what is wrong with them, or nothing
   * @param moreImports further imports, or nothing
   */
  byte[] strategies(String names, String fault, String moreImports) throws IOException {
    final Manifest manifest = manifest(moreImports);
    manifest.getMainAttributes().putValue("Bundle-Activator", "io.hairspring.launcher.SwapPlug");
    manifest.getMainAttributes().putValue("Trial-Fault", fault);
    manifest.getMainAttributes().putValue("Trial-Names", names);
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
      put(jar, "SwapPlug.class");
      put(jar, "SwapPlug$Counter.class");
    }
    return bytes.toByteArray();
  }

  /** A bundle whose strategy is made by Declarative Services, and cannot be. */
  byte[] component() throws IOException {
    final Manifest manifest = manifest("");
    manifest.getMainAttributes().putValue("Service-Component", "OSGI-INF/swap.component.xml");
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
      put(jar, "SwapComponent.class");
      jar.putNextEntry(new JarEntry("OSGI-INF/swap.component.xml"));
      jar.write(COMPONENT.getBytes(StandardCharsets.UTF_8));
      jar.closeEntry();
    }
    return bytes.toByteArray();
  }

  /** Another bundle's jar, of a higher version. */
  byte[] higher(byte[] original) throws IOException {
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarInputStream in = new JarInputStream(new ByteArrayInputStream(original))) {
      final Manifest manifest = in.getManifest();
      manifest.getMainAttributes().putValue("Bundle-Version", "99.0." + ++version);
      try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
        for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
          jar.putNextEntry(new JarEntry(entry.getName()));
          in.transferTo(jar);
          jar.closeEntry();
        }
      }
    }
    return bytes.toByteArray();
  }

  private Manifest manifest(String moreImports) {
    version++;
    final Manifest manifest = new Manifest();
    final Attributes headers = manifest.getMainAttributes();
    headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    headers.putValue("Bundle-ManifestVersion", "2");
    headers.putValue("Bundle-SymbolicName", "swap-plug");
    headers.putValue("Bundle-Version", major + ".0." + version);
    headers.putValue(
        "Import-Package",
        "org.osgi.framework,io.hairspring.api.market,io.hairspring.api.order,"
            + "io.hairspring.api.strategy,io.hairspring.api.task,org.agrona"
            + moreImports);
    return manifest;
  }

  private static void put(JarOutputStream jar, String name) throws IOException {
    jar.putNextEntry(new JarEntry(CLASSES + name));
    try (InputStream in = SwapJars.class.getClassLoader().getResourceAsStream(CLASSES + name)) {
      in.transferTo(jar);
    }
    jar.closeEntry();
  }
}
