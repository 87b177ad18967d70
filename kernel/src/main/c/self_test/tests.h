/* The list of tests, in the order of the layers: TEST(NAME) for the function bool NAME_test(void). */

/* Every processor calls a test at once and gets true if it saw what it must see. Interrupts are off at the start and
   at the end. A test prepares its own state, and tests may meet at cpus_barrier(), all of them equally often. */

