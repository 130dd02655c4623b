package io.hairspring.benchmarks.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BenchOptionsTest {
  private static final List<String> KNOWN = List.of("plan", "timer");

  private static BenchOptions parse(String... arguments) {
    return BenchOptions.parse(List.of(arguments), KNOWN);
  }

  private static void refused(String start, String... arguments) {
    final String message =
        assertThrows(IllegalArgumentException.class, () -> parse(arguments)).getMessage();
    assertTrue(message.startsWith(start), message);
    assertEquals(1, message.lines().count());
  }

  @Test
  void shouldRunEverythingInFullUnlessToldOtherwise() {
    final BenchOptions options = parse();
    assertEquals(List.of(), options.names());
    assertFalse(options.quick());
    assertFalse(options.list());
    assertEquals(Optional.empty(), options.report());
  }

  @Test
  void shouldTakeNamesAndOptionsInAnyOrder() {
    final BenchOptions options =
        parse("--quick", "timer", "--report", "r.json", "plan", "--data", "d", "--list");
    assertEquals(List.of("timer", "plan"), options.names());
    assertTrue(options.quick());
    assertTrue(options.list());
    assertEquals(Optional.of(Path.of("r.json")), options.report());
    assertEquals(Optional.of(Path.of("d")), options.data());
  }

  @Test
  void shouldRefuseWhatItDoesNotKnowAndSayWhatItKnows() {
    refused("bench: unknown benchmark 'pln'; known: plan, timer", "pln");
    refused("bench: unknown option --quack; bench [NAME...]", "--quack");
    refused("bench: --report needs a value; bench [NAME...]", "--report");
  }
}
