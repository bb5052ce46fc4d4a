import type { Client } from 'openapi-fetch'
import { errorFromProblem, PerdureError, unreachable } from './errors.js'
import { type PutBytes, putBytes } from './put.js'
import { RETRY, type RetryOptions, type Surroundings, waitMs } from './retry.js'
import type { components, paths } from './schema.js'
import { take } from './take.js'

type Address = components['schemas']['Upload']

export interface UploadOptions {
  /** A `File`'s own, unless given. */
  fileName?: string
  /** The bytes' own, unless given. */
  contentType?: string
  /** Needed above 250 MB. */
  acknowledgeLarge?: boolean
  /** Bytes that have left, of all. */
  onProgress?: (sent: number, size: number) => void
  signal?: AbortSignal
}

export interface UploadDeps {
  api: Client<paths>
  /** What the addresses of a server's own storage are relative to. */
  url: string
  surroundings: Surroundings
  retry?: RetryOptions
  put?: PutBytes
}

/**
 * Sends a file in, going on where a try broke off; gives the key that `attachments` takes. Throws why it is not taken.
 */
export async function uploadFile(
  deps: UploadDeps,
  file: Blob & { name?: string },
  options: UploadOptions = {},
): Promise<string> {
  const { api, surroundings, retry = RETRY } = deps
  const { fileName = file.name ?? 'file', contentType = file.type, acknowledgeLarge } = options
  const large = acknowledgeLarge === undefined ? {} : { acknowledgeLarge }
  const body = { fileName, contentType, size: file.size, ...large }
  let address = await take(api.POST('/uploads/request', { body }))
  for (let tries = 1; ; tries += 1) {
    const failed = await sendRest(deps, file, address, options)
    if (failed === undefined) return address.key
    if (tries >= retry.tries || options.signal?.aborted) throw failed
    await surroundings.sleepMs(waitMs(tries, surroundings, retry))
    address = await askAgain(api, address)
  }
}

/** What is not there yet. Undefined when it is in; else why the try broke off. Throws a refusal. */
async function sendRest(
  { url: base, put = putBytes }: UploadDeps,
  file: Blob,
  { url, headers, received }: Address,
  { onProgress, signal }: UploadOptions,
): Promise<PerdureError | undefined> {
  if (received >= file.size) return undefined // the answer to an earlier try was lost
  const range = { 'Content-Range': `bytes ${received}-${file.size - 1}/${file.size}` }
  try {
    const response = await put({
      url: new URL(url, base).href,
      headers: { ...headers, ...(received > 0 ? range : {}) },
      body: file.slice(received),
      onSent: (bytes) => onProgress?.(received + bytes, file.size),
      signal,
    })
    if (response.ok) return undefined
    const error = errorFromProblem(response.status, await response.json().catch(() => undefined))
    if (response.status >= 400 && response.status < 500) throw error
    return error
  } catch (error) {
    if (error instanceof PerdureError) throw error
    return unreachable('The upload was cut off.', { cause: error })
  }
}

function askAgain(api: Client<paths>, { key, retryToken }: Address): Promise<Address> {
  const params = { path: { key } }
  return take(api.POST('/uploads/{key}/retry', { params, body: { retryToken } }))
}
