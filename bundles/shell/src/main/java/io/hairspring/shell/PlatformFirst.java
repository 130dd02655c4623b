package io.hairspring.shell;

import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.CommandSessionListener;
import org.osgi.service.component.annotations.Component;

/**
 * Has the platform's commands found before others of the same name: {@code update} is the one that
 * swaps. With its scope, as in {@code felix:update}, each is found as ever. Shell threads.
 */
@Component
public final class PlatformFirst implements CommandSessionListener {
  private static final String SCOPES = "SCOPE";
  private static final String OURS = "hairspring";

  @Override
  public void beforeExecute(CommandSession session, CharSequence line) {
    Object scopes = session.get(SCOPES);
    String others = scopes == null ? "*" : scopes.toString();
    if (!others.equals(OURS) && !others.startsWith(OURS + ":")) {
      session.put(SCOPES, OURS + ":" + others);
    }
  }

  /** Nothing is left to do. */
  @Override
  public void afterExecute(CommandSession session, CharSequence line, Exception failure) {}

  /** Nothing is left to do. */
  @Override
  public void afterExecute(CommandSession session, CharSequence line, Object result) {}
}
