package io.hairspring.affinity.doctor;

/** The command that adds to the kernel's command line. */
final class Boot {
  private Boot() {}

  /** Adds arguments and starts anew. */
  static String with(String arguments) {
    return "sed -i 's/^GRUB_CMDLINE_LINUX=\"/&"
        + arguments
        + " /' /etc/default/grub && update-grub && reboot";
  }
}
