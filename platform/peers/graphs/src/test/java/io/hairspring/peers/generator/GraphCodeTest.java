package io.hairspring.peers.generator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.peers.graph.GraphShape;
import org.junit.jupiter.api.Test;

class GraphCodeTest {
  private static final GraphShape MESH = GraphShape.mesh(4, true);

  @Test
  void shouldHaveTheCompilerWriteTheSameWhetherItWalksEveryPathOrEachNodeOnce() {
    assertEquals(
        GraphCode.compiled("FluxtionMesh4x4Gated", MESH.nodes()), GraphCode.compiled(MESH));
  }

  @Test
  void shouldRunANodeWhenEitherOfThoseBeforeItHasChanged() {
    final String code = GraphCode.compiled(MESH).replaceAll("\\s+", "");
    assertTrue(code.contains("booleanguardCheck_n5(){returnisDirty_n1|isDirty_n4;}"), code);
  }
}
