/* The themes to choose from. */
package org.kernelscope.app.settings;

/** A theme; the id is the word in the settings file. */
public enum Look {
    DARK("dark", "Dark"),
    LIGHT("light", "Light"),
    /** Light, with large type and strong contrast, for a lecture room. */
    PROJECTOR("projector", "Projector");

    private final String id;
    private final String words;

    Look(String id, String words) {
        this.id = id;
        this.words = words;
    }

    public String id() {
        return id;
    }

    public String words() {
        return words;
    }

    /** The one after this, round and round. */
    public Look next() {
        return switch (this) {
            case DARK -> LIGHT;
            case LIGHT -> PROJECTOR;
            case PROJECTOR -> DARK;
        };
    }
}
