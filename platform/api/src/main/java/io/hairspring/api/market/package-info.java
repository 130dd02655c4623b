/** Market data: events, books, instruments and the feeds that bring them. */
@Version("1.0.0")
@Export
package io.hairspring.api.market;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
