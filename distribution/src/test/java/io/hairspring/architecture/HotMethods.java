package io.hairspring.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Reads from class files how many bytes of bytecode the methods marked as hot path have, which is
 * what the compiler's limits to inlining count.
 */
final class HotMethods extends ClassVisitor {
  private static final String MARK = "Lio/hairspring/api/task/HotPath;";
  private static final int SYNTHETIC = Opcodes.ACC_SYNTHETIC | Opcodes.ACC_BRIDGE;

  private final Map<String, Integer> sizes;
  private String type;
  private boolean marked;

  private HotMethods(Map<String, Integer> sizes) {
    // A writer, because only that knows where an instruction ends up.
    super(Opcodes.ASM9, new ClassWriter(0));
    this.sizes = sizes;
  }

  /** Sizes in bytes by {@code type.method(descriptor)}, of the class files below a folder. */
  static Map<String, Integer> below(Path folder) throws IOException {
    Map<String, Integer> sizes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .filter(file -> file.toString().endsWith(".class"))
          .forEach(file -> sizes.putAll(of(read(file))));
    }
    return sizes;
  }

  /** Sizes of the methods of one class. */
  static Map<String, Integer> of(byte[] classFile) {
    Map<String, Integer> sizes = new TreeMap<>();
    new ClassReader(classFile).accept(new HotMethods(sizes), 0);
    return sizes;
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void visit(
      int version, int access, String name, String signature, String above, String[] interfaces) {
    type = name.replace('/', '.');
    super.visit(version, access, name, signature, above, interfaces);
  }

  @Override
  public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
    marked |= descriptor.equals(MARK);
    return super.visitAnnotation(descriptor, visible);
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] exceptions) {
    String method = type + "." + name + descriptor;
    boolean ordinary = !name.startsWith("<") && (access & SYNTHETIC) == 0;
    return new MethodVisitor(
        Opcodes.ASM9, super.visitMethod(access, name, descriptor, signature, exceptions)) {
      private boolean hot = marked && ordinary;

      @Override
      public AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
        hot |= annotation.equals(MARK);
        return super.visitAnnotation(annotation, visible);
      }

      @Override
      public void visitMaxs(int stack, int locals) {
        Label end = new Label();
        super.visitLabel(end);
        if (hot) {
          sizes.put(method, end.getOffset());
        }
        super.visitMaxs(stack, locals);
      }
    };
  }
}
