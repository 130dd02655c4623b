/** What the observer's thread does: reads records, looks at lanes, and notices. */
package io.hairspring.monitor.observe;
