package io.hairspring.logger.audit;

/**
 * What a block says of its place in the chain.
 *
 * @param number of the block
 * @param firstLine number of its first line
 * @param lines how many it has
 * @param previous hash of the block before it
 * @param hash its own
 * @param where it is, for people
 */
record Link(long number, long firstLine, int lines, String previous, String hash, String where) {}
