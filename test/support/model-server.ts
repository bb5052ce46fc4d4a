import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What the server was asked. */
export interface AskedOfModel {
  model: string
  messages: { role: string; content: string }[]
  /** What stands in the message of data. */
  data: {
    question: string
    earlier: string[]
    passages: { n: number; title: string; text: string }[]
  }
  authorization: string | undefined
  /** The names of what it was asked with. */
  members: string[]
  /** Whoever asked has hung up. */
  isLeft: boolean
}

/** How a model answers. */
export interface Saying {
  /** Words as they come. */
  says?: readonly string[]
  status?: number
  /** Between the words, and before the first. */
  pauseMs?: number
  /** It hangs up after its words. */
  breaks?: boolean
  /** It answers no more after its words. */
  hangs?: boolean
  /** Instead of events. */
  raw?: string
  tokens?: number
  redirectTo?: string
}

const DIMENSIONS = 64

/** Each word lies in a direction of its own: texts are alike by the words that they share. */
export function embedWords(text: string): number[] {
  const vector = Array<number>(DIMENSIONS).fill(0)
  for (const word of text.toLowerCase().match(/\p{L}+/gu) ?? []) {
    const place = [...word].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9_973, 7)
    vector[place % DIMENSIONS] = (vector[place % DIMENSIONS] ?? 0) + 1
  }
  return vector
}

/** A server that speaks as language models' endpoints do, and says what a test has it say. */
export async function startModelServer() {
  const asked: AskedOfModel[] = []
  const state = {
    answer: (_: AskedOfModel): Saying => ({ says: ['Nothing.'] }),
    /** undefined: it fails. */
    embed: (text: string): number[] | undefined => embedWords(text),
  }
  const embedded: string[] = []
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', async () => {
      const body = JSON.parse(Buffer.concat(parts).toString())
      if (request.url?.endsWith('/embeddings') === true) {
        embedded.push(body.input)
        const embedding = state.embed(body.input)
        const data = [{ object: 'embedding', index: 0, embedding }]
        response.writeHead(embedding === undefined ? 500 : 200, {
          'Content-Type': 'application/json',
        })
        response.end(
          JSON.stringify({ object: 'list', model: body.model, data, usage: { total_tokens: 7 } }),
        )
        return
      }
      const { model, messages } = body
      const members = Object.keys(body)
      const data = JSON.parse(messages[1].content)
      const { authorization } = request.headers
      const call: AskedOfModel = { model, messages, data, authorization, members, isLeft: false }
      asked.push(call)
      response.on('close', () => {
        call.isLeft = !response.writableFinished
      })
      await say(response, state.answer(call))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // it listens to a port
  const url = `http://127.0.0.1:${port}/v1`
  return {
    asked,
    embedded,
    state,
    url,
    env: { AI_BASE_URL: url, AI_MODEL: 'stand-in', AI_API_KEY: 'key of the endpoint' },
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

async function say(response: ServerResponse, saying: Saying): Promise<void> {
  const { says = [], status = 200, pauseMs = 0, raw, tokens = 10 } = saying
  if (saying.redirectTo !== undefined) {
    response.writeHead(307, { Location: saying.redirectTo }).end()
    return
  }
  const isText = status !== 200 || raw !== undefined
  response.writeHead(status, { 'Content-Type': isText ? 'text/plain' : 'text/event-stream' })
  if (isText) {
    response.end(raw ?? '{"error": {"message": "no"}}')
    return
  }
  response.flushHeaders()
  for (const content of says) {
    if (pauseMs > 0) await pause(pauseMs)
    if (response.destroyed) return
    response.write(event({ choices: [{ index: 0, delta: { content } }] }))
  }
  if (saying.hangs === true) return
  if (saying.breaks === true) {
    await pause(20)
    response.destroy()
    return
  }
  response.end(`${event({ choices: [], usage: { total_tokens: tokens } })}data: [DONE]\n\n`)
}

const event = (chunk: object) =>
  `data: ${JSON.stringify({ id: 'x', object: 'chunk', ...chunk })}\n\n`

export type ModelServer = Awaited<ReturnType<typeof startModelServer>>
