package io.hairspring.stress;

import java.util.Set;
import java.util.TreeSet;
import org.openjdk.jcstress.JCStress;
import org.openjdk.jcstress.Options;
import org.openjdk.jcstress.infra.collectors.DiskReadCollector;
import org.openjdk.jcstress.infra.collectors.InProcessCollector;
import org.openjdk.jcstress.infra.collectors.TestResult;

/**
 * Runs jcstress with its own options, and fails where jcstress alone would not: when a test that
 * was asked for was not run, or when none was.
 */
public final class StressRun {
  private StressRun() {}

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
    if (missing.isEmpty()) {
      throw new IllegalArgumentException(
          "no stress test matches '" + options.getTestFilter() + "' (-t)");
    }
    final int tests = missing.size();
    harness.run();
    final InProcessCollector results = new InProcessCollector();
    final DiskReadCollector file = new DiskReadCollector(options.getResultFile(), results);
    file.dump();
    file.close();
    long samples = 0;
    for (final TestResult result : results.getTestResults()) {
      samples += result.getTotalCount();
      if (result.getTotalCount() > 0) {
        missing.remove(result.getName());
      }
    }
    if (!missing.isEmpty()) {
      throw new IllegalStateException(
          "not run, two processors are needed for each: " + String.join(", ", missing));
    }
    System.out.println(tests + " stress tests, " + samples + " samples, none forbidden");
  }
}
