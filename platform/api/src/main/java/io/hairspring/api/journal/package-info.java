/** Execution loggers. */
@Version("1.1.0")
@Export
package io.hairspring.api.journal;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
