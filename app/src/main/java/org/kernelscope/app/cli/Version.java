/* The version of the program that runs. */
package org.kernelscope.app.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Reads the version that the build wrote. */
final class Version {
    private Version() {}

    /** What --version prints. */
    static String line() {
        return "Kernelscope " + current();
    }

    static String current() {
        try (InputStream in = Version.class.getResourceAsStream("/org/kernelscope/app/build.properties")) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
