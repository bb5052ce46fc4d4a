import { rm } from 'node:fs/promises'
import { join } from 'node:path'

const DATA = [
  'postgres',
  'temporal.db',
  'temporal.db-wal',
  'temporal.db-shm',
  'signing-keys.json',
  'files',
]

/** Removes the data of earlier starts; what was fetched stays. */
export async function beginAnew(dataFolder: string): Promise<void> {
  for (const name of DATA) await rm(join(dataFolder, name), { recursive: true, force: true })
}
