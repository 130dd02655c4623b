/** The journal's format, and how it is read. */
@Version("2.0.0")
@Export
package io.hairspring.logger.journal;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
