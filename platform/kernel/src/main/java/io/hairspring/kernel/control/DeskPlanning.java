package io.hairspring.kernel.control;

import java.util.function.Consumer;

/** What mitigations have the control thread do. */
final class DeskPlanning implements MitigationDesk.Replanning {
  private final KernelPlatform platform;

  DeskPlanning(KernelPlatform platform) {
    this.platform = platform;
  }

  @Override
  public void requireTask(String name) {
    look(
        registry -> {
          if (registry.component(name).isEmpty()) {
            throw new IllegalArgumentException(
                "task " + name + ": there is none of this name; there are " + registry.names());
          }
        });
  }

  @Override
  public void requireFallback(String strategy) {
    requireTask(strategy);
    look(
        registry -> {
          final String fallback = registry.fallbacks().get(strategy);
          if (fallback == null) {
            throw new IllegalArgumentException(
                "strategy "
                    + strategy
                    + " declares no fallback; those that do are "
                    + registry.fallbacks().keySet());
          }
          if (registry.component(fallback).isEmpty()) {
            throw new IllegalArgumentException(
                "strategy " + strategy + ": its fallback " + fallback + " is not plugged in");
          }
        });
  }

  @Override
  public void forgive(String task) {
    look(registry -> registry.component(task).ifPresent(platform::forgive));
  }

  @Override
  public void replan(String reason) {
    platform.change(reason, registry -> {});
  }

  private void look(Consumer<Registry> work) {
    platform.look(work);
  }
}
