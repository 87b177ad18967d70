/* Where files that can be made again are kept on this host. */
package org.kernelscope.kernel;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Where files that can be made again are kept on this host. */
public final class CacheFolder {
    private CacheFolder() {}

    /**
     * The folder of the present user: system property {@code kscope.cache}, else environment KSCOPE_CACHE, else the
     * host's custom (XDG_CACHE_HOME or ~/.cache, ~/Library/Caches, LOCALAPPDATA) with {@code kernelscope} below it.
     */
    public static Path ofUser() {
        return setting(System.getProperty("kscope.cache"))
                .or(() -> setting(System.getenv("KSCOPE_CACHE")))
                .orElseGet(() -> hostFolder().resolve("kernelscope"));
    }

    private static Path hostFolder() {
        Path home = Path.of(System.getProperty("user.home"));
        String host = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (host.startsWith("mac")) {
            return home.resolve("Library").resolve("Caches");
        }
        if (host.startsWith("windows")) {
            return setting(System.getenv("LOCALAPPDATA"))
                    .orElse(home.resolve("AppData").resolve("Local"));
        }
        return setting(System.getenv("XDG_CACHE_HOME")).orElse(home.resolve(".cache"));
    }

    private static Optional<Path> setting(String value) {
        return Optional.ofNullable(value).filter(text -> !text.isBlank()).map(Path::of);
    }
}
