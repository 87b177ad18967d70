/* The system calls: their numbers and the structs that they take, shared by the kernel and user programs. */
#ifndef SYSCALL_NUMBERS_H
#define SYSCALL_NUMBERS_H

/* The number goes in EAX, the arguments in EBX, ESI, EDI. EAX gives the result, 0 or more, or an error (error/error.h);
   EBX a second result where the table says so, else it is kept. `int $0x30` keeps all other registers; SYSENTER takes
   the user's ESP in ECX and the address to return to in EDX, and keeps neither, nor the flags. */
#define CALL_EXIT 0          /* code */
#define CALL_YIELD 1         /* */
#define CALL_WRITE 2         /* address, bytes -> bytes written */
#define CALL_READ 3          /* address, bytes -> bytes read, 0 at the end */
#define CALL_SPAWN 4         /* address of a struct spawn_request -> id */
#define CALL_WAIT 5          /* -> id; EBX its exit code */
#define CALL_SELF 6          /* -> id; EBX the processor */
#define CALL_QUOTA 7         /* -> frames left; EBX frames used */
#define CALL_RESERVE 8       /* address, pages -> 0 */
#define CALL_RELEASE 9       /* address, pages -> 0 */
#define CALL_SEND 10         /* to, address of a struct message -> words taken */
#define CALL_RECEIVE 11      /* from or CALL_ANY, address of a struct message -> words; EBX the sender */
#define CALL_CALL 12         /* to, address of the message out, address of the one in -> words of the answer */
#define CALL_REPLY 13        /* to, address of a struct message -> words taken */
#define CALL_SHARE_OFFER 14  /* peer, address -> state */
#define CALL_SHARE_STATUS 15 /* peer -> state */
#define CALL_SHARE_END 16    /* peer -> 0 */
#define CALL_NOTIFY 17       /* to, bits -> 0 */
#define CALL_NOTIFY_WAIT 18  /* -> 0; EBX the bits */
#define CALL_PUT 19          /* buffer, value -> 0 */
#define CALL_GET 20          /* buffer -> 0; EBX the value */
#define CALL_INFO 21         /* kind, index, address of its struct -> 0 */
#define CALL_CYCLES 22       /* -> low half; EBX high half; every value is a result */
#define CALL_NULL 23         /* -> 0 */
#define CALL_PROCESSORS 24   /* -> how many */
#define CALL_KILL 25         /* id of a descendant -> 0 */
#define CALL_COUNT 26

/* Receive from whoever sends first. */
#define CALL_ANY 64

/* The most bytes of one CALL_WRITE or CALL_READ. */
#define CALL_BYTES_MAX 4096

/* Where a program may touch memory that it has not reserved: it comes into being, all zero. */
#define CALL_DEMAND_START 0x80000000u
#define CALL_DEMAND_END 0xE0000000u

/* What a new process shall be. `name` and `arguments` are addresses of strings. */
struct spawn_request {
  unsigned name;
  unsigned arguments;
  unsigned quota; /* frames, of the caller's own */
  unsigned ids;   /* how many it and its descendants may be, of the caller's own; 0: half of those left, at least 1 */
  unsigned cpu;
};

/* The kinds of CALL_INFO, each with its struct; the index counts from 0 to below the bound that is named. An index
   beyond it is ERROR_ARGUMENT, one that is not in use ERROR_DEAD. */
#define INFO_PROCESS 0   /* struct info_process; index below INFO_PROCESS_MAX */
#define INFO_MEMORY 1    /* struct info_memory; index 0 */
#define INFO_CONTAINER 2 /* struct info_container; index below INFO_PROCESS_MAX */
#define INFO_BUILD 3     /* struct info_build; index 0 */
#define INFO_LOCK 4      /* struct info_lock; the first index beyond the last is ERROR_ARGUMENT */

#define INFO_PROCESS_MAX 64
#define INFO_NAME_SIZE 16

struct info_process {
  unsigned state; /* 1 ready, 2 running, 3 sleeping, 0 has exited */
  unsigned parent;
  unsigned cpu;
  unsigned switches, wakeups;
  unsigned cycles_low, cycles_high;
  char name[INFO_NAME_SIZE];
};

struct info_memory {
  unsigned frames, free;
};

struct info_container {
  unsigned parent, children;
  unsigned quota, usage;  /* frames */
  unsigned ids, ids_used; /* its own among them */
};

/* What the words of a lock do not say. */
#define INFO_UNKNOWN 0xFFFFFFFFu

/* All locks that guard the same kind of thing. */
struct info_lock {
  char name[INFO_NAME_SIZE]; /* of that kind */
  unsigned count;            /* how many there are */
  unsigned held;             /* of these, not free now */
  unsigned number;           /* the first of them that is held; the next two are of this one */
  unsigned waiting;          /* how many processors wait, or INFO_UNKNOWN */
  unsigned last;             /* the processor that came last, the holder where nobody waits; or INFO_UNKNOWN */
};

/* How the kernel was built: the names of its implementations. */
struct info_build {
  char lock[INFO_NAME_SIZE];
  char guard[INFO_NAME_SIZE];
  char preemption[INFO_NAME_SIZE];
};

#endif
