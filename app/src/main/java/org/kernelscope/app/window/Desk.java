/* What actions ask of the window itself, beyond its model. */
package org.kernelscope.app.window;

import org.kernelscope.app.settings.Look;

/** The window's own affairs; called on its thread. */
interface Desk {
    /** Opens a tab of the stage, 0-based; one that is not there is ignored. */
    void openTab(int index);

    /** Makes the drawing on the stage larger (above 1) or smaller. */
    void zoom(double factor);

    /** Shows the drawing at the size that fits. */
    void zoomToFit();

    /** Asks for a file and writes the stage's drawing to it. */
    void export();

    /** Puts the stage's drawing as text on the clipboard. */
    void copyText();

    /** Asks for a variable, and goes to the last write to it. */
    void askWhoWrote();

    Look look();

    void look(Look look);

    void showShortcuts();

    void showSettings();

    void quit();
}
