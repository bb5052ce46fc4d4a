import { setTimeout as sleep } from 'node:timers/promises'
import { take } from '../../../clients/typescript/src/index.js'
import { killInTurns, type Victim } from '../../support/chaos/kills.js'
import type { Product } from '../../support/product.js'
import type { FileToSend } from './files-to-send.js'
import { openTalker, type Talker } from './talker.js'

export interface Plan {
  /** At least so many tickets, a message in each; more begin while there are kills to come. */
  tickets: number
  atOnce: number
  victims: readonly Victim[]
  everyMs: number
  /** Spread evenly over the tickets. */
  files: readonly FileToSend[]
}

export interface SentFile extends FileToSend {
  key: string
}

/** What was acknowledged. */
export interface Talked {
  /** Bodies of messages. */
  said: string[]
  sent: SentFile[]
  killed: number
}

interface Conversation {
  n: number
  departmentId: string
  file: FileToSend | undefined
}

/** People file tickets, each with a word about it and some with a file, while processes are killed. */
export async function talkUnderKills(
  product: Product,
  departmentId: string,
  { tickets, atOnce, victims, everyMs, files }: Plan,
): Promise<Talked> {
  const talkers = await Promise.all(
    ['requester', 'requester2'].map((who) => openTalker(product.url, who)),
  )
  const talked: Talked = { said: [], sent: [], killed: 0 }
  const each = Math.floor(tickets / files.length)
  let [begun, isOver] = [0, false]
  const killing = killInTurns(product, victims, {
    everyMs,
    untilServing: () => untilServing(product),
  }).finally(() => {
    isOver = true
  })
  const talkOn = async (talker: Talker) => {
    while (begun < tickets || !isOver) {
      const n = begun++
      const file = n % each === 0 ? files[n / each] : undefined
      const key = await converse(talker, { n, departmentId, file })
      talked.said.push(`word ${n}`)
      if (file !== undefined && key !== undefined) talked.sent.push({ ...file, key })
    }
  }
  const lines = talkers.flatMap((talker) => Array.from({ length: atOnce / 2 }, () => talker))
  await Promise.all(lines.map(talkOn))
  talked.killed = await killing
  for (const { live } of talkers) live.close()
  return talked
}

async function untilServing(product: Product): Promise<void> {
  for (;;) {
    const answer = await product.call(null, 'GET', '/readyz').catch(() => undefined)
    if (answer?.status === 200) return
    await sleep(100)
  }
}

/** Every second one speaks over the socket. Gives the key of the file. */
async function converse(
  { perdure: { api, fileTicket, upload }, live }: Talker,
  { n, departmentId, file }: Conversation,
): Promise<string | undefined> {
  const body = { title: `Talk ${n}`, description: 'x', departmentId }
  const { id } = await fileTicket(body)
  const key =
    file &&
    (await upload(new Blob([new Uint8Array(file.content)], { type: file.contentType }), file))
  const message = {
    body: `word ${n}`,
    visibility: 'public' as const,
    attachments: key === undefined ? [] : [key],
  }
  if (n % 2 === 0) await live.say(id, message)
  else await take(api.POST('/tickets/{id}/messages', { params: { path: { id } }, body: message }))
  return key
}
