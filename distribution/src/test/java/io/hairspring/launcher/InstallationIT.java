package io.hairspring.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationIT {
  @TempDir Path scratch;
  private Path home;

  @BeforeEach
  void copyInstallation() throws IOException {
    home = Installations.copy(Run.assembled(), scratch.resolve("hairspring"));
  }

  private List<Path> leftOvers() throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("data"))) {
      return files.filter(file -> file.getFileName().toString().startsWith("framework")).toList();
    }
  }

  @Test
  void shouldHaveEveryBundleActiveWhenStartedWithItsShell() throws Exception {
    Run run = Run.of(home, "lb\n");
    assertEquals(0, run.status(), run::toString);
    assertEquals(List.of(), run.complaints());
    List<String> bundles =
        run.output().stream().filter(line -> line.matches(".*[0-9]+\\|.*\\|.*")).toList();
    assertTrue(bundles.size() > 10, run::toString);
    for (String bundle : bundles) {
      // The shell's own bundles may be on their way while the command runs.
      assertTrue(bundle.contains("|Active") || bundle.contains("|Starting"), bundle);
    }
    assertEquals(List.of(), leftOvers());
  }

  @Test
  void shouldPrintTablesWhenCommandsArePiped() throws Exception {
    Run run = Run.of(home, "hairspring:lanes\nhairspring:tasks\nhairspring:plan\n");
    assertEquals(0, run.status(), run::toString);
    assertEquals(List.of(), run.complaints());
    String output = String.join("\n", run.output());
    assertTrue(output.contains("lane  core  epoch  steps"), output);
    assertTrue(output.contains("quoting"), output);
    assertTrue(output.contains("trigger"), output);
  }

  @Test
  void shouldNameTheCommandsThereAreWhenOneIsUnknown() throws Exception {
    new TestBundle(EchoCommand.class)
        .header("Bundle-ManifestVersion", "2")
        .header("Bundle-SymbolicName", "echo")
        .header("Bundle-Activator", EchoCommand.class.getName())
        .header("Import-Package", "org.osgi.framework")
        .write(home.resolve("deploy/echo.jar"));
    Run run = Run.of(home, "", "ehco");
    assertEquals(2, run.status(), run::toString);
    assertEquals(List.of(), run.output());
    assertEquals(1, run.complaints().size(), run::toString);
    String line = run.complaints().get(0);
    assertTrue(line.startsWith("unknown command 'ehco'; known: "), line);
    assertTrue(line.contains("echo"), line);
  }

  @Test
  void shouldRunACommandOfADeployedBundleAndExitWithItsResult() throws Exception {
    new TestBundle(EchoCommand.class)
        .header("Bundle-ManifestVersion", "2")
        .header("Bundle-SymbolicName", "echo")
        .header("Bundle-Activator", EchoCommand.class.getName())
        .header("Import-Package", "org.osgi.framework")
        .write(home.resolve("deploy/echo.jar"));
    Run echoed = Run.of(home, "", "echo", "a", "b c", "*");
    assertEquals(new Run(3, List.of("a b c *"), List.of()), echoed);
    Run failed = Run.of(home, "", "echo");
    assertEquals(
        new Run(
            1, List.of(), List.of("hairspring: nothing to echo; details in log/hairspring.log")),
        failed);
    String log = Files.readString(home.resolve("log/hairspring.log"));
    assertTrue(log.contains("java.lang.IllegalStateException: nothing to echo"), log);
    assertEquals(List.of(), leftOvers());
  }

  @Test
  void shouldNameABundleThatDoesNotResolveAndThePackageItLacks() throws Exception {
    new TestBundle()
        .header("Bundle-ManifestVersion", "2")
        .header("Bundle-SymbolicName", "lonely")
        .header("Bundle-Version", "1.2.3")
        .header("Import-Package", "org.example.absent;version=\"[2,3)\"")
        .write(home.resolve("system/30-plugins/lonely.jar"));
    Run run = Run.of(home, "hairspring:lanes\n");
    assertEquals(3, run.status(), run::toString);
    assertEquals(
        List.of(
            "lonely 1.2.3: missing package org.example.absent, version 2.0.0 or a later one of its"
                + " kind"),
        run.complaints());
  }

  @Test
  void shouldNameADeployedBundleThatDoesNotResolve() throws Exception {
    new TestBundle()
        .header("Bundle-ManifestVersion", "2")
        .header("Bundle-SymbolicName", "lonely")
        .header("Import-Package", "org.example.absent")
        .write(home.resolve("deploy/lonely.jar"));
    Run run = Run.of(home, "", "anything");
    assertEquals(3, run.status(), run::toString);
    assertTrue(
        run.complaints().contains("lonely 0.0.0: missing package org.example.absent"),
        run::toString);
  }

  @Test
  void shouldRefuseAJarThatIsNoBundle() throws Exception {
    new TestBundle().write(home.resolve("system/30-plugins/plain.jar"));
    Run run = Run.of(home, "", "anything");
    assertEquals(3, run.status(), run::toString);
    assertEquals(1, run.complaints().size(), run::toString);
    assertTrue(
        run.complaints().get(0).contains("plain.jar: its manifest has no Bundle-SymbolicName"));
  }

  @Test
  void shouldNotStartTheShellWhenACommandIsRun() throws Exception {
    Run run = Run.of(home, "lb\n", "anything");
    assertEquals(2, run.status(), run::toString);
    assertFalse(run.output().stream().anyMatch(line -> line.contains("Active")), run::toString);
  }
}
