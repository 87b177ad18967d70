/* The file in the user's configuration folder that the settings are kept in. */
package org.kernelscope.app.settings;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.kernelscope.engine.AtomicFile;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.kernel.FileTrouble;

/**
 * Reads and writes the settings file.
 *
 * @param path where it is
 */
public record SettingsFile(Path path) {
    private static final String NAME = "settings.txt";

    /**
     * What was found.
     *
     * @param settings those of the file, or the defaults
     * @param trouble one sentence when the file could not be used
     */
    public record Loaded(Settings settings, Optional<String> trouble) {}

    /**
     * The file of this user on this platform. The property {@code kscope.config} names another folder.
     *
     * @param environment the process's environment: XDG_CONFIG_HOME, APPDATA
     * @param properties the system's: kscope.config, os.name, user.home
     */
    public static SettingsFile locate(Map<String, String> environment, Properties properties) {
        String chosen = properties.getProperty("kscope.config", "");
        return new SettingsFile((chosen.isBlank() ? folder(environment, properties) : Path.of(chosen)).resolve(NAME));
    }

    private static Path folder(Map<String, String> environment, Properties properties) {
        String system = properties.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        Path home = Path.of(properties.getProperty("user.home", "."));
        if (system.contains("mac")) {
            return home.resolve("Library/Application Support/Kernelscope");
        }
        if (system.contains("win")) {
            return absolute(environment.get("APPDATA"))
                    .orElse(home.resolve("AppData/Roaming"))
                    .resolve("Kernelscope");
        }
        return absolute(environment.get("XDG_CONFIG_HOME"))
                .orElse(home.resolve(".config"))
                .resolve("kernelscope");
    }

    private static Optional<Path> absolute(String folder) {
        return Optional.ofNullable(folder)
                .filter(name -> !name.isBlank())
                .map(Path::of)
                .filter(Path::isAbsolute);
    }

    /** Reads the file. One that cannot be understood is set aside as {@code settings.txt.broken}. */
    public Loaded load() {
        if (!Files.exists(path)) {
            return new Loaded(Settings.DEFAULT, Optional.empty());
        }
        try {
            return new Loaded(SettingsText.read(Files.readString(path)), Optional.empty());
        } catch (UserMistake mistake) {
            return setAside(mistake.getMessage());
        } catch (MalformedInputException _) {
            return setAside("it is no text");
        } catch (IOException failure) {
            return new Loaded(
                    Settings.DEFAULT,
                    Optional.of("The settings in " + path + " could not be read (" + FileTrouble.reason(failure)
                            + "). Kernelscope starts with its own."));
        }
    }

    private Loaded setAside(String reason) {
        Path aside = path.resolveSibling(NAME + ".broken");
        String what = "The settings in " + path + " could not be understood: " + reason + ". ";
        try {
            Files.move(path, aside, StandardCopyOption.REPLACE_EXISTING);
            return new Loaded(Settings.DEFAULT, Optional.of(what + "They are kept as " + aside.getFileName() + "."));
        } catch (IOException failure) {
            return new Loaded(
                    Settings.DEFAULT,
                    Optional.of(what + "They could not be set aside either (" + FileTrouble.reason(failure) + ")."));
        }
    }

    /** Writes the file in one piece: whoever reads it finds the old settings or the new. */
    public void save(Settings settings) throws IOException {
        AtomicFile.write(path, SettingsText.write(settings));
    }
}
