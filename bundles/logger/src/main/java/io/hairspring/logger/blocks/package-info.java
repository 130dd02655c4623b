/** Blocks of lines: how they are sealed, and how they are read from the journal's files. */
package io.hairspring.logger.blocks;
