package io.hairspring.api.placement;

/**
 * An agent that wants to be near what it serves.
 *
 * @param name names it in decisions; unique in a request
 * @param serves the name of a lane, {@link #DEVICE}, or empty when it does not matter
 */
public record AgentRequest(String name, String serves) {
  /** What an agent serves that reads or writes the network device. */
  public static final String DEVICE = "network device";
}
