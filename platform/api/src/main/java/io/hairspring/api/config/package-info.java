/** What a component is configured with, read and checked the same way everywhere. */
@Version("1.1.0")
@Export
package io.hairspring.api.config;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
