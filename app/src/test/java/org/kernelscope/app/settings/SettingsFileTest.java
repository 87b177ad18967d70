/* The settings come back as they were saved, and a broken file costs nothing but the settings. */
package org.kernelscope.app.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsFileTest {
    @TempDir
    private Path folder;

    private SettingsFile file() {
        return new SettingsFile(folder.resolve("deep/settings.txt"));
    }

    @Test
    void whatIsSavedComesBack() throws IOException {
        Layout layout = new Layout(1500, 900, true, List.of(0.25, 0.5, 0.75, 0.125), 2, 1);
        Settings settings = new Settings(Look.PROJECTOR, 1.5, true, false, 0.75, "spinlock", "ticket", 8, layout);
        file().save(settings);
        assertEquals(new SettingsFile.Loaded(settings, Optional.empty()), file().load());
    }

    @Test
    void withoutAFileThereAreDefaults() {
        assertEquals(new SettingsFile.Loaded(Settings.DEFAULT, Optional.empty()), file().load());
    }

    @Test
    void savingLeavesNothingElseBehind() throws IOException {
        file().save(Settings.DEFAULT);
        try (var files = Files.list(file().path().getParent())) {
            assertEquals(List.of(file().path()), files.toList());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            theme = purple         | theme is 'purple', not one of dark, light, projector
            scale = 99             | scale is 99.0, not 0.75 to 2.5
            scale = NaN            | scale is NaN, not 0.75 to 2.5
            cores = many           | cores is 'many', not a number
            reduce-motion = yes    | reduce-motion is 'yes', not true or false
            window.dividers = 0.5 7| window.dividers is '0.5 7', not positions from 0 to 1
            nothing at all         | line 1 is no 'name = value'
            """)
    void aBrokenFileIsSetAside(String line, String reason) throws IOException {
        Files.createDirectories(file().path().getParent());
        Files.writeString(file().path(), line);
        SettingsFile.Loaded loaded = file().load();
        assertEquals(Settings.DEFAULT, loaded.settings());
        assertTrue(loaded.trouble().orElseThrow().contains(reason), loaded.trouble()::orElseThrow);
        assertFalse(Files.exists(file().path()));
        assertEquals(line, Files.readString(file().path().resolveSibling("settings.txt.broken")));
    }

    @Test
    void namesOfNewerVersionsAreLeftAlone() throws IOException {
        Files.createDirectories(file().path().getParent());
        Files.writeString(file().path(), "theme = light\nhologram = on\n");
        assertEquals(Look.LIGHT, file().load().settings().look());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Linux      |              |            | /home/ada/.config/kernelscope/settings.txt
            Linux      | /conf        |            | /conf/kernelscope/settings.txt
            Linux      | relative     |            | /home/ada/.config/kernelscope/settings.txt
            Linux      | /conf        | /chosen    | /chosen/settings.txt
            Mac OS X   |              |            | /home/ada/Library/Application Support/Kernelscope/settings.txt
            Windows 11 |              |            | /home/ada/AppData/Roaming/Kernelscope/settings.txt
            """)
    void thePlatformSaysWhereItIs(String system, String xdg, String chosen, String expected) {
        Properties properties = new Properties();
        properties.setProperty("os.name", system);
        properties.setProperty("user.home", "/home/ada");
        if (chosen != null) {
            properties.setProperty("kscope.config", chosen);
        }
        Map<String, String> environment = xdg == null ? Map.of() : Map.of("XDG_CONFIG_HOME", xdg);
        assertEquals(
                Path.of(expected), SettingsFile.locate(environment, properties).path());
    }
}
