package io.hairspring.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.api.task.HotPath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * What a lane runs stays within what the compiler inlines, which no clock is needed to see. A hot
 * method of more than 325 bytes of bytecode is never inlined ({@code FreqInlineSize}); one of up to
 * 35 is inlined wherever it is called, also where the profile is still thin ({@code
 * MaxInlineSize}). Both are the defaults of JDK 17 and 25.
 */
class InliningTest {
  private static final int FREQUENT = 325;
  private static final int ANYWHERE = 35;
  private static final String KERNEL = "io.hairspring.kernel.";

  /** What runs for every line of every ring, and for every turn of a lane. */
  private static final Set<String> SMALL =
      Set.of(
          KERNEL + "ring.LineRing.commit()V",
          KERNEL + "ring.LineRing.peek()I",
          KERNEL + "ring.LineRing.release()V",
          KERNEL + "ring.LineRing.readable(I)I",
          KERNEL + "timer.TimerQueue.nextDue()J",
          KERNEL + "time.SystemClock.nanoTime()J");

  private static List<String> overgrown(Map<String, Integer> sizes) {
    List<String> complaints = new ArrayList<>();
    sizes.forEach(
        (method, size) -> {
          int limit = SMALL.contains(method) ? ANYWHERE : FREQUENT;
          if (size > limit) {
            complaints.add(
                method + " has " + size + " bytes of bytecode, inlined are up to " + limit);
          }
        });
    return complaints;
  }

  private static Map<String, Integer> kernel() throws IOException {
    return HotMethods.below(
        Path.of("").toAbsolutePath().resolveSibling("platform/kernel/target/classes"));
  }

  @Test
  void shouldKeepEveryHotMethodOfTheKernelWithinWhatIsInlined() throws IOException {
    Map<String, Integer> sizes = kernel();
    assertTrue(sizes.size() > 100, "only " + sizes.size() + " hot methods found");
    assertEquals(List.of(), overgrown(sizes));
  }

  @Test
  void shouldFindEveryMethodThatHasToBeSmall() throws IOException {
    Set<String> found = kernel().keySet();
    assertEquals(List.of(), SMALL.stream().filter(method -> !found.contains(method)).toList());
  }

  @Test
  void shouldFailForAMethodThatGrowsPastItsLimitByOneByte() {
    assertEquals(List.of(), overgrown(HotMethods.of(method("Any", "run", FREQUENT, true))));
    assertEquals(
        List.of("Any.run()V has 326 bytes of bytecode, inlined are up to 325"),
        overgrown(HotMethods.of(method("Any", "run", FREQUENT + 1, true))));
    String ring = (KERNEL + "ring.LineRing").replace('.', '/');
    assertEquals(List.of(), overgrown(HotMethods.of(method(ring, "commit", ANYWHERE, true))));
    assertEquals(1, overgrown(HotMethods.of(method(ring, "commit", ANYWHERE + 1, true))).size());
  }

  @Test
  void shouldLeaveAloneWhatIsNotOnTheHotPath() {
    assertEquals(Map.of(), HotMethods.of(method("Any", "run", FREQUENT + 1, false)));
  }

  /** A class with a method of so many bytes of bytecode. */
  private static byte[] method(String type, String name, int size, boolean hot) {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, type, null, "java/lang/Object", null);
    MethodVisitor method = writer.visitMethod(Opcodes.ACC_PUBLIC, name, "()V", null, null);
    if (hot) {
      method.visitAnnotation(Type.getDescriptor(HotPath.class), false).visitEnd();
    }
    method.visitCode();
    for (int i = 1; i < size; i++) {
      method.visitInsn(Opcodes.NOP);
    }
    method.visitInsn(Opcodes.RETURN);
    method.visitMaxs(0, 1);
    method.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }
}
