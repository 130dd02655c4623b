/**
 * What benchmarks borrow from a running session: the lane as a bare thread, and the rings as a
 * relay.
 */
@Version("1.0.0")
@Export
package io.hairspring.kernel.probe;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
