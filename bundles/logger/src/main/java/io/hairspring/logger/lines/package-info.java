/** What stands in a line, as names and text. */
package io.hairspring.logger.lines;
