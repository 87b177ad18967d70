/* How wide a text is, without a window: the advance widths of the bundled faces. */
package org.kernelscope.visualizers.drawing;

import java.util.Arrays;
import java.util.List;

/** Text widths in logical pixels, exact for ASCII and close for the rest. */
public final class Metrics {
    /** Advances of U+0020 to U+007E in thousandths of an em: Inter Regular 3.19. */
    private static final List<Integer> REGULAR = widths("""
            281 278 403 631 638 813 639 222 362 362 500 659 280 460 276 357
            625 464 605 636 642 608 624 571 616 624 276 280 659 659 659 507
            936 676 651 727 719 598 587 743 740 264 543 652 563 889 753 761
            635 761 639 638 642 741 676 949 642 665 625 362 357 362 469 452
            497 564 621 558 621 582 361 609 591 237 237 544 237 869 585 597
            609 609 372 523 364 581 557 813 540 557 541 362 327 362 659""");

    /** The same of Inter Semi Bold. */
    private static final List<Integer> STRONG = widths("""
            248 309 396 643 649 844 663 213 393 393 543 673 295 466 290 379
            667 481 621 652 666 632 648 587 646 648 290 295 673 673 673 544
            999 724 657 744 724 608 586 755 744 275 561 677 566 906 741 775
            643 776 651 649 660 734 724 1007 690 705 653 393 379 393 481 468
            497 575 630 577 630 593 377 625 613 261 261 569 261 898 610 608
            625 625 397 549 380 608 576 837 563 576 562 393 358 393 673""");

    private static final int MONO_ADVANCE = 600;

    private Metrics() {}

    /** The width of a text set in a type. */
    public static double width(String text, Shape.Lettering type) {
        int sum = text.chars()
                .map(character -> advance((char) character, type.face()))
                .sum();
        return sum * type.size() / 1000 + text.length() * type.spacing();
    }

    /** The text, shortened with an ellipsis so that it is no wider than a limit; empty where nothing fits. */
    public static String fit(String text, Shape.Lettering type, double limit) {
        if (width(text, type) <= limit) {
            return text;
        }
        for (int length = text.length() - 1; length > 0; length--) {
            String shorter = text.substring(0, length).stripTrailing() + "…";
            if (width(shorter, type) <= limit) {
                return shorter;
            }
        }
        return "";
    }

    private static int advance(char character, Shape.Face face) {
        return switch (face) {
            case MONO, MONO_STRONG -> MONO_ADVANCE;
            case SANS -> proportional(character, REGULAR);
            case SANS_STRONG -> proportional(character, STRONG);
        };
    }

    private static int proportional(char character, List<Integer> table) {
        if (character >= ' ' && character <= '~') {
            return table.get(character - ' ');
        }
        return switch (character) {
            case '·' -> 283;
            case '→', '←' -> 955;
            case '—' -> 1000;
            case '…' -> 821;
            default -> 660;
        };
    }

    private static List<Integer> widths(String table) {
        return Arrays.stream(table.trim().split("\\s+")).map(Integer::valueOf).toList();
    }
}
