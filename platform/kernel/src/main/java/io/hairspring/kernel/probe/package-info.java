/**
 * What benchmarks borrow from the kernel: a session's lane thread, bare or with work of their own,
 * its rings as a relay, and a lane to drive by hand.
 */
@Version("1.4.0")
@Export
package io.hairspring.kernel.probe;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
