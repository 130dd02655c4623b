package io.hairspring.shell;

import io.hairspring.api.control.HaltStatus;
import java.util.List;

/**
 * The kill switch is thrown, and lanes are in a cycle that has not ended.
 *
 * @param halt how far the gateway is
 * @param lanes the numbers of those lanes
 */
record UnfinishedHalt(HaltStatus halt, List<Integer> lanes) {}
