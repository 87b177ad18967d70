/* Leaves the processor to the running thread until it gives it away. */
#include "preemption/preemption.h"

const char preemption_name[] = "cooperative";

void preemption_start(void) {
}
