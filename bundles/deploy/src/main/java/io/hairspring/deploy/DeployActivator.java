package io.hairspring.deploy;

import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleListener;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;

/** Starts before File Install, so that this sees its files first. */
public final class DeployActivator implements BundleActivator {
  private static final System.Logger LOG = System.getLogger(DeployActivator.class.getName());
  private static final long STOP_SECONDS = 2;
  private static final String START_LEVEL = "felix.fileinstall.start.level";

  private ExecutorService threads;

  @Override
  public void start(BundleContext context) {
    threads =
        Executors.newCachedThreadPool(
            work -> {
              Thread thread = new Thread(work, "hairspring-deploy");
              thread.setDaemon(true);
              return thread;
            });
    Bundle framework = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION);
    Executor executor = work -> execute(framework, work);
    Running running = new Running(context);
    BundleSuccession succession = new BundleSuccession(context, running);
    String level = context.getProperty(START_LEVEL);
    PlugInJars jars =
        new PlugInJars(succession, running, executor, level == null ? 1 : Integer.parseInt(level));
    PlugInConfigurations configurations =
        new PlugInConfigurations(context, new DeclaredComponents(context), running, executor);
    context.addBundleListener(configurations);
    context.addBundleListener((BundleListener) jars);
    for (ArtifactInstaller installer : new ArtifactInstaller[] {jars, configurations}) {
      context.registerService(
          ArtifactInstaller.class,
          installer,
          FrameworkUtil.asDictionary(Map.of(Constants.SERVICE_RANKING, 100)));
    }
    context.registerService(
        SwapCommands.class,
        new SwapCommands(context, succession, running),
        FrameworkUtil.asDictionary(
            Map.of(
                "osgi.command.scope",
                "hairspring",
                "osgi.command.function",
                new String[] {"swap", "swaps", "update"})));
  }

  private void execute(Bundle framework, Runnable work) {
    try {
      threads.execute(() -> guarded(framework, work));
    } catch (RejectedExecutionException e) {
      LOG.log(Level.DEBUG, "came while the platform was stopping", e);
    }
  }

  private static void guarded(Bundle framework, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      // When the framework stops, what this looks at goes in between.
      LOG.log(
          framework.getState() == Bundle.ACTIVE ? Level.ERROR : Level.DEBUG,
          "a successor was not followed to its end",
          e);
    }
  }

  /**
   * Ends what waits for swaps: it must not run code of a bundle that is gone. Services and
   * listeners go with the bundle.
   */
  @Override
  public void stop(BundleContext context) throws InterruptedException {
    threads.shutdownNow();
    if (!threads.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
      LOG.log(Level.WARNING, "a successor is still followed after " + STOP_SECONDS + " s");
    }
  }
}
