import { createChatbot } from './chatbot.js'
import { createCommandPath } from './command-path.js'
import { type ModelServer, startModelServer } from './model-server.js'
import { createRetention } from './retention.js'
import { useWorld } from './world.js'

/** A world whose assistant asks a model that says what a test has it say. */
export function useAssistant() {
  let server: ModelServer
  const world = useWorld({
    worker: false,
    env: {
      ...{ AI_PATIENCE_SECONDS: '1', AI_DAILY_TOKENS: '200000' },
      AI_EMBEDDING_MODEL: 'stand-in-vectors',
    },
    prepare: async () => {
      server = await startModelServer()
      return { env: server.env, stop: server.stop }
    },
  })
  return {
    ...createChatbot(world),
    give: createCommandPath(world).give,
    world,
    retention: createRetention(world),
    /** There before the first test. */
    get server() {
      return server
    },
  }
}

export type Assistant = ReturnType<typeof useAssistant>
