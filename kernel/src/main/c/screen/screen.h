/* The text screen: 80 columns by 25 rows of characters in the video memory. */
#ifndef SCREEN_SCREEN_H
#define SCREEN_SCREEN_H

#define SCREEN_COLUMNS 80
#define SCREEN_ROWS 25

/* Clears the screen; from now on it shows all that the console prints, too. Once, on the first processor. */
void screen_init(void);

/* Shows `character` at the cursor and moves the cursor on; '\n' begins a row, '\r' goes to the row's start, '\b' one
   back. The screen scrolls at its end. Callers take turns. */
void screen_put(char character);

/* The character shown at `row`, `column`. */
char screen_at(unsigned row, unsigned column);

#endif
