/* The list of tests, in the order of the layers: TEST(NAME) for the function bool NAME_test(void). */

/* Every processor calls a test at once and gets true if it saw what it must see. Interrupts are off at the start and
   at the end. A test prepares its own state, and tests may meet at cpus_barrier(), all processors equally often. */

TEST(boot_memory)
TEST(boot_memory_map)
TEST(boot_memory_map_broken)
TEST(boot_module_name)
TEST(cpu_atomic)
TEST(cpu_atomic_pointer)
TEST(cpu_interrupts)
TEST(cpu_divide)
TEST(cpu_cycles)
TEST(console_format)
TEST(irq_breakpoint)
TEST(irq_neighbour)
TEST(irq_timer)
TEST(mp_table)
TEST(mp_table_broken)
TEST(cpus_numbers)
TEST(cpus_barrier)
TEST(screen_scroll)
TEST(timer_tick)
TEST(lock_exclusion)
TEST(lock_order)
TEST(lock_wrap_around)
TEST(contention_log)
