package org.distributedmonitor.starter;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.distributedmonitor.monitorfile.MonitorFile;
import org.distributedmonitor.monitorfile.Reading;

/** Monitor files on this machine. */
final class MonitorFiles {

  private MonitorFiles() {}

  static Reading.Read read(Path file) {
    Reading reading = MonitorFile.parse(bytes(file));
    if (reading instanceof Reading.Faulty faulty) {
      throw Trouble.usage(faulty.message(file.toString()));
    }
    return (Reading.Read) reading;
  }

  private static byte[] bytes(Path file) {
    if (Files.isDirectory(file)) {
      throw Trouble.usage(file + " is a directory; --file wants a monitor file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(MonitorFile.MOST_BYTES + 1);
    } catch (NoSuchFileException e) {
      throw Trouble.usage(
          "there is no file "
              + file
              + "; startCluster writes it as files/APP_NAMESpotFleetRequestId.json");
    } catch (AccessDeniedException e) {
      throw Trouble.usage("the file " + file + " may not be read; see its permissions");
    } catch (IOException e) {
      throw Trouble.usage("the file " + file + " could not be read: " + e.getMessage());
    }
  }
}
