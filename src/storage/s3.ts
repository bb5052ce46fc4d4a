import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type PutObjectCommandInput,
  S3Client,
  type S3ClientConfig,
  S3ServiceException,
} from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { isKey, keepWhole, requireKey, WrongSizeError } from './bytes.js'
import { endWhenSilent } from './end-when-silent.js'
import { type Storage, StorageAwayError, type StoredFile } from './storage.js'

export interface S3Settings {
  endpoint: string
  /** As clients reach it, where that is another address than ours. */
  publicEndpoint: string
  region: string
  bucket: string
  accessKeyId: string
  secretAccessKey: string
  /** `<endpoint>/<bucket>/<key>`, and not `<bucket>.<endpoint>/<key>`. */
  forcePathStyle: boolean
}

const SILENT = { debug: ignore, info: ignore, warn: ignore, error: ignore }
function ignore() {}

const INCOMING = 'incoming/'

/** How long a store may take before it is held to be away. */
interface Patience {
  connectMs: number
  /** To begin an answer; asked for the third time it is away. */
  answerMs: number
  /** Between two pieces of a file, and from the last piece that is sent to the answer. */
  silentMs: number
}
const PATIENCE: Patience = { connectMs: 3_000, answerMs: 10_000, silentMs: 30_000 }

/** Files in a bucket of their own, which nobody but this product reads; clients send to it straight. */
export function createS3Storage(settings: S3Settings, patience = PATIENCE): Storage {
  const connectionTimeout = patience.connectMs
  const client = connect(settings, settings.endpoint, {
    connectionTimeout,
    requestTimeout: patience.answerMs,
    throwOnRequestTimeout: true, // or it is a warning and nothing more
  })
  // A large file may take its time, as long as it goes on.
  const sender = connect(settings, settings.endpoint, {
    connectionTimeout,
    socketTimeout: patience.silentMs,
  })
  const signer = connect(settings, settings.publicEndpoint, {})
  const at = ({ place, key }: StoredFile) => ({
    Bucket: settings.bucket,
    Key: `${place}/${requireKey(key)}`,
  })
  return {
    description: `the bucket ${settings.bucket}`,
    put: (file, content, { size, contentType, signal }) =>
      away(() => {
        const put = { ...at(file), ContentLength: size, ContentType: contentType }
        return sendWhole(sender, put, content, signal)
      }),
    get: (file, { range, signal } = {}) =>
      away(() =>
        unlessMissing(async () => {
          const part = range === undefined ? {} : { Range: `bytes=${range.first}-${range.last}` }
          const answer = await client.send(new GetObjectCommand({ ...at(file), ...part }), {
            ...(signal && { abortSignal: signal }),
          })
          if (!(answer.Body instanceof Readable)) throw new Error('S3 answered without a stream')
          const whole = answer.ContentRange?.split('/')[1] ?? answer.ContentLength
          return { size: Number(whole), stream: endWhenSilent(answer.Body, patience.silentMs) }
        }),
      ),
    head: (file) =>
      away(() =>
        unlessMissing(async () => {
          const { ContentLength = 0 } = await client.send(new HeadObjectCommand(at(file)))
          return { size: ContentLength }
        }),
      ),
    delete: (file) => away(async () => void (await client.send(new DeleteObjectCommand(at(file))))),
    listIncoming: (before, limit) =>
      away(async () => {
        const list = { Bucket: settings.bucket, Prefix: INCOMING, MaxKeys: limit }
        const { Contents: found = [] } = await client.send(new ListObjectsV2Command(list))
        return found
          .filter(({ LastModified: at }) => at !== undefined && at.getTime() < before)
          .map(({ Key = '' }) => Key.slice(INCOMING.length))
          .filter(isKey)
      }),
    check: () =>
      away(
        async () => void (await client.send(new HeadBucketCommand({ Bucket: settings.bucket }))),
      ),
    intake: {
      kind: 'direct',
      signPut: ({ key, size, contentType }, seconds) => {
        const file = {
          ...at({ place: 'incoming', key }),
          ContentLength: size,
          ContentType: contentType,
        }
        // The store takes no other size or type than what is signed.
        const signableHeaders = new Set(['content-length', 'content-type', 'host'])
        return getSignedUrl(signer, new PutObjectCommand(file), {
          expiresIn: seconds,
          signableHeaders,
        })
      },
    },
  }
}

function connect(
  { region, accessKeyId, secretAccessKey, forcePathStyle }: S3Settings,
  endpoint: string,
  requestHandler: NonNullable<S3ClientConfig['requestHandler']>,
) {
  return new S3Client({
    endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey },
    forcePathStyle,
    maxAttempts: 3,
    logger: SILENT, // what fails is told by whoever called
    requestHandler,
    // Not every store knows the newer checksums.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  })
}

/** Both ends give up when either does. */
async function sendWhole(
  client: S3Client,
  put: PutObjectCommandInput & { ContentLength: number },
  content: Readable,
  signal?: AbortSignal,
): Promise<void> {
  const body = keepWhole(put.ContentLength)
  const ended = new AbortController()
  const sent = client.send(new PutObjectCommand({ ...put, Body: body }), {
    abortSignal: signal === undefined ? ended.signal : AbortSignal.any([ended.signal, signal]),
  })
  try {
    await Promise.all([pipeline(content, body, { signal }), sent])
  } finally {
    ended.abort()
    body.destroy()
  }
}

async function unlessMissing<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404)
      return undefined
    throw error
  }
}

/** Whatever the store says but 404, it may be the store's own trouble: nothing that a caller does better. */
async function away<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof WrongSizeError) throw error
    throw new StorageAwayError(error instanceof Error ? error.name : 'S3', { cause: error })
  }
}
