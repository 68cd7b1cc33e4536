package io.binnacle.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Writes jars that are bundles with one component, a class of the tests. */
final class MadeUpBundle {
  private MadeUpBundle() {}

  static void write(Path folder, String name, Class<?> component, String rest) throws IOException {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Bundle-ManifestVersion", "2");
    main.putValue("Bundle-SymbolicName", name);
    main.putValue("Bundle-Version", "1.0.0");
    main.putValue("Service-Component", "OSGI-INF/component.xml");
    main.putValue("Import-Package", "org.slf4j;version=\"[2,3)\"");
    String xml =
        "<scr:component xmlns:scr=\"http://www.osgi.org/xmlns/scr/v1.4.0\" name=\""
            + component.getSimpleName()
            + "\" immediate=\"true\" "
            + "configuration-pid=\""
            + name
            + "\""
            + rest
            + "><service><provide interface=\"java.lang.Object\"/></service>"
            + "<implementation class=\""
            + component.getName()
            + "\"/></scr:component>";
    Files.createDirectories(folder);
    try (OutputStream file = Files.newOutputStream(folder.resolve(name + "-1.0.0.jar"));
        JarOutputStream jar = new JarOutputStream(file, manifest)) {
      jar.putNextEntry(new JarEntry("OSGI-INF/component.xml"));
      jar.write(xml.getBytes(StandardCharsets.UTF_8));
      String path = component.getName().replace('.', '/') + ".class";
      jar.putNextEntry(new JarEntry(path));
      try (InputStream bytes = component.getClassLoader().getResourceAsStream(path)) {
        bytes.transferTo(jar);
      }
    }
  }
}
