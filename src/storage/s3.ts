import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { keepWhole, requireKey, WrongSizeError } from './bytes.js'
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

const [CONNECT_MS, ANSWER_MS] = [3_000, 30_000]

/** Files in a bucket of their own, which nobody but this product reads; clients send to it straight. */
export function createS3Storage(settings: S3Settings): Storage {
  const client = connect(settings, settings.endpoint)
  const signer = connect(settings, settings.publicEndpoint)
  const at = ({ place, key }: StoredFile) => ({
    Bucket: settings.bucket,
    Key: `${place}/${requireKey(key)}`,
  })
  return {
    description: `the bucket ${settings.bucket}`,
    put: (file, content, { size, contentType }) =>
      away(() => {
        const put = { ...at(file), ContentLength: size, ContentType: contentType }
        return sendWhole(client, put, content)
      }),
    get: (file, range) =>
      away(() =>
        unlessMissing(async () => {
          const part = range === undefined ? {} : { Range: `bytes=${range.first}-${range.last}` }
          const answer = await client.send(new GetObjectCommand({ ...at(file), ...part }))
          if (!(answer.Body instanceof Readable)) throw new Error('S3 answered without a stream')
          const whole = answer.ContentRange?.split('/')[1] ?? answer.ContentLength
          return { size: Number(whole), stream: answer.Body }
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
) {
  return new S3Client({
    endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey },
    forcePathStyle,
    maxAttempts: 3,
    logger: SILENT, // what fails is told by whoever called
    requestHandler: { connectionTimeout: CONNECT_MS, requestTimeout: ANSWER_MS },
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
): Promise<void> {
  const body = keepWhole(put.ContentLength)
  const ended = new AbortController()
  const sent = client.send(new PutObjectCommand({ ...put, Body: body }), {
    abortSignal: ended.signal,
  })
  try {
    await Promise.all([pipeline(content, body), sent])
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
