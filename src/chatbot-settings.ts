import { z } from 'zod'
import type { ModelSettings } from './chatbot/model.js'
import { ConfigError } from './config-error.js'
import { webUrl, wholeNumber } from './setting-shapes.js'

/** Who writes the assistant's answers, and what they may cost. */
export interface ChatbotSettings {
  /** Undefined where none is configured. */
  model: ModelSettings | undefined
  /** What embeds articles and questions; undefined where none is configured. */
  embedding: ModelSettings | undefined
  /** For each answer, with all its tries; below the lease of a question (`src/write/chatbot/exchange.ts`), or two would answer one. */
  patienceMs: number
  /** What an organization's answers may cost on a day. */
  dailyTokens: number
}

export const chatbotEnvironment = z.object({
  AI_BASE_URL: webUrl.optional(),
  AI_API_KEY: z.string().min(1).optional(),
  AI_MODEL: z.string().min(1).optional(),
  AI_EMBEDDING_MODEL: z.string().min(1).optional(),
  AI_PATIENCE_SECONDS: wholeNumber(1, 60).default(30),
  AI_DAILY_TOKENS: wholeNumber(0).default(1_000_000),
})

/** Throws `ConfigError` for what is there in part. */
export function readChatbot(e: z.infer<typeof chatbotEnvironment>): ChatbotSettings {
  const { AI_BASE_URL: baseUrl, AI_API_KEY: apiKey, AI_MODEL: model } = e
  if (baseUrl !== undefined && model === undefined) {
    throw new ConfigError('AI_MODEL: the endpoint at AI_BASE_URL has to be told which model to ask')
  }
  const { AI_EMBEDDING_MODEL: embeddingModel } = e
  if (baseUrl === undefined && embeddingModel !== undefined) {
    throw new ConfigError('AI_EMBEDDING_MODEL: it is asked at AI_BASE_URL, which is not set')
  }
  return {
    embedding:
      baseUrl === undefined || embeddingModel === undefined
        ? undefined
        : { baseUrl, apiKey, model: embeddingModel },
    model: baseUrl === undefined || model === undefined ? undefined : { baseUrl, apiKey, model },
    patienceMs: e.AI_PATIENCE_SECONDS * 1_000,
    dailyTokens: e.AI_DAILY_TOKENS,
  }
}
