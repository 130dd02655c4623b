package io.hairspring.affinity;

import io.hairspring.affinity.topology.HostFiles;
import io.hairspring.api.placement.Finding;
import io.hairspring.api.placement.Finding.Grade;
import io.hairspring.api.placement.MachineDoctor;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code distribution/run doctor [--report FILE]}: what the machine is fit for, and the commands
 * that mend it. What is found does not make it fail. Main thread.
 */
@Component(service = ToIntFunction.class, property = "hairspring.command=doctor")
public final class DoctorCommand implements ToIntFunction<List<String>> {
  private static final int WRONG_INPUT = 2;
  private static final String USAGE = "doctor [--report FILE]";

  private final MachineDoctor doctor;
  private final PrintStream out;
  private final PrintStream errors;

  /** Takes who examines. */
  @Activate
  public DoctorCommand(@Reference MachineDoctor doctor) {
    this(doctor, System.out, System.err);
  }

  DoctorCommand(MachineDoctor doctor, PrintStream out, PrintStream errors) {
    this.doctor = doctor;
    this.out = out;
    this.errors = errors;
  }

  @Override
  public int applyAsInt(List<String> arguments) {
    boolean report = arguments.size() == 2 && arguments.get(0).equals("--report");
    if (!arguments.isEmpty() && !report) {
      errors.println("doctor: cannot read '" + String.join(" ", arguments) + "'; " + USAGE);
      return WRONG_INPUT;
    }
    List<Finding> findings = doctor.examine();
    findings.forEach(finding -> out.println(text(finding)));
    return report ? write(findings, arguments.get(1)) : 0;
  }

  private int write(List<Finding> findings, String file) {
    try {
      Files.writeString(Path.of(file), new DoctorReport(findings, HostFiles.running()).json());
      return 0;
    } catch (IOException | InvalidPathException e) {
      errors.println("doctor: the report cannot be written: " + e);
      return WRONG_INPUT;
    }
  }

  /** One line for what is good, three for what is not. */
  static String text(Finding finding) {
    String line =
        String.format(
            Locale.ROOT,
            "%-8s %s: %s",
            finding.grade().name().toLowerCase(Locale.ROOT),
            finding.check(),
            finding.found());
    if (finding.grade() == Grade.GOOD || finding.grade() == Grade.UNKNOWN) {
      return line;
    }
    return line
        + "\n         why: "
        + finding.why()
        + (finding.remedy().isEmpty() ? "" : "\n         do:  " + finding.remedy());
  }
}
