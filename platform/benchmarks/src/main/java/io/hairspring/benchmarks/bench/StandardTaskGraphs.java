package io.hairspring.benchmarks.bench;

import io.hairspring.kernel.planner.Job;
import io.hairspring.kernel.planner.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Scanner;
import java.util.stream.Stream;

/**
 * The Standard Task Graph set (Kasahara laboratory, Waseda university) with its known optima:
 * random graphs, identical processors, no communication cost.
 *
 * @param folder holds {@code optimal/} and the graphs
 */
record StandardTaskGraphs(Path folder) {
  /** A graph has an entry and an exit that its first line does not count. */
  private static final int DUMMIES = 2;

  private static final int CLOSED_FIELDS = 3;

  /**
   * A graph on a number of processors.
   *
   * @param name the graph
   * @param problem the graph and the processors as a problem
   * @param lower the optimum of a closed row; of an open one, what it cannot be under
   * @param upper the best makespan known
   * @param closed whether the optimum is known
   */
  record Row(String name, Problem problem, long lower, long upper, boolean closed) {}

  /**
   * The graphs in the folder of real inputs.
   *
   * @throws IllegalArgumentException in one line, when there are none
   */
  static StandardTaskGraphs in(Optional<Path> data) {
    final String remedy = "; --data DIR or HAIRSPRING_DATA names the folder that holds stg/";
    final Path folder =
        data.orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "bench plan: where the Standard Task Graphs are is not known" + remedy))
            .resolve("stg");
    if (!Files.isDirectory(folder.resolve("optimal"))) {
      throw new IllegalArgumentException(
          "bench plan: no Standard Task Graphs in " + folder + remedy);
    }
    return new StandardTaskGraphs(folder);
  }

  /** The rows, a list for each file of optima, in the order of the files' names. */
  List<List<Row>> rows() throws IOException {
    final List<List<Row>> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder.resolve("optimal"))) {
      for (final Path file : files.sorted().toList()) {
        final List<Row> rows = new ArrayList<>();
        for (final String line : Files.readAllLines(file)) {
          rows.add(row(file, line));
        }
        all.add(rows);
      }
    }
    return all;
  }

  private Row row(Path file, String line) throws IOException {
    try {
      final String[] fields = line.trim().split(",", -1);
      final boolean closed = fields.length == CLOSED_FIELDS;
      final long lower = Long.parseLong(fields[2]);
      return new Row(
          fields[0],
          problem(folder.resolve(fields[0]), Integer.parseInt(fields[1])),
          lower,
          closed ? lower : Long.parseLong(fields[CLOSED_FIELDS]),
          closed);
    } catch (final IllegalArgumentException
        | IndexOutOfBoundsException
        | NoSuchElementException e) {
      throw new IllegalArgumentException(
          "bench plan: "
              + file
              + ": '"
              + line
              + "' must be graph,processors,optimum or graph,processors,lower,upper, and name a"
              + " task graph in the set's format",
          e);
    }
  }

  private static Problem problem(Path graph, int processors) throws IOException {
    try (Scanner numbers = new Scanner(graph, StandardCharsets.US_ASCII)) {
      final int size = numbers.nextInt() + DUMMIES;
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
