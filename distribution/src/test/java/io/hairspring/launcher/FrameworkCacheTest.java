package io.hairspring.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameworkCacheTest {
  @TempDir Path data;

  private List<Path> entries() throws IOException {
    try (Stream<Path> entries = Files.list(data)) {
      return entries.sorted().toList();
    }
  }

  @Test
  void shouldGiveEachItsOwnAndDeleteThatOnly() throws IOException {
    try (FrameworkCache first = new FrameworkCache(data)) {
      Files.createDirectories(first.directory().resolve("bundles/bundle1"));
      try (FrameworkCache second = new FrameworkCache(data)) {
        assertNotEquals(first.directory(), second.directory());
        assertEquals(2, entries().size());
      }
      assertEquals(List.of(first.directory()), entries());
      assertTrue(Files.exists(first.directory().resolve("bundles/bundle1")));
    }
    assertEquals(List.of(), entries());
  }

  @Test
  void shouldDeleteWhatNobodyHasLocked() throws IOException {
    // Of a process id that is another's here, as in another container.
    Path living = data.resolve("framework-" + ProcessHandle.current().pid());
    Files.createDirectories(living.resolve("bundles"));
    Files.createFile(living.resolve("lock"));
    Files.createDirectories(data.resolve("framework-7/bundles"));

    try (FrameworkCache cache = new FrameworkCache(data)) {
      assertEquals(List.of(cache.directory()), entries());
    }
  }

  @Test
  void shouldLeaveWhatOnlyLooksLikeOne() throws IOException {
    Path copy = Files.createDirectory(data.resolve("framework-1.bak"));
    Path file = Files.createFile(data.resolve("framework-2"));
    Path notes = Files.createFile(data.resolve("framework-notes"));

    new FrameworkCache(data).close();

    assertEquals(List.of(copy, file, notes), entries());
  }
}
