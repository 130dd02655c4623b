package io.hairspring.launcher;

import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/** The command {@code echo}: prints its arguments and returns their number; without any, fails. */
public final class EchoCommand implements BundleActivator, ToIntFunction<List<String>> {

  @Override
  public void start(BundleContext context) {
    context.registerService(
        ToIntFunction.class,
        this,
        FrameworkUtil.asDictionary(Map.of("hairspring.command", "echo")));
  }

  @Override
  public void stop(BundleContext context) {}

  @Override
  public int applyAsInt(List<String> arguments) {
    if (arguments.isEmpty()) {
      throw new IllegalStateException("nothing to echo");
    }
    System.out.println(String.join(" ", arguments));
    return arguments.size();
  }
}
