package io.hairspring.affinity.doctor;

import io.hairspring.api.placement.Finding;
import io.hairspring.api.placement.Finding.Grade;
import java.util.ArrayList;
import java.util.List;

/** The virtual machine's flags. */
final class JvmCheck implements Check {
  private static final String SET = "in etc/jvm.options: ";

  @Override
  public List<Finding> examine(Machine machine) {
    List<Finding> findings = new ArrayList<>();
    String initial = machine.flags().getOrDefault("InitialHeapSize", "");
    String most = machine.flags().getOrDefault("MaxHeapSize", "");
    findings.add(
        new Finding(
            "JVM heap size",
            initial.isEmpty() ? Grade.UNKNOWN : initial.equals(most) ? Grade.GOOD : Grade.FAIR,
            "from " + initial + " to " + most + " bytes",
            "a heap that grows stops every thread and touches new memory",
            initial.equals(most) ? "" : SET + "-Xms1g -Xmx1g"));
    findings.add(
        flag(
            machine,
            "AlwaysPreTouch",
            "true",
            "pages of the heap that were never touched cost a fault each, on the lane",
            "-XX:+AlwaysPreTouch"));
    findings.add(
        flag(
            machine,
            "GuaranteedSafepointInterval",
            "0",
            "stops every thread at this interval in ms for nothing but its own sake",
            "-XX:+UnlockDiagnosticVMOptions -XX:GuaranteedSafepointInterval=0"));
    findings.add(
        flag(
            machine,
            "UsePerfData",
            "false",
            "writes to a mapped file at every safepoint, which a busy disk can hold up",
            "-XX:-UsePerfData"));
    return findings;
  }

  private static Finding flag(
      Machine machine, String name, String wanted, String why, String option) {
    String value = machine.flags().getOrDefault(name, "");
    boolean good = value.equals(wanted);
    return new Finding(
        "JVM " + name,
        value.isEmpty() ? Grade.UNKNOWN : good ? Grade.GOOD : Grade.FAIR,
        value.isEmpty() ? "this virtual machine does not tell" : value,
        why,
        good || value.isEmpty() ? "" : SET + option);
  }
}
