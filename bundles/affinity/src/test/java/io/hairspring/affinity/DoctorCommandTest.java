package io.hairspring.affinity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.api.placement.Finding;
import io.hairspring.api.placement.Finding.Grade;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {
  private static final List<Finding> FINDINGS =
      List.of(
          new Finding("swap", Grade.GOOD, "none", "it costs", ""),
          new Finding("clock source", Grade.POOR, "hpet \"slow\"", "it is read", "echo tsc"));

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
  private final DoctorCommand command =
      new DoctorCommand(() -> FINDINGS, new PrintStream(out), new PrintStream(errors));

  @Test
  void shouldPrintWhyAndTheRemedyOfWhatIsNotGood() {
    assertEquals(0, command.applyAsInt(List.of()));
    assertEquals(
        """
        good     swap: none
        poor     clock source: hpet "slow"
                 why: it is read
                 do:  echo tsc
        """,
        out.toString(StandardCharsets.UTF_8));
  }

  @Test
  void shouldWriteAFlatReport(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("doctor.json");

    assertEquals(0, command.applyAsInt(List.of("--report", file.toString())));

    String json = Files.readString(file);
    assertTrue(json.contains("  \"doctor.poor\": 1,\n"), json);
    assertTrue(json.contains("  \"doctor.clock_source.grade\": \"poor\",\n"), json);
    assertTrue(json.contains("  \"doctor.clock_source.found\": \"hpet \\\"slow\\\"\",\n"), json);
    assertTrue(json.contains("  \"environment.kernel_cmdline\": "), json);
  }

  @Test
  void shouldAnswerWrongArgumentsInOneLine() {
    assertEquals(2, command.applyAsInt(List.of("--report")));
    assertEquals(
        "doctor: cannot read '--report'; doctor [--report FILE]\n",
        errors.toString(StandardCharsets.UTF_8));
  }

  @Test
  void shouldSayInOneLineWhereTheReportCannotBeWritten(@TempDir Path directory) {
    assertEquals(2, command.applyAsInt(List.of("--report", directory.toString())));
    assertEquals(1, errors.toString(StandardCharsets.UTF_8).lines().count());
  }
}
