/** What an operator or a tool sees and does: the running platform from the control side. */
@Version("1.2.0")
@Export
package io.hairspring.api.control;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
