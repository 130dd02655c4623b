package io.hairspring.stress;

import java.util.Set;
import java.util.TreeSet;
import org.openjdk.jcstress.JCStress;
import org.openjdk.jcstress.Options;
import org.openjdk.jcstress.infra.collectors.DiskReadCollector;
import org.openjdk.jcstress.infra.collectors.InProcessCollector;
import org.openjdk.jcstress.infra.collectors.TestResult;

/**
 * Runs the tests as jcstress does, a virtual machine for each and for each way to compile it, and
 * fails where jcstress alone would not: when a test that was asked for was not run, or none was.
 */
public final class FullRun {
  private FullRun() {}

  /**
   * Runs the tests.
   *
   * @param args jcstress' options
   * @throws Exception when it cannot run them
   * @throws AssertionError when a forbidden outcome was seen
   */
  public static void main(String[] args) throws Exception {
    final Options options = new Options(args);
    if (!options.parse()) {
      System.exit(2);
    }
    final JCStress harness = new JCStress(options);
    final Set<String> missing = new TreeSet<>(harness.getTests());
    final int tests = missing.size();
    if (tests == 0) {
      throw new IllegalArgumentException(
          "no stress test matches '" + options.getTestFilter() + "' (-t)");
    }
    harness.run();
    long samples = 0;
    for (final TestResult result : results(options.getResultFile())) {
      samples += result.getTotalCount();
      if (result.getTotalCount() > 0) {
        missing.remove(result.getName());
      }
    }
    if (!missing.isEmpty()) {
      throw new IllegalStateException(
          "not run, each needs two processors: " + String.join(", ", missing));
    }
    System.out.println(tests + " stress tests, " + samples + " samples, none forbidden");
  }

  private static Iterable<TestResult> results(String file) throws Exception {
    final InProcessCollector results = new InProcessCollector();
    final DiskReadCollector reader = new DiskReadCollector(file, results);
    reader.dump();
    reader.close();
    return results.getTestResults();
  }
}
