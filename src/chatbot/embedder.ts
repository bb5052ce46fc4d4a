import type OpenAI from 'openai'
import { readVector } from '../domain/chatbot/meaning.js'
import { reserveEmbedding, settleTokens } from '../domain/chatbot/tokens.js'
import type { Embed } from '../write/kb/embed-due.js'
import { ModelRefusedError } from './errors.js'
import { createClient, type ModelSettings, nameFailure } from './model.js'
import { settleFailedCall } from './settle-failed-call.js'

/** Asks an endpoint for the embedding of one text. Throws the errors of `errors.ts`. */
export function createEmbedder(settings: ModelSettings): Embed {
  const client = createClient(settings)
  const { model } = settings
  return async (text, budget, signal) => {
    const reserved = reserveEmbedding(text)
    if (!(await budget.reserve(reserved))) return undefined
    const asked = { model, input: text, encoding_format: 'float' } as const
    const call = async () =>
      readAnswer(await nameFailure(() => client.embeddings.create(asked, { signal })))
    const { vector, usage } = await call().catch(async (error) => {
      await settleFailedCall(budget, reserved, { error, signal })
      throw error
    })
    await budget.settle(reserved, settleTokens(reserved, { kind: 'embedded', usage }))
    return vector
  }
}

function readAnswer(answer: OpenAI.CreateEmbeddingResponse) {
  const vector = readVector(answer.data?.[0]?.embedding) // endpoints leave out what the types promise
  if (vector === undefined) throw new ModelRefusedError('It answers no embedding.')
  return { vector, usage: readTokens(answer) }
}

function readTokens({ usage }: OpenAI.CreateEmbeddingResponse): number | undefined {
  const tokens: unknown = usage?.total_tokens
  return typeof tokens === 'number' && Number.isSafeInteger(tokens) && tokens >= 0
    ? tokens
    : undefined
}
