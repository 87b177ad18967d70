/* Data of different processors lie side by side, so that writes disturb neighbours in the same cache line. */
#ifndef PACKED_ALIGNMENT_STATE_H
#define PACKED_ALIGNMENT_STATE_H

#define SHARED_ALIGNED

#endif
