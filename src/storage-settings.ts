import { join, resolve } from 'node:path'
import { z } from 'zod'
import { ConfigError } from './config-error.js'
import { webUrl, yesOrNo } from './setting-shapes.js'
import type { StorageSettings } from './storage/open.js'

export const storageEnvironment = z.object({
  DATA_FOLDER: z.string().default('.data'),
  STORAGE_FOLDER: z.string().optional(),
  S3_ENDPOINT: webUrl.optional(),
  S3_PUBLIC_ENDPOINT: webUrl.optional(),
  S3_REGION: z.string().default('us-east-1'),
  S3_BUCKET: z.string().default('perdure'),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  S3_FORCE_PATH_STYLE: yesOrNo.default('true'),
})

/** Throws `ConfigError` for a store without its credentials. */
export function readStorage(e: z.infer<typeof storageEnvironment>): StorageSettings {
  const folder = chooseStorageFolder(e)
  const { S3_ENDPOINT: endpoint, S3_ACCESS_KEY_ID: accessKeyId } = e
  const { S3_SECRET_ACCESS_KEY: secretAccessKey } = e
  if (endpoint === undefined) return { folder, s3: undefined }
  if (accessKeyId === undefined || secretAccessKey === undefined) {
    throw new ConfigError('S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY: S3_ENDPOINT needs both')
  }
  const { S3_PUBLIC_ENDPOINT: publicEndpoint = endpoint } = e
  const forcePathStyle = e.S3_FORCE_PATH_STYLE === 'true'
  const place = { endpoint, publicEndpoint, region: e.S3_REGION, bucket: e.S3_BUCKET }
  return { folder, s3: { ...place, accessKeyId, secretAccessKey, forcePathStyle } }
}

interface Folders {
  DATA_FOLDER: string
  STORAGE_FOLDER?: string | undefined
}

/** Beside what else is kept, unless it has a place of its own. */
export function chooseStorageFolder({ DATA_FOLDER, STORAGE_FOLDER }: Folders): string {
  return resolve(STORAGE_FOLDER ?? join(DATA_FOLDER, 'files'))
}
