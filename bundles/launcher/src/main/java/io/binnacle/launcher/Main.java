package io.binnacle.launcher;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarFile;

/**
 * The process of {@code binnacle server}. Ends with 0 after SIGTERM or SIGINT, 2 for a wrong
 * command line, 1 when the server cannot start; the reason is one line on stderr.
 *
 * <p>Only the ready line goes to stdout: whatever else writes to {@code System.out} lands on
 * stderr.
 *
 * <p>System properties: {@code binnacle.home} the folder with lib/ and bundles/, {@code
 * binnacle.dev} jars that replace bundles of the same name and are reloaded when they change,
 * {@code binnacle.archive} the class archive that the JVM writes when it ends.
 */
public final class Main {
  private Main() {}

  /** Runs {@code server FLAGS} or {@code version}. */
  public static void main(String[] args) {
    PrintStream stdout = System.out;
    System.setOut(System.err);
    ProcessEnd end = new ProcessEnd();
    try {
      run(Arrays.asList(args), stdout, end);
    } catch (UsageException e) {
      end.exit(2, e.getMessage());
    } catch (StartException e) {
      end.exit(1, e.getMessage());
    } catch (InterruptedException e) {
      end.exit(1, "interrupted while starting");
    } catch (RuntimeException | Error e) {
      // Other threads would keep the process, and with it the data directory's lock.
      end.exit(1, "cannot start: " + e);
    }
  }

  private static void run(List<String> words, PrintStream stdout, ProcessEnd end)
      throws InterruptedException {
    String command = words.isEmpty() ? "" : words.get(0);
    switch (command) {
      case "server" -> {
        if (words.contains("--help")) {
          stdout.print(ServerFlags.help());
          return;
        }
        ServerSettings settings =
            CommandLine.parse(words.subList(1, words.size()), System.getenv());
        serve(settings, stdout, end);
      }
      case "version" -> stdout.println("Binnacle " + version());
      default -> throw new UsageException("unknown command \"" + command + "\"");
    }
  }

  private static void serve(ServerSettings settings, PrintStream stdout, ProcessEnd end)
      throws InterruptedException {
    System.setProperty("binnacle.v", Integer.toString(settings.verbosity()));
    Listening.check(settings.bindAddress(), settings.securePort());
    DataDirectory claimed = DataDirectory.claim(settings.dataDir(), settings.deployDir());
    end.first(claimed::close);
    Container container = Container.create(home(), settings);
    end.first(
        () -> {
          container.stop();
          claimed.close();
        });
    container.start();
    stdout.println(container.awaitServing().line());
    stdout.flush();
    ClassArchive.markComplete();
    container.awaitStop();
    end.exit(0);
  }

  private static Path home() {
    String home = System.getProperty("binnacle.home", "");
    if (home.isEmpty()) {
      throw new StartException("the system property binnacle.home is not set");
    }
    return Path.of(home);
  }

  private static String version() {
    try (JarFile jar =
        new JarFile(
            new File(Main.class.getProtectionDomain().getCodeSource().getLocation().getPath()))) {
      return jar.getManifest().getMainAttributes().getValue("Bundle-Version");
    } catch (IOException e) {
      return "(development)";
    }
  }
}
