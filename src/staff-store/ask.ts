import { StaffStoreAwayError, StaffStoreBusyError, StaffStoreRefusedError } from './errors.js'

/** A page of a thousand long records is smaller. */
const MOST_BYTES = 4 * 1024 ** 2
const DEFAULT_WAIT_MS = 30_000
const LONGEST_WAIT_MS = 600_000

export interface Address {
  baseUrl: string
  apiKey: string | undefined
}

/** One request. Undefined for what is not there; throws the store's errors. */
export async function askStore(
  { baseUrl, apiKey }: Address,
  path: string,
  { timeoutMs, signal }: { timeoutMs: number; signal: AbortSignal | undefined },
): Promise<unknown> {
  const time = AbortSignal.timeout(timeoutMs)
  const response = await reach(() =>
    fetch(`${baseUrl.replace(/\/$/, '')}${path}`, {
      headers: {
        Accept: 'application/json',
        ...(apiKey === undefined ? {} : { Authorization: `Bearer ${apiKey}` }),
      },
      redirect: 'manual',
      signal: signal === undefined ? time : AbortSignal.any([time, signal]),
    }),
  )
  const { status } = response
  if (status === 200) return parse(await reach(() => readLimited(response)))
  await response.body?.cancel().catch(() => undefined)
  if (status === 404) return undefined
  if (status === 429) throw new StaffStoreBusyError(readWait(response.headers.get('retry-after')))
  if (status >= 500 || status === 408) throw new StaffStoreAwayError(`It answers ${status}.`)
  throw new StaffStoreRefusedError(`It answers ${status}.`)
}

/** Whatever goes wrong on the way is that the store is away. */
async function reach<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof StaffStoreRefusedError) throw error
    throw new StaffStoreAwayError('It does not answer.', { cause: error })
  }
}

async function readLimited({ body }: Response): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  const reader = body?.getReader()
  for (let read = await reader?.read(); read?.value !== undefined; read = await reader?.read()) {
    bytes += read.value.byteLength
    if (bytes > MOST_BYTES) {
      await reader?.cancel()
      throw new StaffStoreRefusedError('Its answer has no end.')
    }
    text += decoder.decode(read.value, { stream: true })
  }
  return text + decoder.decode()
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new StaffStoreAwayError('Its answer is no JSON.', { cause: error })
  }
}

/** Seconds or a date, as RFC 9110 has it. */
function readWait(retryAfter: string | null): number {
  const seconds = Number(retryAfter ?? Number.NaN)
  const ms = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(retryAfter ?? '') - Date.now()
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 1_000), LONGEST_WAIT_MS) : DEFAULT_WAIT_MS
}
