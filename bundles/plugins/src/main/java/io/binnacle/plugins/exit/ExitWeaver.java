package io.binnacle.plugins.exit;

import java.util.List;
import java.util.function.Predicate;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.osgi.framework.Bundle;
import org.osgi.framework.hooks.weaving.WeavingHook;
import org.osgi.framework.hooks.weaving.WovenClass;

/**
 * Keeps plugins from ending the process by {@code System.exit}, {@code Runtime.exit} and {@code
 * Runtime.halt}: as their classes are loaded, such a call becomes one that throws. The virtual
 * machine has nothing any more that would refuse them, see <a
 * href="https://openjdk.org/jeps/486">JEP 486</a>. A call by reflection is not found.
 *
 * <p>Classes of other bundles are not looked at. Thread-safe.
 */
public final class ExitWeaver implements WeavingHook {
  private static final String RUNTIME = "java/lang/Runtime";
  private static final String REFUSED = ExitRefused.class.getName().replace('.', '/');
  private static final byte[][] SIGNS = {ascii("java/lang/System"), ascii(RUNTIME)};

  private final Predicate<Bundle> isPlugin;

  public ExitWeaver(Predicate<Bundle> isPlugin) {
    this.isPlugin = isPlugin;
  }

  @Override
  public void weave(WovenClass woven) {
    if (isPlugin.test(woven.getBundleWiring().getBundle())) {
      byte[] bytes = woven.getBytes();
      if (List.of(SIGNS).stream().anyMatch(sign -> contains(bytes, sign))) {
        byte[] without = withoutExits(bytes);
        if (without != bytes) {
          woven.setBytes(without);
          woven.getDynamicImports().add(ExitRefused.class.getPackageName());
        }
      }
    }
  }

  /** The same class, or the bytes given if it has no such call. */
  static byte[] withoutExits(byte[] bytes) {
    ClassReader reader = new ClassReader(bytes);
    // Frames stay as they are: what is put in place of a call leaves stack and locals alike.
    ClassWriter writer = new ClassWriter(reader, 0);
    boolean[] changed = new boolean[1];
    reader.accept(
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] exceptions) {
            return new Exits(
                super.visitMethod(access, name, descriptor, signature, exceptions), changed);
          }
        },
        0);
    return changed[0] ? writer.toByteArray() : bytes;
  }

  /** Replaces the calls of one method. */
  private static final class Exits extends MethodVisitor {
    private final boolean[] changed;

    Exits(MethodVisitor next, boolean[] changed) {
      super(Opcodes.ASM9, next);
      this.changed = changed;
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      boolean ofSystem = owner.equals("java/lang/System") && name.equals("exit");
      boolean ofRuntime = owner.equals(RUNTIME) && (name.equals("exit") || name.equals("halt"));
      if (!descriptor.equals("(I)V") || !ofSystem && !ofRuntime) {
        super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        return;
      }
      changed[0] = true;
      super.visitInsn(Opcodes.POP);
      if (ofRuntime) {
        super.visitInsn(Opcodes.POP);
      }
      // A call again, not an athrow: behind that a frame would have to follow.
      super.visitLdcInsn("a plugin must not end the server (" + name + ")");
      super.visitMethodInsn(
          Opcodes.INVOKESTATIC, REFUSED, "refuse", "(Ljava/lang/String;)V", false);
    }
  }

  private static boolean contains(byte[] bytes, byte[] part) {
    for (int i = 0; i + part.length <= bytes.length; i++) {
      if (java.util.Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
        return true;
      }
    }
    return false;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  }
}
