package io.hairspring.stress;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.openjdk.jcstress.JCStress;
import org.openjdk.jcstress.Options;
import org.openjdk.jcstress.infra.Status;
import org.openjdk.jcstress.infra.TestInfo;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.grading.TestGrading;
import org.openjdk.jcstress.infra.runners.ForkedTestConfig;
import org.openjdk.jcstress.infra.runners.Runner;
import org.openjdk.jcstress.infra.runners.TestConfig;
import org.openjdk.jcstress.infra.runners.TestList;
import org.openjdk.jcstress.os.AffinityMode;
import org.openjdk.jcstress.os.NodeType;
import org.openjdk.jcstress.os.SchedulingClass;
import org.openjdk.jcstress.vm.CompileMode;

/**
 * Runs every test once in this virtual machine, with the runners that jcstress made: what a build
 * has time for. One way to compile, threads where the system puts them, and code that has seen the
 * tests before it; {@link FullRun} does better in all of these.
 */
public final class ShortRun {
  private static final int FAILED = 1;

  private ShortRun() {}

  /**
   * Runs the tests; ends the virtual machine with status 1 at the first that fails.
   *
   * @param args jcstress' options, of which those about virtual machines do not apply
   * @throws Exception when it cannot run them
   */
  public static void main(String[] args) throws Exception {
    final Options options = new Options(args);
    if (!options.parse()) {
      System.exit(2);
    }
    if (options.getCPUCount() < 2) {
      System.out.println("Stress tests skipped: they need two processors, and there is one");
      return;
    }
    final Set<String> tests = new JCStress(options).getTests();
    if (tests.isEmpty()) {
      fail(List.of("no stress test matches '" + options.getTestFilter() + "' (-t)"));
    }
    long samples = 0;
    for (final String test : tests) {
      // First its name, so that a build that was ended because of a test that hangs tells which.
      System.out.print(test + ": ");
      System.out.flush();
      final TestResult result = run(TestList.getInfo(test), options);
      samples += result.getTotalCount();
      System.out.println(outcomes(result));
      fail(failures(result));
    }
    System.out.println(tests.size() + " stress tests, " + samples + " samples, none forbidden");
  }

  /**
   * Ends the run if there are failures: threads that hang in a failed test would spoil the next.
   */
  private static void fail(List<String> failures) {
    if (!failures.isEmpty()) {
      failures.forEach(failure -> System.out.println("FAILED: " + failure));
      System.exit(FAILED);
    }
  }

  private static TestResult run(TestInfo test, Options options) throws Exception {
    final TestConfig config =
        new TestConfig(
            options,
            test,
            0,
            List.of(),
            CompileMode.UNIFIED,
            new SchedulingClass(AffinityMode.NONE, test.threads(), NodeType.PACKAGE));
    final Runner<?> runner =
        Class.forName(test.generatedRunner())
            .asSubclass(Runner.class)
            .getConstructor(ForkedTestConfig.class)
            .newInstance(new ForkedTestConfig(config));
    final TestResult result = runner.run();
    result.setConfig(config);
    return result;
  }

  private static String outcomes(TestResult result) {
    return new TreeSet<>(result.getStateKeys())
        .stream()
            .map(outcome -> result.getCount(outcome) + " x [" + outcome + "]")
            .collect(Collectors.joining(", "));
  }

  private static List<String> failures(TestResult result) {
    final List<String> failures = new ArrayList<>();
    if (result.status() != Status.NORMAL || result.getTotalCount() == 0) {
      failures.add(result.getName() + ": " + result.status() + " " + result.getMessages());
    }
    TestGrading.grade(result)
        .failureMessages
        .forEach(message -> failures.add(result.getName() + ": " + message.strip()));
    return failures;
  }
}
