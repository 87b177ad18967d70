/* The mapping of user addresses to frames, with page tables made on demand. */
#ifndef PAGE_MAP_PAGE_MAP_H
#define PAGE_MAP_PAGE_MAP_H

#include "page_entry/page_entry.h"

/* `directory` is the frame of a page directory, to which the caller has the only access for changes. Addresses are
   rounded down to their page. Translations that processors remember are the caller's matter. */

/* Maps `address` to `frame` with `rights` (PAGE_WRITE, PAGE_USER, PAGE_SHARED; present is understood). A table that is
   missing is allocated from the container `owner`. Returns 0; ERROR_ADDRESS outside of the user's addresses,
   ERROR_STATE where the page is mapped already, ERROR_QUOTA or ERROR_MEMORY without a table. An error changes nothing.
   Takes the guards of container and frame for a moment. */
int page_insert(unsigned directory, unsigned owner, unsigned address, unsigned frame, unsigned rights);

/* Unmaps `address`. Returns the frame that it was mapped to, FRAME_NONE where it was not. The table stays. */
unsigned page_remove(unsigned directory, unsigned address);

/* The table's entry for `address`, 0 where it is not mapped or not the user's. */
unsigned page_read(unsigned directory, unsigned address);

/* The lowest mapped page from `address` up, USER_END where there is none. */
unsigned page_next(unsigned directory, unsigned address);

/* Gives all tables back to the container `owner`; no page is mapped, no processor translates by `directory`. */
void page_tables_free(unsigned directory, unsigned owner);

#endif
