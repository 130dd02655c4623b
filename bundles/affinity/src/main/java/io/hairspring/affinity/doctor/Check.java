package io.hairspring.affinity.doctor;

import io.hairspring.api.placement.Finding;
import java.util.List;

/** Looks at one thing, or at one of each. Reads, and changes nothing. */
interface Check {
  /** Looks. */
  List<Finding> examine(Machine machine);
}
