import OpenAI, { APIConnectionError, APIConnectionTimeoutError, APIError } from 'openai'
import type { PromptMessage } from '../domain/chatbot/prompt.js'
import { MOST_OUTPUT } from '../domain/chatbot/tokens.js'
import { ModelAwayError, ModelRefusedError } from './errors.js'
import { fetchBounded } from './fetch-bounded.js'

/** An endpoint that speaks as OpenAI's does. */
export interface ModelSettings {
  baseUrl: string
  apiKey: string | undefined
  model: string
}

/** What a call brings: words as they come, and at the end what it has cost, where it is said. */
export type Piece = { kind: 'words'; text: string } | { kind: 'usage'; tokens: number }

/** All that the product knows of a language model. Throws the errors of `errors.ts`, and ends when the signal says so. */
export interface LanguageModel {
  /** Resolves when it begins to answer. */
  open(prompt: readonly PromptMessage[], signal: AbortSignal): Promise<AsyncIterable<Piece>>
}

export function createClient({ baseUrl, apiKey }: ModelSettings): OpenAI {
  return new OpenAI({
    baseURL: baseUrl,
    apiKey: apiKey ?? 'none',
    ...(apiKey === undefined ? { defaultHeaders: { Authorization: null } } : {}),
    ...{ organization: null, project: null, logLevel: 'off', maxRetries: 0 }, // nothing of these is read of the environment
    fetch: fetchBounded,
  })
}

export function createLanguageModel(settings: ModelSettings): LanguageModel {
  const client = createClient(settings)
  const { model } = settings
  let limit: Limit = 'max_tokens'
  const ask = (prompt: readonly PromptMessage[], signal: AbortSignal) => {
    const most = limit === NEWER ? { [NEWER]: MOST_OUTPUT } : { max_tokens: MOST_OUTPUT }
    const asked = { model, messages: [...prompt], ...most }
    const streamed = { stream: true, stream_options: { include_usage: true } } as const
    return client.chat.completions.create({ ...asked, ...streamed }, { signal })
  }
  return {
    open: async (prompt, signal) => {
      const stream = await nameFailure(async () => {
        try {
          return await ask(prompt, signal)
        } catch (error) {
          if (limit === NEWER || !wantsNewer(error)) throw error
          limit = NEWER
          return await ask(prompt, signal)
        }
      })
      return readPieces(stream)
    },
  }
}

/** Endpoints know the one or the other; most know the older. */
type Limit = 'max_tokens' | typeof NEWER
const NEWER = 'max_completion_tokens'

function wantsNewer(error: unknown): boolean {
  return error instanceof APIError && error.status === 400 && error.message.includes(NEWER)
}

async function* readPieces(
  stream: AsyncIterable<OpenAI.Chat.ChatCompletionChunk>,
): AsyncGenerator<Piece> {
  try {
    for await (const { choices, usage } of stream) {
      const text: unknown = choices?.[0]?.delta?.content // endpoints leave out what the types promise
      if (typeof text === 'string' && text !== '') yield { kind: 'words', text }
      if (usage) yield { kind: 'usage', tokens: usage.total_tokens }
    }
  } catch (error) {
    throw new ModelAwayError(false, error)
  }
}

/** Throws the errors of `errors.ts` for what a client throws. */
export async function nameFailure<T>(call: () => PromiseLike<T>): Promise<T> {
  try {
    return await call()
  } catch (error) {
    if (error instanceof APIConnectionTimeoutError) throw new ModelAwayError(false, error)
    if (error instanceof APIConnectionError) throw new ModelAwayError(true, error)
    if (!(error instanceof APIError) || typeof error.status !== 'number') {
      throw new ModelAwayError(false, error)
    }
    const { status } = error
    if (status >= 500 || status === 429 || status === 408) throw new ModelAwayError(true, error)
    throw new ModelRefusedError(`It answers ${status}.`, { cause: error })
  }
}
