/** Bounded order-by-order books in pre-allocated arrays. */
@Version("1.1.0")
@Export
package io.hairspring.book;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
