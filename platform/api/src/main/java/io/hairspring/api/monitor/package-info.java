/** Execution monitors. */
@Version("1.2.0")
@Export
package io.hairspring.api.monitor;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
