import type { Database } from '../database/pool.js'
import { type Embedding, queueForModel } from '../write/kb/embed-due.js'
import type { ModelSettings } from './model.js'

/** How articles are embedded, where a model for that is configured; what another has embedded waits for this one. */
export async function openEmbedding(
  db: Database,
  { embedding, dailyTokens }: { embedding: ModelSettings | undefined; dailyTokens: number },
): Promise<Embedding | undefined> {
  if (embedding === undefined) return undefined
  const { model } = embedding
  await queueForModel(db, model)
  const { createEmbedder } = await import('./embedder.js') // its client is loaded only where one is configured
  return { model, embed: createEmbedder(embedding), dailyTokens }
}
