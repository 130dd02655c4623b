package io.hairspring.kernel.planner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The Standard Task Graph set of Waseda university: 180 graphs on 2 to 16 processors. */
class StandardTaskGraphTest {
  private static final Path FOLDER = Path.of(System.getProperty("hairspring.data", ""), "stg");
  private static final long NO_CEILING = Long.MAX_VALUE;

  private final StaticPlanner planner = new StaticPlanner(StaticPlanner.BUDGET, NO_CEILING);

  /** A row of the known optima; an open one has a bound below the best makespan known. */
  private record Row(Path graph, int processors, long lower, long upper, boolean closed) {
    static Row parse(String line) {
      final String[] fields = line.trim().split(",", -1);
      final long lower = Long.parseLong(fields[2]);
      final boolean closed = fields.length == 3;
      return new Row(
          FOLDER.resolve(fields[0]),
          Integer.parseInt(fields[1]),
          lower,
          closed ? lower : Long.parseLong(fields[3]),
          closed);
    }

    Problem problem() throws IOException {
      try (Scanner numbers = new Scanner(graph, StandardCharsets.US_ASCII)) {
        final int dummies = 2;
        final int size = numbers.nextInt() + dummies;
        final List<Job> jobs = new ArrayList<>();
        while (jobs.size() < size) {
          final int index = numbers.nextInt();
          final long duration = numbers.nextLong();
          final Integer[] predecessors = new Integer[numbers.nextInt()];
          for (int i = 0; i < predecessors.length; i++) {
            predecessors[i] = numbers.nextInt();
          }
          jobs.add(new Job(index, duration, List.of(predecessors)));
        }
        return new Problem(processors, 0, jobs);
      }
    }
  }

  @BeforeEach
  void needsTheGraphs() {
    Assumptions.assumeTrue(
        Files.isDirectory(FOLDER.resolve("optimal")),
        "no Standard Task Graphs in " + FOLDER + "; set -Dhairspring.data");
  }

  @Test
  void shouldReachTheKnownOptimaAndBeatNone() throws IOException {
    int closed = 0;
    int optimal = 0;
    int proven = 0;
    double gaps = 0;
    for (final Row row : rows()) {
      final Problem problem = row.problem();
      final Schedule schedule = planner.plan(problem);
      assertEquals(
          List.of(), ScheduleCheck.violations(problem, schedule.placements()), row::toString);
      assertTrue(schedule.makespan() >= row.lower(), row::toString);
      assertTrue(schedule.lowerBound().makespan() <= row.upper(), row::toString);
      if (row.closed()) {
        closed++;
        optimal += schedule.makespan() == row.lower() ? 1 : 0;
        proven += schedule.provenOptimal() ? 1 : 0;
        gaps += (schedule.makespan() - row.lower()) / (double) row.lower();
      }
    }
    assertEquals(683, closed);
    assertEquals(closed, optimal, "closed rows at their optimum");
    assertEquals(closed, proven, "closed rows proven by the planner itself");
    assertEquals(0.0, gaps, "sum of gaps");
  }

  @Test
  void shouldMissAboutAQuarterOfTheOptimaByListSchedulingAlone() throws IOException {
    int optimal = 0;
    for (final Row row : rows()) {
      final Problem problem = row.problem();
      final Schedule schedule = planner.list(problem);
      assertEquals(
          List.of(), ScheduleCheck.violations(problem, schedule.placements()), row::toString);
      optimal += row.closed() && schedule.makespan() == row.lower() ? 1 : 0;
    }
    assertEquals(536, optimal, "closed rows at their optimum");
  }

  private static List<Row> rows() throws IOException {
    final List<Row> rows = new ArrayList<>();
    try (Stream<Path> files = Files.list(FOLDER.resolve("optimal"))) {
      for (final Path file : files.sorted().toList()) {
        Files.readAllLines(file).stream().map(Row::parse).forEach(rows::add);
      }
    }
    return rows;
  }
}
