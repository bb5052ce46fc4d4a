import { createLocalStorage } from './local.js'
import type { S3Settings } from './s3.js'
import type { Storage } from './storage.js'

export interface StorageSettings {
  /** Where files lie, unless there is an S3 store. */
  folder: string
  s3: S3Settings | undefined
}

/** The client of S3 is loaded only where there is one: it is the largest of all packages. */
export async function openStorage({ folder, s3 }: StorageSettings): Promise<Storage> {
  if (s3 === undefined) return createLocalStorage(folder)
  return (await import('./s3.js')).createS3Storage(s3)
}
