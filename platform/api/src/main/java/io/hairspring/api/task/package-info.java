/** Tasks, their triggers and classes, and the cycle that runs them. */
@Version("1.1.0")
@Export
package io.hairspring.api.task;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
