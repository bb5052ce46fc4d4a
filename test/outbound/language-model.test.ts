import { afterAll, beforeAll, expect, it } from 'vitest'
import { createAskModel, PATIENCE } from '../../src/chatbot/ask-model.js'
import { createEmbedder } from '../../src/chatbot/embedder.js'
import { ModelAwayError, ModelRefusedError } from '../../src/chatbot/errors.js'
import { createLanguageModel } from '../../src/chatbot/model.js'
import { reserveTokens } from '../../src/domain/chatbot/tokens.js'
import type { Budget } from '../../src/write/chatbot/budget.js'
import { type ModelServer, type Saying, startModelServer } from '../support/model-server.js'

let server: ModelServer
beforeAll(async () => {
  server = await startModelServer()
})
afterAll(() => server.stop())

const PROMPT = [
  { role: 'system', content: '' },
  { role: 'user', content: '{"passages":[]}' },
] as const
const RESERVED = reserveTokens(PROMPT)

/** A budget that has no end, and what was taken of it. */
function openBook() {
  let cost = 0
  const budget: Budget = {
    reserve: async (tokens) => {
      cost += tokens
      return true
    },
    settle: async (reserved, spent) => {
      cost += spent - reserved
    },
  }
  return { budget, readCost: () => cost }
}

/** Asks through a circuit of its own, and says what came, what it has cost, and how often was called. */
function createAsking(over: Partial<typeof PATIENCE> = {}) {
  const model = createLanguageModel({ baseUrl: server.url, apiKey: undefined, model: 'x' })
  const askModel = createAskModel(model, { ...PATIENCE, firstWaitMs: 5, totalMs: 400, ...over })
  return async (saying: Saying, signal = new AbortController().signal) => {
    server.asked.length = 0
    server.state.answer = () => saying
    const { budget, readCost } = openBook()
    const said: string[] = []
    const read = async () => {
      for await (const word of askModel(PROMPT, budget, signal)) said.push(word)
      return 'whole'
    }
    const end = await read().catch((error: Error) => error.name)
    return { said: said.join(''), end, cost: readCost(), calls: server.asked.length }
  }
}

it('a model’s words come as they are said, and cost what it says', async () => {
  const asked = await createAsking()({ says: ['One ', 'two'], tokens: 77 })
  expect(asked).toEqual({ said: 'One two', end: 'whole', cost: 77, calls: 1 })
  expect(server.asked[0]?.authorization).toBeUndefined()
})

it.each<[what: string, saying: Saying, end: RegExp, calls: number, cost: number]>([
  ['fails', { status: 500 }, /^ModelAwayError$/, 3, 0],
  ['is too busy', { status: 429 }, /^ModelAwayError$/, 3, 0],
  ['refuses the key', { status: 401 }, /^ModelRefusedError$/, 1, 0],
  ['speaks otherwise', { raw: '<html>' }, /^ModelRefusedError$/, 1, 0],
  ['leads elsewhere', { redirectTo: '/v1/else' }, /^ModelAwayError$/, 3, 0],
  ['says nothing for too long', { hangs: true }, /^(ModelAway|TaskCancelled)Error$/, 1, RESERVED],
  ['stops speaking', { says: ['One '], hangs: true }, /^TimeoutError$/, 1, RESERVED],
  ['hangs up', { says: ['One '], breaks: true }, /^ModelAwayError$/, 1, RESERVED],
  ['has no end', { raw: 'x'.repeat(3_000_000) }, /^ModelAwayError$/, 3, 3 * RESERVED],
])(
  'one that %s is tried as often as that helps, and costs what it may have cost',
  async (...row) => {
    const [what, saying, end, calls, cost] = row
    const asked = await createAsking({ totalMs: saying.hangs === true ? 400 : 20_000 })(saying)
    expect(asked.end).toMatch(end)
    expect({ what, calls: asked.calls }).toEqual({ what, calls })
    expect(asked.cost).toBe(cost)
  },
)

it('one that is known to be away is not asked', async () => {
  const ask = createAsking({ failures: 3, openMs: 60_000 })
  expect((await ask({ status: 503 })).calls).toBe(3)
  expect(await ask({ says: ['back'] })).toMatchObject({ said: '', calls: 0, cost: 0 })
})

it('whoever goes away stops it, and says nothing of it', async () => {
  const ask = createAsking({ failures: 1, totalMs: 5_000 })
  const leaving = new AbortController()
  const asked = ask({ says: ['One ', 'two'], pauseMs: 30, hangs: true }, leaving.signal)
  setTimeout(() => leaving.abort(), 120)
  expect(await asked).toMatchObject({ end: 'AbortError', cost: RESERVED })
  expect(await ask({ says: ['still there'] })).toMatchObject({ end: 'whole' })
})

it('an embedding that was refused, or is none, costs nothing; one that is made costs what is said', async () => {
  const embed = createEmbedder({ baseUrl: server.url, apiKey: undefined, model: 'x' })
  const { budget, readCost } = openBook()
  const make = (embedding: number[] | undefined) => {
    server.state.embed = () => embedding
    return embed('What does it say?', budget, AbortSignal.timeout(5_000))
  }
  await expect(make(undefined)).rejects.toThrow(ModelAwayError)
  await expect(make([])).rejects.toThrow(ModelRefusedError)
  expect(readCost()).toBe(0)
  expect(await make([3, 4])).toEqual(Float32Array.from([0.6, 0.8]))
  expect(readCost()).toBe(7)
})
