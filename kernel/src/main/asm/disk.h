/* Where the parts of a bootable disk lie while they start the kernel. */
#ifndef DISK_H
#define DISK_H

/* The BIOS loads the first sector here, and it loads the next ones behind itself. */
#define DISK_SECTOR 512
#define DISK_START 0x7C00
#define DISK_LOADER (DISK_START + DISK_SECTOR)
#define DISK_LOADER_SECTORS 4

/* The last of them is a table: where the kernel begins, where its Multiboot information lies, how many parts are to be
   loaded, then each part as four words of 32 bits. */
#define DISK_TABLE (DISK_START + DISK_LOADER_SECTORS * DISK_SECTOR)
#define TABLE_ENTRY (DISK_TABLE + 0)
#define TABLE_INFO (DISK_TABLE + 4)
#define TABLE_COUNT (DISK_TABLE + 8)
#define TABLE_PARTS (DISK_TABLE + 16)
#define PART_SECTOR 0      /* the first sector on the disk */
#define PART_SECTORS 4     /* how many, 0 for none */
#define PART_DESTINATION 8 /* where in memory */
#define PART_ZEROS 12      /* bytes of zeros behind them, a multiple of 4 */
#define PART_SIZE 16

/* Parts pass through a buffer below 1 MiB, which the BIOS can reach, in pieces of so many sectors. */
#define BUFFER 0x20000
#define BUFFER_SECTORS 64

/* The memory map as Multiboot has it, at most so many bytes. */
#define MAP 0x18000
#define MAP_SIZE 3072

#endif
