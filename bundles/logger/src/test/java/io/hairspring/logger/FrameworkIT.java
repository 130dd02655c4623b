package io.hairspring.logger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.util.tracker.ServiceTracker;

/**
 * The packaged bundles in a real framework. Nothing of theirs is taken from the test's class path:
 * every class is loaded by the bundle that holds it, and so called by reflection.
 */
@Timeout(120)
class FrameworkIT {
  private static final String LOGGER = "io.hairspring.api.journal.ExecutionLogger";
  private static final String PLACEMENT = "io.hairspring.api.placement.ThreadPlacement";
  private static final String BOOT_DELEGATION =
      "jdk.internal.misc,jdk.internal.ref,jdk.internal.util,sun.nio.ch";
  private static final List<String> PLATFORM =
      List.of(
          "hairspring-slf4j",
          "org.osgi.util.function",
          "org.osgi.util.promise",
          "org.osgi.service.component",
          "org.apache.felix.configadmin",
          "org.apache.felix.scr",
          "jna",
          "jna-platform",
          "affinity",
          "hairspring-agrona",
          "hairspring-chronicle",
          "hairspring-api",
          "hairspring-schema",
          "HdrHistogram",
          "hairspring-affinity");

  @TempDir Path directory;

  private final Map<String, Bundle> bundles = new LinkedHashMap<>();
  private final ByteArrayOutputStream console = new ByteArrayOutputStream();
  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final List<String> logged = new CopyOnWriteArrayList<>();
  private final Handler handler = new Recorder(logged);
  private Framework framework;

  @BeforeEach
  void startFramework() throws Exception {
    Logger.getLogger("").addHandler(handler);
    PrintStream tee = new PrintStream(console, true, StandardCharsets.UTF_8);
    System.setOut(tee);
    System.setErr(tee);
    Map<String, String> properties = new HashMap<>();
    properties.put(Constants.FRAMEWORK_STORAGE, directory.resolve("cache").toString());
    properties.put(Constants.FRAMEWORK_BOOTDELEGATION, BOOT_DELEGATION);
    // HdrHistogram imports it and does without.
    properties.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, "javax.xml.bind");
    framework =
        ServiceLoader.load(FrameworkFactory.class)
            .findFirst()
            .orElseThrow()
            .newFramework(properties);
    framework.start();
    Path jars = Path.of(System.getProperty("bundles"));
    for (String name : PLATFORM) {
      install(name, jars.resolve(name + ".jar"));
    }
    for (Bundle bundle : bundles.values()) {
      bundle.start();
    }
  }

  @AfterEach
  void stopFramework() throws Exception {
    framework.stop();
    framework.waitForStop(20_000);
    Logger.getLogger("").removeHandler(handler);
    System.setOut(out);
    System.setErr(err);
    out.print(console.toString(StandardCharsets.UTF_8));
  }

  @Test
  void shouldReadBackWhatTheServiceWasGiven() throws Exception {
    configure("own");
    startLogger();
    for (Bundle bundle : bundles.values()) {
      assertEquals(Bundle.ACTIVE, bundle.getState(), bundle.getSymbolicName());
    }
    Object logger = service(LOGGER);
    String location = (String) logger.getClass().getMethod("location").invoke(logger);
    assertTrue(location.startsWith(directory.resolve("journal").resolve("run-").toString()));

    Class<?> directBuffer = bundles.get("hairspring-agrona").loadClass("org.agrona.DirectBuffer");
    Object buffer =
        bundles
            .get("hairspring-agrona")
            .loadClass("org.agrona.concurrent.UnsafeBuffer")
            .getConstructor(ByteBuffer.class)
            .newInstance(line(7));
    Object taken =
        logger
            .getClass()
            .getMethod("append", directBuffer, int.class, int.class)
            .invoke(logger, buffer, 0, 64);

    assertEquals(true, taken);
    bundles.get("hairspring-logger").stop();
    assertEquals(List.of(7L), firstWordsOf(location, directBuffer));
  }

  @Test
  void shouldShareOneAffinityAndKeepUsageReportsOut() throws Exception {
    Bundle chronicle = bundles.get("hairspring-chronicle");
    String affinity = "net.openhft.affinity.Affinity";

    Class<?> seen = chronicle.loadClass(affinity);

    assertSame(bundles.get("affinity"), FrameworkUtil.getBundle(seen));
    assertSame(seen, bundles.get("hairspring-affinity").loadClass(affinity));
    assertThrows(
        ClassNotFoundException.class,
        () -> chronicle.loadClass("net.openhft.chronicle.analytics.Analytics"));
  }

  @Test
  void shouldConfineThroughThePlacementService() throws Exception {
    Object placement = service(PLACEMENT);

    placement.getClass().getMethod("confineCurrentThread").invoke(placement);
    Object impl =
        bundles
            .get("affinity")
            .loadClass("net.openhft.affinity.Affinity")
            .getMethod("getAffinityImpl")
            .invoke(null);

    assertFalse(impl.getClass().getSimpleName().equals("NullAffinity"), "JNA was not used");
  }

  @Test
  void shouldFindItsLoggingProviderAndStayQuiet() throws Exception {
    Object factory =
        bundles
            .get("hairspring-slf4j")
            .loadClass("org.slf4j.LoggerFactory")
            .getMethod("getILoggerFactory")
            .invoke(null);
    configure("own");
    startLogger();
    Object logger = service(LOGGER);

    assertEquals("org.slf4j.jul.JDK14LoggerFactory", factory.getClass().getName());
    assertNotNull(logger);
    assertEquals(List.of(), logged);
    assertEquals("", console.toString(StandardCharsets.UTF_8));
  }

  @Test
  void shouldNotStartWithAnUnknownThreadAndSayWhy() throws Exception {
    configure("SELDOM");
    startLogger();

    assertNull(service(LOGGER));

    assertEquals(1, logged.size(), logged::toString);
    assertTrue(
        logged
            .get(0)
            .contains(
                "etc/io.hairspring.logger.cfg: thread = SELDOM: must be one of [observer, own]"),
        logged::toString);
  }

  private void startLogger() throws Exception {
    install("hairspring-logger", Path.of(System.getProperty("logger.jar"))).start();
  }

  private Bundle install(String name, Path jar) throws Exception {
    assertTrue(Files.isRegularFile(jar), () -> jar + " is missing");
    Bundle bundle = framework.getBundleContext().installBundle(jar.toUri().toString());
    bundles.put(name, bundle);
    return bundle;
  }

  private void configure(String thread) throws Exception {
    Object admin = service("org.osgi.service.cm.ConfigurationAdmin");
    Object configuration =
        admin
            .getClass()
            .getMethod("getConfiguration", String.class, String.class)
            .invoke(admin, "io.hairspring.logger", "?");
    Dictionary<String, Object> values =
        FrameworkUtil.asDictionary(
            Map.of("directory", directory.resolve("journal").toString(), "thread", thread));
    configuration.getClass().getMethod("update", Dictionary.class).invoke(configuration, values);
  }

  private Object service(String name) throws InterruptedException {
    BundleContext context = framework.getBundleContext();
    ServiceTracker<Object, ServiceReference<Object>> tracker =
        new ServiceTracker<>(context, name, null) {
          @Override
          public ServiceReference<Object> addingService(ServiceReference<Object> reference) {
            return reference;
          }

          @Override
          public void removedService(
              ServiceReference<Object> reference, ServiceReference<Object> service) {
            // The default gives the service back, which would deactivate the component.
          }
        };
    tracker.open(true);
    try {
      ServiceReference<Object> reference = tracker.waitForService(20_000);
      assertNotNull(reference, name + " is not registered");
      return context.getService(reference);
    } finally {
      tracker.close();
    }
  }

  private List<Long> firstWordsOf(String location, Class<?> directBuffer) throws Exception {
    Class<?> type =
        bundles.get("hairspring-logger").loadClass("io.hairspring.logger.journal.JournalReader");
    List<Long> words = new ArrayList<>();
    try (AutoCloseable reader =
        (AutoCloseable) type.getMethod("open", Path.class).invoke(null, Path.of(location))) {
      while ((boolean) type.getMethod("next").invoke(reader)) {
        Object buffer = type.getMethod("buffer").invoke(reader);
        int offset = (int) type.getMethod("offset").invoke(reader);
        words.add((long) directBuffer.getMethod("getLong", int.class).invoke(buffer, offset));
      }
    }
    return words;
  }

  private static ByteBuffer line(long first) {
    return ByteBuffer.allocateDirect(64).order(ByteOrder.nativeOrder()).putLong(0, first);
  }

  /** Keeps what would be printed: the console handler itself holds on to an earlier stream. */
  private static final class Recorder extends Handler {
    private final List<String> logged;

    Recorder(List<String> logged) {
      this.logged = logged;
    }

    @Override
    public void publish(LogRecord entry) {
      logged.add(
          entry.getLevel()
              + " "
              + entry.getLoggerName()
              + " "
              + new SimpleFormatter().formatMessage(entry));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
